"""Spark against one process, on PySail: test_spark.py ALIGN [RESULT.txt]. Fails where a unit differs."""
import csv, json, os, random, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import align_spark

ALIGN = os.path.abspath(sys.argv[1])
LINES, CITIES = 10_000, 40
said = []


def say(text):
    print(text, flush=True)
    said.append(text)


def table(folder, name, rows):
    with open(f"{folder}/{name}.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def draw(folder, lines, seed):
    """A workspace of four goals, twelve indicators and so many lines in two years."""
    g = random.Random(seed)
    os.makedirs(folder)
    with open(f"{folder}/align.yaml", "w") as file:
        file.write("calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1401\nsynthetic: yes\n")
    table(folder, "axes", [["id", "name"], ["A1", "one"], ["A2", "two"]])
    table(folder, "goals", [["id", "axis", "name"]] + [[f"G{k}", f"A{k % 2 + 1}", f"goal {k}"] for k in range(4)])
    table(folder, "indicators", [["id", "goal", "name", "unit", "kind", "direction", "baseline", "baseline_year"]]
          + [[f"I{k}", f"G{k % 4}", f"indicator {k}", "count", "level", "up", 10, 1399] for k in range(12)])
    table(folder, "targets", [["indicator", "year", "target"]] + [[f"I{k}", 1402, 20 + k] for k in range(12)])
    table(folder, "measurements", [["indicator", "period", "value"]] + [[f"I{k}", 1401, round(g.uniform(8, 20), 2)] for k in range(12)])
    rows = []
    for k in range(lines):
        amount = int(10 ** g.uniform(6, 13)) + g.randrange(1000)
        for year in (1401, 1402) if g.random() < 0.9 else (1402,):
            rows.append([f"L{k:06}", year, f"work {k} of district {k % 97}", int(amount * g.uniform(0.7, 1.6)), ["current", "capital", "financial", ""][k % 4]])
    table(folder, "budget", [["line", "year", "title", "approved", "kind"]] + rows)
    table(folder, "links", [["line", "indicator", "share"]]
          + [[f"L{k:06}", f"I{g.randrange(12)}", round(g.uniform(0.05, 0.5), 3)] for k in range(lines) for _ in range(g.choice([0, 1, 2]))])
    return rows


def without_duplicates(folder):
    """Links of one pair with equal shares would be one row twice."""
    seen, kept = set(), []
    with open(f"{folder}/links.csv", encoding="utf-8") as file:
        for row in csv.reader(file):
            if (row[0], row[1]) not in seen:
                seen.add((row[0], row[1]))
                kept.append(row)
    table(folder, "links", kept)


def main(spark):
    with tempfile.TemporaryDirectory(prefix="align-spark-test-") as root:
        rows = draw(root + "/large", LINES, 1)
        without_duplicates(root + "/large")
        start = time.monotonic()
        whole = json.loads(subprocess.run([ALIGN, "partial", root + "/large", "--quiet"], capture_output=True, check=True).stdout)
        say(f"one process: {LINES} lines, {whole['approved']:,} approved, {time.monotonic() - start:.2f} s")
        budget = spark.createDataFrame(rows, "line string, year int, title string, approved bigint, kind string")
        for partitions in (1, 2, 7):
            start = time.monotonic()
            merged = align_spark.analyze_budget(budget.repartition(partitions, "line"), root + "/large", 1402, ALIGN)
            for key in ("lines", "approved", "rest", "classes", "ledger", "figures"):
                assert merged[key] == whole[key], f"{partitions} partitions: {key}: {merged[key]} is not {whole[key]}"
            say(f"{partitions} partitions: the same ledger to the unit, the same figures of the fit; {time.monotonic() - start:.2f} s")

        files = []
        for number in range(CITIES):
            folder = f"{root}/cities/c{number:03}"
            draw(folder, 40, 100 + number)
            without_duplicates(folder)
            for name in sorted(os.listdir(folder)):
                with open(f"{folder}/{name}", encoding="utf-8", newline="") as file:
                    files.append((f"c{number:03}", name, file.read()))
        start = time.monotonic()
        results = align_spark.analyze_cities(spark.createDataFrame(files, "city string, file string, content string"), ALIGN).collect()
        took = time.monotonic() - start
        assert len(results) == CITIES and all(row["status"] == 0 for row in results), [row["messages"] for row in results if row["status"]]
        os.makedirs(root + "/documents")
        for row in results:
            with open(f"{root}/documents/{row['city']}.json", "w", encoding="utf-8") as file:
                file.write(row["document"])
        subprocess.run([ALIGN, "batch", root + "/cities", "--out", root + "/results", "--quiet"], check=True, capture_output=True)
        rolled = [subprocess.run([ALIGN, "rollup", root + "/" + source, "--format", "json"], check=True, capture_output=True).stdout
                  for source in ("documents", "results")]
        assert rolled[0] == rolled[1], "the roll-up of the cities of Spark is not that of the batch"
        say(f"{CITIES} cities by applyInPandas: the same roll-up, byte for byte, as by align batch; {took:.2f} s")


if __name__ == "__main__":
    import pysail, pyspark
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    say(f"{subprocess.run([ALIGN, '--version'], capture_output=True, text=True).stdout.splitlines()[0]}; pysail {pysail.__version__ if hasattr(pysail, '__version__') else ''}, pyspark {pyspark.__version__}")
    server = SparkConnectServer()
    server.start()
    spark = SparkSession.builder.remote(f"sc://localhost:{server.listening_address[1]}").getOrCreate()
    main(spark)
    spark.stop()
    server.stop()
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w", encoding="utf-8") as file:
            file.write("\n".join(said) + "\n")
