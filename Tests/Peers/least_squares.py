#!/usr/bin/env python3
"""What scipy and statsmodels make of a problem given as JSON on standard input; JSON on standard output.

{"kind": "ols" | "nnls" | "bvls" | "t" | "f" | "ridge", ...}: see each branch.
"""
import json, sys
import numpy as np

p = json.load(sys.stdin)
kind = p["kind"]
if kind in ("t", "f"):
    from scipy import stats
    if kind == "t":
        out = [2 * stats.t.sf(abs(t), n) for t, n in p["points"]]
    else:
        out = [stats.f.sf(f, a, b) for f, a, b in p["points"]]
else:
    a, b = np.array(p["a"]), np.array(p["b"])
    if kind == "ols":
        import statsmodels.api as sm
        from statsmodels.stats.outliers_influence import variance_inflation_factor
        fit = sm.OLS(b, a).fit()
        inf = fit.get_influence()
        clustered = fit.get_robustcov_results("cluster", groups=np.array(p["clusters"]))
        robust = fit.get_robustcov_results("HC3")
        out = dict(params=fit.params, bse=fit.bse, t=fit.tvalues, p=fit.pvalues, hc3=fit.HC3_se, hc3_p=robust.pvalues,
                   clustered=clustered.bse, r2=fit.rsquared, r2_adj=fit.rsquared_adj, f=fit.fvalue, f_p=fit.f_pvalue,
                   leverage=inf.hat_matrix_diag, inside=inf.resid_studentized_internal,
                   outside=inf.resid_studentized_external, cook=inf.cooks_distance[0],
                   press=float(np.sum(inf.resid_press ** 2)),
                   vif=[variance_inflation_factor(a, j) for j in range(a.shape[1])])
    elif kind == "nnls":
        from scipy.optimize import nnls
        x, norm = nnls(a, b)
        out = dict(x=x, norm=norm)
    elif kind == "bvls":
        from scipy.optimize import lsq_linear
        inf = lambda v, s: np.array([s * np.inf if x is None else x for x in v])
        r = lsq_linear(a, b, (inf(p["lower"], -1), inf(p["upper"], 1)), method="bvls", tol=1e-14, max_iter=500)
        out = dict(x=r.x, cost=r.cost)
    elif kind == "ridge":
        from sklearn.linear_model import Ridge
        mean = a.mean(0)
        length = np.linalg.norm(a - mean, axis=0)
        fit = Ridge(alpha=p["penalty"], solver="svd").fit((a - mean) / length, b)
        out = dict(coef=fit.coef_ / length)
plain = lambda v: v.tolist() if hasattr(v, "tolist") else v
json.dump({k: plain(v) for k, v in out.items()} if isinstance(out, dict) else [float(v) for v in out], sys.stdout)
