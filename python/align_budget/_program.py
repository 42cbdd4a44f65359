"""Finding and running the program."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

from .errors import AlignError, Problem, ProgramMissing, error_for


def program() -> str:
    """The path of the program: ``ALIGN_PROGRAM``, else the one in this package, else ``align`` on the PATH."""
    asked = os.environ.get("ALIGN_PROGRAM")
    if asked:
        return asked
    bundled = pathlib.Path(__file__).with_name("bin") / "align"
    if bundled.exists():
        return str(bundled)
    found = shutil.which("align")
    if found:
        return found
    raise ProgramMissing(127, message="the program align is neither in this package nor on the PATH")


def run(arguments: Sequence[str], accepted: Sequence[int] = (0,)) -> tuple[int, bytes, list[Problem]]:
    """Runs the program.

    Args:
        arguments: the command and its options.
        accepted: the exit statuses that bring an answer.

    Returns:
        The exit status, standard output, and the warnings.

    Raises:
        AlignError: on any other exit status.
    """
    environment = {**os.environ, "ALIGN_MESSAGES": "ndjson"}
    try:
        ended = subprocess.run(
            [program(), *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )
    except OSError as error:
        raise ProgramMissing(127, message=f"{program()}: {error.strerror}") from error
    problems, said = _messages(ended.stderr)
    if ended.returncode not in accepted:
        raise error_for(ended.returncode, problems or _problems_of(ended.stdout), said)
    return ended.returncode, ended.stdout, problems


def ask(arguments: Sequence[str], accepted: Sequence[int] = (0,)) -> tuple[dict[str, Any], list[Problem]]:
    """Runs a command that prints one JSON object, and gives it with the warnings."""
    status, output, problems = run([*arguments, "--format", "json"], accepted)
    try:
        return json.loads(output), problems
    except ValueError as error:
        raise AlignError(status, problems, "the program printed no JSON") from error


def version() -> str:
    """The version of the program, such as ``0.2.0``."""
    return run(["--version"])[1].decode().split()[1]


def _messages(errors: bytes) -> tuple[list[Problem], str]:
    """Standard error as problems, and whatever else is said there."""
    problems, rest = [], []
    for line in errors.decode(errors="replace").splitlines():
        record = _record(line)
        if record is None:
            rest.append(line)
        else:
            problems.append(Problem.from_record(record))
    return problems, "\n".join(rest).strip()


def _record(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if record.get("record") == "problem" else None


def _problems_of(output: bytes) -> list[Problem]:
    """The problems in an answer that says why there is none."""
    try:
        return [Problem.from_record(record) for record in json.loads(output)["problems"]]
    except (ValueError, KeyError, TypeError):
        return []
