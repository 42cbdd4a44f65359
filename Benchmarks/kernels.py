#!/usr/bin/env python3
"""What the kernels of OpenBLAS are worth: the dense problems of lsq-bench on those for SSE3, to which an OpenBLAS falls back that
does not know the processor, and on the wider ones that Align takes in their place.

usage: kernels.py [--runs 3] [--bench .build/release/lsq-bench]   needs numpy
Every figure is the least processor time (user and system) of a whole run, so that neighbours on the machine count little; the
kernels take turns.
"""
import argparse
import os
import resource
import subprocess
import tempfile

import numpy as np


def processor_seconds(command, kernels):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "OPENBLAS_CORETYPE": kernels, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bench", default=".build/release/lsq-bench")
    options = parser.parse_args()
    flags = open("/proc/cpuinfo").read().split()
    names = ["Prescott", "Haswell"] + (["SkylakeX"] if "avx512vl" in flags else [])
    m, n = 20_000, 288
    draws = np.random.default_rng(7)
    a = draws.standard_normal((m, n))
    a[:, 0] = 1
    b = a @ draws.standard_normal(n) * 0.05 + draws.standard_normal(m)
    with tempfile.TemporaryDirectory() as folder:
        whole, part = folder + "/whole.bin", folder + "/part.bin"
        np.concatenate([a.ravel(order="F"), b]).tofile(whole)
        np.concatenate([a[:2000].ravel(order="F"), b[:2000]]).tofile(part)
        problems = [
            ("dgemm 1500³, seven times, and reading memory", [options.bench, "machine"]),
            (f"OLS with diagnostics, and once more without, {m:,} × {n}", [options.bench, "ols", whole, str(m), str(n), "1"]),
            (f"BVLS 2,000 × {n}, five times", [options.bench, "bvls", part, "2000", str(n)]),
            ("TSQR 500,000 × 50, with making the rows", [options.bench, "tsqr", "500000", "50"]),
        ]
        print("| problem | " + " | ".join(f"{name} s" for name in names) + " | widest against Prescott |")
        print("| --- |" + " --- |" * (len(names) + 1))
        for title, command in problems:
            times = {name: [] for name in names}
            for _ in range(options.runs):
                for name in names:
                    times[name].append(processor_seconds(command, name))
            least = [min(times[name]) for name in names]
            print(f"| {title} | " + " | ".join(f"{time:.2f}" for time in least) + f" | {least[0] / least[-1]:.1f} times |", flush=True)


if __name__ == "__main__":
    main()
