#!/usr/bin/env python3
"""Plays the officer of the worked example: fills in a table of `align link queue` or `align link suggest` as someone would who
knows what the shipped links and rules say.  usage: decide.py TABLE.csv   (written back in place)

For each line of the table: suggestions that the line serves get accept, others reject; where none of them is right the first
row is corrected to the indicator that the line serves most. Lines that the shipped links judge to serve nothing, and those
that have to be paid whatever the plan says, get none. What the shipped data leave open stays blank.

A group of lines (a row with a rule) is one decision where 95 % of its judged money serves one goal, or nothing: it gets that
goal (the indicator, where one has 95 %) with the mean share of its lines, or none. Otherwise it stays blank.
"""
import csv, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))


def rows(name):
    with open(os.path.join(HERE, name + ".csv"), encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


fold = lambda t: t.replace("‌", "").replace("ي", "ی").replace("ك", "ک").replace("أ", "ا").strip()
links, goals = {}, {}
for r in rows("links"):
    if r["status"] == "confirmed" and r["effect"] != "against": links.setdefault(r["line"], []).append(r)
for r in rows("indicators"): goals.setdefault(r["goal"], []).append(r["id"])
known = {i for g in goals.values() for i in g}
budget = {r["line"]: r for r in rows("budget") if r["year"] == "1402"}


def matches(rule, line):
    for column in ("department", "mission", "program", "project", "economic", "fund"):
        if rule[column] and fold(rule[column]) != fold(line[column]): return False
    title, wanted = fold(line["title"]), fold(rule["title"])
    if not wanted: return True
    if wanted.startswith("/"): return re.search(wanted[1:-1], title, re.I) is not None
    return all(w in re.split(r"\W+", title) for w in wanted.split())


def truth(name):
    """What a line serves: [] for nothing, None where nobody has judged it."""
    line, key = budget[name], name
    own = [r for r in links.get(key, []) if r["indicator"] in known or r["goal"] in goals or r["indicator"] == "none"]
    while not own and "-" in key:
        key = key.rsplit("-", 1)[0]
        own = links.get(key, [])
    if not own:
        found = [r for r in rules if matches(r, line)]
        filled = lambda r: sum(1 for c in ("department", "mission", "program", "project", "economic", "fund", "title") if r[c])
        own = [r for r in found if filled(r) == max(map(filled, found))]
    if not own: return [] if line["mandatory"] == "yes" else None
    share = lambda r: float(r.get("share") or (.4 if r.get("mark") == "significant" else 1))
    named = [(share(r), r["indicator"], r["goal"]) for r in own if r["indicator"] != "none"]
    return [(s / (1 if i else len(goals[g])), k) for s, i, g in named for k in ([i] if i else goals[g])]


def decide_group(own):
    """Fills in the rows of a group; they stay blank where its lines do not serve one thing."""
    rule = {c: "" for c in ("department", "mission", "program", "project", "economic", "fund", "title")}
    for part in re.split(r";\s*(?=[a-z]+:)", own[0]["rule"]):
        column, value = part.split(":", 1)
        rule[column.strip()] = value.strip()
    money, none, tied, by = 0, 0, 0, {}
    for name, line in budget.items():
        if not matches(rule, line): continue
        served, amount = truth(name), float(line["approved"])
        if served is None or amount <= 0: continue
        money += amount
        if not served: none += amount
        for share, indicator in served:
            tied += share * amount
            goal = goal_of[indicator]
            for key in (indicator, goal): by[key] = by.get(key, 0) + share * amount
    if money and none >= .95 * money:
        own[0]["decision"] = "none"
        return
    best = [k for k, v in by.items() if v >= .95 * tied]
    if not best or none > .05 * money: return
    subject = next((k for k in best if k in goal_of), best[0])
    column = "indicator" if subject in goal_of else "goal"
    right = [r for r in own if r[column] == subject]
    for r in own: r["decision"] = "accept" if r in right else "reject"
    if not right:
        right = own[:1]
        right[0].update({"indicator": "", "goal": "", column: subject, "decision": "accept"})
    right[0]["share"] = f"{min(1, tied / (money - none)):.2f}"


goal_of = {i: g for g, own in goals.items() for i in own}
rules = rows("rules")
path = sys.argv[1]
with open(path, encoding="utf-8-sig", newline="") as f:
    table = list(csv.DictReader(f)); head = list(table[0]) if table else []
by_line = {}
for r in table: by_line.setdefault(r["line"] or r["rule"], []).append(r)
counts = {"accept": 0, "reject": 0, "none": 0}
for name, own in by_line.items():
    if not own[0]["line"]:
        decide_group(own)
        for r in own:
            if r["decision"]: counts[r["decision"]] += 1
        continue
    served = truth(name)
    if served is None: continue
    if not served: own[0]["decision"] = "none"
    else:
        shares = {k: s for s, k in served}
        right = [r for r in own if r["indicator"] in shares]
        for r in own: r["decision"] = "accept" if r in right else "reject"
        if not right:
            right = own[:1]; right[0]["indicator"], right[0]["decision"] = max(served)[1], "accept"
        # A line that serves a whole goal is tied in full to those of its indicators that were suggested.
        total = min(1, sum(shares.values()))
        for r in right: r["share"] = f"{total / len(right) - 5e-5:.4f}"
    for r in own:
        if r["decision"]: counts[r["decision"]] += 1
if table:
    with open(path, "w", encoding="utf-8-sig", newline="") as f:
        w = csv.DictWriter(f, head); w.writeheader(); w.writerows(table)
print(f"{len(by_line)} decisions: " + ", ".join(f"{v} {k}" for k, v in counts.items()))
