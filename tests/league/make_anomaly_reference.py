"""ROC AUC of scikit-learn's IsolationForest and LocalOutlierFactor (defaults) on four tables, each with its rarest class as the anomaly.

Usage: python3 make_anomaly_reference.py [tables] > anomaly_reference.json. Needs scikit-learn (measured with 1.2.1). The label and the fold are left out, rows without a label, too. Columns are
numbers where all their cells are; the others are one-hot encoded. Missing cells have the median, or the most frequent category; all features are standardized. Fit and score are on all rows.
"""
import csv
import json
import os
import sys

import numpy as np
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import LocalOutlierFactor

TABLES = {"letters": "lettr", "soybean": "Class", "chile": "vote", "income": "INCOME"}
MISSING = ("", "NA")


def column(cells):
    missing = np.array([cell in MISSING for cell in cells])
    known = [cell for cell in cells if cell not in MISSING]
    try:
        x = np.array([float(cell) if cell not in MISSING else np.nan for cell in cells])
        x[missing] = np.nanmedian(x)
        return x[:, None]
    except ValueError:
        kinds = sorted(set(known))
        most = max(kinds, key=known.count)
        filled = [most if cell in MISSING else cell for cell in cells]
        return np.array([[float(cell == kind) for kind in kinds] for cell in filled])


def load(path, label):
    rows = [row for row in csv.DictReader(open(path, encoding="utf-8")) if row[label] not in MISSING]
    labels = [row[label] for row in rows]
    rare = min(sorted(set(labels)), key=labels.count)
    x = np.hstack([column([row[name] for row in rows]) for name in rows[0] if name not in (label, "fold")])
    deviation = x.std(0)
    return (x - x.mean(0)) / np.where(deviation == 0, 1, deviation), np.array([one == rare for one in labels]), rare


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "tables")
    result = {"scikit-learn": sklearn.__version__, "tables": {}}
    for table, label in TABLES.items():
        x, anomaly, rare = load(os.path.join(folder, table + ".csv"), label)
        forest = [round(float(roc_auc_score(anomaly, -IsolationForest(random_state=seed).fit(x).score_samples(x))), 4) for seed in (1, 2, 3)]
        factor = round(float(roc_auc_score(anomaly, -LocalOutlierFactor().fit(x).negative_outlier_factor_)), 4)
        result["tables"][table] = {"label": label, "rare": rare, "rows": len(anomaly), "anomalies": int(anomaly.sum()), "isolationForest": forest, "localOutlierFactor": factor}
    json.dump(result, sys.stdout, indent=1)
    print()


main()
