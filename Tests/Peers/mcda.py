"""Answers of pymcdm, numpy and scipy to problems given as JSON on standard input; JSON on standard output.

Run by Tests/AlignmentEngineTests/PeerMCDATests.swift with the packages of requirements.txt.
"""
import json
import sys

import numpy as np

from pymcdm.methods import PROMETHEE_II, TOPSIS, VIKOR, WPM, WSM
from pymcdm.normalizations import minmax_normalization, vector_normalization
from pymcdm.weights import critic_weights, entropy_weights, standard_deviation_weights
from scipy.optimize import linprog


def scored(case):
    x, w, t = (np.array(case[k], dtype=float) for k in ("matrix", "weights", "types"))
    answer = {
        "saw": WSM(minmax_normalization)(x, w, t),
        "topsis": TOPSIS(vector_normalization)(x, w, t),
        "vikor": VIKOR()(x, w, t),
        "entropy": entropy_weights(x),
        "critic": critic_weights(x),
        "deviation": standard_deviation_weights(x),
    }
    n = x.shape[1]
    for name in ("usual", "ushape", "vshape", "level", "vshape_2"):
        p, q = np.full(n, case["strict"]), np.full(n, case["indifference"])
        answer[name] = PROMETHEE_II(name, p=p, q=q)(x, w, t)
    return {k: np.asarray(v, dtype=float).tolist() for k, v in answer.items()}


def principal(matrix):
    values, vectors = np.linalg.eig(np.array(matrix))
    k = int(np.argmax(values.real))
    v = np.abs(vectors[:, k].real)
    return {"value": float(values[k].real), "weights": (v / v.sum()).tolist()}


def best_worst(case):
    best, worst, to_others, to_worst = case["best"], case["worst"], case["to_others"], case["to_worst"]
    n = len(to_others)
    rows = []
    for j in range(n):
        for a, b, ratio in ((best, j, to_others[j]), (j, worst, to_worst[j])):
            if a != b:
                for sign in (1, -1):
                    row = np.zeros(n + 1)
                    row[a] += sign
                    row[b] -= sign * ratio
                    row[n] = -1
                    rows.append(row)
    cost = np.zeros(n + 1)
    cost[n] = 1
    found = linprog(cost, A_ub=np.array(rows), b_ub=np.zeros(len(rows)), A_eq=[[1] * n + [0]], b_eq=[1])
    return {"deviation": float(found.fun), "weights": found.x[:n].tolist()}


asked = json.load(sys.stdin)
json.dump(
    {
        "scores": [scored(c) for c in asked["scores"]],
        "principal": [principal(m) for m in asked["principal"]],
        "best_worst": [best_worst(c) for c in asked["best_worst"]],
    },
    sys.stdout,
)
