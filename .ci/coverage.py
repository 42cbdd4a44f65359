#!/usr/bin/env python3
"""Prints how much of each target the tests ran, and names the files of stages and readers that are below the floor.

usage: coverage.py CODECOV.json [FLOOR]

CODECOV.json is what `swift test --enable-code-coverage` exports by llvm-cov. Files of a few lines are not held to the floor.
"""
import collections
import json
import pathlib
import sys

# Targets whose files must each be covered: the stages and the readers, and what they compute with.
HELD = ("AlignBasics", "AlignNumerics", "AlignModel", "AlignmentEngine", "AlignReading")
FEWEST_LINES = 15

data = json.load(open(sys.argv[1], encoding="utf-8"))
floor = float(sys.argv[2]) if len(sys.argv) > 2 else 80
root = pathlib.Path.cwd()
targets = collections.defaultdict(lambda: [0, 0])
low = []
for file in data["data"][0]["files"]:
    try:
        path = pathlib.Path(file["filename"]).relative_to(root)
    except ValueError:
        continue
    if path.parts[0] != "Sources":
        continue
    lines = file["summary"]["lines"]
    target = path.parts[1]
    targets[target][0] += lines["covered"]
    targets[target][1] += lines["count"]
    if target in HELD and lines["count"] >= FEWEST_LINES and lines["percent"] < floor:
        low.append((lines["percent"], lines["count"], path))
for target, (covered, count) in sorted(targets.items()):
    print(f"{target:20} {100 * covered / max(count, 1):6.1f} % of {count:6} lines")
covered, count = (sum(part) for part in zip(*targets.values()))
print(f"{'all':20} {100 * covered / max(count, 1):6.1f} % of {count:6} lines")
for percent, count, path in sorted(low):
    print(f"{path}: {percent:.0f} % of {count} lines are run by tests; at least {floor:.0f} %")
