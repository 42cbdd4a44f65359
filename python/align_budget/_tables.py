"""Tables of any library in, a workspace of CSV files out."""

from __future__ import annotations

import contextlib
import csv
import datetime
import decimal
import json
import math
import os
import pathlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Union

#: A folder, a workbook or a Data Package; or tables by their names: frames of pandas, polars or pyarrow, mappings of columns
#: to lists, lists of mappings, or files (CSV, Parquet, Excel).
Workspace = Union[str, "os.PathLike[str]", Mapping[str, Any]]
#: A scenario: the path of a file, the name of one of the workspace, or its keys and values.
Scenario = Union[str, "os.PathLike[str]", Mapping[str, Any]]

#: Keys of a mapping that are no tables: the settings (a mapping, or the path of an align.yaml).
SETTINGS = "settings"


@contextlib.contextmanager
def opened(workspace: Workspace) -> Iterator[str]:
    """The path of a workspace; one of tables is written to a temporary folder, which is removed afterwards."""
    if isinstance(workspace, Mapping):
        with tempfile.TemporaryDirectory(prefix="align-budget-") as folder:
            write_workspace(workspace, folder)
            yield folder
        return
    path = pathlib.Path(workspace)
    if path.is_dir() and not any(path.glob("*.csv")) and any(path.glob("*.parquet")):
        tables: dict[str, Any] = {file.stem: file for file in sorted(path.glob("*.parquet"))}
        if (path / "align.yaml").exists():
            tables[SETTINGS] = path / "align.yaml"
        with opened(tables) as folder:
            yield folder
        return
    yield os.fspath(path)


def write_workspace(tables: Mapping[str, Any], folder: str | os.PathLike[str]) -> None:
    """Writes tables as a workspace that the program reads.

    Args:
        tables: tables by their names (``budget``, ``indicators`` …); ``settings`` are those of ``align.yaml``.
        folder: an existing folder.
    """
    target = pathlib.Path(folder)
    for name, table in tables.items():
        if name == SETTINGS:
            (target / "align.yaml").write_text(_settings(table), encoding="utf-8")
            continue
        if isinstance(table, (str, os.PathLike)):
            path = pathlib.Path(table)
            if path.suffix.lower() != ".parquet":
                (target / (name + path.suffix.lower())).write_bytes(path.read_bytes())
                continue
            table = _parquet(path)
        _write_csv(table, target / f"{name}.csv")


@contextlib.contextmanager
def scenario_file(scenario: Scenario) -> Iterator[str]:
    """The path or name of a scenario; one of keys and values is written to a temporary file."""
    if isinstance(scenario, Mapping):
        with tempfile.TemporaryDirectory(prefix="align-budget-") as folder:
            path = pathlib.Path(folder, "scenario.yaml")
            path.write_text(json.dumps(dict(scenario), ensure_ascii=False, default=str), encoding="utf-8")
            yield str(path)
    else:
        yield os.fspath(scenario)


def _settings(settings: Any) -> str:
    if isinstance(settings, Mapping):
        # JSON is YAML.
        return json.dumps(dict(settings), ensure_ascii=False, default=str)
    return pathlib.Path(settings).read_text(encoding="utf-8")


def _parquet(path: pathlib.Path) -> Any:
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise ImportError(f"{path}: reading Parquet needs pyarrow (pip install 'align-budget[parquet]')") from error
    return parquet.read_table(path)


def write_table(table: Any, path: pathlib.Path) -> str:
    """The path of a table as CSV: its own where it is such a file, else what is written to this one."""
    if isinstance(table, (str, os.PathLike)):
        if pathlib.Path(table).suffix.lower() != ".parquet":
            return os.fspath(table)
        table = _parquet(pathlib.Path(table))
    _write_csv(table, path)
    return os.fspath(path)


def _write_csv(table: Any, path: pathlib.Path) -> None:
    names, columns = _columns(table)
    texts = [_texts(column) for column in columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(zip(*texts))


def _columns(table: Any) -> tuple[list[str], list[list[Any]]]:
    """The names and values of a table's columns, whatever it is."""
    library = type(table).__module__.split(".")[0]
    if library == "pandas":
        return [str(name) for name in table.columns], [_plain(table.iloc[:, i]) for i in range(table.shape[1])]
    if library == "polars":
        if hasattr(table, "collect"):
            table = table.collect()
        return list(table.columns), [column.to_list() for column in table.get_columns()]
    if library == "pyarrow":
        return list(table.schema.names), [column.to_pylist() for column in table.itercolumns()]
    if isinstance(table, Mapping):
        columns = [list(column) for column in table.values()]
        if len({len(column) for column in columns}) > 1:
            raise ValueError("the columns of a table are not equally long")
        return [str(name) for name in table], columns
    if hasattr(table, "__arrow_c_stream__"):
        import pyarrow

        return _columns(pyarrow.table(table))
    rows = list(table)
    names = list(dict.fromkeys(name for row in rows for name in row))
    return [str(name) for name in names], [[row.get(name) for row in rows] for name in names]


def _plain(series: Any) -> list[Any]:
    """The values of a pandas column; missing ones as None."""
    return [None if missing else value for value, missing in zip(series.tolist(), series.isna().tolist())]


def _texts(values: Iterable[Any]) -> list[str]:
    return [_text(value) for value in values]


def _text(value: Any) -> str:
    """A value as the program reads it. Whole numbers that a missing cell has made floats stay whole."""
    if value is None:
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "yes" if value else "no"
    if isinstance(value, (float, decimal.Decimal)):
        if math.isnan(value):
            return ""
        if math.isfinite(value) and value == int(value):
            return str(int(value))
        return format(value, "f") if isinstance(value, decimal.Decimal) else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)
