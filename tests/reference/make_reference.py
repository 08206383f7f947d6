"""Computes the reference values of our own with NumPy and scikit-learn (the other files came with the project).

    python3 tests/reference/make_reference.py
"""
import json
import os

import numpy as np
import sklearn
from sklearn.datasets import make_blobs, make_circles, make_moons, make_regression
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = {"numpy": np.__version__, "scikit_learn": sklearn.__version__}


def write(name, content):
    with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
        json.dump({"source": SOURCE, **content}, file, indent=1)
        file.write("\n")


def deep_run():
    """A network with two hidden layers, trained as in the tutorial."""
    sizes, rate, iterations, seed = [2, 4, 3, 1], 0.5, 300, 11
    x, y = make_moons(n_samples=101, noise=0.15, random_state=9)
    x, y = x.T, y.reshape(1, -1)
    m = x.shape[1]
    random = np.random.RandomState(seed)
    w = [random.randn(units, inputs) * np.sqrt(2 / inputs) for inputs, units in zip(sizes, sizes[1:])]
    b = [np.zeros((units, 1)) for units in sizes[1:]]
    costs = []
    for _ in range(iterations):
        a = [x]
        for layer in range(len(w)):
            z = w[layer] @ a[-1] + b[layer]
            a.append(np.tanh(z) if layer < len(w) - 1 else 1 / (1 + np.exp(-z)))
        costs.append(float(-np.mean(y * np.log(a[-1]) + (1 - y) * np.log(1 - a[-1]))))
        dz = a[-1] - y
        for layer in reversed(range(len(w))):
            dw, db = dz @ a[layer].T / m, dz.sum(axis=1, keepdims=True) / m
            if layer > 0:
                dz = (w[layer].T @ dz) * (1 - a[layer] ** 2)
            w[layer], b[layer] = w[layer] - rate * dw, b[layer] - rate * db
    return {
        "about": "2-4-3-1, tanh/tanh/sigmoid, He from RandomState(11), full-batch gradient descent; X is features x samples",
        "call": "make_moons(n_samples=101, noise=0.15, random_state=9)",
        "layer_sizes": sizes, "learning_rate": rate, "iterations": iterations, "seed": seed, "costs": costs,
        "final": {f"{kind}{i + 1}": values.tolist() for i in range(len(w)) for kind, values in (("W", w[i]), ("b", b[i]))},
    }


write("deep_run_he", deep_run())


def generated(function, *arguments, **named):
    """The samples of a generator, and its call."""
    x, y = function(*arguments, **named)
    call = ", ".join([*map(repr, arguments), *(f"{name}={value!r}" for name, value in named.items())])
    return {"call": f"{function.__name__}({call})", "X_rows_are_samples": x.tolist(), "y": y.tolist()}


def splits():
    """The samples of each part, by their number, of 53 samples of four classes of different sizes."""
    y = np.random.RandomState(5).permutation(np.repeat([0, 1, 2, 3], [23, 15, 8, 7]))
    cases = []
    for fraction, seed in [(0.2, 0), (0.25, 1), (0.5, 2), (0.1, 3), (0.81, 4)]:
        for stratify in (False, True):
            train, test = train_test_split(np.arange(len(y)), test_size=fraction, random_state=seed, stratify=y if stratify else None)
            cases.append({"fraction": fraction, "stratify": stratify, "seed": seed, "train": train.tolist(), "test": test.tolist()})
    folds = []
    for count, seed in [(2, 0), (3, 1), (5, 2), (7, 3)]:
        for stratify in (False, True):
            splitter = (StratifiedKFold if stratify else KFold)(count, shuffle=True, random_state=seed)
            folds.append({"count": count, "stratify": stratify, "seed": seed, "test": [test.tolist() for _, test in splitter.split(y, y)]})
    return {"about": "train_test_split, KFold and StratifiedKFold of 53 samples", "y": y.tolist(), "splits": cases, "folds": folds}


write("make_circles_7_plain", generated(make_circles, 7, shuffle=False, factor=0.25, random_state=0))
write("make_blobs_11_unshuffled", generated(make_blobs, 11, centers=4, n_features=3, cluster_std=0.5, shuffle=False, random_state=7))
write("make_blobs_20_binary", generated(make_blobs, 20, centers=2, n_features=1, cluster_std=3.0, random_state=8))
write("make_regression_30", generated(make_regression, 30, n_features=5, n_informative=2, noise=4.0, random_state=6))
write("make_regression_12_targets", generated(make_regression, 12, n_features=3, n_targets=2, noise=1.5, random_state=1))
write("make_regression_9_unshuffled", generated(make_regression, 9, n_features=4, n_informative=3, shuffle=False, random_state=2))
write("splits", splits())
