#!/usr/bin/env python3
"""NIST Filip in exact rational arithmetic: how many digits the rounding of its decimals and powers to doubles leaves.

Prints 14.3 for the decimals, 14.0 for doubles with exact powers, 7.6 for powers rounded to doubles.
"""
import csv, math, os
from fractions import Fraction as F

HERE = os.path.dirname(os.path.abspath(__file__))
CERTIFIED = [-1467.48961422980, -2772.17959193342, -2316.37108160893, -1127.97394098372, -354.478233703349,
             -75.1242017393757, -10.8753180355343, -1.06221498588947, -0.670191154593408e-01, -0.246781078275479e-02,
             -0.402962525080404e-04]


def solve(x, y):
    n = len(x[0])
    g = [[sum(r[i] * r[j] for r in x) for j in range(n)] + [sum(r[i] * v for r, v in zip(x, y))] for i in range(n)]
    for k in range(n):
        for i in range(k + 1, n):
            f = g[i][k] / g[k][k]
            g[i] = [a - f * b for a, b in zip(g[i], g[k])]
    b = [0] * n
    for k in reversed(range(n)):
        b[k] = (g[k][n] - sum(g[k][j] * b[j] for j in range(k + 1, n))) / g[k][k]
    return min(-math.log10(max(abs(float(v) - c) / abs(c), 1e-16)) for v, c in zip(b, CERTIFIED))


rows = list(csv.DictReader(open(os.path.join(HERE, "../Fixtures/nist/filip.csv"))))
texts = [(r["x"], F(r["y"])) for r in rows]
doubles = [(float(r["x"]), F(float(r["y"]))) for r in rows]
print("decimals", solve([[F(x) ** k for k in range(11)] for x, _ in texts], [y for _, y in texts]))
print("doubles, exact powers", solve([[F(x) ** k for k in range(11)] for x, _ in doubles], [y for _, y in doubles]))
print("powers rounded", solve([[F(x**k) for k in range(11)] for x, _ in doubles], [y for _, y in doubles]))
