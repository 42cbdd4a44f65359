#!/usr/bin/env python3
"""The scenario QP: ours against PIQP (and Clarabel) on the same problem in one run, in turn.

With --whole N ours alone runs the same problem with N lines that are whole or nothing and an envelope of 90 %, and says its
time and its proved gap (the goal: 10,000 lines of which 2,000 are whole, at most 0.5 % in under 2 s).

usage: allocate.py [--whole N] [--peers DIR] [--sizes 3000x288,10000x288,...] [--rounds 3] [--solvers piqp,clarabel]

Data are those of the peers' w3_allocate.py (same generator, same numbers). Each round runs ours (best of five in one
process, building the problem apart, like the peer's own time) and each peer once; medians and ratios are printed.
"""
import argparse, os, re, statistics, subprocess, sys, tempfile
import numpy as np, scipy.sparse as sp

parser = argparse.ArgumentParser()
parser.add_argument("--peers", default=os.path.join(os.path.dirname(__file__), "../../shared/peers"))
parser.add_argument("--sizes", default="3000x288,10000x288,100000x288")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--solvers", default="piqp")
parser.add_argument("--ours", default=os.path.join(os.path.dirname(__file__), "../.build/release/allocate-bench"))
parser.add_argument("--whole", type=int, default=0)
options = parser.parse_args()


def write(path, m, n):
    g = np.random.default_rng(1)
    b = np.exp(g.normal(0, 1.2, m))
    cols = g.integers(0, n, (m, 2))
    L = sp.csr_matrix((np.full(2 * m, .45), (np.repeat(np.arange(m), 2), cols.ravel())), (m, n))
    L.sum_duplicates()
    s = L.T @ b
    t = s * g.uniform(.6, 1.6, n)
    E = b.sum() * .97
    lo, hi, lam = .7 * b, 1.4 * b, .05
    cap = np.bincount(np.arange(m) % 20, weights=b, minlength=20) * 1.05
    G = sp.csr_matrix(
        (np.ones(2 * m), np.column_stack([np.arange(m) % 20, np.full(m, 20)]).ravel(), np.arange(0, 2 * m + 1, 2)), (m, 21))
    with open(path, "wb") as f:
        for a in (L, G):
            a.sort_indices()
            f.write(np.array([*a.shape, a.nnz], np.int64).tobytes())
            f.write(a.indptr.astype(np.int64).tobytes() + a.indices.astype(np.int32).tobytes() + a.data.tobytes())
        low, high = np.r_[np.full(20, -np.inf), E], np.r_[cap, E]
        for v in (b, lo, hi, np.ones(n), t, low, high, np.array([lam, E])):
            f.write(np.array([len(v)], np.int64).tobytes() + np.ascontiguousarray(v, float).tobytes())


def said(line):
    found = re.search(r": ([\d.]+) s objective (\S+) violation (\S+)", line)
    return tuple(map(float, found.groups()))


for size in options.sizes.split(","):
    m, n = map(int, size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "problem")
        write(path, m, n)
        if options.whole:
            command = [options.ours, path, "--whole", str(options.whole), "--runs", str(options.rounds)]
            print(subprocess.run(command, capture_output=True, text=True).stdout.strip())
            continue
        times, lines = {}, {}
        for _ in range(options.rounds):
            run = subprocess.run([options.ours, path, "--warm"], capture_output=True, text=True)
            for line in run.stdout.splitlines():
                times.setdefault(line.split()[0], []).append(said(line)[0])
                lines[line.split()[0]] = line
            for peer in filter(None, options.solvers.split(",")):
                out = subprocess.run(
                    [sys.executable, os.path.join(options.peers, "w3_allocate.py"), str(m), str(n), peer],
                    capture_output=True, text=True).stdout
                times.setdefault(peer, []).append(said(out)[0])
                lines[peer] = out.strip()
        for name, line in lines.items():
            print(f"{statistics.median(times[name]):9.4f} s  {line}")
        for peer in filter(None, options.solvers.split(",")):
            print(f"    {size}: {statistics.median(times[peer]) / statistics.median(times['align']):.1f} times faster than {peer}")
