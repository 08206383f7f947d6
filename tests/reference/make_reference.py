"""Computes the reference values of our own with NumPy and scikit-learn (the other files came with the project).

    python3 tests/reference/make_reference.py
"""
import json
import os

import numpy as np
import sklearn
from sklearn.datasets import make_moons

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
