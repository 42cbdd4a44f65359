"""Keeping and improving money, need and funding, and the alignment index, after DESIGN section 6, in exact fractions."""

from fractions import Fraction

from stages import MET

LEAST_IMPROVING = Fraction(5, 100)


class Money:
    """The money of an indicator, a goal, an axis or a line, in minor units: what keeps a service and what improves one."""

    def __init__(self):
        self.keeping = self.improving = Fraction(0)

    @property
    def total(self):
        return self.keeping + self.improving

    def add(self, other):
        self.keeping += other.keeping
        self.improving += other.improving


def total(parts):
    money = Money()
    for part in parts:
        money.add(part)
    return money


def improves(line, indicator):
    """Whether a line's money for an indicator is counted as capital, where the line says no kind itself."""
    if line["kind"]:
        return line["kind"] == "capital"
    return indicator.kind == "milestone" or (
        indicator.kind == "level" and indicator.direction in ("up", "down") and bool(line["project"]))


class Score:
    """Coverage, keeping and improving money, need, funding and the alignment index."""

    def __init__(self, plan, lines):
        self.plan, self.lines = plan, lines
        self.known = [i for i in plan.indicators if i.planning_gap is not None]
        self.split()
        self.total = sum(line["approved"] for line in lines)
        self.linked = sum((i.money.total for i in plan.indicators), Fraction(0))
        self.money = total(i.money for i in self.known)  # over K
        self.unmeasured = self.linked - self.money.total
        kept = sum((i.money.keeping for i in plan.indicators), Fraction(0))
        live = kept + sum((i.money.improving for i in self.known if not i.met_for_good), Fraction(0))
        unknown = sum((i.money.improving for i in plan.indicators if i not in self.known), Fraction(0))
        self.coverage, self.live, self.live_upper = (
            x / Fraction(self.total) if self.total else None for x in (self.linked, live, live + unknown))
        self.compete()
        self.need_of_indicators()
        groups = [(goal, plan.of_goal[goal.key]) for goal in plan.goals]
        groups += [(axis, [i for g in plan.of_axis[axis.key] for i in plan.of_goal[g.key]]) for axis in plan.axes]
        self.fund(dict(groups[: len(plan.goals)]))
        for group, indicators in groups:
            self.sum_up(group, indicators)
        self.rank(plan.goals)
        self.rank(plan.axes)
        self.index = self.alignment([g for g in plan.goals if plan.of_goal[g.key]])
        self.index_by_indicator = self.alignment(self.known)

    def split(self):
        """Splits the money of every line and indicator; a blank kind is judged, and where it is most of the money, current."""
        def served(line):
            return [(self.plan.by_key[key], share * line["approved"]) for key, share in line["shares"].items()]

        linked = sum((amount for line in self.lines for i, amount in served(line) if i in self.known), Fraction(0))
        blank = [line for line in self.lines if not line["kind"]]
        of_blank = sum((amount for line in blank for i, amount in served(line) if i in self.known), Fraction(0))
        self.judged = sum((amount for line in blank for _, amount in served(line)), Fraction(0))
        all_current = of_blank > linked / 2
        for i in self.plan.indicators:
            i.money = Money()
        for line in self.lines:
            line["money"] = Money()
            line["parts"] = []
            for i, amount in served(line):
                part = Money()
                if improves(line, i) and not (all_current and not line["kind"]):
                    part.improving = amount
                else:
                    part.keeping = amount
                line["parts"].append((i, part))
                line["money"].add(part)
                i.money.add(part)

    def compete(self):
        """theta, the base, and each indicator's part of it."""
        lacking = LEAST_IMPROVING * self.money.total - self.money.improving
        self.theta = lacking / self.money.keeping if lacking > 0 and self.money.keeping > 0 else Fraction(0)
        self.base = self.competing(self.money)

    def competing(self, money):
        return money.improving + self.theta * money.keeping

    def need_of_indicators(self):
        costs = [i.cost for i in self.plan.indicators if i.cost is not None]
        mean = sum(costs) / len(costs) if costs else None
        need = {i.key: i.weight * i.need * (i.cost / mean if i.cost is not None and mean else 1) for i in self.known}
        whole = sum(need.values())
        self.has_need = whole > 0
        for i in self.plan.indicators:
            i.need_share = need[i.key] / whole if self.has_need and i.key in need else None

    def fund(self, goals):
        """Funding shares, or the credits that make them not estimable."""
        parts = {goal: sum((self.competing(i.money) for i in of if i in self.known), Fraction(0)) for goal, of in goals.items()}
        below = [goal for goal, part in parts.items() if part < 0]
        wrong = [i for goal, of in goals.items() if self.base <= 0 or goal in below for i in of if i in self.known]
        self.has_funding = self.base > 0 and not below
        self.credits = [
            line["id"] for line in self.lines
            if line["approved"] < 0 and sum(self.competing(part) for i, part in line["parts"] if i in wrong) < 0]
        for i in self.plan.indicators:
            known = self.has_funding and i in self.known
            i.funding_share = self.competing(i.money) / self.base if known else None
            i.improving_share = i.money.improving / self.base if known else None

    def sum_up(self, group, indicators):
        group.money = group.need_share = group.funding_share = group.improving_share = None
        group.under_funding = group.under_funding_amount = group.ratio = group.rank = None
        if not indicators:
            return
        group.money = total(i.money for i in indicators)
        if self.has_need:
            group.need_share = sum((i.need_share or 0 for i in indicators), Fraction(0))
        if self.has_funding:
            group.funding_share = sum((i.funding_share or 0 for i in indicators), Fraction(0))
            group.improving_share = sum((i.improving_share or 0 for i in indicators), Fraction(0))
        if self.has_need and self.has_funding:
            group.under_funding = group.need_share - group.funding_share
            group.under_funding_amount = group.under_funding * self.base
            if group.need_share:
                group.ratio = group.funding_share / group.need_share

    def rank(self, groups):
        """The most under-funded first; by need alone where shares are not estimable."""
        key = "under_funding" if self.has_funding else "need_share"
        ranked = [g for g in groups if getattr(g, key) is not None]
        for rank, group in enumerate(sorted(ranked, key=lambda g: -getattr(g, key)), start=1):
            group.rank = rank

    def alignment(self, parts):
        if self.coverage is None or not (self.has_need and self.has_funding):
            return None
        return self.coverage * (1 - sum((abs(x.need_share - x.funding_share) for x in parts), Fraction(0)) / 2)
