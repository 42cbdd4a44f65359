"""Flags after DESIGN section 8, with their default thresholds."""

from fractions import Fraction

from stages import EPSILON, MET, SIGN, prefixes
from tables import normalise, period

INTERVAL = {"yearly": 4, "annual": 4, "سالیانه": 4, "سالانه": 4, "quarterly": 1, "سهماهه": 1, "سه ماهه": 1}
SEVERITY = dict.fromkeys("AL103 AL104 AL203".split(), "info") | {"AL402": "error"}


def quarters(p):
    return p[0] * 4 + p[1]


def line_flags(line, plan):
    """(code, amount) of one line of the budget year."""
    amount = line["approved"]
    if amount <= 0:
        return
    served = [plan.by_key[key] for key in line["shares"]]
    if not served:
        yield "AL101", amount
    else:
        if all(i.planning_gap is not None and i.planning_gap <= MET for i in served):
            yield "AL102", amount
        if line["share"] < Fraction(1, 2):
            yield "AL103", amount
        owners = [i.owner for i in served if i.owner]
        if line["department"] and owners and line["department"] not in owners:
            yield "AL104", amount
        last = [max((y for y in i.targets if i.has_target(y)), default=None) for i in served]
        if all(year is not None and year < line["year"] for year in last):
            yield "AL106", amount
    if line["against"]:
        yield "AL108", amount
    if line["sum"] > 1 + EPSILON:
        yield "AL401", amount


def indicator_flags(i, at):
    """Codes of one indicator at the period under review."""
    if i.attainment is not None and i.attainment < Fraction(9, 10) and i.funding == 0:
        yield "AL201"
    seen = [p for p, _ in i.observations if quarters(p) <= quarters(at)]
    if not i.observations:
        yield "AL301"
    elif seen and quarters(at) - max(map(quarters, seen)) > INTERVAL[normalise(i.row.get("frequency", "yearly"))]:
        yield "AL302"
    if i.attainment is not None and i.attainment < 0:
        yield "AL303"
    targets = [t for y, t in i.targets.items() if i.has_target(y)]
    if i.baseline is None or not targets or "unit" not in i.row or "owner" not in i.row:
        yield "AL304"
    sides = [(t["target"] - i.baseline) * SIGN[i.direction] for t in targets if i.baseline is not None and i.kind != "band"]
    if any(side < 0 for side in sides):
        yield "AL305"


def all_flags(ws, plan, budget, lines, score, at, year):
    """Every flag as a dictionary; amounts in minor units."""
    flags = []
    accepted = {}
    for row in ws.accepted:
        if "until" not in row or quarters(period(row["until"])) >= quarters(at):
            accepted[normalise(row["code"]).upper(), normalise(row["subject"])] = True

    def add(code, subject, amount, severity=None):
        severity = severity or SEVERITY.get(code, "warning")
        flags.append({"code": code, "severity": severity, "subject": subject, "amount": amount,
                      "accepted": (code, normalise(subject)) in accepted})

    for line in lines:
        for code, amount in line_flags(line, plan):
            add(code, line["id"], amount, "info" if code == "AL101" and line["mandatory"] else None)
    spent_years = [row["year"] for row in budget if row["spent"] is not None and row["year"] <= year]
    for row in budget:
        if spent_years and row["year"] == max(spent_years) and row["spent"] is not None and row["approved"] > 0:
            if not Fraction(7, 10) <= Fraction(row["spent"], row["approved"]) <= Fraction(11, 10):
                add("AL107", row["id"], row["approved"])
    for i in plan.indicators:
        for code in indicator_flags(i, at):
            add(code, i.id, i.funding or None)
    for goal in plan.goals:
        p, f = goal.need_share, goal.funding_share
        if p is None or f is None:
            continue
        if p and f < p * Fraction(4, 5):
            add("AL202", goal.id, abs(goal.under_funding_amount))
        elif f > p * Fraction(5, 4):
            add("AL203", goal.id, abs(goal.under_funding_amount))
    names = {name for row in budget for name in prefixes(row["key"])}
    for row in ws.links:
        indicator, goal = normalise(row.get("indicator", "")), normalise(row.get("goal", ""))
        missing = [row["line"]] if normalise(row["line"]) not in names else []
        if indicator and indicator != "none" and indicator not in plan.by_key:
            missing.append(row["indicator"])
        if goal and goal != "none" and goal not in plan.goal_by_key:
            missing.append(row["goal"])
        for subject in missing:
            add("AL402", subject, None)
    return flags
