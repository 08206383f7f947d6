"""Values of scikit-learn's TargetEncoder (1.3: smooth="auto", cv=5, random_state=0), by its documented formula: python3 make_target_reference.py > target_encoding.json

For each category: l * mean(category) + (1 - l) * mean(y), l = n var(y) / (n var(y) + var(category)), with population variances. fit_transform encodes each fold with the
statistics of the others (StratifiedKFold for classes, KFold for numbers; shuffled); a category that the others do not have gets their mean."""
import json
import numpy as np
from sklearn.model_selection import KFold, StratifiedKFold


def fit(x, y, categories):
    prior, variance, values = y.mean(), y.var(), []
    for category in categories:
        own = y[x == category]
        if len(own) == 0:
            values.append(prior)
            continue
        below = variance * len(own) + own.var()
        share = variance * len(own) / below if below > 0 else np.nan
        values.append(prior if np.isnan(share) else share * own.mean() + (1 - share) * prior)
    return values, prior


def reference(x, targets, folds):
    categories = sorted(set(x))
    full = [fit(x, y, categories) for y in targets]
    out = np.zeros((len(targets), len(x)))
    for train, test in folds:
        for i, y in enumerate(targets):
            values, prior = fit(x[train], y[train], categories)
            out[i, test] = [values[categories.index(one)] for one in x[test]]
    return {"categories": categories, "values": [v for v, _ in full], "prior": [p for _, p in full], "outOfFold": out.tolist()}


random = np.random.RandomState(7)
x = np.array(list("abcdefg"))[np.minimum(random.geometric(0.3, 60) - 1, 6)]
number = np.round(random.randn(60) + (x == "a") * 2, 3)
two = (number + random.randn(60) > 0.8).astype(float)
three = np.digitize(number, [-0.3, 1.2])
print(json.dumps({
    "x": x.tolist(), "number": number.tolist(), "two": two.tolist(), "three": three.tolist(),
    "numberReference": reference(x, [number], KFold(5, shuffle=True, random_state=0).split(x)),
    "twoReference": reference(x, [two], StratifiedKFold(5, shuffle=True, random_state=0).split(x, two)),
    "threeReference": reference(x, [(three == c).astype(float) for c in range(3)], StratifiedKFold(5, shuffle=True, random_state=0).split(x, three)),
}))
