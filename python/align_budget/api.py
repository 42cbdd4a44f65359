"""The questions that can be asked; each is a command of the program."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from . import results
from ._program import ask, run
from ._tables import Scenario, Workspace, opened, scenario_file, write_table

Library = Literal["pandas", "polars", "pyarrow", "records"]
Language = Literal["en", "es", "fa"]


def _options(**options: Any) -> list[str]:
    """Options as they are typed; those that are None or False are left out."""
    typed: list[str] = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            typed.append(flag)
        elif value not in (None, False):
            typed += [flag, os.fspath(value) if isinstance(value, os.PathLike) else str(value)]
    return typed


def _library(workspace: Workspace, frames: Library | None) -> str | None:
    return frames or results.library_of(workspace)


def check(
    workspace: Workspace,
    *,
    year: int | None = None,
    period: str | None = None,
    lang: Language | None = None,
    frames: Library | None = None,
) -> results.Check:
    """Whether the tables are sound and the plan is measurable.

    What is wrong is in the result (``ok``, ``problems``), and raises nothing: finding it is what was asked for.

    Args:
        workspace: a path (folder, workbook, Data Package, folder of Parquet files), or tables by their names.
        year: the budget year; else that of the settings, else the latest.
        period: the period under review, such as ``"1402Q2"``.
        lang: the language of sentences; else that of the settings.
        frames: the library of the frames; else that of the given tables, else the first that is installed.

    Raises:
        InputMissing: there is no such workspace.
    """
    with opened(workspace) as path:
        options = _options(year=year, period=period, lang=lang, format="json", quiet=True)
        status, output, warnings = run(["check", path, *options], accepted=(0, 1, 65))
    return results.Check(json.loads(output), warnings, _library(workspace, frames), status)


def analyze(
    workspace: Workspace,
    *,
    year: int | None = None,
    period: str | None = None,
    summary: bool = False,
    include_suggested: bool = False,
    jobs: int | None = None,
    lang: Language | None = None,
    frames: Library | None = None,
) -> results.Analysis:
    """How much of a year's budget serves the plan, which goals are under-funded, and what is flagged.

    Args:
        workspace, year, period, lang, frames: as in :func:`check`.
        summary: no lines, and flags as counts and totals by code.
        include_suggested: count links that are only suggested, where a line has no confirmed one.
        jobs: how many threads to use; else all.

    Raises:
        DataError: the tables are wrong; ``problems`` says where and how to mend it.
    """
    options = _options(
        year=year, period=period, summary=summary, include_suggested=include_suggested, jobs=jobs, lang=lang, fail_on="never")
    with opened(workspace) as path:
        raw, warnings = ask(["analyze", path, *options])
    return results.Analysis(raw, warnings, _library(workspace, frames))


def rank(
    workspace: Workspace,
    by: Literal["goals", "indicators", "lines", "departments"] = "goals",
    *,
    robust: bool = False,
    seed: int | None = None,
    year: int | None = None,
    period: str | None = None,
    lang: Language | None = None,
    frames: Library | None = None,
) -> results.Ranking:
    """Ranks goals, indicators, lines or departments.

    Args:
        by: what is ranked.
        robust: also how often each takes each rank over thousands of weightings.
        seed: of the weightings that are drawn.
        workspace, year, period, lang, frames: as in :func:`check`.
    """
    options = _options(by=by, robust=robust, seed=seed, year=year, period=period, lang=lang, fail_on="never")
    with opened(workspace) as path:
        raw, warnings = ask(["rank", path, *options])
    return results.Ranking(raw, warnings, _library(workspace, frames))


def scenario(
    workspace: Workspace,
    *scenarios: Scenario,
    year: int | None = None,
    period: str | None = None,
    lang: Language | None = None,
    frames: Library | None = None,
) -> list[results.Scenario]:
    """The budget that serves the plan best under the limits of each scenario.

    One whose limits contradict each other is in the list with ``status`` telling so, and raises nothing.

    Args:
        scenarios: paths, or keys and values as in docs/scenarios.md; none of them asks for the default limits.
        workspace, year, period, lang, frames: as in :func:`check`.
    """
    with contextlib.ExitStack() as stack:
        path = stack.enter_context(opened(workspace))
        files = [stack.enter_context(scenario_file(each)) for each in scenarios]
        options = _options(year=year, period=period, lang=lang)
        raw, warnings = ask(["scenario", path, *files, *options], accepted=(0, 2))
    library = _library(workspace, frames)
    document = {key: value for key, value in raw.items() if key != "scenarios"}
    return [results.Scenario(document, each, warnings, library) for each in raw["scenarios"]]


def draft(
    workspace: Workspace,
    scenario: Scenario,
    *,
    out: str | os.PathLike[str] | None = None,
    year: int | None = None,
    period: str | None = None,
    lang: Language | None = None,
    frames: Library | None = None,
) -> results.Draft:
    """The next year's budget as rows that add up to the envelope exactly.

    Args:
        scenario: a path, or keys and values as in docs/scenarios.md.
        out: also write the draft there: ``.xlsx`` is the workbook to print and work on, ``.csv`` the table.
        workspace, year, period, lang, frames: as in :func:`check`.

    Raises:
        InfeasibleError: the limits contradict each other.
    """
    with opened(workspace) as path, scenario_file(scenario) as file:
        options = _options(year=year, period=period, lang=lang)
        raw, warnings = ask(["draft", path, file, *options])
        if out is not None:
            written = os.fspath(out)
            form = _options(format="csv") if written.lower().endswith(".csv") else []
            run(["draft", path, file, *options, *form, "--out", written, "--quiet"])
    return results.Draft(raw, warnings, _library(workspace, frames))


def suggest(
    workspace: Workspace,
    *,
    year: int | None = None,
    lang: Language | None = None,
    frames: Library | None = None,
) -> results.Suggestions:
    """Which line serves what, from text and from what was decided, for people to accept or reject.

    Args:
        workspace, year, lang, frames: as in :func:`check`.
    """
    with opened(workspace) as path:
        raw, warnings = ask(["link", "suggest", path, *_options(year=year, lang=lang)])
    return results.Suggestions(raw, warnings, _library(workspace, frames))


def review(
    workspace: Workspace,
    *,
    year: int | None = None,
    period: str | None = None,
    lang: Language | None = None,
    frames: Library | None = None,
) -> results.Review:
    """Scorecards by indicator, goal, axis, department and owner, forecasts, and how the budget was carried out.

    Args:
        workspace, year, period, lang, frames: as in :func:`check`.
    """
    with opened(workspace) as path:
        raw, warnings = ask(
            ["review", path, *_options(year=year, period=period, lang=lang, fail_on="never")])
    return results.Review(raw, warnings, _library(workspace, frames))


def explain(
    workspace: Workspace,
    *subject: str,
    year: int | None = None,
    period: str | None = None,
    lang: Language | None = None,
    frames: Library | None = None,
) -> results.Explanation:
    """Where a figure comes from: its formula, steps, rows of the tables, and what would change it.

    Args:
        subject: a line, indicator, goal, axis, department, flag, or one figure (``"under_funding", "G031"``).
        workspace, year, period, lang, frames: as in :func:`check`.
    """
    with opened(workspace) as path:
        raw, warnings = ask(["explain", path, *subject, *_options(year=year, period=period, lang=lang)])
    return results.Explanation(raw, warnings, _library(workspace, frames))


def rollup(
    *cities: str | os.PathLike[str] | results.Analysis | Mapping[str, results.Analysis],
    population: Any = None,
    goals: Any = None,
    by: Sequence[Literal["year", "currency"]] = (),
    peers: int | None = None,
    lang: Language | None = None,
    frames: Library | None = None,
) -> results.RollUp:
    """The analyses of many cities in one: exact sums, figures by city with quantiles and ranks, flags, goals in common, peers.

    Args:
        cities: files and folders that ``align analyze`` or ``align batch`` wrote; analyses, called by the names of their
            workspaces, or by the keys of a mapping.
        population: a table of ``city`` and ``population`` (as in :data:`Workspace`), which gives amounts per head.
        goals: a table of ``city``, ``goal`` and ``common`` that says which goals are one; else those of the same id are.
        by: tells cities of several years or currencies apart.
        peers: how many cities like it each one gets.
        lang, frames: as in :func:`check`.
    """
    named: dict[str, results.Analysis] = {}
    paths: list[str] = []
    for city in cities:
        if isinstance(city, Mapping):
            named.update(city)
        elif isinstance(city, results.Analysis):
            named[str(city.raw.get("name") or f"city-{len(named) + 1}")] = city
        else:
            paths.append(os.fspath(city))
    with tempfile.TemporaryDirectory(prefix="align-budget-") as folder:
        target = pathlib.Path(folder)
        for name, analysis in named.items():
            file = target / (name.replace("/", "_") + ".json")
            file.write_text(json.dumps(analysis.raw, ensure_ascii=False), encoding="utf-8")
            paths.append(str(file))
        options = _options(peers=peers, lang=lang)
        for option, table in (("--population", population), ("--goals", goals)):
            if table is not None:
                options += [option, write_table(table, target / f"{option[2:]}.csv")]
        for key in by:
            options += ["--by", key]
        raw, warnings = ask(["rollup", *paths, *options])
    return results.RollUp(raw, warnings, frames)
