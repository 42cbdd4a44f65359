"""Reads a workspace's tables after DESIGN section 3: bytes to text, text to exact numbers, years and periods.

Every number is a Fraction, so that what is compared later differs by the other side's rounding alone.
"""

import csv
import io
import os
import re
import unicodedata
from fractions import Fraction

import yaml

LETTERS = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "٬": ",", "٫": "."}
DIGITS = {ord(c): str(i) for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for i, c in enumerate(digits)}
MINOR_DIGITS = {"IRR": 0, "JPY": 0, "KWD": 3}
TABLES = "axes goals indicators targets measurements budget links rules accepted".split()


class BadData(Exception):
    """The workspace cannot be read; the program ends with status 65 there."""


def normalise(text):
    """Text as it is matched: one form of every letter and digit, no joiners, tatweel or diacritics, single spaces."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(LETTERS.get(c, c) for c in text).translate(DIGITS)
    text = "".join(c for c in text if c not in "\u200c\u200d\u200e\u200f\u0640\ufeff" and not unicodedata.combining(c))
    return " ".join(text.split())


NON_JOINER = "\u200c"


def folded(text):
    """Text as names are matched: normalised, without capitals, and with its zero-width non-joiners still in it."""
    parts = [normalise(part).casefold() for part in unicodedata.normalize("NFKC", text).split(NON_JOINER)]
    blank_after = [part[-1:].isspace() for part in text.split(NON_JOINER)]
    blank_before = [part[:1].isspace() for part in text.split(NON_JOINER)]
    joined = parts[0]
    for place, part in enumerate(parts[1:], start=1):
        joined += (" " if blank_after[place - 1] or blank_before[place] else NON_JOINER) + part
    return re.sub(" +", " ", joined).strip(" " + NON_JOINER)


def alike(a, b):
    """Whether two folded names match: a non-joiner matches a blank, nothing, or another one."""
    def letters(name):
        found, gap = [], ""
        for c in name:
            if c in " " + NON_JOINER:
                gap = c
            else:
                found.append((c, gap))
                gap = ""
        return found

    x, y = letters(a), letters(b)
    return len(x) == len(y) and all(
        c == d and (g == h or NON_JOINER in (g, h)) for (c, g), (d, h) in zip(x, y))


class Names:
    """The names of one column: spellings that are alike are one name, and so are two that a third is alike with."""

    def __init__(self, texts):
        self.group = {}
        buckets = {}
        for name in dict.fromkeys(map(folded, texts)):
            buckets.setdefault(name.replace(" ", "").replace(NON_JOINER, ""), []).append(name)
        for names in buckets.values():
            groups = []
            for name in names:
                near = [g for g in groups if any(alike(name, other) for other in g)]
                groups = [g for g in groups if g not in near] + [sum(near, []) + [name]]
            for group in groups:
                self.group |= dict.fromkeys(group, group)

    def spellings(self, text):
        return self.group.get(folded(text), [folded(text)])

    def same(self, text, others, other):
        """Whether a name of this column is one of another column."""
        return any(alike(a, b) for a in self.spellings(text) for b in others.spellings(other))


class Ids:
    """Looks up an id as written; where there is none, the only one that is alike."""

    def __init__(self, keys):
        self.keys = list(dict.fromkeys(keys))
        self.found = {key: key for key in self.keys}

    def __call__(self, text):
        key = normalise(text)
        if key not in self.found:
            near = [other for other in self.keys if alike(folded(text), folded(other))]
            self.found[key] = near[0] if len(near) == 1 else key
        return self.found[key]


def allowed(text):
    """One of the words that a column allows: neither capitals nor blanks count."""
    return normalise(text).casefold().replace(" ", "")


def decode(data):
    """UTF-8 with or without its mark, UTF-16, else 1252 where letters above ASCII stand beside ASCII ones, else 1256."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    if data[:200].count(0) > len(data[:200]) / 4:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        latin = data.decode("cp1252", errors="replace")
        accented = len(re.findall("[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]", latin))
        above = sum(1 for c in latin if c > "\x7f")
        return latin if accented > above / 2 else data.decode("cp1256")


def rows_of(path):
    """The heading and the rows of a CSV file, each row with its number in the file (the heading is row 1)."""
    with open(path, "rb") as file:
        text = decode(file.read())
    heading, quoted = "", False
    for c in text:  # the heading may hold quoted separators and line breaks
        if c == '"':
            quoted = not quoted
        elif c in "\r\n" and not quoted:
            break
        elif not quoted:
            heading += c
    separator = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    heading = [cell.strip() for cell in next(reader, [])]
    rows = []
    for number, cells in enumerate(reader, start=2):
        if any(cell.strip() for cell in cells):
            rows.append((number, [cell.strip() for cell in cells] + [""] * (len(heading) - len(cells))))
    return heading, rows


def number(text):
    """A number as written in Persian or English, exact; None where blank."""
    text = "".join(LETTERS.get(c, c) for c in text).translate(DIGITS)
    text = "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf").replace("\u2212", "-")
    if not text:
        return None
    sign = 1
    if text[0] == "(" and text[-1] == ")":
        sign, text = -1, text[1:-1]
    elif text[-1] == "-":
        sign, text = -1, text[:-1]
    elif text[0] in "+-":
        sign, text = (-1 if text[0] == "-" else 1), text[1:]
    scale = 1
    if text[-1:] in ("%", "٪"):
        scale, text = 100, text[:-1]
    if re.fullmatch(r"\d{1,3}([,/]\d{3})+(\.\d*)?", text):
        text = text.replace(",", "").replace("/", "")
    if not re.fullmatch(r"(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text):
        raise BadData("not a number: " + text)
    return sign * Fraction(text.rstrip(".") if text.endswith(".") else text) / scale


def period(text):
    """(year, month in which it ends, months that it lasts) of `1401`, `1401H1`, `1401Q3`, `1401M07`."""
    match = re.fullmatch(r"(\d{4})(?:-?([hHqQmM])(\d{1,2}))?", normalise(text))
    if not match:
        raise BadData("not a period: " + text)
    months = {None: 12, "h": 6, "q": 3, "m": 1}[match[2] and match[2].lower()]
    last = int(match[3] or 1) * months
    if not 1 <= last <= 12:
        raise BadData("not a period: " + text)
    return int(match[1]), last, months


def reviewed(p):
    """A half, and a month that ends a quarter, are the quarter that ends with them, as a period under review."""
    return p if p[2] == 12 or p[1] % 3 else (p[0], p[1], 3)


def written(p):
    return {12: "%d" % p[0], 3: "%dQ%d" % (p[0], p[1] // 3), 1: "%dM%02d" % p[:2]}[p[2]]


class Workspace:
    """The rows of each table as dictionaries, blank cells left out, with the row's number under `#`."""

    def __init__(self, folder):
        self.folder = folder
        settings = os.path.join(folder, "align.yaml")
        self.settings = {}
        if os.path.exists(settings):
            with open(settings, encoding="utf-8-sig") as file:
                self.settings = yaml.safe_load(file) or {}
        self.currency = self.settings.get("currency", "IRR")
        self.minor = 10 ** MINOR_DIGITS.get(self.currency, 2)
        mapping = self.settings.get("columns") or {}
        for name in TABLES:
            setattr(self, name, self.table(name, mapping.get(name) or {}))

    def table(self, name, mapping):
        path = os.path.join(self.folder, name + ".csv")
        if not os.path.exists(path):
            return []
        heading, rows = rows_of(path)
        places = {normalise(title).casefold(): place for place, title in reversed(list(enumerate(heading)))}
        taken = {}
        for column, source in mapping.items():
            sources = source if isinstance(source, list) else [source]
            taken[column] = [None if str(s) == "#" else places[normalise(str(s)).casefold()] for s in sources]
        table = []
        for row_number, cells in rows:
            row = {title: cells[place] for title, place in places.items() if cells[place]}
            for column, sources in taken.items():
                parts = [str(row_number) if place is None else cells[place] for place in sources]
                row.pop(column, None)
                if any(parts):
                    row[column] = ".".join(parts)
            row["#"] = row_number
            table.append(row)
        return table

    def money(self, text):
        """An amount in minor units, rounded half to even; None where blank."""
        amount = number(text)
        return None if amount is None else round(amount * self.minor)
