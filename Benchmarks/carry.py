#!/usr/bin/env python3
"""How well `align link carry` finds last year's links again, on drawn workspaces where the truth is known.

usage: carry.py ALIGN OUT [--sets tabriz=datasets/tabriz-1402,la=../shared/workspaces/la-2018] [--seeds 3] [--keep]

Of each set the lines of its last two years are taken, with the ties of the earlier year as links (rules are written out as links, so
that a programme's name alone settles nothing). Then a part of the later year's codes is changed: renumbered (title as it is), renumbered
and renamed (a word lost, added, respelt, or a synonym), split in two, exchanged with a line of another department (AL405), and works
that are wholly new are added, their titles put together from halves of others. Prints, by kind of line, how many lines have a first proposal,
how many of these are right (the ties of the true line before; of a new work every proposal is wrong), and how often a confidence held.
Python's standard library only.
"""
import argparse, collections, csv, json, os, random, shutil, subprocess, sys


def rows(path):
    if not os.path.exists(path): return []
    with open(path, encoding="utf-8-sig", newline="") as f: return list(csv.DictReader(f))


def write(path, head, body):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, head, extrasaction="ignore"); w.writeheader(); w.writerows(body)


def ties(align, folder, year):
    """What each line of a year is tied to, as the analysis says it."""
    run = subprocess.run([align, "analyze", folder, "--year", year, "--format", "ndjson", "--quiet"], capture_output=True, text=True)
    found = {}
    for line in run.stdout.splitlines():
        if line.startswith('{"record":"line"'):
            r = json.loads(line)
            if r["class"] == "tied": found[r["id"]] = [(t["indicator"], t["share"]) for t in r["indicators"]]
            elif r["class"] == "neutral": found[r["id"]] = [("none", 1)]
    if not found: sys.exit(run.stderr[-500:] or "no tied line in " + folder)
    return found


SYNONYMS = [("احداث", "ساخت"), ("بهسازی", "بازسازی"), ("خرید", "تهیه"), ("نگهداری", "نگهداشت"), ("Services", "Svcs"), ("General", "Gen"), ("and", "&")]


def renamed(title, rng):
    words = title.split()
    how = rng.randrange(4)
    if how == 0 and len(words) > 3: words.pop(rng.randrange(len(words)))
    elif how == 1: words.insert(0 if rng.random() < .5 else len(words), rng.choice(["ادامه", "تکمیل", "طرح"]) if any("\u0600" <= c for c in title) else rng.choice(["continued", "programme", "new"]))
    elif how == 2: return title.replace("ی", "ي").replace("ک", "ك").replace("\u200c", " ").upper()
    else:
        for a, b in SYNONYMS:
            if a in words: return title.replace(a, b)
        k = rng.randrange(len(words)); words[k] = words[k][:-1] if len(words[k]) > 3 else words[k]
    return " ".join(words)


def draw(base, out, align, seed):
    rng = random.Random(seed)
    budget = rows(base + "/budget.csv")
    years = sorted({r["year"] for r in budget}, key=int)[-2:]
    before, after = ([dict(r) for r in budget if r["year"] == y] for y in years)
    tied = ties(align, base, years[0])
    shutil.rmtree(out, ignore_errors=True); os.makedirs(out)
    for name in ("align.yaml", "axes.csv", "goals.csv", "indicators.csv", "targets.csv", "measurements.csv"):
        if os.path.exists(f"{base}/{name}"): shutil.copy(f"{base}/{name}", out)
    old = {r["line"]: r for r in before}
    both = [r for r in after if r["line"] in old]
    rng.shuffle(both)
    made, truth = [r for r in after if r["line"] not in old][:0], {}
    size = len(both) // 12
    number = iter(range(1, 10**6))
    def code(): return f"N-{seed}-{next(number):05}"
    def move(r, kind, title=None):
        r = dict(r); was = r["line"]; r["line"] = code()
        if title is not None: r["title"] = title
        if rng.random() < .1: r["department"] = rng.choice(both)["department"]
        if r["approved"] not in ("", "0"): r["approved"] = str(int(float(r["approved"]) * rng.lognormvariate(0, .3)))
        made.append(r); truth[r["line"]] = (kind, was)
        return r
    for r in both[:size]: move(r, "renumbered")
    for r in both[size:2 * size]: move(r, "renamed", renamed(r["title"], rng))
    for r in both[2 * size:3 * size]:
        part = rng.uniform(.2, .8)
        mark = ("بخش", "۱", "۲") if any("\u0600" <= c for c in r["title"]) else ("part", "1", "2")
        for k, p in ((1, part), (2, 1 - part)):
            s = move(r, "split", f"{r['title']} ({mark[0]} {mark[k]})")
            s["approved"] = str(int(float(s["approved"] or 0) * p))
    swap = both[3 * size:4 * size]
    for a, b in zip(swap[::2], swap[1::2]):
        if a["department"] == b["department"] or a["title"] == b["title"]: made += [a, b]; continue
        x, y = dict(a, line=b["line"]), dict(b, line=a["line"])
        made += [x, y]
        truth[x["line"]], truth[y["line"]] = ("exchanged", a["line"]), ("exchanged", b["line"])
    if len(swap) % 2: made.append(swap[-1])
    for _ in range(size):
        a, b = rng.sample(both, 2)
        wa, wb = a["title"].split(), b["title"].split()
        r = dict(a, line=code(), title=" ".join(wa[:max(1, len(wa) // 2)] + wb[len(wb) // 2:]), approved=rng.choice(both)["approved"], department=b["department"])
        made.append(r); truth[r["line"]] = ("new work", None)
    made += both[4 * size:]
    write(out + "/budget.csv", list(budget[0]), before + made)
    write(out + "/links.csv", ["line", "indicator", "share", "to"],
          [{"line": l, "indicator": i, "share": "" if i == "none" else s, "to": years[0]} for l, t in tied.items() for i, s in t])
    return truth, tied, years


def main():
    a = argparse.ArgumentParser()
    a.add_argument("align"); a.add_argument("out"); a.add_argument("--seeds", type=int, default=3)
    a.add_argument("--sets", default="tabriz=datasets/tabriz-1402,la=../shared/workspaces/la-2018")
    a = a.parse_args()
    print("| set | kind | lines | tied before | proposed | right |\n| --- | --- | --- | --- | --- | --- |")
    for name, base in (s.split("=") for s in a.sets.split(",")):
        kinds, bins = collections.defaultdict(lambda: [0, 0, 0, 0]), collections.defaultdict(lambda: [0, 0.0, 0])
        for seed in range(1, a.seeds + 1):
            folder = f"{a.out}/{name}-{seed}"
            truth, tied, years = draw(base, folder, a.align, seed)
            run = subprocess.run([a.align, "link", "carry", folder, "--from", years[0], "--to", years[1], "--format", "json", "--quiet"], capture_output=True, text=True)
            if run.returncode: sys.exit(run.stderr[-800:])
            first = collections.defaultdict(list)
            for r in json.loads(run.stdout)["carried"]:
                if r["rank"] == 1: first[r["line"]].append(r)
            for line, (kind, was) in truth.items():
                k = kinds[kind]; k[0] += 1; right = {i for i, _ in tied.get(was, [])}
                k[1] += bool(right)
                if line in first:
                    own = first[line]; ok = {r["indicator"] for r in own} == right
                    b = bins[min(9, int(own[0]["confidence"] * 10))]; b[0] += 1; b[1] += own[0]["confidence"]; b[2] += ok
                    if own[0]["confidence"] >= .5: k[2] += 1; k[3] += ok
        for kind, k in kinds.items(): print(f"| {name} | {kind} | {k[0]} | {k[1]} | {k[2]} | {k[3]} ({100 * k[3] / max(k[2], 1):.1f} %) |")
        print(f"| {name} | confidence | " + "; ".join(f"{b / 10:.1f}–: {n} of mean {c / n:.2f} right {r / n:.2f}" for b, (n, c, r) in sorted(bins.items())) + " | | | |", flush=True)


if __name__ == "__main__": main()
