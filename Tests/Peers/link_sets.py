#!/usr/bin/env python3
"""Real texts with answers: written as workspaces, found again by `align link evaluate`, and by scikit-learn on the same folds.

usage: link_sets.py DATA OUT [--sets a,b] [--align PROGRAM] [--words]

DATA is the folder of real data (../shared/data), OUT a scratch folder. Without --align it writes the workspaces and prints
scikit-learn's precision at 1 as JSON, by set and peer; with it, a table of both. --words: peers on words only, which is quick.

Each set is a folder OUT/SET with axes, goals, indicators (the answers), budget (the texts), links (the truth) and folds.csv
(line, fold). scikit-learn has TF-IDF of words, of runs of letters (char_wb 3-5), and of both; logistic regression, and the
nearest and five nearest neighbours by cosine. Sets that are not there are left out. needs openpyxl and python-calamine.
"""
import argparse, csv, glob, json, os, re, subprocess, sys, warnings
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline, make_union

warnings.filterwarnings("ignore")
SEED, FOLDS = 7, 5
SDGS = ["No poverty", "Zero hunger", "Good health and well-being", "Quality education", "Gender equality",
        "Clean water and sanitation", "Affordable and clean energy", "Decent work and economic growth",
        "Industry, innovation and infrastructure", "Reduced inequalities", "Sustainable cities and communities",
        "Responsible consumption and production", "Climate action", "Life below water", "Life on land",
        "Peace, justice and strong institutions", "Partnerships for the goals"]


def rows(path, encoding="utf-8-sig"):
    with open(path, encoding=encoding, newline="") as f:
        return list(csv.DictReader(f))


def sheet(path):
    import python_calamine
    table = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, table[0]), r)) for r in table[1:]]


def uruguay_areas(data):
    texts, names = [], {}
    # Unescaped quotes stand inside quoted cells, so the lines are cut by their pattern.
    for line in open(data + "/uruguay_presupuesto/programas.csv", encoding="utf-8-sig").read().splitlines()[1:]:
        m = re.match(r'(\d+),"(.*?)",(\d+),"(.*?)","?(.*?)"?$', line)
        if m: names[m[1]] = m[2]; texts.append((m[4] + ". " + m[5], m[1]))
    return texts, names, None


def uruguay_targets(data):
    table = [(r["Nombre"].split("§")[0].replace("_", " "), str(r["target"]))
             for r in sheet(data + "/uruguay_presupuesto/test_sample_recoded.xlsx")]
    return table, {t: t for _, t in table}, {t: t.split(".")[0] for _, t in table}


def health(kind):
    def load(data):
        table = [(r["name"], r["category"]) for r in rows(data + "/spot_england_wales/spot_indicator_mapping_table.csv", "cp1252")
                 if r["type"] == kind]
        return table, {c: c for _, c in table}, None
    return load


def los_angeles(data):
    """Four outcomes in eight spellings, at the head of the text; the rest of the text has to tell them."""
    keys = {"livable": "LIVABLE", "safest": "SAFE", "jobs": "JOBS", "run": "RUN", "well": "RUN"}
    table, names = [], {}
    for r in sheet(glob.glob(data + "/la_city_budget/FY17-18/QRY Program Description Text*.xls")[0]):
        text = str(r["Budget Request Documentation Section Content"])
        m = re.match(r"\s*Priority Outcome:\s*(.*?)(?:\r?\n|$)(.*)", text, re.S)
        if not m: continue
        key = next((v for k, v in keys.items() if k in m[1].lower()), None)
        if key: names.setdefault(key, m[1].strip()); table.append((f"{r['Program Name']}. {m[2].strip()}", key))
    return table, names, None


def lima(data):
    table = [(r["Nombre del indicador"], r["ODS meta"]) for r in rows(data + "/lima_ipp/data/base_final.csv") if r["ODS meta"]]
    return table, {t: t for _, t in table}, {t: t.split(".")[0] for _, t in table}


def sdg(data):
    table = [(r["text"], r["sdg"]) for r in rows(data + "/sdg_text_benchmark/benchmark_part1.csv") if r["label"].lower() == "true"]
    return table, {k: SDGS[int(k) - 1] for _, k in table}, None


def madrid(data):
    seen = {}
    for r in rows(data + "/fiscal_data_packages/demos/madrid-municipal-gastos/data/gastos_v40_2012-2015.csv"):
        seen.setdefault(r["DESCRIPCION PROGRAMA"].strip(), r["PROGRAMA"].strip().zfill(5)[0])
    names = {"0": "Deuda pública", "1": "Servicios públicos básicos", "2": "Actuaciones de protección y promoción social",
             "3": "Producción de bienes públicos de carácter preferente", "4": "Actuaciones de carácter económico",
             "9": "Actuaciones de carácter general"}
    return list(seen.items()), names, None


SETS = {"uruguay-areas": uruguay_areas, "uruguay-targets": uruguay_targets, "health-spend": health("Spend"),
        "health-outcomes": health("Outcome"), "los-angeles": los_angeles, "lima": lima, "sdg": sdg, "madrid": madrid}


def write(folder, texts, names, goals, fold):
    os.makedirs(folder, exist_ok=True)
    def table(name, head, body):
        with open(f"{folder}/{name}.csv", "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f); w.writerow(head); w.writerows(body)
    groups = sorted(set(goals.values())) if goals else sorted(names)
    goal_name = lambda g: SDGS[int(g) - 1] if goals else names[g]
    ids = sorted(names)
    table("axes", ["id", "name"], [("A", "plan")])
    table("goals", ["id", "axis", "name"], [("g" + g, "A", goal_name(g)) for g in groups])
    table("indicators", ["id", "goal", "name", "unit", "kind", "direction", "baseline"],
          [(k, "g" + (goals[k] if goals else k), names[k], "", "level", "up", "") for k in ids])
    table("budget", ["line", "year", "title", "approved"], [(f"L{k:04}", 2024, t, 1) for k, (t, _) in enumerate(texts)])
    table("links", ["line", "indicator"], [(f"L{k:04}", a) for k, (_, a) in enumerate(texts)])
    table("folds", ["line", "fold"], [(f"L{k:04}", fold[k]) for k in range(len(texts))])
    with open(f"{folder}/align.yaml", "w") as f: f.write("calendar: gregorian\ncurrency: USD\nyear: 2024\nperiod: 2023\n")


def peers(words_only):
    word = lambda: TfidfVectorizer()
    runs = lambda: TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
    both = lambda: make_union(word(), runs())
    for name, vector in (("words", word), ("runs", runs), ("both", both))[:1 if words_only else 3]:
        yield name + " logistic", make_pipeline(vector(), LogisticRegression(max_iter=2000))
        yield name + " 1-nearest", make_pipeline(vector(), KNeighborsClassifier(1, metric="cosine"))
        yield name + " 5-nearest", make_pipeline(vector(), KNeighborsClassifier(5, metric="cosine", weights="distance"))


def main():
    a = argparse.ArgumentParser()
    a.add_argument("data"); a.add_argument("out"); a.add_argument("--sets"); a.add_argument("--align"); a.add_argument("--words", action="store_true")
    a = a.parse_args()
    found = {}
    if a.align: print(f"{'set':16} {'texts':>5} {'answers':>7}  {'align p@1':>9} {'mrr':>6} {'r@5':>6} {'ece':>6}  scikit-learn p@1")
    for name in a.sets.split(",") if a.sets else SETS:
        try: texts, names, goals = SETS[name](a.data)
        except (FileNotFoundError, IndexError, ImportError): print(name, "left out: not there", file=sys.stderr); continue
        texts = list({t.strip(): (t.strip(), k) for t, k in texts}.values())
        fold = np.zeros(len(texts), int)
        for k, (_, test) in enumerate(KFold(FOLDS, shuffle=True, random_state=SEED).split(texts)): fold[test] = k
        folder = f"{a.out}/{name}"
        write(folder, texts, names, goals, fold)
        x, y = np.array([t for t, _ in texts], object), np.array([k for _, k in texts])
        found[name] = {label: sum(int((model.fit(x[fold != k], y[fold != k]).predict(x[fold == k]) == y[fold == k]).sum()) for k in range(FOLDS)) / len(y)
                       for label, model in peers(a.words)}
        if a.align:
            run = subprocess.run([a.align, "link", "evaluate", folder, "--folds-from", folder + "/folds.csv", "--format", "json", "--quiet"],
                                 capture_output=True, text=True)
            if run.returncode: print(name, run.stderr); continue
            answer = json.loads(run.stdout); ours = answer["measures"][0]
            print(f"{name:16} {len(texts):5} {len(set(y)):7}  {ours['precision_at_1']:9.4f} {ours['reciprocal_rank']:6.3f} {ours['recall_at_5']:6.3f} "
                  f"{answer['calibration_error']:6.3f}  " + ", ".join(f"{k} {v:.4f}" for k, v in found[name].items()), flush=True)
    if not a.align: json.dump(found, sys.stdout, indent=1)


if __name__ == "__main__": main()
