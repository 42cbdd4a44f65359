#!/usr/bin/env python3
"""A second implementation of `align analyze --format json`, written from DESIGN alone.

    oracle.py WORKSPACE [--year Y] [--period P] [--include-suggested]      prints one JSON object
"""

import argparse
import json
import os
import sys
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from flags import all_flags, months  # noqa: E402
from score import Score  # noqa: E402
from stages import CLASSIFICATION, KINDS, Links, Plan  # noqa: E402
from tables import BadData, Workspace, allowed, folded, normalise, number, period, reviewed, written  # noqa: E402

DIRECTIONS = {"expenditure": "expenditure", "هزینه": "expenditure", "revenue": "revenue", "income": "revenue", "درآمد": "revenue",
              "transfer": "transfer", "انتقال": "transfer"}
YES = {"yes", "true", "1", "y", "بله", "بلی"}


def budget_rows(ws):
    """Budget rows with amounts in minor units and text as it is matched."""
    rows, seen = [], set()
    for row in ws.budget:
        line = {c: row.get(c, "") for c in CLASSIFICATION}
        line |= {"id": row["line"], "key": normalise(row["line"]), "title": folded(row.get("title", ""))}
        line |= {"year": int(number(row["year"])), "approved": ws.money(row["approved"]), "spent": ws.money(row.get("spent", ""))}
        amended, stage = ws.money(row.get("amended", "")), ws.settings.get("stage", "approved")
        line["held_against"] = line["approved"] if amended is None else amended
        if stage != "approved" and stage in row:
            line["approved"] = ws.money(row[stage])
        line["direction"] = DIRECTIONS[allowed(row.get("direction", "expenditure"))]
        line["mandatory"] = allowed(row.get("mandatory", "no")) in YES
        line["kind"] = KINDS[allowed(row["kind"])] if "kind" in row else ""
        if (line["key"], line["year"]) in seen:
            raise BadData("a line twice in a year: " + line["id"])
        seen.add((line["key"], line["year"]))
        rows.append(line)
    return rows


def analyze(folder, year=None, at=None, suggested=False):
    ws = Workspace(folder)
    plan = Plan(ws)
    everything = budget_rows(ws)
    budget = [line for line in everything if line["direction"] == "expenditure"]
    year = int(year or ws.settings.get("year") or max(line["year"] for line in budget))
    at = at or ws.settings.get("period")
    at = reviewed(period(str(at)) if at else max(
        (p for i in plan.indicators for p, _, _ in i.observations), key=lambda p: (months(p), -p[2])))
    lines = [line for line in budget if line["year"] == year]
    for indicator in plan.indicators:
        indicator.measure(at, year, ws.settings.get("plan_end"))
    plan.roll_up()
    links = Links(ws, plan, budget, year, suggested)
    for line in lines:
        links.trace(line)
    score = Score(plan, lines)
    flags = all_flags(ws, plan, budget, everything, lines, score, at, year)
    apart = {way: sum(line["approved"] for line in everything if (line["year"], line["direction"]) == (year, way))
             for way in ("revenue", "transfer")}
    if not any(line["year"] == year and line["direction"] != "expenditure" for line in everything):
        apart = None
    return report(ws, plan, lines, score, flags, at, year, apart)


def report(ws, plan, lines, score, flags, at, year, apart):
    def value(x):
        return None if x is None else float(x)

    def money(x):
        return None if x is None else float(Fraction(x) / ws.minor)

    def parts(m):
        """Money and its parts."""
        return {"funding": money(m and m.total), "keeping": money(m and m.keeping), "improving": money(m and m.improving)}

    def group(g):
        amount = money(g.under_funding_amount)
        keys = "attainment weight need_share funding_share under_funding ratio".split()
        return {"id": g.id, "rank": g.rank, "under_funding_amount": amount} | parts(g.money) | {
            key: value(getattr(g, key)) for key in keys}

    def indicator(i):
        keys = "attainment review_gap planning_gap need weight need_share funding_share".split()
        return {"id": i.id, "state": i.state, "planning_gap_plan_end": value(i.end_gap)} | parts(i.money) | {
            key: value(getattr(i, key)) for key in keys}

    open_flags = [flag for flag in flags if not flag["accepted"] and flag["code"] not in ("AL202", "AL203", "AL402")]
    flagged = {normalise(flag["subject"]) for flag in open_flags if flag["code"] in LINE_CODES}
    indicators = {normalise(flag["subject"]) for flag in open_flags if flag["code"] not in LINE_CODES}
    at_stake = [line for line in lines if line["key"] in flagged or indicators & line["shares"].keys()]
    return {
        "year": year, "period": written(at), "currency": ws.currency,
        "total_revenue": money(apart and apart["revenue"]), "total_transfers": money(apart and apart["transfer"]),
        "total_gross": money(apart and score.total + apart["transfer"]),
        "total_approved": money(score.total), "total_linked": money(score.linked),
        "unmeasured_funding": money(score.unmeasured), "coverage": value(score.coverage),
        "keeping": money(score.money.keeping), "improving": money(score.money.improving),
        "base": "linked" if score.theta else "improving", "base_amount": money(score.base), "theta": value(score.theta),
        "judged_kind": money(score.judged), "credits": score.credits,
        "live_coverage": value(score.live), "live_coverage_upper": value(score.live_upper),
        "alignment_index": value(score.index), "alignment_index_by_indicator": value(score.index_by_indicator),
        "plan_attainment": value(plan.attainment),
        "amount_at_stake": money(sum(line["approved"] for line in at_stake if line["approved"] > 0)),
        "indicators": [indicator(i) for i in plan.indicators],
        "goals": [group(g) for g in plan.goals],
        "axes": [group(a) for a in plan.axes],
        "lines": [{"id": line["id"], "approved": money(line["approved"]), "share": value(line["share"]),
                   "class": line["class"], "keeping": money(line["money"].keeping),
                   "improving": money(line["money"].improving)} for line in lines],
        "flags": [flag | {"amount": money(flag["amount"])} for flag in flags],
    }


LINE_CODES = {"AL101", "AL102", "AL103", "AL104", "AL106", "AL107", "AL108", "AL109", "AL401", "AL405", "AL406"}


def arguments(words=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace")
    parser.add_argument("--year")
    parser.add_argument("--period")
    parser.add_argument("--include-suggested", action="store_true")
    return parser.parse_args(words)


def main():
    asked = arguments()
    try:
        result = analyze(asked.workspace, asked.year, asked.period, asked.include_suggested)
    except BadData as error:
        print(error, file=sys.stderr)
        sys.exit(65)
    json.dump(result, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
