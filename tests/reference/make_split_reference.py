"""Writes group_splits.json: splits of scikit-learn by groups and by time, and stratified folds with a class smaller than the folds.

Debian 12: apt-get install python3-sklearn (1.2.1); python3 tests/reference/make_split_reference.py
"""
import json
import os
import warnings

import numpy as np
from sklearn.model_selection import GroupKFold, GroupShuffleSplit, StratifiedGroupKFold, StratifiedKFold, TimeSeriesSplit

warnings.simplefilter("ignore", UserWarning)
random = np.random.RandomState(5)


def parts(splitter, y, groups=None):
    return [{"train": train.tolist(), "test": test.tolist()} for train, test in splitter.split(y, y, groups)]


def grouped():
    cases = []
    # Up to 16 groups: numpy sorts the sizes by insertion then, and ties are in a known order.
    for samples, groups, classes in [(40, 8, 2), (97, 16, 3), (60, 5, 4), (200, 12, 7)]:
        group = random.randint(0, groups, samples)
        group[:groups] = np.arange(groups)
        # Classes that go with the groups, in part.
        y = np.where(random.uniform(size=samples) < 0.5, group % classes, random.randint(0, classes, samples))
        y[:classes] = np.arange(classes)
        for count in (2, 3, 5):
            cases.append({
                "count": count, "group": group.tolist(), "y": y.tolist(),
                "group_k_fold": parts(GroupKFold(count), y, group),
                "stratified_group_k_fold": parts(StratifiedGroupKFold(count), y, group),
            })
    return cases


def held_out():
    group = random.randint(0, 9, 50)
    return [{"fraction": fraction, "seed": seed, "group": group.tolist(), **parts(GroupShuffleSplit(1, test_size=fraction, random_state=seed), group, group)[0]}
            for fraction in (0.2, 0.5) for seed in (0, 1, 7)]


def timed():
    cases = []
    for samples, count in [(20, 3), (23, 4), (6, 5), (101, 5)]:
        time = random.randint(0, samples // 2 + 1, samples)
        order = np.argsort(time, kind="stable")
        cases.append({"count": count, "time": time.tolist(),
                      "parts": [{"train": order[train].tolist(), "test": order[test].tolist()} for train, test in TimeSeriesSplit(count).split(order)]})
    return cases


def small_class():
    y = np.array([0] * 14 + [1] * 9 + [2] * 3)
    random.shuffle(y)
    return [{"count": count, "seed": seed, "y": y.tolist(), "parts": parts(StratifiedKFold(count, shuffle=True, random_state=seed), y)}
            for count in (4, 5, 10) for seed in (0, 3)]


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "group_splits.json"), "w", encoding="utf-8", newline="\n") as file:
    json.dump({"about": "GroupKFold, StratifiedGroupKFold, GroupShuffleSplit, TimeSeriesSplit, StratifiedKFold of scikit-learn 1.2",
               "grouped": grouped(), "held_out": held_out(), "timed": timed(), "small_class": small_class()}, file, separators=(",", ":"))
    file.write("\n")
