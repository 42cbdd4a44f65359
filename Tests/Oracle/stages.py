"""Measure, weigh, trace and score, after DESIGN sections 4 to 6, in exact fractions."""

import re
from fractions import Fraction

from tables import BadData, normalise, number, period

EPSILON = Fraction(1, 10**9)
MET = Fraction(1, 100)
SIGN = {"up": 1, "down": -1, "hold": 0}
CLASSIFICATION = "department mission program project economic fund".split()


def is_percent(text):
    return text[-1:] in ("%", "٪")


def clip(x):
    return min(max(x, 0), 1)


class Indicator:
    """One indicator with its targets and observations."""

    def __init__(self, row):
        self.row, self.id, self.key = row, row["id"], normalise(row["id"])
        self.goal = normalise(row["goal"])
        self.kind, self.direction = normalise(row["kind"]), normalise(row["direction"])
        self.baseline_cell = row.get("baseline", "")
        self.baseline_year = int(number(row["baseline_year"])) if "baseline_year" in row else None
        self.cost = number(row.get("cost_to_close", ""))
        self.aggregate = normalise(row.get("aggregate", "sum"))
        self.owner = normalise(row.get("owner", ""))
        self.targets = {}  # year → {target, low, high, due}
        self.observations = []  # ((year, quarter, whole), value), one a period
        self.cells = {"targets": [], "measurements": []}

    def settle(self):
        """Reads the cells gathered. A milestone whose bare numbers exceed 1 is written in percent throughout."""
        texts = [self.baseline_cell] + [r.get(c, "") for r in self.cells["targets"] for c in ("target", "low", "high")]
        texts += [row["value"] for row in self.cells["measurements"]]
        bare = [number(text) for text in texts if not is_percent(text)]
        in_percent = self.kind == "milestone" and any(x is not None and x > 1 for x in bare)

        def value(text):
            x = number(text)
            if x is None:
                return None
            if self.kind == "milestone":
                return x / 100 if in_percent and not is_percent(text) else x
            return x * 100 if is_percent(text) else x

        self.baseline = value(self.baseline_cell)
        for row in self.cells["targets"]:
            due = [number(row.get("q%d" % q, "")) for q in (1, 2, 3, 4)]
            target = {column: value(row.get(column, "")) for column in ("target", "low", "high")}
            target["due"] = due if due[0] is not None else None
            self.targets[int(number(row["year"]))] = target
        seen = {}  # a final observation replaces a provisional one of the same period
        for row in self.cells["measurements"]:
            p, final = period(row["period"]), normalise(row.get("status", "final")) != "provisional"
            if p not in seen or final:
                seen[p] = value(row["value"])
        self.observations = list(seen.items())

    def has_target(self, year):
        row = self.targets[year]
        if self.kind == "band":
            return row["low"] is not None and row["high"] is not None
        return row["target"] is not None

    def due(self, year, quarter):
        """The share of the year's way due at the end of a quarter."""
        shares = self.targets.get(year, {}).get("due")
        return sum(shares[:quarter], Fraction(0)) if shares else Fraction(quarter, 4)

    def target(self, column, year, quarter):
        """T at the end of a quarter, by the way through the baseline and the targets; None without a target."""
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

        return at(year - 1) + (at(year) - at(year - 1)) * self.due(year, quarter)

    def actual(self, at):
        """A at a period: the latest observation, or a flow's observations of the year put together."""
        year, quarter = at[:2]
        if self.kind != "flow":
            seen = [(p[:2], not p[2], v) for p, v in self.observations if p[:2] <= (year, quarter)]
            return max(seen)[2] if seen else None
        seen = sorted((p, v) for p, v in self.observations if p[0] == year and p[1] <= quarter)
        values = [v for p, v in seen if not p[2]] or [v for p, v in seen if p[2]]
        if not values:
            return None
        return {"sum": sum(values), "mean": sum(values) / len(values), "last": values[-1]}[self.aggregate]

    def attained(self, actual, year, quarter, due):
        """State and attainment of an actual against the target at the end of a quarter; due: of the year's flow."""
        a, b = actual, self.baseline
        if self.kind == "band":
            low, high = (self.target(column, year, quarter) for column in ("low", "high"))
            if low is None or high is None:
                return "no_target", None
            distance = max(low - a, a - high, Fraction(0))
            return "ok", max(Fraction(0), 1 - distance / max((high - low) / 2, EPSILON))
        if not any(map(self.has_target, self.targets)):
            return "no_target", None
        sign = SIGN[self.direction] if self.kind == "level" else 0
        if sign and b is None:
            return "no_baseline", None
        t = self.target("target", year, quarter)
        if t is None:
            return "no_target", None
        if self.kind == "flow":
            if t == 0 or (due == 0 and self.aggregate == "sum"):
                return "not_due", None
            ratio = a / (t * due) if self.aggregate == "sum" else a / t
            return "ok", ratio if self.direction == "up" else 2 - ratio
        if self.kind == "milestone":
            return ("not_due", None) if t == 0 else ("ok", a / t)
        if sign and (t - b) * sign > 0:
            return "ok", (a - b) / (t - b)
        good = (a - t) * sign >= 0 if sign else a == t
        return "ok", Fraction(1) if good else max(Fraction(0), 1 - abs(a - t) / max(abs(t), EPSILON))

    def measure(self, at, year):
        """Sets state, attainment, review and planning gap of a period under review and a budget year."""
        self.attainment = self.review_gap = self.planning_gap = None
        actual = self.actual(at)
        due = self.due(*at[:2])
        self.state, self.attainment = self.attained(Fraction(0) if actual is None else actual, at[0], at[1], due)
        if self.state == "ok" and actual is None:
            self.state, self.attainment = "not_measured", None
        if self.state == "not_due":
            self.review_gap = self.planning_gap = Fraction(0)
        elif self.state == "ok":
            self.review_gap = 1 - self.attainment
            annual = actual / due if self.kind == "flow" and self.aggregate == "sum" else actual
            state, attained = self.attained(annual, year, 4, Fraction(1))
            if state in ("ok", "not_due"):
                self.planning_gap = clip(1 - attained) if state == "ok" else Fraction(0)


class Group:
    """A goal or an axis."""

    def __init__(self, row, parent):
        self.row, self.id, self.key, self.parent = row, row["id"], normalise(row["id"]), parent
        self.share = self.weight = Fraction(0)


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
        for table in ("targets", "measurements"):
            for row in getattr(ws, table):
                self.by_key[normalise(row["indicator"])].cells[table].append(row)
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


class Links:
    """Which indicators a line serves, with what shares."""

    def __init__(self, ws, plan, suggested=False):
        self.plan = plan
        self.classes = ["confirmed", "suggested"] if suggested else ["confirmed"]
        self.rows = {}  # (status, line) → [(kind, parts)]
        for row in ws.links:
            status = normalise(row.get("status", "confirmed"))
            self.rows.setdefault((status, normalise(row["line"])), []).append(self.link(row))
        self.rules = []
        for row in ws.rules:
            columns = {c: normalise(row[c]) for c in CLASSIFICATION if c in row}
            self.rules.append((len(columns) + ("title" in row), columns, row.get("title"), self.link(row)))

    def link(self, row):
        """(`for`, `against` or `none`, its shares of indicators)."""
        indicator, goal = normalise(row.get("indicator", "")), normalise(row.get("goal", ""))
        if "none" in (indicator, goal):
            return "none", {}
        share = number(row.get("share", ""))
        if share is None:
            share = {"principal": Fraction(1), "significant": Fraction(2, 5)}[normalise(row.get("mark", "principal"))]
        if indicator:
            parts = {indicator: share} if indicator in self.plan.by_key else None
        elif goal not in self.plan.goal_by_key:
            parts = None
        else:
            parts = {i.key: share * i.share for i in self.plan.of_goal.get(goal, []) if i.share}
        return normalise(row.get("effect", "for")), parts

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

    @staticmethod
    def matches(rule, line):
        _, columns, title, _ = rule
        if any(line[c] != value for c, value in columns.items()):
            return False
        if title is None:
            return True
        if len(title) > 2 and title[0] == title[-1] == "/":
            return re.search(normalise_pattern(title[1:-1]), line["title"]) is not None
        words = re.findall(r"\w+", line["title"].casefold())
        return all(word in words for word in re.findall(r"\w+", normalise(title).casefold()))

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
                neutral = neutral or bool(left)
                for key, share in left.items():
                    shares[key] = shares.get(key, Fraction(0)) + share
        line["sum"] = sum(shares.values(), Fraction(0))
        over = line["sum"] if line["sum"] > 1 + EPSILON else Fraction(1)
        line["shares"] = {key: share / over for key, share in shares.items() if share}
        line["against"] = against
        line["share"] = line["sum"] / over
        line["class"] = "tied" if line["shares"] else "neutral" if neutral else "untied"


def normalise_pattern(pattern):
    """A regular expression in the letters and digits of normalised text; its own signs stay."""
    return "".join(normalise(c) if c.strip() and not c.isascii() else c for c in pattern)


class Score:
    """Coverage, need, funding and the alignment index."""

    def __init__(self, plan, lines):
        self.plan = plan
        for i in plan.indicators:
            i.funding = Fraction(0)
        for line in lines:
            for key, share in line["shares"].items():
                plan.by_key[key].funding += share * line["approved"]
        self.total = sum(line["approved"] for line in lines)
        self.linked = sum((i.funding for i in plan.indicators), Fraction(0))
        known = [i for i in plan.indicators if i.planning_gap is not None]
        self.known_funding = sum((i.funding for i in known), Fraction(0))
        self.unmeasured = self.linked - self.known_funding
        live = sum((i.funding for i in known if i.planning_gap > MET), Fraction(0))
        self.coverage, self.live, self.live_upper = (
            x / Fraction(self.total) if self.total else None for x in (self.linked, live, live + self.unmeasured)
        )
        self.need_and_funding(known)
        for goal in plan.goals:
            self.sum_up(goal, [i for i in plan.of_goal[goal.key]])
        for axis in plan.axes:
            self.sum_up(axis, [i for g in plan.of_axis[axis.key] for i in plan.of_goal[g.key]])
        self.rank(plan.goals)
        self.rank(plan.axes)
        self.index = self.alignment(plan.goals)
        self.index_by_indicator = self.alignment(known)

    def need_and_funding(self, known):
        costs = [i.cost for i in self.plan.indicators if i.cost is not None]
        mean = sum(costs) / len(costs) if costs else None
        for i in self.plan.indicators:
            i.need_share = i.funding_share = None
        need = {i.key: i.weight * i.planning_gap * (i.cost / mean if i.cost is not None and mean else 1) for i in known}
        total = sum(need.values())
        self.has_need, self.has_funding = total > 0, self.known_funding != 0
        for i in known:
            if self.has_need:
                i.need_share = need[i.key] / total
            if self.has_funding:
                i.funding_share = i.funding / self.known_funding

    def sum_up(self, group, indicators):
        group.funding = sum((i.funding for i in indicators), Fraction(0))
        group.need_share = sum((i.need_share or 0 for i in indicators), Fraction(0)) if self.has_need else None
        group.funding_share = sum((i.funding_share or 0 for i in indicators), Fraction(0)) if self.has_funding else None
        group.under_funding = group.under_funding_amount = group.ratio = group.rank = None
        if self.has_need and self.has_funding:
            group.under_funding = group.need_share - group.funding_share
            group.under_funding_amount = group.under_funding * self.known_funding
            if group.need_share:
                group.ratio = group.funding_share / group.need_share

    @staticmethod
    def rank(groups):
        ranked = [g for g in groups if g.under_funding is not None]
        for rank, group in enumerate(sorted(ranked, key=lambda g: -g.under_funding), start=1):
            group.rank = rank

    def alignment(self, parts):
        if self.coverage is None or not (self.has_need and self.has_funding):
            return None
        return self.coverage * (1 - sum((abs(x.need_share - x.funding_share) for x in parts), Fraction(0)) / 2)
