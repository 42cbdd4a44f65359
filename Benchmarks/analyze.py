#!/usr/bin/env python3
"""Times `align analyze --summary` and its peers on the same workspaces and prints medians and ratios as a table.

usage: analyze.py PEERS [--sizes S,M,L] [--runs 5] [--work DIR]
PEERS holds make_data.py and w1_analyze.py; a virtual environment with polars, pandas and duckdb is made in --work once.
Programs take turns within a round, so that a slow minute of the machine falls on all of them.
"""
import argparse, os, shutil, statistics, subprocess, sys, time

ALIGN = os.path.abspath(".build/release/align")


def run(command):
    """Wall seconds and peak MB of one run."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)} failed: {errors.decode()[-400:]}")
    return seconds, usage.ru_maxrss / 1024


def main():
    a = argparse.ArgumentParser()
    a.add_argument("peers")
    a.add_argument("--sizes", default="S,M,L")
    a.add_argument("--runs", type=int, default=5)
    a.add_argument("--work", default="/tmp/align-bench")
    a = a.parse_args()
    if not os.path.exists(os.path.join(a.peers, "w1_analyze.py")):
        sys.exit(f"{a.peers}: no w1_analyze.py; name the folder of the peers")
    os.makedirs(a.work, exist_ok=True)
    for name in ("make_data.py", "w1_analyze.py"):
        shutil.copy(os.path.join(a.peers, name), a.work)
    python = os.path.join(a.work, ".venv/bin/python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(a.work, ".venv")], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "numpy", "polars", "pandas", "duckdb"], check=True)
    print(f"| size | program | median s | peak MB | ours is … times faster | ours takes … of its memory |")
    print("| --- | --- | --- | --- | --- | --- |")
    for size in a.sizes.split(","):
        folder = os.path.join(a.work, f"bench-{size}")
        if not os.path.exists(os.path.join(folder, "align.yaml")):
            subprocess.run([python, os.path.join(a.work, "make_data.py"), folder, "--size", size], check=True)
        commands = {"align --summary": [ALIGN, "analyze", folder, "--summary", "--quiet", "--format", "json"]}
        for peer in ("polars", "pandas", "duckdb"):
            commands[peer] = [python, os.path.join(a.work, "w1_analyze.py"), folder, peer]
        times = {name: [] for name in commands}
        memory = {name: [] for name in commands}
        for _ in range(a.runs):
            for name, command in commands.items():
                seconds, peak = run(command)
                times[name].append(seconds)
                memory[name].append(peak)
        ours, ours_mb = statistics.median(times["align --summary"]), statistics.median(memory["align --summary"])
        for name in commands:
            t, m = statistics.median(times[name]), statistics.median(memory[name])
            ratio = "" if name.startswith("align") else f"{t / ours:.1f} | {ours_mb / m:.2f}"
            print(f"| {size} | {name} | {t:.3f} | {m:.0f} | {ratio or ' | '} |", flush=True)


main()
