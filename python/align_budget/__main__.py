"""``align`` and ``python -m align_budget``: the program itself, with the arguments as they are."""

from __future__ import annotations

import os
import sys

from ._program import program


def main() -> None:
    """Becomes the program."""
    path = program()
    os.execv(path, ["align", *sys.argv[1:]])


if __name__ == "__main__":
    main()
