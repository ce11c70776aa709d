"""Values that the tests of interventions compare with: scipy 1.17, statsmodels 0.15."""
import numpy as np
import statsmodels.api as sm
from scipy.optimize import brentq, minimize
from scipy.stats import nchypergeom_fisher, norm

# Simplex-constrained least squares of made-up donors.
generator = np.random.default_rng(7)
def simplex(x, y):
    best = None
    for start in range(x.shape[1]):
        w0 = np.full(x.shape[1], 1 / x.shape[1]); w0[start] += 0.1; w0 /= w0.sum()
        fit = minimize(lambda w: ((y - x @ w) ** 2).sum(), w0, jac=lambda w: -2 * x.T @ (y - x @ w),
                       bounds=[(0, None)] * x.shape[1], constraints={"type": "eq", "fun": lambda w: w.sum() - 1,
                       "jac": lambda w: np.ones_like(w)}, method="SLSQP", options={"ftol": 1e-16, "maxiter": 5000})
        if best is None or fit.fun < best.fun: best = fit
    return best

def series(seed, n):
    """The same numbers in Swift: a linear congruential generator."""
    state, values = seed, []
    for _ in range(n):
        state = (state * 1103515245 + 12345) % 2147483648
        values.append(state / 2147483648)
    return values

for seed, months, donors in [(1, 12, 6), (2, 24, 8), (3, 24, 20), (4, 12, 30)]:
    v = series(seed, months * (donors + 1))
    x = np.array(v[: months * donors]).reshape(donors, months).T
    y = np.array(v[months * donors:])
    fit = simplex(x, y)
    print(seed, months, donors, repr(fit.fun), [round(float(w), 9) for w in fit.x])

target = [22, 19, 25, 30, 27, 21, 24, 18, 26, 31, 28, 23]
control = [40, 35, 44, 41, 39, 37, 36, 33, 41, 38, 36, 34]
t = np.arange(12) - 5.5
fit = sm.GLM(np.column_stack([target, control]), sm.add_constant(t), family=sm.families.Binomial()).fit(tol=1e-14)
print("parallel", repr(fit.params[1]), repr(fit.bse[1]), repr(fit.pearson_chi2 / 10))

y = [52, 38, 61, 70, 55, 66, 81, 59, 74, 48, 62, 41, 45, 30, 52, 58, 37, 49, 60, 51, 39, 46, 28, 35]
t = np.arange(24); d = (t >= 12) * 1.0
x = np.column_stack([np.ones(24), t, d, d * (t - 12), np.sin(2 * np.pi * t / 12), np.cos(2 * np.pi * t / 12)])
for columns in ([0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3, 4, 5]):
    fit = sm.GLM(y, x[:, columns], family=sm.families.Poisson()).fit(tol=1e-14)
    phi = fit.pearson_chi2 / fit.df_resid
    mu = fit.mu; x0 = x[:, columns].copy(); x0[:, 2] = 0
    if len(columns) > 3: x0[:, 3] = 0
    cf = np.exp(x0 @ fit.params)
    after = d == 1
    cov = fit.cov_params() * max(1, phi)
    g = (mu[after] @ x[:, columns][after]) - (cf[after] @ x0[after])
    print("its", columns, fit.params.tolist(), phi, mu[after].sum() - cf[after].sum(), float(np.sqrt(g @ cov @ g)),
          mu[after].sum() / cf[after].sum())
    # cov of quasi-Poisson above; counterfactual of the last month
    r = x0[-1]
    print("   last", cf[-1], float(np.sqrt(r @ cov @ r)))

# Exact conditional limits of (T1/T0) / (C1/C0).
for t0, t1, c0, c1 in [(20, 10, 20, 20), (5, 11, 30, 28), (9, 2, 7, 8), (3, 0, 12, 14), (0, 4, 9, 10), (120, 80, 8, 9)]:
    margins = t0 + t1 + c0 + c1, t0 + t1, t1 + c1
    def limit(tail):
        try: return brentq(tail, 1e-9, 1e9, xtol=1e-14)
        except ValueError: return None
    print("exact", t0, t1, c0, c1, limit(lambda w: nchypergeom_fisher.sf(t1 - 1, *margins, w) - 0.025),
          limit(lambda w: nchypergeom_fisher.cdf(t1, *margins, w) - 0.025))

error = np.sqrt(100 * 70 + 25 * 105 + 230)
print("harm", -155 - norm.ppf(0.95) * error, -155 + norm.ppf(0.95) * error, "p", 2 * norm.sf(10 / 70**0.5))
