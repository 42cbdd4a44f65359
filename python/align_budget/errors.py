"""What can go wrong, as exceptions that hold the problems which the program found."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or was noticed, with its place in the user's own tables."""

    #: The kind, for programs: ``unreadable-year``, ``blank`` …
    kind: str
    #: ``error`` or ``warning``.
    gravity: str
    found: str | None = None
    expected: str | None = None
    #: How to mend it.
    remedy: str | None = None
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: str | None = None
    heading: str | None = None
    key: str | None = None
    #: How many more of the kind there are that are not listed.
    more: int = 0

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Problem:
        """The problem of a JSON object that the program printed."""
        names = {field.name for field in dataclasses.fields(cls)}
        return cls(**{name: value for name, value in record.items() if name in names})

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.sheet, self.row, self.column or self.key) if part is not None)
        said = "; ".join(part for part in (self.found, self.expected and f"expected {self.expected}", self.remedy) if part)
        return f"{place}: {said}" if place else said


class AlignError(Exception):
    """The program ended without an answer.

    Attributes:
        status: the exit status of the program.
        problems: what was found, errors first.
        message: what the program said besides.
    """

    def __init__(self, status: int, problems: Sequence[Problem] = (), message: str = "") -> None:
        self.status = status
        self.problems: list[Problem] = sorted(problems, key=lambda problem: problem.gravity != "error")
        self.message = message
        lines = [str(problem) for problem in self.problems[:20]]
        if len(self.problems) > 20:
            lines.append(f"and {len(self.problems) - 20} more (see .problems)")
        super().__init__("\n".join(lines) or message or f"align ended with status {status}")


class UsageError(AlignError):
    """An argument cannot be meant (status 64)."""


class DataError(AlignError):
    """The tables or a scenario are wrong (status 65); ``problems`` says where."""


class InputMissing(AlignError):
    """A workspace or a file is not there (status 66)."""


class InfeasibleError(AlignError):
    """The limits of a scenario contradict each other (status 2)."""


class OutputError(AlignError):
    """A file cannot be written (status 73)."""


class NotEnoughMemory(AlignError):
    """The process may take too little memory (status 71)."""


class ProgramMissing(AlignError):
    """The program ``align`` is not there, or cannot be started."""


_BY_STATUS: dict[int, type[AlignError]] = {
    2: InfeasibleError,
    64: UsageError,
    65: DataError,
    66: InputMissing,
    71: NotEnoughMemory,
    73: OutputError,
}


def error_for(status: int, problems: Sequence[Problem], message: str) -> AlignError:
    """The exception of an exit status."""
    return _BY_STATUS.get(status, AlignError)(status, problems, message)
