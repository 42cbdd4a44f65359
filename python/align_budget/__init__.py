"""Align in Python: what of a budget serves the plan, and what next year's should be.

The functions run the program ``align``, which is in this package, and read the JSON that it documents. A workspace is a path,
or tables by their names::

    import align_budget

    analysis = align_budget.analyze({"budget": budget, "indicators": indicators, "links": "links.parquet", ...})
    print(analysis.coverage)
    print(analysis.goals[["id", "under_funding_amount"]].head())

What is wrong in the tables is an exception that holds every problem with its place and how to mend it::

    try:
        align_budget.analyze("my-city")
    except align_budget.DataError as error:
        for problem in error.problems:
            print(problem.file, problem.row, problem.column, problem.found, problem.remedy)
"""

from ._program import program, version
from ._tables import write_workspace
from .api import analyze, check, draft, explain, rank, review, rollup, scenario, suggest
from .errors import (
    AlignError,
    DataError,
    InfeasibleError,
    InputMissing,
    NotEnoughMemory,
    OutputError,
    Problem,
    ProgramMissing,
    UsageError,
)
from .results import Analysis, Check, Draft, Explanation, Ranking, Result, Review, RollUp, Scenario, Suggestions

__all__ = [
    "AlignError", "Analysis", "Check", "DataError", "Draft", "Explanation", "InfeasibleError", "InputMissing",
    "NotEnoughMemory", "OutputError", "Problem", "ProgramMissing", "Ranking", "Result", "Review", "RollUp", "Scenario",
    "Suggestions",
    "UsageError", "analyze", "check", "draft", "explain", "program", "rank", "review", "rollup", "scenario", "suggest", "version",
    "write_workspace",
]
