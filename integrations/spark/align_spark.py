"""Align on Spark: a country of cities, one workspace a group, and one very large budget in partitions.

    from align_spark import analyze_cities, analyze_budget
    results = analyze_cities(files)                         # a row a city: city, status, document, messages
    merged = analyze_budget(budget, "cities/tehran", 1402)  # a dictionary: the exact ledger and the fit of all lines

Both start the program `align` on the executors; nothing of it runs in Python. Any Spark 3.5 or 4 does, classic or by Spark
Connect (PySail too). Money comes out to the unit whatever the partitions are.
"""
import json
import os
import subprocess
import tempfile

__all__ = ["analyze_budget", "analyze_cities", "merge", "partials"]

RESULT = "city string, status int, document string, messages string"


def _run(align, arguments, text=None):
    """Runs the program; returns its status, output and messages."""
    done = subprocess.run([align, *arguments], input=text, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def _write(folder, files):
    """Writes the files of a workspace by their names below it."""
    for name, content in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else bytes(content))


def _read(workspace, leaving):
    """The files of a workspace but one table, as they are carried to the executors."""
    files = {}
    for name in sorted(os.listdir(workspace)):
        path = os.path.join(workspace, name)
        if os.path.isfile(path) and os.path.splitext(name)[0] != leaving and name.endswith((".csv", ".yaml", ".yml")):
            with open(path, "rb") as file:
                files[name] = file.read()
    return files


def analyze_cities(files, align="align"):
    """Analyses one workspace a city.

    `files` has a row for each file of a workspace: `city`, `file` (its name: `budget.csv`, `align.yaml`) and `content` (text).
    The result has a row a city: `city`, `status` (the exit status: 0 done, 65 bad data), `document` (what `align analyze
    --format json --summary` wrote; null where it failed) and `messages`. `align rollup` takes the documents.
    """

    def analyze(city):
        import pandas

        with tempfile.TemporaryDirectory(prefix="align-spark-") as folder:
            _write(folder, dict(zip(city["file"], city["content"])))
            status, document, messages = _run(align, ["analyze", folder, "--format", "json", "--summary", "--jobs", "1"])
        return pandas.DataFrame(
            {"city": [city["city"].iloc[0]], "status": [status], "document": [document or None], "messages": [messages]})

    return files.groupBy("city").applyInPandas(analyze, RESULT)


def partials(budget, workspace, year, align="align"):
    """What each partition of a budget comes to, a row a partition with one column `part`.

    `budget` has the columns of the table `budget` (docs/tables.md), one row for a line in a year, no row that is the sum of others.
    Every year of a line has to be in one partition, so divide it by `line`: `budget.repartition(200, "line")`. `workspace` is a
    folder that this process can read: everything but the budget, which is carried to the executors, so rules rather than links
    should tie the lines of a very large budget.
    """
    files = _read(workspace, leaving="budget")

    def part(batches):
        import pyarrow
        from pyarrow import csv

        batches = [batch for batch in batches if batch.num_rows]
        rows = pyarrow.Table.from_batches(batches) if batches else None
        # A partition may hold no line of the year that is analysed.
        if rows is None or str(year) not in {str(own) for own in rows.column("year").unique().to_pylist()}:
            return
        with tempfile.TemporaryDirectory(prefix="align-spark-") as folder:
            _write(folder, files)
            csv.write_csv(rows, os.path.join(folder, "budget.csv"))
            arguments = ["partial", folder, "--year", str(year), "--quiet", "--jobs", "1"]
            status, text, messages = _run(align, arguments)
        if status != 0:
            raise RuntimeError(f"align partial ended with {status}: {messages[-2000:]}")
        yield pyarrow.RecordBatch.from_pydict({"part": [text.strip()]})

    return budget.mapInArrow(part, "part string")


def merge(parts, align="align"):
    """The parts of a budget in one, whatever their order: a dictionary with `approved`, `rest`, `classes`, `ledger` (integers, in the
    smallest unit of the currency), `fit` and `figures`."""
    status, text, messages = _run(align, ["merge", "-"], "\n".join(parts) + "\n")
    if status != 0:
        raise RuntimeError(f"align merge ended with {status}: {messages[-2000:]}")
    return json.loads(text)


def analyze_budget(budget, workspace, year, align="align"):
    """The ledger and the fit of a budget in partitions: `merge` over `partials`. A part is a few kilobytes, so they are merged on the
    driver."""
    return merge([row["part"] for row in partials(budget, workspace, year, align).collect()], align)
