#!/usr/bin/env python3
"""Small, nasty, valid workspaces from a seed: every kind of indicator, link and rule, and tables written in every manner.

    generate.py SEED FOLDER      writes one workspace; the same seed gives the same bytes
"""

import os
import random
import sys

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٪", "01234567890123456789.%")
KEYBOARD = str.maketrans("یک", "يك")  # the letters of an Arabic keyboard
WORDS = "احداث بوستان خرید خودرو نگهداری پارک ایستگاه کارگاه آسفالت معابر تشریفات آموزش تفکیک زباله کتابخانه یادمان".split()
LATIN_WORDS = "Road works Park école Señales bridge Culture library repair Ñandú STREET lights".split()
DEPARTMENTS = ["آتش‌نشانی", "عمران", "فضای سبز", "پسماند", "حوزه شهردار", "Public Works"]
PROGRAMS = ["امداد", "تاب‌آوری", "بوستان", "ستاد", "010", "10"]
CODES = ["001", "1", "12.5", "الف", "ب ج"]
CHAPTERS = ["تملک دارایی‌های سرمایه‌ای", "تملک دارایی های مالی", "جبران خدمات کارکنان", "Capital outlay", "Goods and Services"]
MISSIONS = ["ایمنی", "محیط زیست", "کیفیت زندگی"]


class Maker:
    """Draws one workspace; `self.files` holds name → rows of cells, heading first."""

    def __init__(self, seed):
        self.seed, self.draw = seed, random.Random(seed)
        self.hijri = self.draw.random() < 0.7
        self.year = 1402 if self.hijri else 2020
        self.currency = "IRR" if self.hijri else self.draw.choice(["USD", "PEN", "EUR"])
        self.decimals = 0 if self.currency == "IRR" else 2
        self.words = WORDS if self.hijri or self.draw.random() < 0.5 else LATIN_WORDS
        self.files = {}
        self.kind_manner = self.some(["none", "running", "mixed", "mixed", "capital", "any"])
        self.apart = self.some([0, 0, 0.3])
        self.stage = self.maybe(0.15, "amended")
        self.credits = self.some([0.08, 0.08, 0.3])
        self.plan_end = self.maybe(0.6, self.year + self.draw.randint(-1, 3), None)
        self.options = self.maybe(0.25, ["--include-suggested"], [])
        self.options = self.options + self.maybe(0.15, ["--year", str(self.year - 1)], [])
        self.options = self.options + self.maybe(0.1, ["--period", "%dQ3" % (self.year - 1)], [])
        self.plan()
        self.measures()
        self.budget()
        self.links()
        self.rules()
        self.accepted()
        for name in ("links", "rules", "accepted", "measurements", "targets"):
            if self.draw.random() < 0.04:
                del self.files[name]
        if "--year" in self.options and not any(row[1] == str(self.year - 1) for row in self.files["budget"][1:]):
            self.options = []  # a year without a line is refused

    def maybe(self, chance, value, otherwise=""):
        return value if self.draw.random() < chance else otherwise

    def some(self, values):
        return self.draw.choice(values)

    def spelled(self, name):
        """A name in another spelling that matches it: other capitals, a blank or nothing in place of a non-joiner."""
        manner = self.draw.random()
        if manner < 0.2:
            name = name.replace("\u200c", " ")
        elif manner < 0.4:
            name = name.replace("\u200c", "")
        elif manner < 0.5 and " " in name:
            name = name.replace(" ", "\u200c", 1)
        return self.some([name, name, name.upper(), name.lower(), name.title()]) if name.isascii() else name

    def line_kind(self, runs=False):
        """Whether a line runs or builds; in some workspaces no line says so."""
        manner = self.draw.random()
        if self.kind_manner == "none" or (self.kind_manner != "capital" and manner < 0.15):
            return ""
        chance = {"running": 0.97, "mixed": 0.5, "capital": 0.03, "any": 0.6}[self.kind_manner]
        running = runs or self.draw.random() < chance
        return self.some(["current", "current", "Current", "financial"] if running else ["capital", "capital", "CAPITAL"])

    def weights(self, count, zeros=False):
        """Blank for all siblings, or given for all: adding to 1, to 100, or to neither; all 0 is an error."""
        manner = self.some(["blank", "blank", "hundred", "one", "any"] + ["zero"] * zeros)
        if manner == "blank" or count == 0:
            return [""] * count
        if manner == "zero" and count > 1:
            return ["0"] + [str(self.draw.randint(1, 9)) for _ in range(count - 1)]
        if manner == "any":
            return [str(self.draw.randint(1, 70)) for _ in range(count)]
        cuts = sorted(self.draw.sample(range(1, 100), count - 1))
        parts = [b - a for a, b in zip([0] + cuts, cuts + [100])]
        return [("%g" % (p / 100)) if manner == "one" else str(p) for p in parts]

    def plan(self):
        axes, goals, indicators = [["id", "name", "weight"]], [], []
        names = self.some([["A1", "A2", "A3"], ["01", "1", "001"], ["محور ۱", "محور ۲", "محور ۳"]])
        axis_ids = names[: self.draw.randint(1, 3)]
        for axis, weight in zip(axis_ids, self.weights(len(axis_ids))):
            axes.append([axis, "نام " + axis, weight])
        rows = []
        for axis in axis_ids:
            count = self.draw.randint(0 if len(rows) else 1, 3)
            for weight in self.weights(count):
                rows.append(["G%d" % (len(rows) + 1), axis, "هدف", weight])
        goals = [["id", "axis", "name", "weight"]] + rows
        self.goal_ids = [row[0] for row in rows]
        self.kinds, self.shares = {}, {}
        for n, goal in enumerate(self.goal_ids):
            count = self.some([0, 1, 2, 2, 3, 4]) if n else self.draw.randint(1, 4)
            for weight in self.weights(count, zeros=True):
                indicators.append(self.indicator("I%02d" % (len(indicators) + 1), goal, weight))
        heading = "id goal name unit kind direction baseline baseline_year owner weight cost_to_close aggregate frequency reporting plan_total"
        self.files = {"axes": axes, "goals": goals, "indicators": [heading.split()] + indicators}

    def indicator(self, id, goal, weight):
        kind = self.some(["level", "level", "flow", "flow", "milestone", "band"])
        direction = self.some(["up", "down", "hold"] if kind == "level" else ["up", "down", "down", "hold"] if kind == "flow" else ["up"])
        if kind == "band":
            direction = "hold"
        percent = self.some(["", "sign", "bare"]) if kind == "milestone" else ""
        tenth = {"": "0.1", "sign": "10%", "bare": "10"}[percent]
        started, last_year = self.some(["0", tenth, ""]), self.some(["40", "", "0", "80", "-20"])
        baseline = {"milestone": started, "flow": last_year}.get(kind, self.some(["40", "52.5", "0", "-5", "40", ""]))
        self.kinds[id] = kind, direction, percent
        year = str(self.year - self.draw.randint(1, 4))
        frequency = self.some(["", "yearly", "quarterly", "سه‌ماهه", "سالانه", "monthly", "half_yearly", "ماهانه"])
        self.shares[id] = kind in ("level", "flow") and self.draw.random() < 0.15
        unit = self.some(["درصد پیشرفت", "%"]) if percent == "bare" and self.draw.random() < 0.5 else self.maybe(0.9, self.some(["عدد", "عدد", "شاخص ۰ تا ۱۰۰", "out of 50"]))
        reporting = self.some(["", "period", "year_to_date", "تجمعی"]) if kind == "flow" else ""
        total = self.maybe(0.4, self.some(["320", "300", "0"])) if kind == "flow" else ""
        goal = self.maybe(0.9, goal, goal.lower())
        return [id, goal, "شاخص " + id, unit, kind, direction, baseline, self.maybe(0.7, year),
                self.maybe(0.8, self.spelled(self.some(DEPARTMENTS))), weight, self.maybe(0.3, self.some(["100", "250", "1000"])),
                self.maybe(0.6, self.some(["sum", "mean", "last"])) if kind == "flow" else "", frequency, reporting, total]

    def value(self, kind, percent, over=False):
        """A target or a reading (`over`: one that may pass all that was to be done)."""
        if kind == "milestone":
            share = self.some([0, 10, 25, 50, 60, 75, 99, 100])
            if over:
                share = self.some([share, 102, 130])
            if percent == "bare":
                return "%d" % share
            signed = percent == "sign" and not (over and self.draw.random() < 0.3)
            return "%d%s" % (share, self.some("%٪")) if signed else "%g" % (share / 100)
        if self.draw.random() < 0.1:
            return self.some(["1,040", "1٬040", "(40)", "40-", "1e2", "۴۰", "٤٠٫٥"])
        return self.some(["40", "41", "45.5", "50", "59.9", "60", "39.6", "30", "80", "0", "-10", "20", "10"])

    def measures(self):
        targets, measurements = [], []
        for id, (kind, _, percent) in self.kinds.items():
            missing = self.some([0.1, 0.4])
            for year in range(self.year - 4, self.year + 4):
                if self.draw.random() < missing:
                    continue
                low, high, target = "", "", ""
                if kind == "band":
                    low = self.some(["20", "40", "41"])
                    high = self.some(["45", "50", "60", low])
                    if float(high) < float(low):
                        low, high = high, low
                else:
                    target = self.maybe(0.95, self.value(kind, percent))
                ways = ["0 0.2 0.3 0.5", "0.1 0.2 0.3 0.4", "1 0 0 0", "0 0 0 1", "0.05 0.04 0.5 0.41"]
                quarters = self.some([["", "", "", ""]] * 3 + [way.split() for way in ways])
                targets.append([id, str(year), target, low, high] + quarters)
            chance, often = self.some([0, 0.3, 0.5, 0.9]), self.some([0, 0, 0.1, 1])
            for year in range(self.year - 3, self.year + 1):
                for part in ["", "H1", "H2", "Q1", "Q2", "Q3", "Q4"] + ["M%02d" % month for month in range(1, 13)]:
                    if self.draw.random() < chance * {"": 0.4, "H": 0.15, "Q": 0.5, "M": often}[part[:1]]:
                        status = self.some(["", "final", "provisional"])
                        measurements.append([id, str(year) + part] + self.measured(id, kind, percent) + [status])
                        if status == "final" and self.draw.random() < 0.1:
                            measurements.append([id, str(year) + part] + self.measured(id, kind, percent) + ["provisional"])
        self.draw.shuffle(measurements)
        self.files["targets"] = [["indicator", "year", "target", "low", "high", "q1", "q2", "q3", "q4"]] + targets
        self.files["measurements"] = [["indicator", "period", "value", "numerator", "denominator", "status"]] + measurements

    def measured(self, id, kind, percent):
        """Value, numerator and denominator of a measurement."""
        if self.shares[id]:
            return ["", self.some(["12", "30", "0", "45.5"]), self.some(["40", "60", "100"])]
        return [self.value(kind, percent, True), "", ""]

    def amount(self):
        if self.draw.random() < 0.08:
            return "0"
        digits = str(self.draw.choice([100, 250, 1000, 12_000, 1_234_567, 987_654_321_012]) * self.draw.randint(1, 9))
        if self.draw.random() < 0.15:
            digits = self.grouped(digits)
        if self.decimals and self.draw.random() < 0.5:
            digits += "." + self.some(["5", "25", "125", "375", "005", "995"])
        if self.draw.random() < self.credits:
            return self.some(["-%s", "(%s)", "%s-"]) % digits
        return digits

    def grouped(self, digits):
        separator = self.some("٬,/")
        return f"{int(digits):,}".replace(",", separator)

    def budget(self):
        heads = self.some([["10", "20"], ["01", "1", "001"], ["الف", "ب"], ["1402"]])
        ids = []
        for head in heads:
            separator = self.some(".-/:")
            ids += [head] + [head + separator + part for part in ("1", "01", "12", "120", "12" + separator + "7")]
        self.draw.shuffle(ids)
        self.line_ids = ids[: self.draw.randint(3, len(ids))]
        heading = "line year title approved spent department mission program kind mandatory منطقه project economic fund amended direction"
        rows = [heading.split()]
        kinds = {id: self.line_kind() for id in self.line_ids}
        for year in range(self.year - 2, self.year + 1):
            for id in self.line_ids:
                kind = kinds[id] if self.draw.random() < 0.9 else self.line_kind()
                if year < self.year and self.draw.random() < 0.5:
                    continue
                title = self.spelled(self.some([" ", " ", " ", "\u200c"]).join(self.draw.sample(self.words, self.draw.randint(1, 4))))
                spent = self.maybe(0.5, self.amount()) if year < self.year else self.maybe(0.05, self.amount())
                rows.append([id, str(year), title, self.amount(), spent, self.maybe(0.8, self.spelled(self.some(DEPARTMENTS))),
                             self.maybe(0.8, self.some(MISSIONS)), self.maybe(0.8, self.spelled(self.some(PROGRAMS))),
                             kind, self.maybe(0.5, self.some(["yes", "no", "Yes", "NO"])), self.maybe(0.3, "۱"),
                             self.maybe(0.5, self.some(CODES)), self.maybe(0.4, self.some(CODES + CHAPTERS)),
                             self.maybe(0.5, self.some(CODES)), self.maybe(0.2, self.amount()),
                             self.maybe(self.apart, self.some(["revenue", "درآمد", "transfer", "Expenditure", "هزینه"]))])
        self.files["budget"] = rows

    def target_of_link(self):
        """(indicator, goal) of a link."""
        kind = self.draw.random()
        if kind < 0.12:
            return "none", ""
        if kind < 0.3:
            return "", self.some(self.goal_ids)
        return self.some(list(self.kinds)), ""

    def links(self):
        rows = [["line", "indicator", "goal", "share", "mark", "effect", "evidence", "status"]]
        names = self.line_ids + [id[:n] for id in self.line_ids for n in range(1, len(id)) if id[n] in ".-/:"]
        for _ in range(self.draw.randint(0, 3 * len(self.line_ids))):
            line = self.some(names) if self.draw.random() < 0.96 else "99-9"
            indicator, goal = self.target_of_link()
            if self.draw.random() < 0.05:
                indicator, goal = indicator.lower(), goal.lower()
            share, mark = self.some(["0.1", "0.2", "0.3", "0.5", "1", "0.25", "0.3333333333", ""]), ""
            if share == "":
                mark = self.some(["principal", "significant"])
            effect = self.some(["", "", "", "for", "for", "against"])
            if indicator == "none":
                share = mark = effect = ""
            status = self.some(["", "confirmed", "confirmed", "confirmed", "suggested", "rejected"])
            rows.append([line, indicator, goal, share, mark, effect, "سند", status])
        if self.kind_manner in ("running", "mixed") and self.draw.random() < 0.7:
            # A service and what is built for it serve one indicator: two lines whose kinds are set, tied to the same.
            budget, beside = self.files["budget"], self.some(list(self.kinds))
            place = budget[0].index("kind")
            for line, kind in zip(self.draw.sample(self.line_ids, 2), ("current", "capital")):
                for row in budget[1:]:
                    if row[0] == line and row[1] == str(self.year):
                        row[place] = kind
                rows.append([line, beside, "", self.some(["0.5", "1"]), "", "for", "سند", "confirmed"])
        # A row that says the same as an earlier one is a mistake of the table.
        seen = {}
        for row in rows:
            share = row[3] or {"principal": "1", "significant": "0.4"}.get(row[4], "1")
            key = row[0], row[1].lower(), row[2].lower(), share, row[5] or "for", row[7] or "confirmed"
            seen.setdefault(key, row)
        self.files["links"] = list(seen.values())

    def rules(self):
        rows = ["indicator goal share department mission program title note project economic fund".split()]
        for _ in range(self.draw.randint(0, 8)):
            indicator, goal = self.target_of_link()
            if indicator == "none" and self.draw.random() < 0.5:
                continue
            department = self.maybe(0.3, self.spelled(self.some(DEPARTMENTS)))
            mission, program = self.maybe(0.3, self.some(MISSIONS)), self.maybe(0.3, self.spelled(self.some(PROGRAMS)))
            word = self.some(self.words)
            other = self.some(self.words)
            patterns = ["/^%s/" % word, "/%s$/" % word, "/(%s|%s)/" % (word, other)]
            title = self.some(["", "", word, word + " " + other, self.spelled(word + "\u200c" + other)] + patterns)
            codes = [self.maybe(0.1, self.some(CODES)) for _ in range(3)]
            if not (department or mission or program or title or any(codes)):
                program = "امداد"
            rows.append([indicator, goal, self.some(["0.2", "0.5", "0.8", "1"]), department, mission, program, title, "یادداشت"] + codes)
        self.files["rules"] = rows

    def accepted(self):
        rows = [["code", "subject", "reason", "by", "until"]]
        codes = ["AL101", "AL102", "AL103", "al104", "AL107", "AL108", "AL406"]
        untils = ["", str(self.year - 1), "%dQ1" % self.year, "%dQ2" % self.year, str(self.year), str(self.year + 1)]
        for line in self.draw.sample(self.line_ids, min(3, len(self.line_ids))):
            rows.append([self.some(codes), line, "دلیل", "", self.some(untils)])
        for id in self.draw.sample(list(self.kinds), min(2, len(self.kinds))):
            rows.append([self.some(["AL301", "AL302", "AL304", "AL305", "AL201"]), id, "دلیل", "", self.some(untils)])
        self.files["accepted"] = rows

    def settings(self):
        period = self.some([str(self.year - 1), "%dQ1" % self.year, "%dQ2" % self.year, "%dQ3" % self.year, str(self.year), "%dQ4" % (self.year - 1),
                            "%dM05" % self.year, "%dH1" % self.year])
        lines = ["calendar: " + ("solar-hijri" if self.hijri else "gregorian"), "currency: " + self.currency,
                 "language: " + ("fa" if self.hijri else "en")]
        lines += self.maybe(0.9, ["year: %d" % self.year], []) + self.maybe(0.9, ["period: " + period], [])
        if not self.files.get("measurements", [0])[1:] and not any("period" in line for line in lines):
            lines.append("period: " + period)
        lines += ["stage: " + self.stage] if self.stage else []
        lines += ["plan_end: %d" % self.plan_end] if self.plan_end else []
        lines += self.maybe(0.1, ["weights: {%s: equal}" % self.some(["axes", "goals", "indicators"])], [])
        if self.draw.random() < 0.2:
            self.files["budget"][0][2:5] = ["شرح", "مبلغ مصوب", "هزینه"]
            lines += ["columns:", "  budget: {title: شرح, approved: مبلغ مصوب, spent: هزینه}"]
        return "\n".join(lines) + "\n"

    def dressed(self, cell, manner):
        """A cell as another office would write it; it means the same."""
        if self.draw.random() > manner["odd"]:
            return cell
        cell = cell.translate(self.some([PERSIAN, ARABIC, {}])) if manner["digits"] else cell
        if manner["letters"]:
            cell = cell.translate(KEYBOARD)
        return self.some(["", " "]) + cell + self.some(["", " "])

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "align.yaml"), "w", encoding="utf-8") as file:
            file.write(self.settings())
        for name, rows in self.files.items():
            encoding = self.some(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1256", "utf-16-be"])
            if encoding == "cp1256" and self.words is LATIN_WORDS:
                encoding = "utf-8"
            manner = {"odd": self.some([0, 0.3]), "digits": encoding != "cp1256", "letters": True}
            separator, end = self.some(",;\t"), self.some(["\n", "\r\n"])
            text = end.join(separator.join(self.quoted(cell, separator) for cell in row) for row in
                            [rows[0]] + [[self.dressed(cell, manner) for cell in row] for row in rows[1:]])
            text += self.some([end, "", end + end])
            if encoding == "cp1256":
                text = text.translate(KEYBOARD).translate(LATIN).replace("٬", "/" if separator == "," else ",")
            with open(os.path.join(folder, name + ".csv"), "wb") as file:
                file.write((b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding))

    def quoted(self, cell, separator):
        if any(c in cell for c in (separator, '"', "\n")) or self.draw.random() < 0.03:
            return '"' + cell.replace('"', '""') + '"'
        return cell


if __name__ == "__main__":
    Maker(int(sys.argv[1])).write(sys.argv[2])
