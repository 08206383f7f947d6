"""The values of tests/PSNeuralNet.Tests/Evaluation/ThresholdTableTests.cs: scikit-learn 1.2, one row for each recall, the highest threshold first."""
import numpy as np
from sklearn.metrics import f1_score, precision_recall_curve

y = np.array([0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0])
p = np.array([.1, .8, .35, .05, .35, .6, .2, .2, .02, .55, .45, .3, .15, .07, .01, .55])
w = np.array([1, 2, .5, 1, 1, 3, 1, 2, 1, .5, 1, 1, 4, 1, 2, 1])

for weight in (None, w):
    precision, recall, threshold = precision_recall_curve(y, p, sample_weight=weight)
    last = 0
    for one, found, cut in sorted(zip(precision, recall, threshold), key=lambda row: -row[2]):
        if found <= last:
            continue
        last = found
        lower = p[p < cut].max()
        alarm = p >= cut
        count = np.ones(len(y)) if weight is None else weight
        cost = 1.5 * (count * (alarm & (y == 0))).sum() + 4 * (count * (~alarm & (y == 1))).sum()
        print(f"[{(cut + lower) / 2!r}, {one!r}, {found!r}, {f1_score(y, alarm, sample_weight=weight)!r}, {1000 * (count * alarm).sum() / count.sum()!r}, {cost!r}],")
    print()
