#!/usr/bin/env python3
"""Writes the inputs that libFuzzer begins with: sound files of small workspaces, each behind the byte of its reader.

usage: seeds.py FOLDER
"""
import io
import pathlib
import sqlite3
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
READERS = ["table", "settings", "scenario", "container", "sheet", "sharedStrings", "package", "pattern", "decisions", "store",
           "vectors", "draft"]
out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)


def seed(reader, name, data, before=b""):
    data = data.encode() if isinstance(data, str) else data
    (out / f"{reader}-{name}").write_bytes(bytes([READERS.index(reader)]) + before + data)


city = ROOT / "datasets" / "tabriz-1402"
for number, path in enumerate(sorted(city.glob("*.csv"))):
    head = b"".join(path.read_bytes().splitlines(True)[:6])
    for table in range(16):
        seed("table", f"{path.stem}-{table}", head, bytes([table]))
for path in sorted((ROOT / "Tests" / "Fixtures").rglob("*.csv"))[:200]:
    seed("table", f"f{abs(hash(path.stem)) % 9999}-{path.parent.name}", path.read_bytes()[:2000], bytes([len(path.stem) % 16]))
seed("settings", "city", (city / "align.yaml").read_bytes())
for path in sorted((city / "scenarios").glob("*.yaml")):
    seed("scenario", path.stem, path.read_bytes())
seed("scenario", "limits", "envelope: 90%\nlimits:\n  - {where: {department: x, except: {line: L1}}, on: sum, floor: +5%}\nyears: 2\n")
book = io.BytesIO()
with zipfile.ZipFile(book, "w", zipfile.ZIP_STORED) as parts:
    parts.writestr("xl/workbook.xml", "<workbook/>")
seed("container", "small", book.getvalue())
row = '<row r="%d"><c r="A%d" t="inlineStr"><is><t>L%d</t></is></c><c r="B%d"><v>1402</v></c><c r="C%d" t="s"><v>0</v></c></row>'
seed("sheet", "rows", '<?xml version="1.0"?><worksheet><sheetData>' + "".join(row % ((i,) * 5) for i in range(1, 4)) + "</sheetData></worksheet>")
seed("sharedStrings", "two", '<?xml version="1.0"?><sst><si><t>line</t></si><si><r><t>a</t></r><r><t>b</t></r></si></sst>')
seed("package", "fiscal", '{"name":"x","resources":[{"name":"budget","path":"budget.csv","schema":{"fields":[{"name":"line","type":"string"},'
     '{"name":"approved","type":"number","decimalChar":","}]}}],"model":{"measures":{"a":{"source":"approved","currency":"EUR"}}}}')
for number, pattern in enumerate(["آسفالت|روکش", "(a+)+$", "\\bx\\b(?!y)", "[^a-z]{2,5}", "(?<n>.)\\k<n>"]):
    seed("pattern", str(number), pattern)
seed("decisions", "accept", "line,rank,indicator,decision,share,by\nL1,1,I1,accept,1,m\nL2,1,none,none,,m\nL3,1,I9,reject,,\n")
with tempfile.TemporaryDirectory() as folder:
    base = sqlite3.connect(folder + "/s")
    base.executescript("create table run(id integer primary key, year integer); insert into run values (1, 1402);")
    base.close()
    seed("store", "small", pathlib.Path(folder + "/s").read_bytes())
seed("vectors", "two", "# name: m\n# licence: MIT\n# sha256: 00\ntext,v1,v2\na,0.5,1\nb,-1,2\n")
seed("draft", "csv", "line,title,approved,old,new,held\nL1,x,10,9,10,yes\nL2,y,5,5,5,\n")
seed("draft", "json", '{"rows":[{"line":"L1","new":5}],"proof":{"left_over":0,"multipliers":[]}}')
