#!/usr/bin/env python3
"""Times the top five candidates of every line, ours and scikit-learn's, in turn on the same files, and prints medians.

usage: link.py PEERS [--sizes M,L] [--runs 3] [--work DIR]
PEERS holds make_data.py and w4_link.py, which times itself without reading its files; ours is the whole command, reading too.
scikit-learn is not asked for L (1,000,000 lines, 2,000 indicators). Needs numpy, pandas and scikit-learn beside this Python.
"""
import argparse, os, re, statistics, subprocess, sys, time

ALIGN = os.path.abspath(".build/release/align")


def run(command):
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "OPENBLAS_NUM_THREADS": "2"})
    output = child.stdout.read().decode(); errors = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0: sys.exit(f"{' '.join(command)} failed: {errors[-400:]}")
    own = re.search(r": ([\d.]+) s", output)
    return float(own[1]) if own else time.perf_counter() - begin, usage.ru_maxrss / 1024


def main():
    a = argparse.ArgumentParser()
    a.add_argument("peers"); a.add_argument("--sizes", default="M,L"); a.add_argument("--runs", type=int, default=3)
    a.add_argument("--work", default="/tmp/align-bench")
    a = a.parse_args()
    os.makedirs(a.work, exist_ok=True)
    print("| size | program | least s | median s | peak MB | ours is … times faster (least, median) |\n| --- | --- | --- | --- | --- | --- |")
    for size in a.sizes.split(","):
        folder = os.path.join(a.work, f"bench-{size}")
        if not os.path.exists(os.path.join(folder, "align.yaml")):
            subprocess.run([sys.executable, os.path.join(a.peers, "make_data.py"), folder, "--size", size], check=True)
        # All lines, by similarity: what was confirmed is left out, as the peer does.
        commands = {"align": [ALIGN, "link", "suggest", folder, "--all", "--untaught", "--top", "5", "--summary", "--format", "json", "--quiet"]}
        if size != "L":
            for how in ("tfidf", "lsa"): commands["scikit-learn " + how] = [sys.executable, os.path.join(a.peers, "w4_link.py"), folder, how]
        found = {name: [] for name in commands}
        for _ in range(a.runs):
            for name, command in commands.items(): found[name].append(run(command))
        least = {n: min(t for t, _ in v) for n, v in found.items()}
        middle = {n: statistics.median(t for t, _ in v) for n, v in found.items()}
        for name, values in found.items():
            ratio = "" if name == "align" else f"{least[name] / least['align']:.1f}, {middle[name] / middle['align']:.1f}"
            print(f"| {size} | {name} | {least[name]:.2f} | {middle[name]:.2f} | {max(m for _, m in values):.0f} | {ratio} |", flush=True)


main()
