#!/usr/bin/env python3
"""The cost of every command at three sizes, with the exponent between them: where work grows with the lines it is about 1.

usage: cost.py ALIGN FOLDER [RUNS]

FOLDER holds bench-S, bench-M and bench-L as compare.py draws them. CPU seconds are the least of RUNS (3), user and system together, so
that threads and a busy machine change little; memory is the peak. A command that refuses a size says so in place of a figure.
"""
import csv
import math
import os
import resource
import subprocess
import sys
import tempfile

ALIGN, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
RUNS = int(sys.argv[3]) if len(sys.argv) > 3 else 3
SIZES = "SML"
MOST = 120  # seconds of CPU
SCENARIO = "envelope: 95%\n"
COMMANDS = {
    "check": ["check", "{ws}"],
    "analyze --summary": ["analyze", "{ws}", "--summary"],
    "analyze --format json": ["analyze", "{ws}", "--format", "json"],
    "analyze --format csv": ["analyze", "{ws}", "--format", "csv"],
    "priorities": ["priorities", "{ws}"],
    "rank --by lines": ["rank", "{ws}", "--by", "lines", "--format", "csv"],
    "explain coverage": ["explain", "{ws}", "coverage"],
    "review": ["review", "{ws}"],
    "scenario": ["scenario", "{ws}", "{scenario}"],
    "draft --format csv": ["draft", "{ws}", "{scenario}", "--format", "csv"],
    "link suggest": ["link", "suggest", "{ws}", "--format", "csv"],
    "link queue": ["link", "queue", "{ws}", "--format", "csv"],
    "link rules": ["link", "rules", "{ws}", "--format", "csv"],
    "report": ["report", "{ws}", "--out", "{out}.html"],
    "export": ["export", "{ws}", "--out", "{out}.d"],
}


def cost(arguments):
    """Least CPU seconds and the peak of memory in MB; None where it refuses or takes too long."""
    best, peak = math.inf, 0
    for _ in range(RUNS):
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (MOST, MOST))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with tempfile.TemporaryDirectory() as out:
            words = [w.replace("{out}", os.path.join(out, "o")) for w in arguments]
            process = subprocess.Popen([ALIGN, *words, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
            _, status, usage = os.wait4(process.pid, 0)
        if not os.WIFEXITED(status) or os.WEXITSTATUS(status) not in (0, 1):
            return None
        best = min(best, usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / 1024)
        if best > 20:
            break
    return best, peak


def lines(workspace):
    with open(os.path.join(workspace, "budget.csv"), encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


with tempfile.TemporaryDirectory() as folder:
    scenario = os.path.join(folder, "scenario.yaml")
    with open(scenario, "w", encoding="utf-8") as file:
        file.write(SCENARIO)
    spaces = [os.path.join(FOLDER, "bench-" + size) for size in SIZES]
    counts = [lines(ws) for ws in spaces]
    print("CPU seconds (MB at the peak)".ljust(30) + "".join(f"{f'{size}: {n:,} lines':>24}" for size, n in zip(SIZES, counts)) + f"{'S to M':>9}{'M to L':>9}")
    for name, arguments in COMMANDS.items():
        found = [cost([w.replace("{ws}", ws).replace("{scenario}", scenario) for w in arguments]) for ws in spaces]
        row = name.ljust(30)
        for one in found:
            row += f"{'refused' if one is None else f'{one[0]:.2f} ({one[1]:,.0f})':>24}"
        for (a, b), (n, m) in zip(zip(found, found[1:]), zip(counts, counts[1:])):
            row += f"{math.log(b[0] / a[0]) / math.log(m / n):>9.2f}" if a and b else f"{'':>9}"
        print(row, flush=True)
