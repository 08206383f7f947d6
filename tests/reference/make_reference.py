"""Computes the reference values of our own with NumPy and scikit-learn (the other files came with the project).

    python3 tests/reference/make_reference.py
"""
import json
import os
import warnings

import numpy as np
import sklearn
from sklearn import metrics as skm
from sklearn.base import BaseEstimator
from sklearn.calibration import calibration_curve
from sklearn.datasets import make_blobs, make_circles, make_moons, make_regression
from sklearn.inspection import permutation_importance
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


def number(value):
    """NaN and infinity have no place in JSON: null."""
    return float(value) if np.isfinite(value) else None


def ranking(positive, score, weight):
    """ROC and precision-recall of one class against the rest, samples of weight 0 left out as scikit-learn does."""
    counted = positive if weight is None else positive[weight > 0]
    defined = len(np.unique(counted)) == 2
    return {
        "roc_auc": float(skm.roc_auc_score(positive, score, sample_weight=weight)) if defined else None,
        "average_precision": float(skm.average_precision_score(positive, score, sample_weight=weight)),
    }


def brier(one_of, probability, weight):
    """The Brier score: of the positive one of two classes, or summed over more."""
    if probability.shape[1] == 2:
        return skm.brier_score_loss(one_of[:, 1], probability[:, 1], sample_weight=weight, pos_label=1)
    return np.average(((probability - one_of) ** 2).sum(axis=1), weights=weight)


def reliability(correct, confidence, weight):
    """15 bins of equal width, closed above, with weights; where nothing is on a bound, those without weights are scikit-learn's calibration_curve."""
    bins, w = 15, np.ones(len(correct)) if weight is None else weight
    index = np.searchsorted(np.arange(1, bins) / bins, confidence)
    count = np.bincount(index, weights=w, minlength=bins)
    with np.errstate(invalid="ignore"):
        mean, share = (np.bincount(index, weights=w * values, minlength=bins) / count for values in (confidence, correct))
    if weight is None and len(np.unique(correct)) == 2 and not np.isclose(confidence * bins, np.round(confidence * bins)).any():
        true, predicted = calibration_curve(correct, confidence, n_bins=bins)
        assert np.allclose(true, share[count > 0], atol=1e-14) and np.allclose(predicted, mean[count > 0], atol=1e-14)
    error = np.sum(count[count > 0] * np.abs(share - mean)[count > 0]) / count.sum()
    return error, {"count": count.tolist(), "confidence": [number(v) for v in mean], "accuracy": [number(v) for v in share]}


def one_versus_one(actual, probability, weight):
    """Hand and Till's mean area of all pairs of classes; scikit-learn has no sample weights there: each pair by roc_auc_score."""
    counted = np.ones(len(actual)) if weight is None else weight
    there = [c for c in range(probability.shape[1]) if counted[actual == c].sum() > 0]
    areas = []
    for a in there:
        for b in there:
            if a != b:
                pair = (actual == a) | (actual == b)
                areas.append(skm.roc_auc_score(actual[pair] == a, probability[pair, a], sample_weight=counted[pair]))
    return np.mean(areas) if areas else np.nan


def classification(name, classes, actual, predicted, probability, weight=None):
    """All metrics of one classifier; probability is samples x classes here, and classes x samples in the file."""
    labels, w = list(range(classes)), {"sample_weight": weight}
    one_of = (actual[:, None] == np.arange(classes)).astype(int)
    rows = [ranking(one_of[:, c], probability[:, c], weight) for c in labels]
    precision, recall, f1, support = skm.precision_recall_fscore_support(actual, predicted, labels=labels, zero_division=0, **w)
    areas = [row["roc_auc"] for row in rows if row["roc_auc"] is not None]
    prior = np.average(one_of, axis=0, weights=weight)
    values = {
        "accuracy": skm.accuracy_score(actual, predicted, **w),
        "balanced_accuracy": skm.balanced_accuracy_score(actual, predicted, **w),
        "log_loss": skm.log_loss(actual, probability, labels=labels, **w),
        "matthews": skm.matthews_corrcoef(actual, predicted, **w),
        "kappa": skm.cohen_kappa_score(actual, predicted, labels=labels, **w),
        "baseline_accuracy": prior.max(),
        "baseline_log_loss": skm.log_loss(actual, np.tile(prior, (len(actual), 1)), labels=labels, **w),
    }
    for average in ("macro", "weighted"):
        scores = skm.precision_recall_fscore_support(actual, predicted, labels=labels, average=average, zero_division=0, **w)
        values.update({f"{average}_{metric}": score for metric, score in zip(("precision", "recall", "f1"), scores)})
    for beta in (0.5, 2, 3):
        scores = {average: skm.fbeta_score(actual, predicted, beta=beta, labels=labels, average=average, zero_division=0, **w) for average in ("macro", "weighted")}
        values.update({f"{average}_f_{beta}": score for average, score in scores.items()})
    for top in range(1, classes):
        if classes > 2:
            values[f"top_{top}"] = skm.top_k_accuracy_score(actual, probability, k=top, labels=labels, **w)
    confidence = probability[np.arange(len(actual)), predicted]
    error, bins = reliability((actual == predicted).astype(float), confidence, weight)
    values.update({"brier": brier(one_of, probability, weight), "calibration_error": error})
    if classes == 2:
        values.update({"roc_auc": np.nan if rows[1]["roc_auc"] is None else rows[1]["roc_auc"], "average_precision": rows[1]["average_precision"]})
    else:
        values["average_precision"] = skm.average_precision_score(one_of, probability, average="macro", **w)
        values["roc_auc"] = np.mean(areas) if areas else np.nan
        if len(areas) == classes:
            values["roc_auc"] = skm.roc_auc_score(actual, probability, multi_class="ovr", average="macro", labels=labels, **w)
            values["weighted_roc_auc"] = skm.roc_auc_score(actual, probability, multi_class="ovr", average="weighted", labels=labels, **w)
        values["one_versus_one"] = one_versus_one(actual, probability, weight)
        if len(areas) == classes and weight is None:
            values["one_versus_one"] = skm.roc_auc_score(actual, probability, multi_class="ovo", average="macro", labels=labels)
    return {
        "name": name, "classes": classes, "actual": actual.tolist(), "predicted": predicted.tolist(),
        "probability": probability.T.tolist(), "weight": None if weight is None else weight.tolist(),
        "expected": {key: number(value) for key, value in values.items()},
        "reliability": bins,
        "majority": int(prior.argmax()),
        "confusion": skm.confusion_matrix(actual, predicted, labels=labels, **w).astype(float).tolist(),
        "confusion_shares": {by: skm.confusion_matrix(actual, predicted, labels=labels, normalize=by, **w).tolist() for by in ("true", "pred", "all")},
        "f_beta_2": skm.fbeta_score(actual, predicted, beta=2, labels=labels, average=None, zero_division=0, **w).tolist(),
        "per_class": {"precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(), "support": support.astype(float).tolist(),
                      "roc_auc": [row["roc_auc"] for row in rows], "average_precision": [row["average_precision"] for row in rows]},
    }


def guesses(random, share, samples, sharpness, absent=(), steps=None):
    """Actual classes drawn by share, probabilities that lean to them (in steps of 1 / steps, so that there are ties)."""
    share = np.array(share)
    actual = random.choice(len(share), size=samples, p=share)
    logits = random.randn(samples, len(share)) + sharpness * (actual[:, None] == np.arange(len(share))) + np.log(share + 0.02)
    logits[:, list(absent)] -= 50
    probability = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    if steps is not None:
        probability = np.array([random.multinomial(steps, row) for row in probability]) / steps
    return actual, probability.argmax(axis=1), probability


def weights(random, samples, zeros):
    """Weights from 0 to 3, some exactly 0."""
    weight = np.round(random.rand(samples) * 3, 3)
    weight[random.permutation(samples)[:zeros]] = 0
    return weight


def curve(name, positive, score, weight=None):
    """Both curves with all their points; scikit-learn's first ROC threshold (the highest score + 1 in 1.2) is null."""
    fpr, tpr, at = skm.roc_curve(positive, score, drop_intermediate=False, sample_weight=weight)
    precision, recall, cut = skm.precision_recall_curve(positive, score, sample_weight=weight)
    return {
        "name": name, "positive": positive.tolist(), "score": score.tolist(), "weight": None if weight is None else weight.tolist(),
        "roc": {"fpr": [number(v) for v in fpr], "tpr": [number(v) for v in tpr], "threshold": [None] + at[1:].tolist()},
        "precision_recall": {"precision": precision.tolist(), "recall": recall.tolist(), "threshold": cut.tolist()},
        **ranking(positive, score, weight),
    }


def percentage(actual, predicted, weight, multioutput):
    """Mean absolute percentage error without the samples whose actual value is 0, target by target."""
    weight = np.ones(len(actual)) if weight is None else weight
    scores = [skm.mean_absolute_percentage_error(y[y != 0], p[y != 0], sample_weight=weight[y != 0]) for y, p in zip(actual.T, predicted.T)]
    return np.mean(scores) if multioutput == "uniform_average" else scores


def maximum(actual, predicted, weight, multioutput):
    """Largest error of the samples with a weight above 0, target by target."""
    counted = np.ones(len(actual), bool) if weight is None else weight > 0
    scores = [skm.max_error(y[counted], p[counted]) for y, p in zip(actual.T, predicted.T)]
    return np.mean(scores) if multioutput == "uniform_average" else scores


def logarithmic(actual, predicted, weight, multioutput):
    """Mean squared logarithmic error; scikit-learn 1.2 refuses values from -1 to 0, for which later versions have this formula."""
    if min(actual.min(), predicted.min()) >= 0:
        return skm.mean_squared_log_error(actual, predicted, sample_weight=weight, multioutput=multioutput)
    counted = np.ones(len(actual), bool) if weight is None else weight > 0
    scores = [np.average((np.log1p(y) - np.log1p(p)) ** 2, weights=None if weight is None else weight[counted]) if min(y.min(), p.min()) > -1 else np.nan
              for y, p in zip(actual[counted].T, predicted[counted].T)]
    return np.mean(scores) if multioutput == "uniform_average" else scores


def regression(name, actual, predicted, weight=None):
    """All metrics of predicted numbers, of each target and their mean; samples x targets here, targets x samples in the file."""
    mean = np.tile(np.average(actual, axis=0, weights=weight), (len(actual), 1))

    def scores(multioutput):
        how = {"sample_weight": weight, "multioutput": multioutput}
        return {
            "mse": skm.mean_squared_error(actual, predicted, **how),
            "rmse": skm.mean_squared_error(actual, predicted, squared=False, **how),
            "mae": skm.mean_absolute_error(actual, predicted, **how),
            "mape": percentage(actual, predicted, weight, multioutput),
            "median": skm.median_absolute_error(actual, predicted, **how),
            "maximum": maximum(actual, predicted, weight, multioutput),
            "msle": logarithmic(actual, predicted, weight, multioutput),
            "explained": skm.explained_variance_score(actual, predicted, **how),
            "r2": skm.r2_score(actual, predicted, **how) * np.ones(1 if multioutput == "uniform_average" else actual.shape[1]),
            "baseline_mse": skm.mean_squared_error(actual, mean, **how),
            "baseline_mae": skm.mean_absolute_error(actual, mean, **how),
        }

    return {
        "name": name, "actual": actual.T.tolist(), "predicted": predicted.T.tolist(), "weight": None if weight is None else weight.tolist(),
        "expected": {key: number(np.squeeze(value)) for key, value in scores("uniform_average").items()},
        "per_target": {key: [number(v) for v in value] for key, value in scores("raw_values").items()},
    }


def measures():
    """Classifiers, curves and regressions, the odd ones included."""
    random = np.random.RandomState(21)
    binary, ties = guesses(random, [0.5, 0.5], 60, 1.5), guesses(random, [0.45, 0.55], 50, 1.0, steps=10)
    imbalanced, three = guesses(random, [0.93, 0.07], 80, 2.0), guesses(random, [0.3, 0.5, 0.2], 60, 1.5)
    four, coarse = guesses(random, [0.4, 0.3, 0.2, 0.1], 70, 1.2), guesses(random, [0.3, 0.2, 0.3, 0.2], 60, 1.0, steps=5)
    unpredicted = guesses(random, [0.4, 0.4, 0.2], 40, 1.5, absent=[2])
    missing = guesses(random, [0.6, 0.0, 0.4], 40, 0.5)
    nowhere = guesses(random, [0.5, 0.5, 0.0], 40, 1.0, absent=[2])
    alone = guesses(random, [0.0, 1.0], 20, 0.5)
    emptied = weights(random, 60, 10)
    emptied[three[0] == 2] = 0
    constant = (binary[0], np.zeros_like(binary[0]), np.tile([0.7, 0.3], (60, 1)))
    classifiers = [
        classification("binary", 2, *binary),
        classification("binary, ties, probabilities of 0 and 1", 2, *ties),
        classification("binary, ties, weights with zeros", 2, *ties, weights(random, 50, 12)),
        classification("binary, imbalanced", 2, *imbalanced),
        classification("binary, imbalanced, weights with zeros", 2, *imbalanced, weights(random, 80, 20)),
        classification("binary, always the first class", 2, *constant),
        classification("binary, only the second class is there", 2, *alone),
        classification("3 classes", 3, *three),
        classification("3 classes, weights with zeros", 3, *three, weights(random, 60, 15)),
        classification("3 classes, one with weights of zero alone", 3, *three, emptied),
        classification("3 classes, one never predicted", 3, *unpredicted),
        classification("3 classes, one not in the data", 3, *missing),
        classification("3 classes, one neither in the data nor predicted", 3, *nowhere),
        classification("4 classes", 4, *four),
        classification("4 classes, ties", 4, *coarse),
        classification("4 classes, ties, weights with zeros", 4, *coarse, weights(random, 60, 20)),
    ]
    score = np.round(random.randn(30) * 2) / 2
    curves = [
        curve("scikit-learn's example", np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.35, 0.8])),
        curve("ties", ties[0], ties[2][:, 1]),
        curve("ties, weights with zeros", ties[0], ties[2][:, 1], weights(random, 50, 12)),
        curve("scores of any size and sign", random.randint(0, 2, 30), score),
        curve("one score for all", random.randint(0, 2, 12), np.full(12, 0.5)),
        curve("no positive sample", np.zeros(5, int), score[:5]),
        curve("no negative sample", np.ones(5, int), score[:5]),
    ]
    y = np.round(random.randn(40, 2) * [3, 200] + [1, 5000], 3)
    p = np.round(y + random.randn(40, 2) * [1, 90], 3)
    zeros, flat = y.copy(), y.copy()
    zeros[::7, 0], flat[:, 1] = 0, 3.5
    right = p.copy()
    right[:, 1] = 3.5
    regressions = [
        regression("one target", y[:, :1], p[:, :1]),
        regression("one target, weights with zeros", y[:, :1], p[:, :1], weights(random, 40, 10)),
        regression("two targets", y, p),
        regression("two targets, weights with zeros", y, p, weights(random, 40, 10)),
        regression("zeros among the actual values", zeros[:, :1], p[:, :1]),
        regression("a constant target", flat, p),
        regression("a constant target, predicted exactly", flat, right),
        regression("a constant target, weights with zeros", flat, p, np.round(weights(random, 40, 10) * 4) / 4),
        regression("worse than the mean", y[:, :1], -p[:, :1]),
        regression("one sample", y[:1], p[:1]),
    ]
    counts = np.round(np.exp(random.randn(41, 2) * 2))
    guessed = np.round(np.abs(counts + random.randn(41, 2) * np.sqrt(counts)), 2)
    small = np.round(random.rand(12, 1) * 2 - 0.95, 3)
    regressions += [
        regression("counts", counts, guessed),
        regression("counts, weights with zeros", counts, guessed, weights(random, 41, 9)),
        regression("values from -1 on", small, np.round(small / 2, 3)),
        regression("errors of one size", small, small + 0.25),
    ]
    return {
        "about": "scikit-learn's metrics with zero_division=0; null is NaN, or the infinite first threshold of a ROC curve",
        "classification": classifiers, "curves": curves, "regression": regressions,
    }


write("deep_run_he", deep_run())
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of undefined values: they are the point
    write("metrics", measures())


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


class Linear(BaseEstimator):
    """A network of one layer with given weights: softmax for classes, the outputs themselves for numbers."""

    def __init__(self, weights=None, biases=None, classes=None):
        self.weights, self.biases, self.classes = weights, biases, classes
        self._estimator_type = "regressor" if classes is None else "classifier"
        self.classes_ = classes

    def fit(self, x, y):
        return self

    def predict_proba(self, x):
        z = x @ self.weights.T + self.biases
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def predict(self, x):
        return x @ self.weights.T + self.biases if self.classes is None else self.classes[np.argmax(self.predict_proba(x), axis=1)]


def importances():
    """permutation_importance for given weights, by every metric; the third feature is of no use."""
    cases = []
    for outputs, metrics in ((3, ("accuracy", "neg_log_loss")), (2, ("r2", "neg_mean_squared_error"))):
        random = np.random.RandomState(21)
        x, weight, bias = (np.round(random.randn(*shape), 3) for shape in ((37, 4), (outputs, 4), (outputs,)))
        weight[:, 2] = 0
        noisy = x @ weight.T + bias + random.randn(37, outputs)
        y = np.argmax(noisy, axis=1) if outputs == 3 else np.round(noisy, 3)
        model = Linear(weight, bias, np.arange(3) if outputs == 3 else None)
        for metric in metrics:
            result = permutation_importance(model, x, y, scoring=metric, n_repeats=4, random_state=12)
            cases.append({"metric": metric, "x": x.tolist(), "y": y.tolist(), "weight": weight.tolist(), "bias": bias.tolist(),
                          "importances": result.importances.tolist(), "mean": result.importances_mean.tolist(), "deviation": result.importances_std.tolist()})
    return {"about": "permutation_importance with n_repeats=4 and random_state=12", "cases": cases}


write("make_circles_7_plain", generated(make_circles, 7, shuffle=False, factor=0.25, random_state=0))
write("make_blobs_11_unshuffled", generated(make_blobs, 11, centers=4, n_features=3, cluster_std=0.5, shuffle=False, random_state=7))
write("make_blobs_20_binary", generated(make_blobs, 20, centers=2, n_features=1, cluster_std=3.0, random_state=8))
write("make_regression_30", generated(make_regression, 30, n_features=5, n_informative=2, noise=4.0, random_state=6))
write("make_regression_12_targets", generated(make_regression, 12, n_features=3, n_targets=2, noise=1.5, random_state=1))
write("make_regression_9_unshuffled", generated(make_regression, 9, n_features=4, n_informative=3, shuffle=False, random_state=2))
write("splits", splits())
write("permutation_importance", importances())
