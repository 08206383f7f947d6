"""Values of scikit-learn's mean_pinball_loss and QuantileRegressor, and of numpy.quantile: python3 make_quantile_reference.py > quantile_loss.json"""
import json
import numpy as np
from sklearn.linear_model import QuantileRegressor
from sklearn.metrics import mean_pinball_loss

random = np.random.RandomState(3)
quantiles = [0.05, 0.1, 0.5, 0.9, 0.975]
y = np.round(random.gamma(2, 3, 60), 3)
predicted = np.sort(y[:, None] + random.randn(60, len(quantiles)) * 2 + np.linspace(-3, 3, len(quantiles)), axis=1)
predicted[::7, 2] = y[::7]
weight = np.round(random.rand(60), 2)

# A line with errors that grow: quantiles of y by x are lines with different slopes.
x = np.round(random.rand(90), 3)
line = np.round(1 + 2 * x + (0.2 + x) * random.randn(90), 4)
lines = [QuantileRegressor(quantile=q, alpha=0, solver="highs").fit(x[:, None], line) for q in (0.1, 0.5, 0.9)]
print(json.dumps({
    "quantiles": quantiles, "y": y.tolist(), "predicted": predicted.T.tolist(), "weight": weight.tolist(),
    "loss": [mean_pinball_loss(y, predicted[:, i], alpha=q) for i, q in enumerate(quantiles)],
    "weightedLoss": [mean_pinball_loss(y, predicted[:, i], sample_weight=weight, alpha=q) for i, q in enumerate(quantiles)],
    "empirical": [float(np.quantile(y, q)) for q in quantiles],
    "x": x.tolist(), "line": line.tolist(),
    "lineLoss": [mean_pinball_loss(line, one.predict(x[:, None]), alpha=one.quantile) for one in lines],
    "linePredicted": [one.predict(np.array([[0.0], [1.0]])).tolist() for one in lines],
}))
