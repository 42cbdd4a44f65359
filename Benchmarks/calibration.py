#!/usr/bin/env python3
"""Whether probabilities of `align link suggest` hold where they are used: on lines of programmes nothing of which was judged.

usage: calibration.py ALIGN OUT [--data ../shared/data] [--workspaces ../shared/workspaces] [--sets la,tabriz,…] [--by program|department|line] [--seeds 1]

Independent of what the program claims of itself: programmes are dealt into five parts, the links of one part's lines are taken out of
the table, `link suggest` is run on what is left, and its probabilities are held against the links taken out. Of la and tabriz whole
programmes are held out, budget line by budget line; the texts of Tests/Peers/link_sets.py have none and are held out one by one.
Prints tenths of probability: how many, their mean, how often right, and the difference in points, of best suggestions and of the first five.
"""
import argparse, collections, csv, json, os, random, shutil, subprocess, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Tests/Peers"))
from carry import rows, ties, write

PARTS = 5


def of_workspace(base, year, out, align, keep=None):
    """A workspace with its ties written out as links, and the truth: line, answers, programme, department."""
    tied = ties(align, base, year)
    shutil.rmtree(out, ignore_errors=True); os.makedirs(out)
    for name in ("align.yaml", "axes.csv", "goals.csv", "indicators.csv"): shutil.copy(f"{base}/{name}", out)
    budget = [r for r in rows(base + "/budget.csv") if r["year"] == year]
    write(out + "/budget.csv", list(budget[0]), budget)
    with open(out + "/align.yaml") as f: settings = [l for l in f if not l.startswith(("year:", "period:", "review"))]
    with open(out + "/align.yaml", "w") as f: f.writelines(settings + [f"year: {year}\n"])
    return [(r["line"], [i for i, _ in tied[r["line"]]], r.get("program") or r["line"], r.get("department") or r["line"]) for r in budget if r["line"] in tied]


def of_texts(name, data, out):
    import link_sets
    texts, names, goals = link_sets.SETS[name](data)
    texts = list({t.strip(): (t.strip(), k) for t, k in texts}.values())
    link_sets.write(out, texts, names, goals, [0] * len(texts))
    return [(f"L{k:04}", [a], f"L{k:04}", f"L{k:04}") for k, (_, a) in enumerate(texts)]


def measured(align, folder, truth, by, aim, seed, goal_of, further=()):
    """By held-out line: its answers, and what was suggested with which probability."""
    group = {"program": 2, "department": 3, "line": 0}[by]
    names = sorted({t[group] for t in truth}); random.Random(seed).shuffle(names)
    size, part = collections.Counter(t[group] for t in truth), {}
    load = [0] * PARTS
    for n in names: k = load.index(min(load)); part[n] = k; load[k] += size[n]
    found = []
    for k in range(PARTS):
        write(folder + "/links.csv", ["line", "indicator", "share"],
              [{"line": t[0], "indicator": i, "share": "" if i == "none" else round(0.9 / len(t[1]), 6)} for t in truth if part[t[group]] != k for i in t[1]])
        run = subprocess.run([align, "link", "suggest", folder, "--to", aim, "--top", "5", "--format", "json", "--quiet", *further], capture_output=True, text=True)
        if run.returncode: sys.exit(run.stderr[-800:])
        answer = json.loads(run.stdout)
        if answer["score"] != "probability": continue
        said = collections.defaultdict(list)
        for s in answer["suggestions"]: said[s["line"]].append((s["indicator"] or s["goal"], s["probability"]))
        for t in truth:
            if part[t[group]] == k:
                right = {("none" if i == "none" else goal_of[i]) if aim == "goals" else i for i in t[1]}
                found.append((right, said.get(t[0], [])))
    return found


def tenths(pairs):
    bins = collections.defaultdict(lambda: [0, 0.0, 0])
    for p, right in pairs: b = bins[min(9, int(p * 10))]; b[0] += 1; b[1] += p; b[2] += right
    return bins


def table(title, pairs):
    bins = tenths(pairs)
    worst = [abs(100 * (r - c) / n) for n, c, r in bins.values() if n >= 100]
    print(f"{title}: {len(pairs)} suggestions; worst bin of 100 or more {max(worst, default=0):.1f} points; mean distance {sum(abs(r - c) for n, c, r in bins.values()) / max(len(pairs), 1) * 100:.1f}")
    for b, (n, c, r) in sorted(bins.items()):
        print(f"    {b / 10:.1f}–{(b + 1) / 10:.1f}  {n:6}  said {c / n:.3f}  right {r / n:.3f}  {100 * (r - c) / n:+5.1f}{'  *' if n >= 100 and abs(r - c) / n > .03 else ''}")
    sys.stdout.flush()


def main():
    a = argparse.ArgumentParser()
    a.add_argument("align"); a.add_argument("out"); a.add_argument("--data", default="../shared/data"); a.add_argument("--workspaces", default="../shared/workspaces")
    a.add_argument("--sets", default="la,tabriz"); a.add_argument("--by", default="program"); a.add_argument("--seeds", type=int, default=1); a.add_argument("--aims", default="goals,indicators")
    a = a.parse_args()
    align = os.path.abspath(a.align)
    pooled = collections.defaultdict(list)
    for name in a.sets.split(","):
        folder = f"{a.out}/{name}"
        real = {"la": (a.workspaces + "/la-2018", "2018"), "tabriz": ("datasets/tabriz-1402", "1402")}.get(name)
        try: truth = of_workspace(*real, folder, align) if real else of_texts(name, a.data, folder)
        except (FileNotFoundError, IndexError, ImportError): print(name, "left out: not there", file=sys.stderr); continue
        goal_of = {r["id"]: r["goal"] for r in rows(folder + "/indicators.csv")}
        by = a.by if real else "line"
        for aim in a.aims.split(",") if real else ["indicators"]:
            best, five, ones, n = [], [], 0, 0
            for seed in range(1, a.seeds + 1):
                for right, said in measured(align, folder, truth, by, aim, seed, goal_of):
                    n += 1
                    if said: best.append((said[0][1], said[0][0] in right)); ones += said[0][0] in right
                    five += [(p, s in right) for s, p in said]
            print(f"\n{name} by {by}, {aim}: {n} lines of {len({t[{'program': 2, 'department': 3, 'line': 0}[by]] for t in truth})} groups, precision at 1 {ones / max(n, 1):.3f}")
            table("best", best); table("first five", five)
            kind = "budget lines" if real else "texts"
            pooled[kind, "best"] += best; pooled[kind, "first five"] += five
    for (kind, what), pairs in pooled.items(): print(f"\nall {kind}"); table(what, pairs)


if __name__ == "__main__": main()
