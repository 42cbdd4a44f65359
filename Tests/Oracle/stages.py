"""Measure, weigh and trace, after DESIGN sections 4 to 6, in exact fractions; `score.py` goes on from there."""

import math
import re
from fractions import Fraction

from tables import NON_JOINER, BadData, Ids, Names, alike, allowed, folded, normalise, number, period

EPSILON = Fraction(1, 10**9)
MET = Fraction(1, 100)
SIGN = {"up": 1, "down": -1, "hold": 0}
CLASSIFICATION = "department mission program project economic fund".split()


PERCENT = {"%", "٪", "درصد", "percent", "percentage", "pct", "porcentaje"}
KINDS = {"current": "current", "capital": "capital", "financial": "financial", "جاری": "current", "عمرانی": "capital"}


def is_percent(text):
    return text[-1:] in ("%", "٪")


def says_percent(unit):
    """Whether a unit is percent: one of its words says so."""
    return bool(PERCENT & set(re.findall(r"[%٪]|[^\W\d]+", normalise(unit).casefold())))


def share_of(row):
    """(numerator, denominator) of a measurement, or None."""
    a, b = number(row.get("numerator", "")), number(row.get("denominator", ""))
    return None if a is None or b is None else (a, b)


def clip(x):
    return Fraction(min(max(x, 0), 1))


class Indicator:
    """One indicator with its targets and observations."""

    def __init__(self, row):
        self.row, self.id, self.key = row, row["id"], normalise(row["id"])
        self.goal = normalise(row["goal"])
        self.kind, self.direction = allowed(row["kind"]), allowed(row["direction"])
        self.baseline_cell = row.get("baseline", "")
        self.baseline_year = int(number(row["baseline_year"])) if "baseline_year" in row else None
        self.cost = number(row.get("cost_to_close", ""))
        self.aggregate = allowed(row.get("aggregate", "sum"))
        self.owner = row.get("owner", "")
        self.targets = {}  # year → {target, low, high, due}
        self.accumulates = allowed(row.get("reporting", "period")) in ("year_to_date", "تجمعی")
        self.plan_total = number(row.get("plan_total", ""))
        self.observations = []  # ((year, last month, months), value, (numerator, denominator) or None), one a period
        self.cells = {"targets": [], "measurements": []}

    def scale(self, bare, signed):
        """What numbers without a percent sign are, beside those with one: percentages, shares, or as they are written."""
        percent = says_percent(self.row.get("unit", ""))
        targets = [x for table, x in bare if table == "targets"]
        if self.kind == "milestone" and not percent:
            return "percent" if any(x > Fraction(3, 2) for x in targets) else "share"
        known, others = ([abs(x) for x in xs if x] for xs in ([x for _, x in bare], signed))
        if not known or not others:
            return "percent" if self.kind == "milestone" else "as written"
        if any(abs(x) > Fraction(3, 2) for table, x in bare if not (self.kind == "milestone" and table == "measurements")):
            return "percent"
        times = math.exp(sum(math.log(x) for x in others) / len(others) - sum(math.log(x) for x in known) / len(known))
        if 5 < times < 20:
            raise BadData("percent and shares mixed: " + self.id)
        return "share" if times >= 20 else "percent"

    def settle(self):
        """Reads the cells gathered, all on one scale: milestones as shares, the others as their unit says."""
        cells = [("targets", r.get(c, "")) for r in self.cells["targets"] for c in ("target", "low", "high")]
        cells += [("indicators", self.baseline_cell)] + [("measurements", r.get("value", "")) for r in self.cells["measurements"]]
        bare = [(table, number(text)) for table, text in cells if text and not is_percent(text)]
        signed = [number(text) * 100 for _, text in cells if is_percent(text)]
        percent = says_percent(self.row.get("unit", ""))
        ratios = [share_of(r) for r in self.cells["measurements"] if share_of(r)]
        in_percent = percent or bool(signed)
        scale = self.scale(bare, signed + [100 * a / b for a, b in ratios if in_percent or self.kind == "milestone"])
        in_shares = self.kind == "milestone" or scale == "share" and not percent

        def value(text):
            x = number(text)
            if x is None:
                return None
            if is_percent(text):
                return x if in_shares else x * 100
            if in_shares:
                return x / 100 if scale == "percent" else x
            return x * 100 if scale == "share" else x

        self.baseline = value(self.baseline_cell)
        for row in self.cells["targets"]:
            due = [number(row.get("q%d" % q, "")) for q in (1, 2, 3, 4)]
            target = {column: value(row.get(column, "")) for column in ("target", "low", "high")}
            target["due"] = due if due[0] is not None else None
            self.targets[int(number(row["year"]))] = target
        seen = {}  # a final observation replaces a provisional one of the same period
        times = 1 if in_shares or not in_percent else 100
        for row in self.cells["measurements"]:
            p, final = period(row["period"]), allowed(row.get("status", "final")) != "provisional"
            if p not in seen or final:
                ratio = share_of(row)
                ratio = ratio and (ratio[0] * times, ratio[1])
                seen[p] = (ratio[0] / ratio[1], ratio) if ratio else (value(row["value"]), None)
        self.observations = [(p, v, ratio) for p, (v, ratio) in seen.items()]
        # A share is no part of a year's sum; what runs from the year's beginning is one, unless it is a mean.
        if ratios:
            self.aggregate = "mean" if self.aggregate == "sum" else self.aggregate
        elif self.accumulates and self.aggregate == "last":
            self.aggregate = "sum"

    def has_target(self, year):
        row = self.targets[year]
        if self.kind == "band":
            return row["low"] is not None and row["high"] is not None
        return row["target"] is not None

    def due(self, year, month):
        """The share of the year's way due at the end of a month."""
        shares = self.targets.get(year, {}).get("due") or [Fraction(1, 4)] * 4
        return sum(Fraction(share) * min(max(month - 3 * q, 0), 3) / 3 for q, share in enumerate(shares))

    def target(self, column, year, month):
        """T at the end of a month, by the way through the baseline and the targets; None without a target."""
        points = {y: row[column] for y, row in self.targets.items() if row[column] is not None}
        if self.kind == "flow":
            return points.get(year)
        if not points:
            return None
        start = Fraction(0) if self.baseline is None and self.kind == "milestone" else self.baseline
        if start is not None:
            points.setdefault(min(points) - 1 if self.baseline_year is None else self.baseline_year, start)
        if year < min(points):
            return None

        def at(y):
            before = [p for p in points if p <= y]
            after = [p for p in points if p >= y]
            if not before or not after:
                return points[max(before) if before else min(after)]
            a, b = max(before), min(after)
            return points[a] if a == b else points[a] + (points[b] - points[a]) * Fraction(y - a, b - a)

        return at(year - 1) + (at(year) - at(year - 1)) * self.due(year, month)

    def last_target_year(self):
        return max((year for year in self.targets if self.has_target(year)), default=None)

    def put_together(self, year, month):
        """(whether nothing is missing, A) of a flow up to a month: the finest complete rows win, else the finest."""
        seen = {(p[1], p[2]): (v, ratio) for p, v, ratio in self.observations if p[0] == year and p[1] <= month}
        if not seen:
            return False, None
        if self.accumulates:
            last = max(seen, key=lambda key: (key[0], -key[1]))
            return last[0] == month, seen[last][0]

        def finest(first, months):
            """Rows of a part of the year, and whether they leave nothing out."""
            own = [(first + months - 1, months)] if (first + months - 1, months) in seen else []
            if months == 1:
                return own, bool(own)
            step = {12: 6, 6: 3, 3: 1}[months]
            parts = [finest(start, step) for start in range(first, first + months, step)]
            rows = sum((part for part, _ in parts), [])
            if all(whole for _, whole in parts):
                return rows, True
            return (own, True) if own else (rows, False)

        used, first, complete = [], 1, True
        while first <= month:
            months = next(m for m in (12, 6, 3, 1) if (first - 1) % m == 0 and first + m - 1 <= month)
            rows, whole = finest(first, months)
            used, complete, first = used + rows, complete and whole, first + months
        values, ratios = [seen[key][0] for key in used], [seen[key][1] for key in used]
        if all(ratios) and sum(b for _, b in ratios):
            return complete, sum(a for a, _ in ratios) / sum(b for _, b in ratios)
        mean = sum(v * key[1] for v, key in zip(values, used)) / sum(key[1] for key in used)
        return complete, {"sum": sum(values), "mean": mean, "last": values[-1]}[self.aggregate]

    def actual(self, at):
        """A at a period: the latest observation, or a flow's observations of the year put together."""
        year, month = at[:2]
        if self.kind == "flow":
            return self.put_together(year, month)[1]
        seen = [(p[:2], -p[2], v) for p, v, _ in self.observations if p[:2] <= (year, month)]
        return max(seen)[2] if seen else None

    def annual(self, at):
        """A as a year's: a flow over what is due of it, or its last complete year where less than a tenth is due."""
        due, actual = self.due(*at[:2]), self.actual(at)
        if self.kind != "flow" or self.aggregate != "sum":
            return actual
        if due >= Fraction(1, 10):
            return None if actual is None else actual / due
        years = sorted({p[0] for p, _, _ in self.observations if p[0] < at[0]}, reverse=True)
        complete = (self.put_together(year, 12) for year in years)
        return next((value for whole, value in complete if whole), None)

    def other_flow(self, a, t, due):
        """Attainment of a flow that is not simply to be raised to T: on its way from a year's flow at the baseline."""
        sign, b, owed = SIGN[self.direction], self.baseline, t * due
        if (a - owed) * sign >= 0 if sign else a == owed:
            return Fraction(1)
        if b is None and t > 0:
            b = 2 * t
        if b is not None and (t - b) * sign > 0:
            return (a - b * due) / ((t - b) * due)
        return max(Fraction(0), 1 - abs(a - owed) / max(abs(owed), EPSILON))

    def attained(self, actual, year, month, due):
        """State and attainment of an actual against the target at the end of a month; due: of the year's flow."""
        a, b = actual, self.baseline
        measured = a is not None
        a = a if measured else Fraction(0)
        if self.kind == "band":
            low, high = (self.target(column, year, month) for column in ("low", "high"))
            if low is None or high is None:
                return "no_target", None
            distance = max(low - a, a - high, Fraction(0))
            value = max(Fraction(0), 1 - distance / max((high - low) / 2, EPSILON))
            return ("ok", value) if measured else ("not_measured", None)
        if not any(map(self.has_target, self.targets)):
            return "no_target", None
        sign = SIGN[self.direction] if self.kind == "level" else 0
        if sign and b is None:
            return "no_baseline", None
        t = self.target("target", year, month)
        if t is None:
            return "no_target", None
        rises = self.kind == "flow" and self.direction == "up" and (b is None or b >= 0)
        if self.kind == "flow" and self.aggregate != "sum":
            due = Fraction(1)
        if self.kind == "flow" and due == 0 or t == 0 and (rises or self.kind == "milestone"):
            return "not_due", None
        if not measured:
            return "not_measured", None
        if self.kind == "milestone":
            return "ok", a / t
        if self.kind == "flow":
            return "ok", a / (t * due) if rises and t > 0 else self.other_flow(a, t, due)
        if sign and (t - b) * sign > 0:
            return "ok", (a - b) / (t - b)
        good = (a - t) * sign >= 0 if sign else a == t
        return "ok", Fraction(1) if good else max(Fraction(0), 1 - abs(a - t) / max(abs(t), EPSILON))

    def gap(self, at, year):
        """The planning gap at the end of a year, from what is known at a period; None where unknown."""
        state, attained = self.attained(self.annual(at), year, 12, Fraction(1))
        return {"ok": None if attained is None else clip(1 - attained), "not_due": Fraction(0)}.get(state)

    def measure(self, at, year, plan_end):
        """Sets state, attainment, gaps and need of a period under review and a budget year."""
        self.state, self.attainment = self.attained(self.actual(at), at[0], at[1], self.due(*at[:2]))
        self.review_gap = Fraction(0) if self.state == "not_due" else None
        if self.state == "ok":
            self.review_gap = 1 - self.attainment
        self.planning_gap = self.gap(at, year)
        end = max(year, plan_end or self.last_target_year() or year)
        self.end_gap = self.gap(at, end)
        self.need = None
        if self.planning_gap is not None:
            self.need = max(self.planning_gap, (self.end_gap or Fraction(0)) / (end - year + 1))
        gaps = (self.planning_gap, self.end_gap)
        self.met_for_good = all(gap is not None and gap <= MET for gap in gaps)


class Group:
    """A goal or an axis; without a weight where no indicator hangs below it."""

    def __init__(self, row, parent):
        self.row, self.id, self.key, self.parent = row, row["id"], normalise(row["id"]), parent
        self.share = self.weight = None


def shares_of(siblings, equal):
    """Weights among siblings: given ones normalised, equal where all are blank or the settings say so."""
    given = [None if equal else number(s.row.get("weight", "")) for s in siblings]
    if all(w is None for w in given):
        given = [Fraction(1)] * len(given)
    if any(w is None or w < 0 for w in given) or sum(given) == 0:
        raise BadData("weights of siblings")
    for sibling, weight in zip(siblings, given):
        sibling.share = weight / sum(given)


class Plan:
    """Axes, goals and indicators in table order, weighed."""

    def __init__(self, ws):
        self.equal = {level for level, method in (ws.settings.get("weights") or {}).items() if method == "equal"}
        self.axes = [Group(row, None) for row in ws.axes]
        self.goals = [Group(row, normalise(row["axis"])) for row in ws.goals]
        self.indicators = [Indicator(row) for row in ws.indicators]
        self.by_key = {i.key: i for i in self.indicators}
        self.goal_by_key = {g.key: g for g in self.goals}
        self.axis_id, self.goal_id, self.indicator_id = (
            Ids(x.key for x in table) for table in (self.axes, self.goals, self.indicators))
        for goal in self.goals:
            goal.parent = self.axis_id(goal.row["axis"])
        for indicator in self.indicators:
            indicator.goal = self.goal_id(indicator.row["goal"])
        for table in ("targets", "measurements"):
            for row in getattr(ws, table):
                self.by_key[self.indicator_id(row["indicator"])].cells[table].append(row)
        for indicator in self.indicators:
            indicator.settle()
        self.weigh()

    def weigh(self):
        self.of_goal = {g.key: [i for i in self.indicators if i.goal == g.key] for g in self.goals}
        live = [g for g in self.goals if self.of_goal[g.key]]
        self.of_axis = {a.key: [g for g in live if g.parent == a.key] for a in self.axes}
        axes = [a for a in self.axes if self.of_axis[a.key]]
        shares_of(axes, "axes" in self.equal)
        for axis in axes:
            axis.weight = axis.share
            shares_of(self.of_axis[axis.key], "goals" in self.equal)
            for goal in self.of_axis[axis.key]:
                goal.weight = axis.weight * goal.share
                shares_of(self.of_goal[goal.key], "indicators" in self.equal)
                for indicator in self.of_goal[goal.key]:
                    indicator.weight = goal.weight * indicator.share

    def roll_up(self):
        """Attainment of goals, axes and the plan over the children that have one."""

        def mean(children):
            known = [c for c in children if c.attainment is not None]
            weight = sum(c.share for c in known)
            return sum(c.share * clip(c.attainment) for c in known) / weight if weight else None

        for goal in self.goals:
            goal.attainment = mean(self.of_goal[goal.key])
        for axis in self.axes:
            axis.attainment = mean(self.of_axis[axis.key])
        self.attainment = mean([a for a in self.axes if self.of_axis[a.key]])


def prefixes(key):
    """The line's id itself, then its prefixes, the longest first; a prefix ends before one of . - / :"""
    return [key] + [key[:n] for n in range(len(key) - 1, 0, -1) if key[n] in ".-/:"]


def reused(budget):
    """The first year of the newest work of each line whose code stood for another one before: title and department differ."""
    offices = Names(line["department"] for line in budget if line["department"])
    last, found = {}, {}
    for line in sorted(budget, key=lambda line: line["year"]):
        before, last[line["key"]] = last.get(line["key"]), line
        if before and all(row[c] for row in (before, line) for c in ("title", "department")):
            same_office = offices.same(before["department"], offices, line["department"])
            if not same_office and not alike(before["title"], line["title"]):
                found[line["key"]] = line["year"]
    return found


class Links:
    """Which indicators a line serves, with what shares."""

    def __init__(self, ws, plan, budget, year, suggested=False):
        self.plan = plan
        old = {key for key, first in reused(budget).items() if first > year}
        self.classes = ["confirmed", "suggested"] if suggested else ["confirmed"]
        self.line_id = Ids(name for line in budget for name in prefixes(line["key"]))
        self.names = {c: Names(line[c] for line in budget if line[c]) for c in CLASSIFICATION}
        self.known = {}  # (column, line's name, rule's name) → whether they are the same
        self.rows = {}  # (status, line) → [(kind, parts)]
        for row in ws.links:
            status = allowed(row.get("status", "confirmed"))
            if self.line_id(row["line"]) in old:
                continue  # the line's links speak of a later work
            self.rows.setdefault((status, self.line_id(row["line"])), []).append(self.link(row))
        self.rules = []
        for row in ws.rules:
            columns = {c: row[c] for c in CLASSIFICATION if c in row}
            self.rules.append((len(columns) + ("title" in row), columns, row.get("title"), self.link(row)))

    def link(self, row):
        """(`for`, `against` or `none`, its shares of indicators)."""
        indicator, goal = self.plan.indicator_id(row.get("indicator", "")), self.plan.goal_id(row.get("goal", ""))
        if "none" in (indicator.casefold(), goal.casefold()):
            return "none", {}
        share = number(row.get("share", ""))
        if share is None:
            share = {"principal": Fraction(1), "significant": Fraction(2, 5)}[allowed(row.get("mark", "principal"))]
        if indicator:
            parts = {indicator: share} if indicator in self.plan.by_key else None
        elif goal not in self.plan.goal_by_key:
            parts = None
        else:
            parts = {i.key: share * i.share for i in self.plan.of_goal.get(goal, [])}
        return allowed(row.get("effect", "for")), parts

    def winning(self, line):
        """The rows that count for a line: best class, then exact id or longest prefix, or the fullest rules.

        A row that names nothing of the plan (AL402) is no row of its class.
        """
        for status in self.classes:
            for name in prefixes(line["key"]):
                rows = [row for row in self.rows.get((status, name), []) if row[1] is not None]
                if rows:
                    return rows
        matching = [rule for rule in self.rules if self.matches(rule, line)]
        fullest = max((rule[0] for rule in matching), default=0)
        return [rule[3] for rule in matching if rule[0] == fullest]

    def matches(self, rule, line):
        _, columns, title, _ = rule
        for column, value in columns.items():
            key = column, line[column], value
            if key not in self.known:
                self.known[key] = bool(line[column]) and self.names[column].same(line[column], Names([]), value)
            if not self.known[key]:
                return False
        if title is None:
            return True
        if len(title) > 2 and title[0] == title[-1] == "/":
            patterns = {normalise_pattern(title[1:-1], by) for by in ("", " ")}
            forms = {line["title"].replace(NON_JOINER, by) for by in ("", " ")}
            return any(re.search(pattern, form, re.IGNORECASE) for pattern in patterns for form in forms)
        words = in_words(line["title"])
        return all(has_word(words, word) for word in in_words(folded(title)).split())

    def trace(self, line):
        """Sets the line's class, raw share sum, shares and what it works against."""
        out = set()  # (effect, indicator) pairs that were rejected
        for name in prefixes(line["key"]):
            for effect, parts in self.rows.get(("rejected", name), []):
                out |= {(effect, key) for key in parts or [None]}
        shares, against, neutral = {}, {}, False
        for effect, parts in self.winning(line):
            left = {key: share for key, share in parts.items() if (effect, key) not in out}
            if effect == "none":
                neutral = neutral or ("none", None) not in out
            elif effect == "against":
                against |= left
            else:
                neutral = neutral or bool(left) and not any(parts.values())
                for key, share in left.items():
                    shares[key] = shares.get(key, Fraction(0)) + share
        line["sum"] = sum(shares.values(), Fraction(0))
        over = line["sum"] if line["sum"] > 1 + EPSILON else Fraction(1)
        line["shares"] = {key: share / over for key, share in shares.items() if share}
        line["against"] = against
        line["share"] = line["sum"] / over
        line["class"] = "tied" if line["shares"] else "neutral" if neutral else "untied"


def in_words(text):
    """A folded text as words between single blanks; non-joiners stay inside them."""
    return " ".join(re.findall("[^\\W_%s]+(?:%s[^\\W_%s]+)*" % ((NON_JOINER,) * 3), text))


def has_word(title, word):
    """Whether a word of a rule is alike with a run of the pieces of a title, which end at blanks and non-joiners."""
    ends = [0] + [at for at, c in enumerate(title) if c in " " + NON_JOINER] + [len(title)]
    starts = [at + (at > 0) for at in ends[:-1]]
    return any(alike(title[start:end], word) for start in starts for end in ends if end > start)


def normalise_pattern(pattern, joiner):
    """A regular expression in the letters and digits of normalised text; its own signs stay."""
    return "".join(
        joiner if c == NON_JOINER else normalise(c) if c.strip() and not c.isascii() else c for c in pattern)
