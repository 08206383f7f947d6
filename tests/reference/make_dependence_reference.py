"""Computes the reference values of partial dependence with scikit-learn: small networks, their weights, and the averages and individual curves.

    /usr/bin/python3 tests/reference/make_dependence_reference.py
"""
import json
import os
import warnings

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.inspection import partial_dependence
from sklearn.neural_network import MLPClassifier, MLPRegressor

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = 25


def case(name, model, x, y, features, resolution, percentiles=(0.05, 0.95)):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x, y)
    found = partial_dependence(model, x, features, percentiles=percentiles, grid_resolution=resolution, method="brute", kind="both")
    shape = (found["average"].shape[0], -1)
    return {
        "name": name, "features": features, "resolution": resolution, "percentiles": percentiles, "x": x.tolist(), "y": np.asarray(y).tolist(),
        "weights": [weight.T.tolist() for weight in model.coefs_], "biases": [bias.tolist() for bias in model.intercepts_],
        "grid": [axis.tolist() for axis in found["values"]],
        "average": found["average"].reshape(shape).tolist(),
        "individual": found["individual"].reshape(shape[0], len(x), -1).tolist(),
    }


def main():
    random = np.random.RandomState(8)

    # The last column has four different values: fewer than the grid has points.
    x = np.round(np.column_stack([random.randn(SAMPLES), 3 * random.rand(SAMPLES), random.randint(0, 4, SAMPLES)]), 3)
    binary = (x[:, 0] + x[:, 1] * (x[:, 2] > 1) > 1).astype(int)
    several = np.digitize(x[:, 0] + x[:, 1], [0.8, 2.0])
    numbers = np.round(np.column_stack([x[:, 0] * x[:, 1], x[:, 2] ** 2 - x[:, 0]]), 3)
    classifier = {"hidden_layer_sizes": (4,), "activation": "tanh", "max_iter": 200, "learning_rate_init": 0.05, "random_state": 1}
    cases = [
        case("binary", MLPClassifier(**classifier), x, binary, [0], 12),
        case("binary, few values", MLPClassifier(**classifier), x, binary, [2], 12),
        case("several classes", MLPClassifier(**{**classifier, "hidden_layer_sizes": (4, 3)}), x, several, [1], 7, (0.1, 0.8)),
        case("numbers", MLPRegressor(**{**classifier, "activation": "relu"}), x, numbers[:, 0], [0], 9),
        case("targets", MLPRegressor(**classifier), x, numbers, [2], 100),
        case("two columns", MLPClassifier(**classifier), x, binary, [1, 2], 6),
        case("two columns of numbers", MLPRegressor(**classifier), x, numbers[:, 0], [0, 1], 5, (0, 1)),
    ]
    with open(os.path.join(HERE, "partial_dependence.json"), "w", encoding="utf-8") as file:
        about = "partial_dependence(method='brute', kind='both') of MLPClassifier and MLPRegressor; weights are units x inputs, individual is outputs x samples x grid"
        json.dump({"source": {"numpy": np.__version__, "scikit_learn": sklearn.__version__}, "about": about, "cases": cases}, file)
        file.write("\n")


main()
