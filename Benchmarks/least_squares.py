#!/usr/bin/env python3
"""Times ours and scipy, statsmodels and numpy on the same least-squares problems, in turn, and prints ratios and the
machine's own limits.

usage: least_squares.py [--runs 3] [--python PYTHON] [--only ols,nnls,bvls,tsqr,digits]
PYTHON needs numpy, scipy and statsmodels (Tests/Peers/requirements.txt); run again by itself for each peer, so that no side
keeps the other's memory. OLS with full diagnostics means, on both sides: coefficients, classical and HC3 errors, leverage,
internally and externally studentised residuals, Cook's distances, PRESS and VIF. statsmodels' own VIF fits a regression a
column (288 of them) and its external residuals one a row (100,000 of them, which do not end in minutes); it is given the
diagonal of the inverse correlation matrix and the closed form of the variance without a row instead, which is what a user in
a hurry would do. Every time is the least of the runs.
"""
import argparse, json, os, subprocess, sys, tempfile, time

BENCH = os.path.abspath(".build/release/lsq-bench")


def peer(kind, path, m, n):
    import numpy as np
    data = np.fromfile(path)
    a, b = data[: m * n].reshape((m, n), order="F"), data[m * n :]
    if kind == "ols":
        import statsmodels.api as sm
        t = time.perf_counter()
        fit = sm.OLS(b, a).fit()
        fitted = time.perf_counter() - t
        inf = fit.get_influence()
        hc3, h = fit.HC3_se, inf.hat_matrix_diag
        inside, cook = inf.resid_studentized_internal, inf.cooks_distance[0]
        left_out = (fit.ssr - fit.resid**2 / (1 - h)) / (fit.df_resid - 1)
        outside = inf.get_resid_studentized_external(np.sqrt(left_out))
        press = float(np.sum(inf.resid_press**2))
        vif = np.diag(np.linalg.inv(np.corrcoef(a[:, 1:], rowvar=False)))
        _ = fit.bse, fit.pvalues, vif, inside, outside, h
        return dict(seconds=time.perf_counter() - t, fit_seconds=fitted, coefficients=fit.params.tolist(),
                    robust=hc3.tolist(), press=press, cook=float(cook.sum()))
    if kind == "nnls":
        from scipy.optimize import nnls
        times = []
        for _ in range(3):
            t = time.perf_counter()
            x, norm = nnls(a, b, maxiter=100 * n)
            times.append(time.perf_counter() - t)
        return dict(seconds=min(times), sum_of_squares=float(norm**2))
    if kind == "bvls":
        from scipy.optimize import lsq_linear
        t = time.perf_counter()
        r = lsq_linear(a, b, (-0.02, 0.02), method="bvls", max_iter=10 * n)
        return dict(seconds=time.perf_counter() - t, sum_of_squares=float(2 * r.cost))


def numpy_tsqr(m, n):
    import numpy as np
    g = np.random.default_rng(1)
    r, making, t0 = np.zeros((0, n + 1)), 0.0, time.perf_counter()
    for _ in range(m // 8192 + 1):
        t = time.perf_counter()
        a = g.random((8192, n)) * 2 - 1
        block = np.column_stack([a, a.sum(1) + g.random(8192) - 0.5])
        making += time.perf_counter() - t
        r = np.linalg.qr(np.vstack([r, block]), mode="r")
    return dict(seconds=time.perf_counter() - t0, making=making)


def run(command):
    child = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed: {child.stderr[-600:]}")
    return json.loads(child.stdout)


def least(results):
    return min(results, key=lambda r: r["seconds"])


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--python", default=sys.executable)
    p.add_argument("--only", default="ols,nnls,bvls,tsqr,digits")
    p.add_argument("--peer", nargs=4)
    p.add_argument("--tsqr", nargs=2, type=int)
    a = p.parse_args()
    if a.peer:
        return print(json.dumps(peer(a.peer[0], a.peer[1], int(a.peer[2]), int(a.peer[3]))))
    if a.tsqr:
        return print(json.dumps(numpy_tsqr(*a.tsqr)))
    only = a.only.split(",")
    import numpy as np
    machine = run([BENCH, "machine"])
    print(f"BLAS {machine['blas']}; dgemm {machine['gflops_one']:.1f} GFLOP/s on one thread, {machine['gflops_all']:.1f} on "
          f"all; memory is read at {machine['read_gb_s']:.1f} GB/s\n")
    print("| problem | ours s | peer s | ours is … times faster | arithmetic, GFLOP | share of dgemm's rate | agreement |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "problem.bin")
    me = [a.python, os.path.abspath(__file__)]
    sizes = dict(ols=(100_000, 288), nnls=(2_000, 288), bvls=(2_000, 288))
    for kind, (m, n) in sizes.items():
        if kind not in only:
            continue
        g = np.random.default_rng(7)
        x = g.standard_normal((m, n))
        if kind == "ols":
            x[:, 0] = 1
        b = x @ g.standard_normal(n) * 0.05 + g.standard_normal(m)
        np.concatenate([x.ravel(order="F"), b]).tofile(path)
        ours, theirs = [], []
        for _ in range(a.runs):
            ours.append(run([BENCH, kind, path, str(m), str(n), "2"]))
            theirs.append(run(me + ["--peer", kind, path, str(m), str(n)]))
        o, t = least(ours), least(theirs)
        # QR of m × n: 2mn² and, for diagnostics, mn² each for leverage and for HC3.
        work = (4 if kind == "ols" else 2) * m * n * n / 1e9
        rate = machine["gflops_all"] if kind == "ols" else machine["gflops_one"]
        if kind == "ols":
            off = max(np.max(np.abs(np.array(o[k]) - np.array(t[k])) / np.max(np.abs(t[k])))
                      for k in ("coefficients", "robust", "press", "cook"))
            name = f"OLS with full diagnostics {m:,} × {n} (statsmodels)"
            extra = f"| the fit alone | {o['fit_seconds']:.2f} | {t['fit_seconds']:.2f} | " \
                    f"{t['fit_seconds'] / o['fit_seconds']:.1f} | {work / 2:.1f} | {work / 2 / o['fit_seconds'] / rate:.2f} | |"
        else:
            off = (o["sum_of_squares"] - t["sum_of_squares"]) / t["sum_of_squares"]
            name = f"{kind.upper()} {m:,} × {n} (scipy), {o['free']} free"
            extra = None
        print(f"| {name} | {o['seconds']:.3f} | {t['seconds']:.3f} | {t['seconds'] / o['seconds']:.1f} | {work:.2f} | "
              f"{work / o['seconds'] / rate:.2f} | {off:.1e} |", flush=True)
        if extra:
            print(extra)
    if "tsqr" in only:
        m, n = 10_000_000, 50
        o = least([run([BENCH, "tsqr", str(m), str(n)]) for _ in range(max(1, a.runs - 1))])
        t = run(me + ["--tsqr", str(m), str(n)])
        mine, his = o["seconds"] - o["making"], t["seconds"] - t["making"]
        work = 2 * m * n * n / 1e9
        print(f"| TSQR {m:,} × {n} from a stream (numpy qr by blocks), {o['peak_mb']:.0f} MB at the peak | {mine:.2f} | "
              f"{his:.2f} | {his / mine:.1f} | {work:.0f} | {work / mine / machine['gflops_one']:.2f} | {o['off']:.1e} |")
        print(f"| the same as memory traffic: {8 * m * (n + 1) / 1e9:.1f} GB once | | | | | "
              f"{8 * m * (n + 1) / 1e9 / mine / machine['read_gb_s']:.2f} of the reading rate | |")
    if "digits" in only:
        print("\nCorrect digits on NIST StRD (least of the coefficients, 15 at most); scipy is lstsq (gelsd) on the same matrix.")
        out = subprocess.run(["swift", "test", "--skip-build", "--filter", "CertifiedTests"], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True).stdout
        for line in sorted({l for l in out.splitlines() if l.endswith(" digits") or " digits;" in l or " digits, " in l}):
            if line.startswith(("NIST", "Wampler", "Hilbert")):
                print("  " + line)
    os.remove(path) if os.path.exists(path) else None


if __name__ == "__main__":
    main()
