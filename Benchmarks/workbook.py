#!/usr/bin/env python3
"""Times reading a workbook of 100,000 budget lines in 12 columns: `align check` (every cell typed, checked and tied to the
plan) against openpyxl read-only, which only walks the cells. Prints medians, the ratio and the memory of both.

usage: workbook.py [--rows 100000] [--runs 5] [--work DIR] [--python PYTHON]   PYTHON has openpyxl
Programs take turns within a round, so that a slow minute of the machine falls on both.
"""
import argparse, os, statistics, subprocess, sys, time

ALIGN = os.path.abspath(".build/release/align")
MAKE = """
import sys, openpyxl, random
path, rows = sys.argv[1], int(sys.argv[2])
book = openpyxl.Workbook(write_only=True)
def sheet(name, heading, rows):
    page = book.create_sheet(name)
    page.append(heading)
    for row in rows: page.append(row)
sheet("settings", ["key", "value"], [["calendar", "solar-hijri"], ["currency", "IRR"], ["year", 1402], ["period", 1401]])
sheet("axes", ["id", "name"], [["A%d" % i, "محور %d" % i] for i in range(10)])
sheet("goals", ["id", "axis", "name"], [["G%d" % i, "A%d" % (i % 10), "هدف %d" % i] for i in range(40)])
sheet("indicators", ["id", "goal", "name", "unit", "kind", "direction", "baseline", "baseline_year"],
      [["I%d" % i, "G%d" % (i % 40), "شاخص %d" % i, "درصد", "level", "up", i, 1397] for i in range(288)])
draw = random.Random(1402)
departments = ["معاونت %d" % i for i in range(40)]
sheet("budget", ["line", "year", "title", "approved", "allocated", "spent", "department", "mission", "program", "economic",
                 "kind", "mandatory"],
      (["%06d" % i, 1402, "احداث و تکمیل پروژه شماره %d در منطقه %d" % (i, i % 10), draw.randrange(10**6, 10**12),
        draw.randrange(10**6, 10**11), draw.randrange(10**6, 10**11), departments[i % 40], "ماموریت %d" % (i % 12),
        "برنامه %d" % (i % 90), "فصل %d" % (i % 7), "capital" if i % 3 else "current", "no"] for i in range(rows)))
book.save(path)
"""
WALK = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
cells = sum(1 for page in book.worksheets for row in page.iter_rows(values_only=True) for cell in row if cell is not None)
print(cells)
"""


def run(command):
    """Wall seconds and peak MB of one run."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command[0]} failed: {errors.decode()[-400:]}")
    return seconds, usage.ru_maxrss / 1024


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--rows", type=int, default=100_000)
    a.add_argument("--runs", type=int, default=5)
    a.add_argument("--work", default="/tmp/align-bench")
    a.add_argument("--python", default=".venv/bin/python")
    a = a.parse_args()
    os.makedirs(a.work, exist_ok=True)
    book = os.path.join(a.work, f"budget-{a.rows}.xlsx")
    if not os.path.exists(book):
        subprocess.run([a.python, "-c", MAKE, book, str(a.rows)], check=True)
    commands = {
        "align check": [ALIGN, "check", book, "--summary", "--quiet", "--fail-on", "never", "--format", "json"],
        "openpyxl read-only": [a.python, "-c", WALK, book],
    }
    times = {name: [] for name in commands}
    memory = {name: [] for name in commands}
    for _ in range(a.runs):
        for name, command in commands.items():
            seconds, peak = run(command)
            times[name].append(seconds)
            memory[name].append(peak)
    ours = statistics.median(times["align check"])
    print(f"{a.rows} rows, {os.path.getsize(book) / 1e6:.1f} MB\n")
    print("| program | median s | minimum s | peak MB | ours is … times faster |")
    print("| --- | --- | --- | --- | --- |")
    for name in commands:
        t = statistics.median(times[name])
        ratio = "" if name.startswith("align") else f"{t / ours:.1f}"
        print(f"| {name} | {t:.2f} | {min(times[name]):.2f} | {max(memory[name]):.0f} | {ratio} |")


main()
