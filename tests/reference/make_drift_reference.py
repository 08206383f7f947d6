"""Values of SciPy for the tests of drift (TwoSampleTestTests, DriftTestTests): python3 make_drift_reference.py. Made with SciPy 1.10.1."""
import numpy as np
from scipy import stats
from scipy.special import kolmogorov

print("exact", [stats.ks_2samp(np.r_[0:a], np.r_[0:b] + shift, method="exact").pvalue for a, b, shift in [(7, 5, 2.5), (40, 30, 6.5), (200, 90, 12.5)]])
print("distance", [stats.ks_2samp(np.r_[0:a], np.r_[0:b] + shift, method="exact").statistic for a, b, shift in [(7, 5, 2.5), (40, 30, 6.5), (200, 90, 12.5)]])
print("limit", [kolmogorov(x) for x in (0.3, 0.8, 1.17, 1.19, 1.36, 2.5)])
for table in ([[30, 50, 20], [40, 35, 45]], [[120, 80], [90, 110]], [[900, 100], [85, 15]]):
    result = stats.chi2_contingency(table, correction=False)
    print("chi2", table, result[0], result[1])
for table in ([[1000, 0], [2, 3]], [[8, 2], [1, 5]], [[30, 1], [27, 3]]):
    print("fisher", table, stats.fisher_exact(table)[1])
x = np.array([1.5, 2.25, 0.5, 3.0, 4.5, 1.25, 2.0, 2.75]); y = np.array([2.5, 3.25, 5.5, 4.0, 3.75])
print("welch", stats.ttest_ind(y, x, equal_var=False), y.mean() - x.mean(), x.mean(), stats.sem(x), y.mean(), stats.sem(y))
v, w = stats.sem(x) ** 2, stats.sem(y) ** 2
df = (v + w) ** 2 / (v ** 2 / 7 + w ** 2 / 4)
print("interval", df, (y.mean() - x.mean()) + np.array([-1, 1]) * stats.t.ppf(0.975, df) * np.sqrt(v + w))

# Two samples with ties, against the sketch.
first = np.floor(np.arange(300) ** 2 % 97); second = np.floor(np.arange(170) ** 2 % 89 + 4)
print("ties", stats.ks_2samp(first, second), kolmogorov(stats.ks_2samp(first, second).statistic * np.sqrt(300 * 170 / 470)))

# DeLong's standard error of an ROC area, by its definition.
labels = np.array([0, 0, 1, 1, 0, 1, 0, 1, 1, 0]); scores = np.array([.1, .4, .35, .8, .5, .7, .2, .9, .4, .3])
p, n = scores[labels == 1], scores[labels == 0]
less = (p[:, None] > n[None, :]) + 0.5 * (p[:, None] == n[None, :])
print("area", less.mean(), np.sqrt(less.mean(1).var(ddof=1) / len(p) + less.mean(0).var(ddof=1) / len(n)))

# Population stability index by its formula, deciles of 0 to 999, against a shifted sample.
reference = np.arange(1000.0); new = np.arange(250.0) * 4 + 150
edges = [reference[(i * 100) - 1] for i in range(1, 10)]
count = lambda values: np.bincount(np.searchsorted(edges, values, side="left"), minlength=10)
share = lambda values: np.maximum(count(values), 0.5) / len(values)
a, b = share(reference), share(new)
print("psi", count(reference), count(new), ((b - a) * np.log(b / a)).sum())
