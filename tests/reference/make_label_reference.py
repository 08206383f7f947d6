"""Values of scikit-learn for tests of several labels (MultiLabelReportTests, MultiLabelTrainingTests): python3 make_label_reference.py. Made with scikit-learn 1.2.1, NumPy 1.24.2."""
import json
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import accuracy_score, average_precision_score, hamming_loss, log_loss, precision_recall_fscore_support, roc_auc_score
from sklearn.neural_network import MLPClassifier

warnings.simplefilter("ignore", ConvergenceWarning)
random = np.random.RandomState(20)


def metrics(actual, probability, threshold, weight):
    predicted = (probability > threshold).astype(int)
    rows = precision_recall_fscore_support(actual, predicted, sample_weight=weight, zero_division=0, average=None)
    micro = precision_recall_fscore_support(actual, predicted, sample_weight=weight, zero_division=0, average="micro")
    macro = precision_recall_fscore_support(actual, predicted, sample_weight=weight, zero_division=0, average="macro")
    labels = range(actual.shape[1])
    areas = [roc_auc_score(actual[:, i], probability[:, i], sample_weight=weight) if 0 < actual[:, i].sum() < len(actual) else None for i in labels]
    losses = [log_loss(actual[:, i], probability[:, i], sample_weight=weight, labels=[0, 1]) for i in labels]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        precisions = [average_precision_score(actual[:, i], probability[:, i], sample_weight=weight) for i in labels]
    return {
        "threshold": threshold.tolist(), "weight": None if weight is None else weight.tolist(),
        "accuracy": accuracy_score(actual, predicted, sample_weight=weight), "hamming_loss": hamming_loss(actual, predicted, sample_weight=weight),
        "micro": list(micro[:3]), "macro": list(macro[:3]),
        "precision": rows[0].tolist(), "recall": rows[1].tolist(), "f1": rows[2].tolist(), "support": [float(x) for x in rows[3]],
        "roc_auc": areas, "average_precision": precisions, "log_loss": losses,
    }


# Four labels: one without positive samples, one that is never predicted, ties of probabilities.
actual = (random.uniform(size=(60, 4)) < [0.4, 0.2, 0.0, 0.6]).astype(int)
probability = np.round(random.uniform(size=(60, 4)) * [1, 1, 1, 0.45] * 0.7 + 0.3 * actual * [1, 0.5, 1, 0.1], 2)
weight = np.round(random.uniform(size=60) * 3, 1)
cases = [metrics(actual, probability, np.array(threshold), w) for threshold in ([0.5] * 4, [0.3, 0.6, 0.5, 0.2]) for w in (None, weight)]

# scikit-learn adds epsilon of Adam before the correction of v, PyTorch after it: a tiny one makes no difference.
# A training: full batch, plain gradient descent, weights given.
x = np.round(random.normal(size=(40, 3)), 3)
y = np.stack([x[:, 0] + x[:, 1] > 0.3, x[:, 2] > 0.8, x[:, 0] * x[:, 2] > 0], axis=1).astype(int)
weights = [np.round(random.normal(size=(3, 5)) * 0.5, 3), np.round(random.normal(size=(5, 3)) * 0.5, 3)]
biases = [np.round(random.normal(size=5) * 0.1, 3), np.round(random.normal(size=3) * 0.1, 3)]


def train(solver, steps, **options):
    network = MLPClassifier(hidden_layer_sizes=(5,), activation="tanh", solver=solver, batch_size=40, shuffle=False, max_iter=1, warm_start=True, tol=0, n_iter_no_change=10**6, **options)
    network.fit(x, y)
    network.coefs_, network.intercepts_ = [w.copy() for w in weights], [b.copy() for b in biases]
    del network._optimizer
    network.loss_curve_, network.n_iter_, network.t_ = [], 0, 0
    network.max_iter = steps
    network.fit(x, y)
    return {
        "solver": solver, "steps": steps, "learning_rate": options["learning_rate_init"], "l2": options["alpha"], "loss": network.loss_curve_, "W1": network.coefs_[0].T.tolist(), "b1": network.intercepts_[0].tolist(),
        "W2": network.coefs_[1].T.tolist(), "b2": network.intercepts_[1].tolist(), "probability": network.predict_proba(x).tolist(), "prediction": network.predict(x).tolist(),
    }


runs = [
    train("sgd", 200, learning_rate_init=0.5, momentum=0, alpha=0),
    train("sgd", 60, learning_rate_init=0.3, momentum=0, alpha=0.5),
    train("adam", 100, learning_rate_init=0.05, alpha=0, epsilon=1e-20),
]
json.dump(
    {"actual": actual.tolist(), "probability": probability.tolist(), "cases": cases, "x": x.tolist(), "y": y.tolist(), "W1": weights[0].T.tolist(), "b1": biases[0].tolist(), "W2": weights[1].T.tolist(), "b2": biases[1].tolist(), "runs": runs},
    open("multi_label.json", "w"), indent=None)
