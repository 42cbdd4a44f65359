#!/usr/bin/env python3
"""Tries hostile inputs on `align`, for a given time and from a given seed.

Three layers, each of cases that are drawn from one number:

  mutate   tables, settings, scenarios, decisions and workbooks of a sound workspace with bytes, cells or rows changed;
  draw     whole workspaces and scenarios with extreme values, whose answers are checked: sums, bounds, states;
  office   a simulated office: people who accept decisions, record reviews, run batches, kill runs at any moment and edit
           tables meanwhile. After each step the tables and the history are held against a plain model.

A case that fails is printed with its seed. `fuzz.py LAYER --seed N --cases 1` runs it again.
"""
import argparse
import csv
import io
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
STATUSES = {0, 1, 2, 64, 65, 66, 73}
MOST_CPU = 5


class Fault(Exception):
    """What the program must never do."""


def align(program, *arguments, seconds=60):
    """Runs the program; its status, output and errors. A signal, an unknown status or more CPU than is allowed is a fault."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU + 1))
    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
    words = "align " + " ".join(arguments)
    try:
        run = subprocess.run([program, *arguments], capture_output=True, env=environment, preexec_fn=limit,
                             timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Fault(f"no end: {words}")
    if run.returncode not in STATUSES:
        raise Fault(f"status {run.returncode}: {words}: {run.stderr[-300:].decode(errors='replace')}")
    return run.returncode, run.stdout, run.stderr


def finite(text):
    """A JSON document without NaN or infinity."""
    def refuse(word):
        raise Fault(f"{word} in JSON")
    return json.loads(text, parse_constant=refuse)


# --- mutate ---------------------------------------------------------------------------------------------------------

EXTREMES = ["", "0", "-1", "1e308", "-1e308", "1e-320", "NaN", "inf", "9223372036854775807", "9007199254740993", "۱۲۳٬۴۵۶",
            "1,234", "1.234,5", "٪50", "50%", "=1+1", "#REF!", "\u202e", "\x00", "'" * 50, '"', "a" * 5000, "none", "*",
            "1402Q5", "0000", "99999", "../../etc/passwd", "/.*/", "((((", "\ufeff"]


def mutate_bytes(rng, data):
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(6)
        if kind == 0 and data:
            data[at % len(data)] = rng.randrange(256)
        elif kind == 1:
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 9)))
        elif kind == 2:
            del data[at:at + rng.randrange(1, 40)]
        elif kind == 3:
            data[at:at] = rng.choice(EXTREMES).encode("utf-8", "replace")
        elif kind == 4:
            data = data[:at]
        else:
            end = min(len(data), at + rng.randrange(1, 200))
            data[at:at] = data[at:end] * rng.randrange(1, 5)
    return bytes(data)


def mutate_cells(rng, data):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"))))
    if not rows:
        return data
    for _ in range(rng.choice([1, 1, 3, 10])):
        kind = rng.randrange(6)
        row = rng.choice(rows)
        if kind < 3 and row:
            row[rng.randrange(len(row))] = rng.choice(EXTREMES)
        elif kind == 3:
            rows.insert(rng.randrange(len(rows) + 1), list(row))
        elif kind == 4 and len(rows) > 1:
            rows.remove(row)
        else:
            row.append(rng.choice(EXTREMES))
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def mutate_workbook(rng, data):
    """Changes a part inside the archive, so that the mutation is not caught by the checksum alone."""
    source = zipfile.ZipFile(io.BytesIO(data))
    chosen = rng.choice(source.namelist())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, mutate_bytes(rng, part) if name == chosen else part)
    return out.getvalue()


COMMANDS = [["check"], ["analyze", "--format", "json"], ["weights", "--format", "csv"], ["rank", "--by", "lines"],
            ["scenario", "--format", "json"], ["review", "--format", "json"], ["link", "suggest"], ["draft"],
            ["export", "--out", "OUT"], ["history"]]


def mutate(program, rng, folder):
    work = folder + "/w"
    shutil.copytree(ROOT + "/datasets/minimal", work)
    with open(work + "/s.yaml", "w") as file:
        file.write("envelope: -5%\nlambda: 0.02\ndefaults: {range: 30%}\nlimits:\n  - {where: {mandatory: no}, cap: 120%}\n")
    kind = rng.randrange(10)
    if kind < 2:
        book = folder + "/w.xlsx"
        align(program, "export", work, "--out", book, "--quiet")
        with open(book, "rb") as file:
            data = file.read()
        with open(book, "wb") as file:
            file.write(mutate_workbook(rng, data) if rng.random() < 0.8 else mutate_bytes(rng, data))
        work = book
    elif kind < 3:
        align(program, "review", work, "--record", "--quiet")
        name = work + "/align-history.sqlite"
        if rng.random() < 0.5:
            mutate_store(rng, name)
        else:
            with open(name, "rb") as file:
                data = file.read()
            with open(name, "wb") as file:
                file.write(mutate_bytes(rng, data))
        status, out, _ = align(program, "history", work, "--format", "json", "--quiet")
        if status < 2:
            finite(out)
        return
    else:
        name = rng.choice(sorted(n for n in os.listdir(work) if n.endswith((".csv", ".yaml"))))
        with open(f"{work}/{name}", "rb") as file:
            data = file.read()
        changed = mutate_cells(rng, data) if name.endswith(".csv") and rng.random() < 0.6 else mutate_bytes(rng, data)
        with open(f"{work}/{name}", "wb") as file:
            file.write(changed)
    command = list(rng.choice(COMMANDS))
    words = [command[0]]
    if command[0] == "link":
        words = command[:2]
        command = command[1:]
    words.append(work)
    if command[0] in ("scenario", "draft") and not work.endswith(".xlsx"):
        words.append(work + "/s.yaml")
    words += [folder + "/out" if word == "OUT" else word for word in command[1:]]
    status, out, _ = align(program, *words, "--quiet")
    if "json" in words and status < 2:
        finite(out)


def mutate_store(rng, path):
    store = sqlite3.connect(path)
    tables = [row[0] for row in store.execute("select name from sqlite_master where type='table' and name like 'run%'")]
    table = rng.choice(tables)
    column = rng.choice([row[1] for row in store.execute(f"pragma table_info({table})")])
    value = rng.choice(["x", b"\x00\xff", None, 1e999, -1, 1 << 62, 1.5, "", "1402Q9"])
    try:
        store.execute("pragma ignore_check_constraints = on")
        store.execute(f"update {table} set {column} = ?", [value])
        store.commit()
    except sqlite3.Error:
        pass
    store.close()


# --- draw -----------------------------------------------------------------------------------------------------------

def draw_workspace(rng, folder):
    os.makedirs(folder)
    axes, goals = rng.randrange(1, 4), rng.randrange(1, 6)
    indicators, lines = rng.randrange(1, 9), rng.choice([1, 3, 20, 200])
    number = lambda: rng.choice([0, 1, 5, 0.1, 1e-9, 1e9, -3, 1e15, rng.uniform(0, 100)])
    amount = lambda: rng.choice([0, 1, 7, 100, 10**6, 10**9, 10**12, rng.randrange(1, 10**7)])
    tables = {
        "axes": [["id", "name", "weight"]] + [[f"A{k}", f"axis {k}", rng.choice([0, 1, 50, ""])] for k in range(axes)],
        "goals": [["id", "axis", "name"]] + [[f"G{k}", f"A{rng.randrange(axes)}", f"goal {k}"] for k in range(goals)],
        "indicators": [["id", "goal", "name", "unit", "kind", "direction", "baseline", "baseline_year", "owner"]] + [
            [f"I{k}", f"G{rng.randrange(goals)}", f"indicator {k}", "u", rng.choice(["level", "flow"]),
             rng.choice(["up", "down"]), number(), 1400, "o"] for k in range(indicators)],
        "targets": [["indicator", "year", "target"]] + [[f"I{k}", 1402, number()] for k in range(indicators)],
        "measurements": [["indicator", "period", "value"]] + [
            [f"I{k}", "1401", number()] for k in range(indicators) if rng.random() < 0.8],
        "budget": [["line", "year", "title", "approved", "mandatory"]] + [
            [f"L{k}", 1402, f"line {k}", amount(), rng.choice(["yes", "no"])] for k in range(lines)],
        "links": [["line", "indicator", "share"]] + [
            [f"L{k}", f"I{rng.randrange(indicators)}", rng.choice([1, 0.5, 0.01])]
            for k in range(lines) if rng.random() < 0.7],
    }
    for name, rows in tables.items():
        with open(f"{folder}/{name}.csv", "w", newline="") as file:
            csv.writer(file).writerows(rows)
    with open(folder + "/align.yaml", "w") as file:
        file.write("calendar: solar-hijri\ncurrency: IRR\nlanguage: en\nyear: 1402\nperiod: 1401\n")
        if rng.random() < 0.3:
            method = rng.choice(["equal", "given", "entropy", "critic", "principal-component"])
            file.write(f"weights: {{axes: {method}}}\n")
    limits = []
    for _ in range(rng.randrange(4)):
        where = rng.choice(["{}", "{mandatory: no}", "{class: tied}"])
        limits.append(f"  - {{where: {where}, on: {rng.choice(['each', 'sum'])}, "
                      f"{rng.choice(['cap', 'floor'])}: {rng.choice(['0%', '50%', '90%', '100%', '110%', '1000%'])}}}\n")
    with open(folder + "/s.yaml", "w") as file:
        file.write(f"envelope: {rng.choice(['100%', '-10%', '+5%', '0%', '1', '50%', '200%'])}\n")
        file.write(f"lambda: {rng.choice(['1e-9', '0.001', '0.01', '1', '1000', '1e9'])}\n")
        if rng.random() < 0.3:
            file.write(f"round_to: {rng.choice([1, 10, 1000, 10**9])}\n")
        if limits:
            file.write("limits:\n" + "".join(limits))


def draw(program, rng, folder):
    work = folder + "/w"
    draw_workspace(rng, work)
    status, out, _ = align(program, "analyze", work, "--format", "json", "--quiet")
    if status < 2:
        finite(out)
        one = align(program, "analyze", work, "--format", "json", "--quiet", "--jobs", "1")[1]
        if one != out:
            raise Fault("one thread and several differ")
    status, out, _ = align(program, "scenario", work, work + "/s.yaml", "--format", "json", "--quiet")
    if status not in (0, 2):
        return
    for scenario in finite(out)["scenarios"]:
        if scenario["status"] != "solved":
            continue
        lines = scenario.get("lines") or []
        total = sum(line["new"] for line in lines)
        if total > scenario["envelope"] + 1e-6 * max(1, abs(scenario["envelope"])):
            raise Fault(f"the draft spends {total} of {scenario['envelope']}")
        if any(line["new"] < 0 for line in lines):
            raise Fault("a draft below zero")
        for key in ("coverage", "coverage_before"):
            if scenario.get(key) is not None and not -1e-9 <= scenario[key] <= 1 + 1e-9:
                raise Fault(f"{key} is {scenario[key]}")


# --- office ---------------------------------------------------------------------------------------------------------

def office(program, rng, folder):
    """One day of an office: a dozen steps, two of which may run at once, any of which may be killed."""
    root, out = folder + "/root", folder + "/out"
    work = root + "/city"
    shutil.copytree(ROOT + "/datasets/minimal", work)
    lines = [f"N{k:03}" for k in range(60)]
    with open(work + "/budget.csv", "a", newline="") as file:
        csv.writer(file).writerows([line, 1402, f"new line {line}", 10, "", "d", "p", "capital", "no"] for line in lines)
    with open(work + "/links.csv", newline="", encoding="utf-8-sig") as file:
        before = [tuple(row) for row in csv.reader(file)]
    os.makedirs(work + "/scenarios")
    with open(work + "/scenarios/plain.yaml", "w") as file:
        file.write("envelope: 95%\n")
    acknowledged, recorded, by_hand = set(), 0, 0
    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")

    def start(number):
        kind = rng.choice(["accept", "accept", "accept", "record", "batch", "report", "edit"])
        if kind == "accept":
            chosen = rng.sample(lines, rng.randrange(1, 5))
            name = f"{folder}/d{number}.csv"
            with open(name, "w") as file:
                file.write("line,indicator,decision\n" + "".join(f"{line},I1,accept\n" for line in chosen))
            return kind, chosen, [program, "link", "accept", work, name, "--by", f"p{number}", "--quiet", "--agreed"]
        if kind == "record":
            return kind, None, [program, "review", work, "--record", "--quiet", "--fail-on", "never"]
        if kind == "batch":
            return kind, None, [program, "batch", root, "--out", out, "--quiet"]
        if kind == "report":
            return kind, None, [program, "report", work, "--out", folder + "/page.html", "--quiet"]
        return kind, None, None

    number = 0
    for _ in range(12):
        steps = []
        for _ in range(rng.choice([1, 2, 2, 3])):
            number += 1
            kind, chosen, words = start(number)
            if words is None:
                # Somebody adds a row in an editor, which saves by renaming.
                by_hand += 1
                name = work + "/measurements.csv"
                with open(name, "rb") as file:
                    data = file.read()
                with open(name + ".edit", "wb") as file:
                    file.write(data.rstrip(b"\n") + b"\n")
                os.rename(name + ".edit", name)
                continue
            steps.append((kind, chosen, words, subprocess.Popen(
                words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)))
        for kind, chosen, words, process in steps:
            killed = rng.random() < 0.3
            if killed:
                time.sleep(rng.uniform(0, 0.15))
                process.kill()
            try:
                errors = process.communicate(timeout=60)[1]
            except subprocess.TimeoutExpired:
                process.kill()
                raise Fault("no end: " + " ".join(words))
            status = process.returncode
            if status not in STATUSES and not (killed and status == -signal.SIGKILL):
                raise Fault(f"status {status}: {words[1:4]}: {errors[-300:].decode(errors='replace')}")
            if status == 0 and kind == "accept":
                acknowledged.update(chosen)
            if status in (0, 1) and kind == "record":
                recorded += 1
        check_office(work, out, before, acknowledged, recorded)
    # The next runs take away what killed ones left.
    align(program, "link", "accept", work, folder + "/none.csv", "--quiet") if write_none(folder) else None
    align(program, "report", work, "--out", folder + "/page.html", "--quiet")
    align(program, "batch", root, "--out", out, "--quiet")
    left = [name for base, _, names in os.walk(folder) for name in names
            if name.startswith(".") and not name.startswith(".links.csv")]
    if left:
        raise Fault(f"left behind: {left}")


def write_none(folder):
    with open(folder + "/none.csv", "w") as file:
        file.write("line,indicator,decision\nN000,I1,accept\n")
    return True


def check_office(work, out, before, acknowledged, recorded):
    with open(work + "/links.csv", newline="", encoding="utf-8-sig") as file:
        rows = [tuple(row) for row in csv.reader(file)]
    if rows[:len(before)] != before:
        raise Fault("rows that stood in links.csv are not as they were")
    if any(len(row) != len(before[0]) for row in rows):
        raise Fault("half a row in links.csv")
    found = [row[0] for row in rows[len(before):]]
    if not acknowledged <= set(found):
        raise Fault(f"decisions lost: {sorted(acknowledged - set(found))}")
    if len(found) != len(set(found)):
        raise Fault("a decision stands twice")
    store = work + "/align-history.sqlite"
    if os.path.exists(store):
        database = sqlite3.connect(store, timeout=30)
        if database.execute("pragma integrity_check").fetchone()[0] != "ok":
            raise Fault("the history is damaged")
        try:
            count = database.execute("select count(*) from run").fetchone()[0]
        except sqlite3.OperationalError:
            count = 0
        database.close()
        if count < recorded:
            raise Fault(f"{recorded} recorded, {count} in the history")
    result = out + "/city/result.ndjson"
    if os.path.exists(result):
        with open(result) as file:
            records = [json.loads(line) for line in file]
        if records[0]["record"] != "batch" or records[-1]["record"] != "workspace":
            raise Fault("half a result of the batch")


LAYERS = {"mutate": mutate, "draw": draw, "office": office}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layers", nargs="*", default=list(LAYERS), help="mutate, draw, office; all by default")
    parser.add_argument("--seed", type=int, default=1, help="of the first case; each next one has the next number")
    parser.add_argument("--seconds", type=float, default=60, help="for each layer")
    parser.add_argument("--cases", type=int, default=1 << 60, help="at most so many of each layer")
    parser.add_argument("--align", default=next(
        (p for p in (ROOT + "/.build/release/align", ROOT + "/.build/debug/align") if os.path.exists(p)), "align"))
    parser.add_argument("--result", help="the file that takes the result")
    options = parser.parse_args()
    version = subprocess.run([options.align, "--version"], capture_output=True, text=True).stdout.splitlines()
    report, faults = [f"{version[0] if version else options.align}, seed {options.seed}"], 0
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    for layer in options.layers:
        start, seed, found = time.time(), options.seed, []
        while time.time() - start < options.seconds and seed - options.seed < options.cases:
            with tempfile.TemporaryDirectory(prefix="align-fuzz-", dir=memory) as folder:
                try:
                    LAYERS[layer](options.align, random.Random(f"{layer} {seed}"), folder)
                except Fault as fault:
                    found.append((seed, str(fault)))
                    print(f"{layer} --seed {seed} --cases 1: {fault}", flush=True)
            seed += 1
        faults += len(found)
        report.append(f"{layer}: {seed - options.seed} cases in {time.time() - start:.0f} s, {len(found)} faults")
        report += [f"  {layer} --seed {seed}: {text}" for seed, text in found]
        print(report[-1 - len(found)], flush=True)
    if options.result:
        with open(options.result, "w") as file:
            file.write("\n".join(report) + "\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
