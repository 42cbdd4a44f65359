#!/usr/bin/env python3
"""Does a text fit an SDG or not? 624 texts judged by experts, answered by `align link suggest` and by scikit-learn on the same folds.

usage: sdg_pairs.py DATA OUT --align PROGRAM [--seeds 7,8,9] [--peers none]

DATA is the folder of real data (../shared/data), OUT a scratch folder; OUT/sdg-pairs becomes a workspace whose indicators are the
17 SDGs and whose lines are all texts. Of texts that teach, links.csv confirms the SDG where it fits and rejects it where not; of
texts held out it says nothing. Five folds; over several seeds a text counts by how often it was answered rightly.

Every rule that decides is chosen without the held-out fold, on scores of texts that did not teach: the other four folds are cut
into ten parts, each scored by a model taught on the other nine. (Fewer parts would not do: the program calibrates by a curve
below 1000 suggestions, by steps from there on, and scores to choose by must be of the same kind as those to decide on.) Rules:
  first, two    the SDG is the first, or among the first two, of the suggestions: nothing is chosen
  cut           its score is at least t
  cut & rank    its score is at least t and its rank at most r
  logistic      of score, rank, the lead over the best other SDG, and the SDG itself; fits where above a half
Peers, on TF-IDF of words and of runs of letters (char_wb 3-5), which like the program's index knows all texts but no answer:
logistic regression over SDGs by the texts that fit; each SDG apart, without and with the texts that were rejected for it; and over
pairs of text and SDG, by the text and the text by SDG. Their penalty is chosen with the rule.

Columns: accuracy over all texts, its standard error, the mean of the accuracies by SDG (as published figures are), the shares of
fitting and of other texts that are answered rightly, and how much more than align's cut, with the standard error of that.
"""
import argparse, csv, json, os, subprocess, sys, warnings
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.pipeline import make_union

from link_sets import SDGS

warnings.filterwarnings("ignore")
FOLDS, INNER = 5, 10
# On the whole set, some 75 texts an SDG, of which these are part 1; the mean over SDGs: github.com/SDGClassification/benchmark.
PUBLISHED = {"GPT-4o": 87.2, "text2sdg": 83.0, "Aurora": 79.2, "OSDG": 69.7}


class Workspace:
    def __init__(self, folder, align, texts, sdg, fits):
        self.folder, self.align, self.sdg, self.fits = folder, align, sdg, fits
        os.makedirs(folder, exist_ok=True)
        names = [(str(k), name) for k, name in enumerate(SDGS, 1)]
        self.table("axes", ["id", "name"], [("A", "plan")])
        self.table("goals", ["id", "axis", "name"], [("g" + k, "A", name) for k, name in names])
        self.table("indicators", ["id", "goal", "name", "unit", "kind", "direction", "baseline"],
                   [(k, "g" + k, name, "", "level", "up", "") for k, name in names])
        self.table("budget", ["line", "year", "title", "approved"], [(f"L{k:04}", 2024, t, 1) for k, t in enumerate(texts)])
        with open(folder + "/align.yaml", "w") as f: f.write("calendar: gregorian\ncurrency: USD\nyear: 2024\nperiod: 2023\n")

    def table(self, name, head, body):
        with open(f"{self.folder}/{name}.csv", "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f); w.writerow(head); w.writerows(body)

    def scores(self, teach, *options):
        """texts × SDGs; only rows of texts that do not teach are to be read."""
        self.table("links", ["line", "indicator", "status"], [(f"L{n:04}", self.sdg[n] + 1, "confirmed" if self.fits[n] else "rejected")
                                                              for n in np.flatnonzero(teach)])
        run = subprocess.run([self.align, "link", "suggest", self.folder, "--top", "17", "--format", "json", "--quiet", *options],
                             capture_output=True, text=True)
        if run.returncode: sys.exit(run.stderr)
        answer = json.loads(run.stdout)
        assert answer["score"] == ("similarity" if options else "probability"), answer["score"]
        found = np.zeros((len(teach), len(SDGS)))
        for s in answer["suggestions"]: found[int(s["line"][1:]), int(s["indicator"]) - 1] = s[answer["score"]]
        return found


def span(gram, some):
    """Columns that stand for all features where a model with a ridge is taught on some texts: as many as those, and the same answer."""
    values, vectors = np.linalg.eigh(gram[some])
    kept = values > 1e-9 * values[-1]
    return vectors[:, kept] / np.sqrt(values[kept])


def model(c): return LogisticRegression(C=c, max_iter=1000)


def one_of_all(gram, sdg, fits, teach, c):
    """Which SDG: texts that do not fit cannot teach."""
    some = np.flatnonzero(teach & fits)
    z = gram[:, some] @ span(gram[:, some], some)
    found, fitted = np.zeros((len(sdg), len(SDGS))), model(c).fit(z[some], sdg[some])
    found[:, fitted.classes_] = fitted.predict_proba(z)
    return found


def apart(with_rejected):
    """Each SDG against the others' texts that fit, and against those that were rejected for it."""
    def peer(gram, sdg, fits, teach, c):
        found = np.zeros((len(sdg), len(SDGS)))
        for k in range(len(SDGS)):
            some = np.flatnonzero(teach & (fits | (with_rejected & (sdg == k))))
            z = gram[:, some] @ span(gram[:, some], some)
            found[:, k] = model(c).fit(z[some], (fits & (sdg == k))[some]).predict_proba(z)[:, 1]
        return found
    return peer


def pairs(gram, sdg, fits, teach, c):
    """Whether text and SDG fit: by the SDG, the text, and the text by SDG, which as a kernel is that of the text once more."""
    some = np.flatnonzero(teach)
    same = lambda k: np.broadcast_to(1. + (np.asarray(k).reshape(-1, 1) == sdg[some]), (len(sdg), len(some)))
    joint = gram[:, some] * same(sdg)
    white = span(joint, some)
    one_hot = lambda k: np.broadcast_to(np.reshape(k, (-1, 1)) == np.arange(len(SDGS)), (len(sdg), len(SDGS)))
    rows = lambda k: np.hstack([(gram[:, some] * same(k)) @ white, one_hot(k)])
    fitted = model(c).fit(rows(sdg)[some], fits[some])
    return np.column_stack([fitted.predict_proba(rows(k))[:, 1] for k in range(len(SDGS))])


PEERS = {"one of all": one_of_all, "each apart": apart(False), "each apart, rejected too": apart(True), "pairs": pairs}


def by_folds(scores, fold, seed):
    """Scores of held-out texts, and by fold k those from which its rule is chosen (rows of the other folds)."""
    held, inner = np.zeros((len(fold), len(SDGS))), np.zeros((FOLDS, len(fold), len(SDGS)))
    for k in range(FOLDS):
        rest = np.flatnonzero(fold != k)
        held[fold == k] = scores(fold != k)[fold == k]
        for _, part in KFold(INNER, shuffle=True, random_state=seed).split(rest):
            teach = fold != k
            teach[rest[part]] = False
            inner[k, rest[part]] = scores(teach)[rest[part]]
    return held, inner


def own(s, sdg):
    """The score of each text's SDG, its rank, and the best score of another."""
    rest = s.copy(); rest[np.arange(len(sdg)), sdg] = -1
    score = s[np.arange(len(sdg)), sdg]
    return score, 1 + (rest > score[:, None]).sum(1), rest.max(1)


def cut(value, fits):
    """The t for which most texts are right by value ≥ t; the middle one where several do as well."""
    places = np.unique(value)
    between = np.r_[places[0] - 1e-6, (places[1:] + places[:-1]) / 2, places[-1] + 1e-6]
    right = np.array([((value >= t) == fits).mean() for t in between])
    best = np.flatnonzero(right == right.max())
    return between[best[len(best) // 2]], right.max()


def by_cut(train, fits, _, test, __):
    t, right = cut(train[0], fits)
    return test[0] >= t, right


def by_cut_and_rank(train, fits, _, test, __):
    options = [(r, *cut(np.where(train[1] <= r, train[0], -2), fits)) for r in range(1, len(SDGS) + 1)]
    r, t, right = max(options, key=lambda o: (o[2], o[0]))
    return (test[1] <= r) & (test[0] >= t), right


def by_logistic(train, fits, sdg, test, test_sdg):
    logit = lambda p: np.log(np.clip(p, 1e-4, 1 - 1e-4) / (1 - np.clip(p, 1e-4, 1 - 1e-4)))
    columns = lambda o, k: np.column_stack([logit(o[0]), np.log(o[1]), logit(o[0]) - logit(o[2]), k[:, None] == np.arange(len(SDGS))])
    model = LogisticRegression(max_iter=2000).fit(columns(train, sdg), fits)
    return model.predict(columns(test, test_sdg)), model.score(columns(train, sdg), fits)


RULES = {"cut": by_cut, "cut & rank": by_cut_and_rank, "logistic": by_logistic}


def decide(rule, options, sdg, fits, fold):
    """What a rule says of every text; of several penalties, for each fold the one that does best on the rest."""
    said = np.zeros(len(fits), bool)
    for k in range(FOLDS):
        rest, test = fold != k, fold == k
        found = [rule([v[rest] for v in own(inner[k], sdg)], fits[rest], sdg[rest], [v[test] for v in own(held, sdg)], sdg[test])
                 for held, inner in options]
        said[test] = max(found, key=lambda f: f[1])[0]
    return said


def main():
    a = argparse.ArgumentParser()
    a.add_argument("data"); a.add_argument("out"); a.add_argument("--align", required=True); a.add_argument("--seeds", default="7")
    a.add_argument("--peers", choices=["all", "none"], default="all")
    a = a.parse_args()
    with open(a.data + "/sdg_text_benchmark/benchmark_part1.csv", encoding="utf-8-sig", newline="") as f: table = list(csv.DictReader(f))
    texts = [r["text"].strip() for r in table]
    sdg, fits = np.array([int(r["sdg"]) - 1 for r in table]), np.array([r["label"].lower() == "true" for r in table])
    workspace = Workspace(a.out + "/sdg-pairs", a.align, texts, sdg, fits)
    untaught = workspace.scores(np.zeros(len(texts), bool), "--untaught")
    x = make_union(TfidfVectorizer(), TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))).fit_transform(texts)
    gram = (x @ x.T).toarray()
    answers = {}
    for seed in map(int, a.seeds.split(",")):
        fold = np.zeros(len(texts), int)
        for k, (_, test) in enumerate(KFold(FOLDS, shuffle=True, random_state=seed).split(texts)): fold[test] = k
        found = {"align": [by_folds(workspace.scores, fold, seed)], "align --untaught": [(untaught, [untaught] * FOLDS)]}
        for name, peer in PEERS.items() if a.peers == "all" else []:
            found[name] = [by_folds(lambda teach: peer(gram, sdg, fits, teach, c), fold, seed) for c in (1, 10, 100)]
        for name, options in found.items():
            rank = own(options[0][0], sdg)[1]
            if len(options) == 1:
                for label, most in (("first", 1), ("two", 2)): answers.setdefault((name, label), []).append(rank <= most)
            for label, rule in RULES.items(): answers.setdefault((name, label), []).append(decide(rule, options, sdg, fits, fold))
    right = {key: np.mean([s == fits for s in said], 0) for key, said in answers.items()}
    error = lambda v: 100 * v.std(ddof=1) / len(v) ** .5
    print(f"{len(texts)} texts, {fits.sum()} of them fit; {FOLDS} folds, seeds {a.seeds}\n")
    print(f"{'':26} {'rule':10} {'right %':>7} {'s.e.':>5} {'by SDG':>7} {'fit':>6} {'other':>6} {'− align cut':>12}")
    print(f"{'never':26} {'':10} {100 * (~fits).mean():7.1f}")
    for (name, rule), v in right.items():
        less = v - right["align", "cut"]
        print(f"{name:26} {rule:10} {100 * v.mean():7.1f} {error(v):5.1f} {100 * np.mean([v[sdg == k].mean() for k in set(sdg)]):7.1f} "
              f"{100 * v[fits].mean():6.1f} {100 * v[~fits].mean():6.1f}" + (f" {100 * less.mean():+6.1f} ±{error(less):4.1f}" if less.any() else ""))
    print("\nPublished, by tools that were not taught on these texts (align and scikit-learn above were, in cross-validation), whole set, mean by SDG: "
          + ", ".join(f"{k} {v}" for k, v in PUBLISHED.items()))


main()
