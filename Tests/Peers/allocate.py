#!/usr/bin/env python3
"""Solves drawn allocation problems with CVXPY and Clarabel.

usage: allocate.py PROBLEMS.json   (written by AllocationPeerTests; one list, dense matrices, null for no bound)

Prints a JSON list: for each problem its status, and where solved the objective (all money divided by E, DESIGN §9) and x.
"""
import json, sys
import cvxpy as cp
import numpy as np

answers = []
for p in json.load(open(sys.argv[1])):
    b, l = np.array(p["base"]), np.array(p["lower"])
    u = np.array([np.inf if v is None else v for v in p["upper"]])
    L, G = np.array(p["shares"]).reshape(len(b), -1), np.array(p["constraints"]).reshape(len(b), -1)
    w, t, E, lam = np.array(p["weight"]), np.array(p["target"]), p["scale"], p["inertia"]
    x = cp.Variable(len(b))  # in parts of E
    live = b > 0
    objective = 0
    if L.shape[1]:
        objective += 0.5 * cp.sum_squares(cp.multiply(np.sqrt(w), L.T @ x - t / E))
    if live.any():
        objective += 0.5 * lam * cp.sum_squares(cp.multiply(1 / np.sqrt(b[live] / E), x[live] - b[live] / E))
    limits = [x >= l / E]
    if np.isfinite(u).any():
        limits.append(x[np.isfinite(u)] <= u[np.isfinite(u)] / E)
    for row, (low, high) in enumerate(zip(p["constraintLower"], p["constraintUpper"])):
        if low is not None and low == high:
            limits.append(G[:, row] @ x == low / E)
            continue
        if low is not None:
            limits.append(G[:, row] @ x >= low / E)
        if high is not None:
            limits.append(G[:, row] @ x <= high / E)
    # The objective is near 1e-5, where a solver's own tolerances mean little, so it is solved at a size near 1; where that
    # ends short of the tolerance another size is tried. Only what reached its tolerance counts.
    status, size = "failed", 1e4
    for size, tolerance in ((1e4, 1e-12), (1e2, 1e-12), (1e5, 1e-12), (1e4, 1e-11), (1e3, 1e-11), (1, 1e-12)):
        problem = cp.Problem(cp.Minimize(size * objective), limits)
        try:
            problem.solve(
                solver=cp.CLARABEL, tol_gap_abs=tolerance, tol_gap_rel=tolerance, tol_feas=1e-12, max_iter=400)
            status = problem.status
        except cp.error.SolverError:
            status = "failed"
        if status in ("optimal", "infeasible"):
            break
    solved = status == "optimal"
    answers.append({
        "status": status if status in ("optimal", "infeasible") else "failed",
        "objective": float(problem.value) / size if solved else None,
        "x": [float(v) for v in x.value * E] if solved else None,
    })
json.dump(answers, sys.stdout)
