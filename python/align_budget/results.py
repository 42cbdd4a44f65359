"""Answers of the program as typed objects, with their tables as DataFrames."""

from __future__ import annotations

import importlib
import os
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any

from .errors import Problem

#: A DataFrame of pandas or polars, a table of pyarrow, or a list of mappings where none of them is installed.
Frame = Any

#: The libraries that frames can be of, in the order in which they are tried.
LIBRARIES = ("pandas", "polars", "pyarrow")


def library_of(workspace: Any) -> str | None:
    """The library of the frames of a workspace; None where it has none."""
    if isinstance(workspace, Mapping):
        for table in workspace.values():
            name = type(table).__module__.split(".")[0]
            if name in LIBRARIES:
                return name
    return None


def frame_of(rows: list[dict[str, Any]], library: str | None) -> Frame:
    """Rows as a frame of a library, or of the first that is installed; the rows themselves where none is."""
    for name in (library,) if library else LIBRARIES:
        if name == "records":
            return rows
        try:
            module = importlib.import_module(name)
        except ImportError:
            if library:
                raise
            continue
        if name == "pandas":
            return module.DataFrame.from_records(rows)
        if name == "polars":
            return module.DataFrame(rows, infer_schema_length=None)
        return module.Table.from_pylist(rows)
    return rows


class Result:
    """An answer of the program.

    Attributes:
        raw: the JSON document, as ``schema/*.schema.json`` describes it. Money is in main units of ``currency``.
        warnings: what was noticed while the tables were read.
    """

    _tables: tuple[str, ...] = ()

    def __init__(self, raw: dict[str, Any], warnings: list[Problem], library: str | None = None) -> None:
        self.raw = raw
        self.warnings = warnings
        self._library = library

    @property
    def engine(self) -> str:
        """The program and its version."""
        return self.raw["engine"]

    @property
    def year(self) -> int | None:
        """The budget year."""
        return self.raw.get("year")

    @property
    def period(self) -> str | None:
        """The period under review, such as ``1402Q2``."""
        return self.raw.get("period")

    @property
    def currency(self) -> str | None:
        """The code of the currency."""
        return self.raw.get("currency")

    @property
    def is_synthetic(self) -> bool:
        """Whether the workspace says of itself that its figures are made up."""
        return bool(self.raw.get("synthetic"))

    def frame(self, table: str) -> Frame:
        """A table of the answer by its key, as a frame."""
        return frame_of(self.raw[table], self._library)

    def _ranked(self, table: str) -> Frame:
        """A table by its ranks; what has none comes last."""
        rows = sorted(self.raw[table], key=lambda row: (row["rank"] is None, row["rank"] or 0))
        return frame_of(rows, self._library)

    def frames(self) -> Iterator[tuple[str, Frame]]:
        """Every table of the answer that has rows, by its key."""
        for table in self._tables:
            if self.raw.get(table):
                yield table, self.frame(table)

    def to_parquet(self, folder: str | os.PathLike[str]) -> list[pathlib.Path]:
        """Writes every table of the answer that has rows as FOLDER/KEY.parquet, and gives the files. Needs pyarrow."""
        import pyarrow
        import pyarrow.parquet as parquet

        target = pathlib.Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        files = []
        for table in self._tables:
            if self.raw.get(table):
                file = target / f"{table}.parquet"
                parquet.write_table(pyarrow.Table.from_pylist(self.raw[table]), file)
                files.append(file)
        return files

    def __repr__(self) -> str:
        tables = ", ".join(f"{table}: {len(self.raw[table])}" for table in self._tables if self.raw.get(table))
        return f"<{type(self).__name__} of {self.engine}; {tables or 'no rows'}>"


class Check(Result):
    """Whether a workspace is sound and its plan measurable (``align check``)."""

    _tables = ("tables", "inventory_by_axis", "inventory_by_owner", "problems", "flags")

    def __init__(self, raw: dict[str, Any], warnings: list[Problem], library: str | None, status: int) -> None:
        super().__init__(raw, warnings, library)
        self._status = status

    @property
    def ok(self) -> bool:
        """Whether the tables can be read and no flag of severity error stands that nobody accepted."""
        return self._status == 0

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the tables, or was noticed."""
        return [Problem.from_record(record) for record in self.raw.get("problems", [])]

    @property
    def flags(self) -> Frame:
        """The flags of the plan and its statistics."""
        return self.frame("flags")

    @property
    def inventory_by_axis(self) -> Frame:
        """Which statistics exist and which do not, by axis."""
        return self.frame("inventory_by_axis")

    @property
    def inventory_by_owner(self) -> Frame:
        """The same by who has to deliver them."""
        return self.frame("inventory_by_owner")


class Analysis(Result):
    """How much of a year's budget serves the plan (``align analyze``)."""

    _tables = ("axes", "goals", "indicators", "lines", "flags")

    @property
    def coverage(self) -> float | None:
        """The share of the budget that serves the plan; None where it cannot be told."""
        return self.raw["coverage"]

    @property
    def live_coverage(self) -> float | None:
        """The share that keeps a service or improves what is not met for good."""
        return self.raw["live_coverage"]

    @property
    def alignment_index(self) -> float | None:
        """How well funding shares follow need shares, from 0 to 1."""
        return self.raw["alignment_index"]

    @property
    def plan_attainment(self) -> float | None:
        """How much of the plan is attained, from 0 to 1."""
        return self.raw["plan_attainment"]

    @property
    def total_approved(self) -> int | float:
        """The budget of the year."""
        return self.raw["total_approved"]

    @property
    def total_linked(self) -> int | float:
        """The money that is tied to indicators."""
        return self.raw["total_linked"]

    @property
    def goals(self) -> Frame:
        """Goals, the most under-funded first."""
        return self._ranked("goals")

    @property
    def axes(self) -> Frame:
        """Axes, the most under-funded first."""
        return self._ranked("axes")

    @property
    def indicators(self) -> Frame:
        """Indicators with attainment, need and funding."""
        return self.frame("indicators")

    @property
    def lines(self) -> Frame:
        """Budget lines with what they serve; absent with ``summary=True``."""
        return self.frame("lines")

    @property
    def flags(self) -> Frame:
        """Flags with the amount they are about and what would clear them."""
        return self.frame("flags")


class Ranking(Result):
    """A ranking of goals, indicators, lines or departments (``align rank``)."""

    _tables = ("rows",)

    @property
    def by(self) -> str:
        """What is ranked."""
        return self.raw["by"]

    @property
    def rows(self) -> Frame:
        """The ranking, the first first."""
        return self.frame("rows")


class Scenario(Result):
    """What the budget becomes under the limits of one scenario (one of ``align scenario``)."""

    _tables = ("axes", "limits", "lines")

    def __init__(
        self, document: dict[str, Any], scenario: dict[str, Any], warnings: list[Problem], library: str | None
    ) -> None:
        super().__init__({**document, **scenario}, warnings, library)

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.raw["name"]

    @property
    def status(self) -> str:
        """``solved`` or ``infeasible``, as the document has it."""
        return self.raw["status"]

    @property
    def envelope(self) -> int | float:
        """The money that is shared out."""
        return self.raw["envelope"]

    @property
    def certificate(self) -> dict[str, Any] | None:
        """What proves that no better budget keeps to the limits."""
        return self.raw.get("certificate")

    @property
    def lines(self) -> Frame:
        """Lines with their amounts before and after."""
        return self.frame("lines")

    @property
    def limits(self) -> Frame:
        """Limits with what each costs."""
        return self.frame("limits")

    @property
    def axes(self) -> Frame:
        """Axes before and after."""
        return self.frame("axes")


class Draft(Result):
    """The next year's budget under a scenario (``align draft``)."""

    _tables = ("rows",)

    @property
    def scenario(self) -> str:
        """The file of the scenario."""
        return self.raw["scenario"]

    @property
    def total(self) -> int | float:
        """The sum of the draft, which is the envelope exactly."""
        return self.raw["total"]

    @property
    def rows(self) -> Frame:
        """Every line with its old and new amount, the change and its reason."""
        return self.frame("rows")


class Suggestions(Result):
    """Which line serves what, from text and from what people decided (``align link suggest``)."""

    _tables = ("suggestions",)

    @property
    def suggestions(self) -> Frame:
        """Suggestions with their probability, for people to accept or reject."""
        return self.frame("suggestions")


class Review(Result):
    """Scorecards of a period (``align review``)."""

    _tables = ("plan", "axes", "goals", "owners", "indicators", "statistics", "departments")

    @property
    def plan(self) -> dict[str, Any]:
        """The plan as a whole."""
        return self.raw["plan"][0] if self.raw.get("plan") else {}

    @property
    def execution(self) -> dict[str, Any] | None:
        """How the budget was carried out, with PEFA's composition variance; None where nothing was spent yet."""
        return self.raw.get("execution")

    @property
    def axes(self) -> Frame:
        """The scorecard of axes."""
        return self.frame("axes")

    @property
    def goals(self) -> Frame:
        """The scorecard of goals."""
        return self.frame("goals")

    @property
    def owners(self) -> Frame:
        """The scorecard of owners."""
        return self.frame("owners")

    @property
    def indicators(self) -> Frame:
        """Indicators with actual, target, pace and forecast."""
        return self.frame("indicators")

    @property
    def departments(self) -> Frame:
        """Departments with their strengths and weaknesses."""
        return self.frame("departments")


class Explanation(Result):
    """Where a figure comes from (``align explain``)."""

    _tables = ("sources", "facts", "figures", "ties", "lines", "indicators", "targets", "measurements", "years", "flags", "changes")

    @property
    def subject(self) -> dict[str, Any]:
        """What is explained: its kind, id and name."""
        return self.raw["subject"]

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Each figure with its formula and the steps by which it is reached."""
        return self.raw["figures"]

    @property
    def lines(self) -> Frame:
        """The lines that the figures rest on."""
        return self.frame("lines")

    @property
    def changes(self) -> Frame:
        """What would change the answer."""
        return self.frame("changes")


class RollUp(Result):
    """The analyses of many cities in one (``align rollup``), in groups of one year and one currency each."""

    _tables = ("figures", "cities", "goals", "flags")

    def __init__(self, raw: dict[str, Any], warnings: list[Problem], library: str | None = None) -> None:
        # The tables of all groups, each row with the year and currency of its group.
        rows = {
            table: [
                {"year": group["year"], "currency": group["currency"], **row} for group in raw["groups"] for row in group[table]
            ]
            for table in self._tables
        }
        super().__init__({**raw, **rows}, warnings, library)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Sums of each year and currency: ``city_count``, ``total_approved``, ``total_linked`` and so on."""
        return self.raw["groups"]

    @property
    def figures(self) -> Frame:
        """Each figure with its quantiles over the cities."""
        return self.frame("figures")

    @property
    def cities(self) -> Frame:
        """The figures of each city, with ranks and the cities like it."""
        return self.frame("cities")

    @property
    def goals(self) -> Frame:
        """Goals in common."""
        return self.frame("goals")

    @property
    def flags(self) -> Frame:
        """Flags by code, with their number and the money at stake."""
        return self.frame("flags")
