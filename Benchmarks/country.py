#!/usr/bin/env python3
"""A country of cities: draws N small workspaces, runs `align batch` over them, kills it and starts it again, and rolls the
results up. Prints wall time, processor time and peak memory of each step.

usage: country.py [--cities 1400,10000] [--lines 60] [--align PATH] [--rollup PATH] [--folder DIR] [--keep]

The cities are drawn from one seed, so that every run sees the same. --rollup is the program that rolls up, where that is
another build than the one that runs the batch. --keep leaves the folder of a run for the next one, which then draws nothing.
"""
import argparse, csv, json, os, random, resource, shutil, signal, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--cities", default="1400,10000")
parser.add_argument("--lines", type=int, default=60)
parser.add_argument("--align", default=os.path.join(HERE, "../.build/release/align"))
parser.add_argument("--rollup")
parser.add_argument("--folder")
parser.add_argument("--keep", action="store_true")
options = parser.parse_args()

GOALS, INDICATORS = 8, 20


def table(folder, name, heading, rows):
    with open(f"{folder}/{name}.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(rows)


def draw_city(folder, number):
    """One city: the plan that all share, with its own targets, measurements, budget of two years, links and a scenario-free rest."""
    g = random.Random(number * 7919 + 1)
    os.makedirs(folder)
    with open(f"{folder}/align.yaml", "w") as file:
        file.write(f"calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1402Q2\nsynthetic: yes\nname: city {number}\n")
    table(folder, "axes", ["id", "name"], [[f"A{k}", f"axis {k}"] for k in range(4)])
    table(folder, "goals", ["id", "axis", "name"], [[f"G{k}", f"A{k % 4}", f"goal {k}"] for k in range(GOALS)])
    table(folder, "indicators", ["id", "goal", "name", "unit", "kind", "direction", "baseline", "baseline_year", "owner"],
          [[f"I{k}", f"G{k % GOALS}", f"indicator {k}", "count", "level", "up", 10, 1398, f"department {k % 6}"] for k in range(INDICATORS)])
    table(folder, "targets", ["indicator", "year", "target"],
          [[f"I{k}", year, 10 + (year - 1398) * (2 + k % 5)] for k in range(INDICATORS) for year in (1402, 1403)])
    table(folder, "measurements", ["indicator", "period", "value"],
          [[f"I{k}", f"{year}Q4", round(10 + (year - 1398) * g.uniform(0, 6), 2)]
           for k in range(INDICATORS) if g.random() < 0.9 for year in (1400, 1401)])
    scale = 10 ** g.uniform(9, 12)
    kinds = ["current", "capital", "capital", "financial"]
    table(folder, "budget", ["line", "year", "title", "approved", "spent", "department", "kind", "mandatory"],
          [[f"L{k:04}", year, f"work {k} of district {k % 9}", int(scale * g.lognormvariate(0, 1)), int(scale * g.lognormvariate(0, 1)) if year < 1402 else "",
            f"department {k % 6}", kinds[k % 4], "yes" if k % 11 == 0 else "no"] for year in (1401, 1402) for k in range(options.lines)])
    table(folder, "links", ["line", "indicator", "share"],
          [[f"L{k:04}", f"I{g.randrange(INDICATORS)}", round(g.uniform(0.3, 1), 2)] for k in range(options.lines) if g.random() < 0.8])


def run(arguments, out=None, kill_after=None):
    """Runs a program; returns seconds, processor seconds, peak memory in MB and the status."""
    start = time.monotonic()
    with open(out or os.devnull, "wb") as file:
        process = subprocess.Popen(arguments, stdout=file, stderr=subprocess.DEVNULL)
        if kill_after is not None:
            while time.monotonic() - start < kill_after and process.poll() is None:
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


def words(path):
    """How many workspaces ended in which way, by the lines of the output."""
    counts = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            word = json.loads(line)["status"]
            counts[word] = counts.get(word, 0) + 1
    return counts


def say(step, result, more=""):
    print(f"{step:34} {result[0]:8.2f} s {result[1]:8.2f} CPU s {result[2]:8.0f} MB   status {result[3]}  {more}", flush=True)


def size_of(folder):
    return sum(os.path.getsize(os.path.join(where, name)) for where, _, names in os.walk(folder) for name in names)


for count in map(int, options.cities.split(",")):
    root = os.path.join(options.folder or tempfile.gettempdir(), f"align-country-{count}-{options.lines}")
    if not os.path.exists(root + "/people.csv"):
        shutil.rmtree(root, ignore_errors=True)
        for number in range(count):
            draw_city(f"{root}/cities/p{number % 31:02}/c{number:05}", number)
        g = random.Random(3)
        table(root, "people", ["city", "population"], [[f"p{number % 31:02}/c{number:05}", int(10 ** g.uniform(3.3, 6.9))] for number in range(count)])
    results, lines = root + "/results", root + "/lines.ndjson"
    shutil.rmtree(results, ignore_errors=True)
    align, rollup = options.align, options.rollup or options.align
    batch = [align, "batch", root + "/cities", "--out", results]
    print(f"\n{count} cities of {options.lines} lines a year, {size_of(root + '/cities') / 1e6:.0f} MB of tables; {os.cpu_count()} processors")
    whole = run(batch, lines)
    say("batch", whole, str(words(lines)))
    again = run(batch, lines)
    say("batch again, nothing to do", again, str(words(lines)))
    shutil.rmtree(results)
    say("batch, killed half way", run(batch, lines, kill_after=whole[0] / 2))
    say("batch, started again", run(batch, lines), str(words(lines)))
    for form in ("text", "json", "xlsx", "html"):
        made = f"{root}/rollup.{form}"
        say(f"rollup to {form}", run([rollup, "rollup", results, "--population", root + "/people.csv", "--quiet", "--format", form, "--out", made]),
            f"{os.path.getsize(made) / 1e6:.1f} MB" if os.path.exists(made) else "nothing written")
    if not options.keep:
        shutil.rmtree(root)
