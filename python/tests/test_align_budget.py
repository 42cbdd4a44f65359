"""The package against the synthetic data sets of the repository (ALIGN_DATASETS says where they are)."""

import csv
import importlib.util
import json
import os
import pathlib
import subprocess
import sys

import pytest

import align_budget

DATASETS = pathlib.Path(os.environ.get("ALIGN_DATASETS", pathlib.Path(__file__).parents[2] / "datasets"))
TABRIZ = DATASETS / "tabriz-1402"
MINIMAL = DATASETS / "minimal"
NAMES = ["accepted", "axes", "budget", "goals", "indicators", "links", "measurements", "rules", "targets"]


def has(library):
    return importlib.util.find_spec(library) is not None


def rows(name, folder=MINIMAL):
    with open(folder / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def tables(make):
    return {"settings": MINIMAL / "align.yaml", **{name: make(name) for name in NAMES}}


def pandas_table(name):
    import pandas

    return pandas.read_csv(MINIMAL / f"{name}.csv")


def polars_table(name):
    import polars

    return polars.read_csv(MINIMAL / f"{name}.csv", infer_schema_length=None)


def arrow_table(name):
    import pyarrow.csv

    return pyarrow.csv.read_csv(MINIMAL / f"{name}.csv")


MAKERS = [
    pytest.param(rows, id="rows"),
    pytest.param(lambda name: {key: [row[key] for row in rows(name)] for key in rows(name)[0]}, id="columns"),
    pytest.param(lambda name: MINIMAL / f"{name}.csv", id="csv"),
    pytest.param(pandas_table, id="pandas", marks=pytest.mark.skipif(not has("pandas"), reason="no pandas")),
    pytest.param(polars_table, id="polars", marks=pytest.mark.skipif(not has("polars"), reason="no polars")),
    pytest.param(arrow_table, id="pyarrow", marks=pytest.mark.skipif(not has("pyarrow"), reason="no pyarrow")),
]


def figures(analysis):
    """What an analysis came to, without what its files are called."""
    return {key: value for key, value in analysis.raw.items() if key != "inputs"}


def test_version_is_the_distributions():
    from importlib.metadata import version

    assert align_budget.version() == version("align-budget")


def test_analysis_of_a_folder():
    analysis = align_budget.analyze(TABRIZ, frames="records")
    assert analysis.coverage == pytest.approx(0.4649, abs=1e-4)
    assert analysis.currency == "IRR" and analysis.period == "1402Q2" and analysis.is_synthetic
    assert analysis.total_approved == 176_540_000_000_000
    assert len(analysis.goals) == 40 and analysis.goals[0]["id"] == "G031"
    assert len(analysis.lines) == 2918


@pytest.mark.parametrize("make", MAKERS)
def test_tables_of_any_library_give_the_figures_of_the_files(make):
    assert figures(align_budget.analyze(tables(make))) == figures(align_budget.analyze(MINIMAL))


@pytest.mark.skipif(not has("pyarrow"), reason="no pyarrow")
def test_parquet_in_and_out(tmp_path):
    import pyarrow.parquet as parquet

    folder = tmp_path / "city"
    folder.mkdir()
    for name in NAMES:
        parquet.write_table(arrow_table(name), folder / f"{name}.parquet")
    (folder / "align.yaml").write_bytes((MINIMAL / "align.yaml").read_bytes())
    analysis = align_budget.analyze(folder)
    assert figures(analysis) == figures(align_budget.analyze(MINIMAL))
    files = analysis.to_parquet(tmp_path / "answers")
    read = {file.stem: parquet.read_table(file).to_pylist() for file in files}
    assert [goal["id"] for goal in read["goals"]] == [goal["id"] for goal in analysis.raw["goals"]]
    assert read["lines"][0]["approved"] == analysis.raw["lines"][0]["approved"]


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_frames_are_of_the_library_that_is_asked_for(library):
    if not has(library):
        with pytest.raises(ImportError):
            align_budget.rank(MINIMAL, frames=library).rows
        return
    frame = align_budget.rank(MINIMAL, frames=library).rows
    assert type(frame).__module__.split(".")[0] == library
    assert len(frame) == len(align_budget.rank(MINIMAL, frames="records").rows)


@pytest.mark.skipif(not has("pandas"), reason="no pandas")
def test_a_missing_cell_leaves_the_whole_numbers_beside_it_whole(tmp_path):
    import pandas

    align_budget.write_workspace({"budget": pandas.DataFrame({"year": [1402, None], "mandatory": [True, False]})}, tmp_path)
    assert (tmp_path / "budget.csv").read_text() == "year,mandatory\n1402,yes\n,no\n"


def test_wrong_tables_are_an_exception_with_every_problem():
    broken = tables(rows)
    broken["budget"] = broken["budget"] + [{"line": "x", "year": "nonsense"}]
    with pytest.raises(align_budget.DataError) as caught:
        align_budget.analyze(broken, lang="en")
    error = caught.value
    assert error.status == 65
    assert {"unreadable-year", "blank"} <= {problem.kind for problem in error.problems}
    problem = next(problem for problem in error.problems if problem.kind == "unreadable-year")
    assert problem.file == "budget.csv" and problem.column == "year" and problem.row == len(broken["budget"]) + 1
    assert problem.gravity == "error" and "four digits" in problem.remedy and "nonsense" in str(error)


def test_check_tells_what_is_wrong_and_raises_nothing():
    broken = tables(rows)
    broken["budget"] = broken["budget"] + [{"line": "x", "year": "nonsense"}]
    check = align_budget.check(broken, lang="en")
    assert not check.ok and any(problem.kind == "unreadable-year" for problem in check.problems)
    sound = align_budget.check(MINIMAL)
    assert sound.ok and all(problem.gravity == "warning" for problem in sound.problems)
    flagged = align_budget.check(TABRIZ, frames="records")
    assert not flagged.ok and not flagged.problems and any(flag["severity"] == "error" for flag in flagged.flags)


def test_a_workspace_that_is_not_there():
    with pytest.raises(align_budget.InputMissing) as caught:
        align_budget.analyze("/nowhere")
    assert caught.value.status == 66 and caught.value.problems


def test_an_argument_that_cannot_be_meant():
    with pytest.raises(align_budget.UsageError):
        align_budget.rank(MINIMAL, by="colours")
    with pytest.raises(align_budget.AlignError):
        align_budget.analyze(MINIMAL, period="nonsense")


def test_rankings():
    for by in ("goals", "indicators", "lines", "departments"):
        ranking = align_budget.rank(TABRIZ, by, frames="records")
        assert ranking.by == by and ranking.rows
    assert align_budget.rank(TABRIZ, robust=True, frames="records").rows


def test_a_scenario_of_a_file_and_one_of_keys_and_values():
    file = TABRIZ / "scenarios" / "balanced.yaml"
    ours = {"name": "less", "envelope": "95%", "round_to": 1_000_000}
    balanced, less = align_budget.scenario(TABRIZ, file, ours, lang="en", frames="records")
    assert balanced.status == "solved" and less.name == "less"
    assert less.envelope == 0.95 * balanced.envelope
    assert sum(line["new"] for line in less.lines) == less.envelope


def test_a_draft_adds_up_and_is_written(tmp_path):
    out = tmp_path / "draft.xlsx"
    draft = align_budget.draft(TABRIZ, TABRIZ / "scenarios" / "balanced.yaml", out=out, frames="records")
    assert sum(row["new"] for row in draft.rows) == draft.total == 176_540_000_000_000
    assert out.read_bytes()[:2] == b"PK"
    align_budget.draft(TABRIZ, {"envelope": "100%"}, out=tmp_path / "draft.csv")
    assert (tmp_path / "draft.csv").stat().st_size > 100_000


def test_limits_that_contradict_each_other():
    limits = {"limits": [{"on": "sum", "where": {"kind": "capital"}, "floor": "200%"}, {"on": "sum", "where": {}, "cap": "10%"}]}
    (answer,) = align_budget.scenario(TABRIZ, limits, frames="records")
    assert answer.status != "solved"
    with pytest.raises(align_budget.InfeasibleError):
        align_budget.draft(TABRIZ, limits)


def test_suggestions_review_and_explanation():
    suggestions = align_budget.suggest(TABRIZ, frames="records").suggestions
    assert {"line", "indicator", "probability"} <= set(suggestions[0])
    review = align_budget.review(TABRIZ, period="1402Q2", frames="records")
    assert review.plan["indicators"] == 288 and review.execution["year"] == 1401
    explanation = align_budget.explain(TABRIZ, "under_funding", "G031", lang="en", frames="records")
    assert explanation.subject["id"] == "G031" and explanation.figures[0]["formula"]


def test_the_language_is_the_one_asked_for():
    assert align_budget.explain(MINIMAL, "coverage", lang="fa").raw != align_budget.explain(MINIMAL, "coverage", lang="en").raw


def test_the_command_line_is_there():
    command = pathlib.Path(sys.executable).with_name("align")
    for start in ([str(command)], [sys.executable, "-m", "align_budget"]):
        said = subprocess.run([*start, "doctor", "--format", "json"], stdout=subprocess.PIPE)
        findings = {finding["check"]: finding for finding in json.loads(said.stdout)["findings"]}
        assert said.returncode == 0 and findings["arithmetic"]["status"] == "ok"


def test_rollup_of_analyses_and_files(tmp_path):
    one, two = align_budget.analyze(MINIMAL), align_budget.analyze(TABRIZ)
    file = tmp_path / "tabriz.json"
    file.write_text(json.dumps(two.raw), encoding="utf-8")
    rolled = align_budget.rollup({"small": one}, file, population=[{"city": "small", "population": 1000}], by=["year", "currency"], frames="records")
    assert sum(group["city_count"] for group in rolled.groups) == 2
    assert {row["city"] for row in rolled.cities} == {"small", "tabriz"}
    assert sum(group["total_approved"] for group in rolled.groups) == one.raw["total_approved"] + two.raw["total_approved"]
    assert rolled.flags and all(row["currency"] for row in rolled.flags)
    with pytest.raises(align_budget.DataError):
        align_budget.rollup({"a": one, "b": one}, file)
