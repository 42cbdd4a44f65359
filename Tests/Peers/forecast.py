"""The forecasts of a review by numpy and scipy: reads cases as JSON on standard input, prints their answers as JSON."""
import json, sys
import numpy as np
from scipy import stats

def drift(times, values, ahead, interval):
    t, y = np.array(times, float), np.array(values, float)
    d = (y[-1] - y[0]) / (t[-1] - t[0])
    e = (np.diff(y) - d * np.diff(t)) / np.sqrt(np.diff(t))
    s2 = (e ** 2).sum() / (len(y) - 2)
    value = y[-1] + d * ahead
    reach = stats.t.ppf(0.5 + interval / 2, len(y) - 2) * np.sqrt(s2 * (ahead + ahead ** 2 / (t[-1] - t[0])))
    return [value, value - reach, value + reach]

def past_years(shares, now, interval):
    r = np.log(shares)
    n = len(r)
    reach = stats.t.ppf(0.5 + interval / 2, n - 1) * r.std(ddof=1) * np.sqrt(1 + 1 / n)
    centre = np.log(now) - r.mean()
    return list(np.exp([centre, centre - reach, centre + reach]))

answers = []
for case in json.load(sys.stdin):
    if case["method"] == "drift":
        answers.append(drift(case["times"], case["values"], case["ahead"], case["interval"]))
    elif case["method"] == "past_years":
        answers.append(past_years(case["shares"], case["now"], case["interval"]))
    else:
        answers.append([stats.t.ppf(case["p"], case["degrees"])])
print(json.dumps([[float(x) for x in a] for a in answers]))
