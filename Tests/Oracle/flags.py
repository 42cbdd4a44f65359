"""Flags after DESIGN section 8, with their default thresholds."""

import re
from fractions import Fraction

from stages import EPSILON, SIGN, prefixes, reused, says_percent
from tables import NON_JOINER, Ids, Names, alike, allowed, folded, period

INTERVAL = {"yearly": 12, "annual": 12, "سالیانه": 12, "سالانه": 12, "half_yearly": 6, "ششماهه": 6, "quarterly": 3, "سهماهه": 3,
            "monthly": 1, "ماهانه": 1}
SEVERITY = dict.fromkeys("AL103 AL104 AL203".split(), "info") | {"AL402": "error"}
POINT = Fraction(1, 100)


def months(p):
    """The months that have passed at the end of a period."""
    return p[0] * 12 + p[1]


def line_flags(line, plan, same_office):
    """(code, amount) of one line of the budget year."""
    amount = line["approved"]
    if amount <= 0:
        return
    served = [plan.by_key[key] for key in line["shares"]]
    if not served:
        yield "AL101", amount
    else:
        if line["money"].keeping == 0 and all(i.met_for_good for i in served):
            yield "AL102", amount
        if line["share"] < Fraction(1, 2):
            yield "AL103", amount
        owners = [i.owner for i in served if i.owner]
        if line["department"] and owners and not any(same_office(line["department"], owner) for owner in owners):
            yield "AL104", amount
        last = [max((y for y in i.targets if i.has_target(y)), default=None) for i in served]
        if all(year is not None and year < line["year"] for year in last):
            yield "AL106", amount
    if line["against"]:
        yield "AL108", amount
    if line["sum"] > 1 + EPSILON:
        yield "AL401", amount


def indicator_flags(i, at, plan_end):
    """Codes of one indicator at the period under review."""
    if i.attainment is not None and i.attainment < Fraction(9, 10) and i.money.total == 0:
        yield "AL201"
    seen = [p for p, _, _ in i.observations if months(p) <= months(at)]
    if not i.observations:
        yield "AL301"
    elif seen and months(at) - max(map(months, seen)) > INTERVAL[allowed(i.row.get("frequency", "yearly"))]:
        yield "AL302"
    if i.attainment is not None and i.attainment < 0:
        yield "AL303"
    targets = [t for y, t in i.targets.items() if i.has_target(y)]
    if i.baseline is None or not targets or "unit" not in i.row or "owner" not in i.row:
        yield "AL304"
    sides = [(t["target"] - i.baseline) * SIGN[i.direction] for t in targets if i.baseline is not None and i.kind != "band"]
    if any(side < 0 for side in sides):
        yield "AL305"
    if out_of_range(i):
        yield "AL306"
    if i.plan_total is not None and i.kind == "flow" and i.aggregate == "sum":
        total = sum((t["target"] for y, t in i.targets.items() if t["target"] is not None and y <= plan_end), Fraction(0))
        if abs(total - i.plan_total) > abs(i.plan_total) / 100:
            yield "AL307"


CHANGE = "رشد تغییر افزایش کاهش تورم نسبت growth chang increas decreas reduc inflation crecim variaci aument reducci inflaci ratio".split()


def out_of_range(i):
    """Whether a number of an indicator lies outside 0–100 % or the scale that its unit names."""
    unit = i.row.get("unit", "")
    words = re.findall(r"[^\W\d_]+", folded(unit + " " + i.row.get("name", "")))
    index = re.search(r"\b0 *(?:-|–|تا|to) *(\d+)|(?:out of|از) (\d+)", folded(unit))
    if index:
        most = Fraction(index[1] or index[2])
    elif says_percent(unit) and not any(word.startswith(change) for word in words for change in CHANGE):
        most = Fraction(100)
    else:
        return False
    if i.kind == "milestone":
        most = Fraction(1)
    plan = [i.baseline] + [t[c] for t in i.targets.values() for c in ("target", "low", "high")]
    seen = [v for _, v, _ in i.observations]
    noise = EPSILON * most
    outside = [x for x in plan if x is not None and not -noise <= x <= most + noise]
    return bool(outside) or any(x < -noise or (x > most + noise and i.kind != "milestone") for x in seen)


def all_flags(ws, plan, budget, everything, lines, score, at, year):
    """Every flag as a dictionary; amounts in minor units."""
    flags = []
    accepted = {}
    for row in ws.accepted:
        if "until" not in row or months(period(row["until"])) >= months(at):
            accepted.setdefault(allowed(row["code"]).upper(), []).append(folded(row["subject"]))

    def add(code, subject, amount, severity=None):
        severity = severity or SEVERITY.get(code, "warning")
        stands = any(alike(folded(subject), other) for other in accepted.get(code, []))
        flags.append({"code": code, "severity": severity, "subject": subject, "amount": amount, "accepted": stands})

    departments, owners = Names(line["department"] for line in budget), Names(i.owner for i in plan.indicators)
    offices = {}  # (department, owner) → whether they are the same

    def same_office(department, owner):
        key = department, owner
        if key not in offices:
            offices[key] = departments.same(department, owners, owner)
        return offices[key]

    before = {row["key"]: row["kind"] for row in budget if row["year"] == year - 1}
    for line in lines:
        for code, amount in line_flags(line, plan, same_office):
            add(code, line["id"], amount, "info" if code == "AL101" and line["mandatory"] else None)
        if line["approved"] > 0 and line["kind"]:
            kinds = {before.get(line["key"]), kind_of_chapter(line["economic"])} - {None, ""}
            if any((kind == "capital") != (line["kind"] == "capital") for kind in kinds):
                add("AL406", line["id"], line["approved"])
        elif line["approved"] > 0 and before.get(line["key"]):
            judged = "capital" if line["parts"] and not line["money"].keeping else "current"
            if (judged == "capital") != (before[line["key"]] == "capital"):
                add("AL406", line["id"], line["approved"])
    spent_years = [row["year"] for row in budget if row["spent"] is not None and row["year"] <= year]
    for row in budget:
        if not spent_years or row["year"] != max(spent_years) or row["spent"] is None:
            continue
        gone = Fraction(at[1], 12) if row["year"] == at[0] else Fraction(1)  # of the year, at the period under review
        running = gone < 1 or row["year"] > at[0]
        if row["held_against"] > 0:
            ratio = Fraction(row["spent"], row["held_against"])
            if ratio > Fraction(11, 10) * gone or (ratio < Fraction(7, 10) and not running):
                add("AL107", row["id"], row["held_against"])
        elif row["spent"] > 0:
            add("AL109", row["id"], row["spent"])
    for i in plan.indicators:
        for code in indicator_flags(i, at, ws.settings.get("plan_end") or 9999):
            add(code, i.id, i.money.total or None)
    for goal in plan.goals:
        for code, excess in goal_flags(goal, score):
            add(code, goal.id, excess * score.base)
    line_id = Ids(name for row in everything for name in prefixes(row["key"]))
    names = set(line_id.keys)
    for row in ws.links:
        indicator, goal = plan.indicator_id(row.get("indicator", "")), plan.goal_id(row.get("goal", ""))
        missing = [row["line"]] if line_id(row["line"]) not in names else []
        if indicator and indicator != "none" and indicator not in plan.by_key:
            missing.append(row["indicator"])
        if goal and goal != "none" and goal not in plan.goal_by_key:
            missing.append(row["goal"])
        for subject in missing:
            add("AL402", subject, None)
    works = reused(budget)
    for line in lines:
        if line["approved"] > 0 and line["key"] in works:
            add("AL405", line["id"], line["approved"])
    for row in ws.accepted:
        code = allowed(row["code"]).upper()
        if "until" in row and months(period(row["until"])) < months(at):
            continue
        if not any(flag["code"] == code and alike(folded(flag["subject"]), folded(row["subject"])) for flag in flags):
            add("AL404", code + " " + row["subject"], None)
    return flags


def goal_flags(goal, score):
    """(code, points of share at stake) of a goal: improving money alone is over-funding where running money competes too."""
    p, f = goal.need_share, goal.improving_share if score.theta else goal.funding_share
    if p is None or f is None:
        return
    if goal.funding_share < p * Fraction(4, 5) and p - goal.funding_share >= POINT:
        yield "AL202", p - goal.funding_share
    if f > p * Fraction(5, 4) and f - p >= POINT:
        yield "AL203", f - p


CAPITAL = ["سرمایه ای", "عمرانی", "capital", "fixed assets", "non financial assets", "activos no financieros", "inversiones"]
FINANCIAL = ["دارایی های مالی", "دارایی مالی", "financial assets", "activos financieros", "pasivos financieros"]
CURRENT = ["هزینه ای", "جاری", "جبران خدمات", "جبران خدمت", "کالاها و خدمات", "کالا و خدمات", "یارانه", "رفاه اجتماعی", "current", "recurrent",
           "compensation", "salaries", "wages", "payroll", "goods and services", "subsidies", "social benefits", "corriente",
           "corrientes", "personal", "remuneraciones"]


def kind_of_chapter(chapter):
    """The kind that the words of an economic chapter name, or None where they name none, or several."""
    text = " " + " ".join(re.findall(r"[^\W_]+", folded(chapter).replace(NON_JOINER, " "))) + " "
    found = []
    for kind, phrases in (("capital", CAPITAL), ("financial", FINANCIAL), ("current", CURRENT)):
        for phrase in phrases:
            if " " + phrase + " " in text:
                found.append(kind)
                text = text.replace(" " + phrase + " ", " | ")
    return found[0] if len(set(found)) == 1 else None
