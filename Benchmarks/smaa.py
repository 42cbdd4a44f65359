#!/usr/bin/env python3
"""Robust ranking: ours against numpy on two threads, in turn, and both against what the machine can do at most.

usage: smaa.py PEERS [--runs 7] [--python PYTHON] [--bench .build/release/smaa-bench]
PEERS holds w2_smaa.py. PYTHON has numpy. Medians of wall seconds as each program measures itself (without start-up), and of
the processor seconds of the whole process, which other work on the machine disturbs less.
"""
import argparse, os, re, resource, statistics, subprocess, sys

SIZES = [(288, 10, 100_000), (2000, 10, 10_000)]

LIMITS = """
import time, numpy as np
def best(f, runs=5):
    times = []
    for _ in range(runs):
        t = time.perf_counter(); f(); times.append(time.perf_counter() - t)
    return min(times)
a = np.random.default_rng(1).random((1200, 1200)); out = np.empty_like(a)
print(2 * 1200**3 / best(lambda: np.matmul(a, a, out=out)) / 1e9)
x = np.ones(25_000_000); y = np.ones_like(x)
print(2 * x.nbytes / best(lambda: np.copyto(y, x)) / 1e9)
"""


def run(command, environment):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed: {done.stderr[-400:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    a = argparse.ArgumentParser()
    a.add_argument("peers")
    a.add_argument("--runs", type=int, default=7)
    a.add_argument("--python", default=sys.executable)
    a.add_argument("--bench", default=".build/release/smaa-bench")
    a = a.parse_args()
    peer = os.path.join(a.peers, "w2_smaa.py")
    if not os.path.exists(peer):
        sys.exit(f"{a.peers}: no w2_smaa.py; name the folder of the peers")
    if not os.path.exists(a.bench):
        sys.exit(f"{a.bench}: not there; swift build -c release --product smaa-bench")
    environment = dict(os.environ, OPENBLAS_NUM_THREADS="1")
    text, _ = run([a.python, "-c", LIMITS], environment)
    flops, copied = (float(line) for line in text.split())
    start = statistics.median(run([a.python, "-c", "import numpy, concurrent.futures"], environment)[1] for _ in range(3))
    print(f"One core: dgemm {flops:.1f} GFLOP/s, memory copied at {copied:.1f} GB/s; load {os.getloadavg()[0]:.1f}.\n")
    print("| alternatives × criteria × draws | program | wall s | processor s | times faster (wall, processor) | "
          "of dgemm's rate | scores written and read, GB/s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for n, m, draws in SIZES:
        wall, processor = {"align": [], "numpy": []}, {"align": [], "numpy": []}
        for _ in range(a.runs):
            text, used = run([a.bench, str(n), str(m), str(draws), "2"], environment)
            wall["align"].append(float(text.split()[0]))
            processor["align"].append(used)
            text, used = run([a.python, peer, str(n), str(m), str(draws)], environment)
            wall["numpy"].append(float(re.search(r": ([0-9.]+) s", text).group(1)))
            processor["numpy"].append(used - start)
        w = {name: statistics.median(times) for name, times in wall.items()}
        p = {name: statistics.median(times) for name, times in processor.items()}
        for name in w:
            ratio = "" if name == "align" else f"{w[name] / w['align']:.1f}, {p[name] / p['align']:.1f}"
            rate = 2.0 * n * m * draws / p[name] / 1e9
            # Each score is written once by the product and read once by the sort.
            moved = 16.0 * n * draws / p[name] / 1e9
            print(f"| {n} × {m} × {draws:,} | {name} | {w[name]:.3f} | {p[name]:.3f} | {ratio} | {rate / flops:.1%} | "
                  f"{moved:.1f} |", flush=True)


main()
