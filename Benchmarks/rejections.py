#!/usr/bin/env python3
"""What rejections are worth: precision at 1 of held-out texts without them and with them.

usage: rejections.py ALIGN OUT [--data ../shared/data] [--sets uruguay-targets,sdg] [--seeds 2]

Texts are dealt into five parts. Two teach by links. Of two more a person looked at the first two suggestions and rejected what is wrong,
but tied nothing. The fifth is asked about, once without the rejections and once with them; every part is the fifth in turn.
"""
import argparse, collections, csv, json, os, random, subprocess, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Tests/Peers"))
from carry import write
from calibration import of_texts


def suggested(align, folder, top):
    run = subprocess.run([align, "link", "suggest", folder, "--top", str(top), "--format", "json", "--quiet"], capture_output=True, text=True)
    if run.returncode: sys.exit(run.stderr[-800:])
    said = collections.defaultdict(list)
    for s in json.loads(run.stdout)["suggestions"]: said[s["line"]].append(s["indicator"])
    return said


def main():
    a = argparse.ArgumentParser()
    a.add_argument("align"); a.add_argument("out"); a.add_argument("--data", default="../shared/data"); a.add_argument("--sets", default="uruguay-targets,sdg"); a.add_argument("--seeds", type=int, default=2)
    a = a.parse_args()
    head = ["line", "indicator", "share", "status"]
    print("| set | texts asked | rejections | precision at 1 without | with | points |\n| --- | --- | --- | --- | --- | --- |")
    for name in a.sets.split(","):
        folder = f"{a.out}/{name}"
        truth = of_texts(name, a.data, folder)
        asked = right = better = given = 0
        for seed in range(1, a.seeds + 1):
            lines = [(t[0], t[1][0]) for t in truth]; random.Random(seed).shuffle(lines)
            parts = [lines[k::5] for k in range(5)]
            for k in range(5):
                held = dict(parts[k]); seen = dict(parts[(k + 3) % 5] + parts[(k + 4) % 5])
                links = [{"line": l, "indicator": i, "status": "confirmed"} for l, i in parts[(k + 1) % 5] + parts[(k + 2) % 5]]
                write(folder + "/links.csv", head, links)
                said = suggested(os.path.abspath(a.align), folder, 2)
                no = [{"line": l, "indicator": i, "status": "rejected"} for l, t in seen.items() for i in said.get(l, []) if i not in (t, "none")]
                write(folder + "/links.csv", head, links + no)
                after = suggested(os.path.abspath(a.align), folder, 2)
                asked += len(held); given += len(no)
                right += sum(said.get(l, [None])[0] == t for l, t in held.items()); better += sum(after.get(l, [None])[0] == t for l, t in held.items())
        print(f"| {name} | {asked} | {given} | {right / asked:.4f} | {better / asked:.4f} | {100 * (better - right) / asked:+.2f} |", flush=True)


if __name__ == "__main__": main()
