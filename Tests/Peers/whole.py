#!/usr/bin/env python3
"""Solves drawn problems whose lines are whole or nothing with SCIP.

usage: whole.py PROBLEMS.json   (written by SemicontinuousTests; one list, dense matrices, null for no bound)

Prints a JSON list: for each problem its status, and where solved the best objective and the bound that SCIP proves (all money divided by E, DESIGN §9).
"""
import json, sys
from pyscipopt import Model, quicksum

answers = []
for p in json.load(open(sys.argv[1])):
    m = Model()
    m.hideOutput()
    m.setParam("display/verblevel", 0)
    m.setParam("limits/time", 5)
    m.setParam("limits/gap", 1e-6)
    m.setParam("numerics/feastol", 1e-8)
    m.setParam("parallel/maxnthreads", 1)
    E, lam, inf = p["scale"], p["inertia"], m.infinity()
    SIZE = p["size"]  # brings the objective near 1: below that a solver's own tolerances mean little
    x, parts = [], []
    for k, b in enumerate(p["base"]):
        low, high = p["lower"][k] / E, (1e3 if p["upper"][k] is None else p["upper"][k] / E)
        if p["mayBeLeftOut"][k]:
            z, v = m.addVar(vtype="B"), m.addVar(lb=0, ub=high)
            m.addCons(v >= low * z)
            m.addCons(v <= high * z)
        else:
            v = m.addVar(lb=low, ub=high)
        x.append(v)
        if b > 0:
            parts.append(0.5 * lam * SIZE / (b / E) * (v - b / E) * (v - b / E))
    for i, w in enumerate(p["weight"]):
        if w > 0:
            miss = m.addVar(lb=-inf, ub=inf)
            m.addCons(miss == quicksum(row[i] * v for row, v in zip(p["shares"], x) if row[i]) - p["target"][i] / E)
            parts.append(0.5 * w * SIZE * miss * miss)
    for j, (low, high) in enumerate(zip(p["constraintLower"], p["constraintUpper"])):
        total = quicksum(row[j] * v for row, v in zip(p["constraints"], x) if row[j])
        if low is not None:
            m.addCons(total >= low / E)
        if high is not None:
            m.addCons(total <= high / E)
    value = m.addVar(lb=0, ub=inf)
    m.addCons(value >= quicksum(parts))
    m.setObjective(value, "minimize")
    try:
        m.optimize()
        status = m.getStatus()
    except Exception:  # an error of its linear programmes
        status = "failed"
    if status != "failed" and m.getNSols() > 0:
        # Where the time runs out the optimum lies between the two.
        answers.append({"status": "bounded", "objective": m.getObjVal() / SIZE, "bound": m.getDualbound() / SIZE})
    else:
        answers.append({"status": "infeasible" if status == "infeasible" else "failed"})
print()
print(json.dumps(answers))
