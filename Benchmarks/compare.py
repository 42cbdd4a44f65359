#!/usr/bin/env python3
"""Two builds of Align on the same work, in turn on one machine: seconds, and how the second compares with the first.

usage: compare.py BEFORE AFTER [--runs 7] [--data DIR] [--only WORD] [--budget 5]
BEFORE and AFTER are folders with a release build (`.build/release`). DIR holds bench-S, bench-M and bench-L of the peers'
make_data.py. The two programs take turns within a round; a row gives the least processor seconds and the least wall seconds
of each, which a slow minute of the machine disturbs least. Ends with status 1 where a row is more than --budget % slower by
both.
"""
import argparse, os, resource, subprocess, sys, time


def rows(data):
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    tabriz = os.path.join(here, "datasets/tabriz-1402")
    scenario = os.path.join(tabriz, "scenarios/balanced.yaml")
    S, M, L = (os.path.join(data, f"bench-{size}") for size in "SML")
    quiet = ["--quiet", "--format", "json"]
    yield "analyze S", "align", ["analyze", S, "--summary"] + quiet
    yield "analyze M", "align", ["analyze", M, "--summary"] + quiet
    yield "analyze L", "align", ["analyze", L, "--summary"] + quiet
    yield "analyze tabriz, whole", "align", ["analyze", tabriz] + quiet
    yield "check tabriz", "align", ["check", tabriz, "--fail-on", "never"] + quiet
    yield "report tabriz", "align", ["report", tabriz, "--quiet", "--out", "/tmp/bench/report.html"]
    yield "draft tabriz", "align", ["draft", tabriz, scenario, "--quiet", "--out", "/tmp/bench/draft.xlsx"]
    yield "robust rank tabriz", "align", ["rank", tabriz, "--by", "goals", "--robust"] + quiet
    yield "link suggest M", "align", ["link", "suggest", M, "--quiet", "--format", "csv", "--out", "/tmp/bench/links.csv"]
    yield "smaa 288 x 10", "smaa-bench", ["288", "10", "100000", "2"]
    yield "smaa 2,000 x 10", "smaa-bench", ["2000", "10", "10000", "2"]
    try:
        import numpy as np
    except ImportError:
        print("no numpy: allocation and least squares are left out", file=sys.stderr)
        return
    for lines in (10_000, 100_000):
        yield f"allocate {lines:,}", "allocate-bench", [allocation(np, lines, 288), "--warm"]
    for kind, (m, n) in dict(nnls=(2_000, 288), bvls=(2_000, 288), ols=(100_000, 288)).items():
        yield f"{kind} {m:,} x {n}", "lsq-bench", [kind, regression(np, kind, m, n), str(m), str(n), "2"]
    yield "tsqr 1,000,000 x 50", "lsq-bench", ["tsqr", "1000000", "50"]


def regression(np, kind, m, n):
    """A file with A by columns and then b."""
    path = f"/tmp/bench/{kind}.bin"
    g = np.random.default_rng(7)
    x = g.standard_normal((m, n))
    if kind == "ols":
        x[:, 0] = 1
    b = x @ g.standard_normal(n) * 0.05 + g.standard_normal(m)
    np.concatenate([x.ravel(order="F"), b]).tofile(path)
    return path


def allocation(np, m, n):
    """A file with the scenario QP of the peers' w3_allocate.py: two shares a line, twenty capped groups and the envelope."""
    path = f"/tmp/bench/allocate-{m}.bin"
    g = np.random.default_rng(1)
    b = np.exp(g.normal(0, 1.2, m))
    columns = np.sort(g.integers(0, n, (m, 2)), axis=1)
    t = np.bincount(columns.ravel(), weights=np.repeat(0.45 * b, 2), minlength=n) * g.uniform(0.6, 1.6, n)
    # A line that drew one indicator twice has one entry with both shares.
    once = columns[:, 0] == columns[:, 1]
    keep = np.column_stack([np.ones(m, bool), ~once])
    share = np.where(np.column_stack([once, once]), 0.9, 0.45)
    envelope = b.sum() * 0.97
    cap = np.bincount(np.arange(m) % 20, weights=b, minlength=20) * 1.05
    starts = np.arange(0, 2 * m + 1, 2, dtype=np.int64)
    groups = np.column_stack([np.arange(m) % 20, np.full(m, 20)]).ravel()
    low, high = np.r_[np.full(20, -np.inf), envelope], np.r_[cap, envelope]
    shares = (np.r_[0, np.cumsum(keep.sum(axis=1))], columns[keep], share[keep])
    with open(path, "wb") as f:
        for width, (start, indices, data) in ((n, shares), (21, (starts, groups, np.ones(2 * m)))):
            f.write(np.array([m, width, len(data)], np.int64).tobytes())
            f.write(start.astype(np.int64).tobytes() + indices.astype(np.int32).tobytes() + data.tobytes())
        for v in (b, 0.7 * b, 1.4 * b, np.ones(n), t, low, high, np.array([0.05, envelope])):
            f.write(np.array([len(v)], np.int64).tobytes() + np.ascontiguousarray(v, float).tobytes())
    return path


def run(program, arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run([program] + arguments, capture_output=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Status 1 of align says that there are findings; of a benchmark program it says that it failed.
    if done.returncode not in ((0, 1) if program.endswith("/align") else (0,)):
        return None, (done.stderr or done.stdout).decode()[-200:]
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main():
    a = argparse.ArgumentParser()
    a.add_argument("before")
    a.add_argument("after")
    a.add_argument("--runs", type=int, default=7)
    a.add_argument("--data", default="/tmp/align-bench")
    a.add_argument("--only", default="")
    a.add_argument("--budget", type=float, default=5)
    a = a.parse_args()
    os.makedirs("/tmp/bench", exist_ok=True)
    print("| work | before, cpu s | after, cpu s | cpu | before, wall s | after, wall s | wall |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    slower = []
    for name, program, arguments in rows(a.data):
        if a.only not in name:
            continue
        best = [[float("inf")] * 2, [float("inf")] * 2]
        failed = None
        for _ in range(a.runs):
            for which, folder in enumerate((a.before, a.after)):
                cpu, wall = run(os.path.join(folder, ".build/release", program), arguments)
                if cpu is None:
                    failed = wall
                    break
                best[which] = [min(best[which][0], cpu), min(best[which][1], wall)]
        if failed is not None:
            print(f"| {name} | failed: {failed.strip()} |")
            continue
        (cpu0, wall0), (cpu1, wall1) = best
        percent = [100 * (new / old - 1) for old, new in ((cpu0, cpu1), (wall0, wall1))]
        print(f"| {name} | {cpu0:.3f} | {cpu1:.3f} | {percent[0]:+.1f} % | {wall0:.3f} | {wall1:.3f} | {percent[1]:+.1f} % |", flush=True)
        if min(percent) > a.budget:
            slower.append(name)
    if slower:
        sys.exit("slower by more than the budget: " + ", ".join(slower))


if __name__ == "__main__":
    main()
