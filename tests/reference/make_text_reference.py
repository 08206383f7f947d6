"""Computes the reference values of free text with scikit-learn: TF-IDF of some lines, and the accuracy on generated tickets.

    pwsh -Command "./examples/New-TicketTable.ps1 -Count 2000 -Seed 1 | Export-Csv tickets.csv"
    python3 tests/reference/make_text_reference.py tickets.csv
"""
import csv
import hashlib
import json
import os
import sys
import time

import numpy as np
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = {"numpy": np.__version__, "scikit_learn": sklearn.__version__}

LINES = [
    "The printer on the 3rd floor prints blank pages",
    "Printer prints BLANK pages again, printer is new",
    "VPN does not connect: error 691",
    "vpn_client crashes; the VPN does not connect",
    "a b c",
    "",
    "Stra\u00dfe gesperrt, stra\u00dfe frei. \u00c4rger mit \u00c4RGER",
    "\u041f\u0440\u0438\u043d\u0442\u0435\u0440 \u043d\u0435 \u041f\u0415\u0427\u0410\u0422\u0410\u0415\u0422",
    "don't e-mail me: x2 \u00bd\u00bd 10\u00b2 \u2162\u2162",
    "\u5370\u5237\u673a \u574f\u4e86 \U00020000\U00020001 \U0001d400\U0001d401",
    "cafe\u0301 and caf\u00e9",
    "disk full disk full disk full on the file server",
]


def write(name, content):
    with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
        json.dump({"source": SOURCE, **content}, file, indent=1)
        file.write("\n")


def features(maximum):
    """TfidfVectorizer of LINES. A maximum must not cut through words that are equally frequent: scikit-learn's choice among them is by chance."""
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), max_features=maximum)
    x = vectorizer.fit_transform(LINES)
    unseen = vectorizer.transform(["the printer is full, FULL of pages", "nothing known"])
    return {
        "maximum": maximum, "words": vectorizer.get_feature_names_out().tolist(), "idf": vectorizer.idf_.tolist(),
        "rows": [row.tolist() for row in x.toarray()], "unseen": [row.tolist() for row in unseen.toarray()],
    }


def frequent_counts():
    """Numbers of words at which the choice is clear."""
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), use_idf=False, norm=None)
    counts = np.sort(np.asarray(vectorizer.fit_transform(LINES).sum(axis=0)).ravel())[::-1]
    return [i for i in range(1, len(counts)) if counts[i - 1] > counts[i]]


def tickets(path):
    """Logistic regression on TF-IDF: learns from the first 1,600 tickets, and is measured on the last 400."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    text, team = [row["Subject"] for row in rows], [row["Team"] for row in rows]
    start = time.perf_counter()
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), max_features=1000)
    model = LogisticRegression(max_iter=1000).fit(vectorizer.fit_transform(text[:1600]), team[:1600])
    accuracy = model.score(vectorizer.transform(text[1600:]), team[1600:])
    print(f"accuracy {accuracy:.4f}, {time.perf_counter() - start:.3f} s, {len(set(text))} different subjects")
    lines = "\n".join(f"{subject}\t{name}" for subject, name in zip(text, team))
    return {
        "about": "New-TicketTable.ps1 -Count 2000 -Seed 1: TfidfVectorizer(ngram_range=(1, 2), max_features=1000), LogisticRegression; the last 400 are the test",
        "sha256": hashlib.sha256(lines.encode("utf-8")).hexdigest(), "accuracy": accuracy,
    }


write("text_features", {"lines": LINES, "unseen_lines": ["the printer is full, FULL of pages", "nothing known"],
                        "cases": [features(maximum) for maximum in [None, *frequent_counts()]]})
if len(sys.argv) > 1:
    write("text_tickets", tickets(sys.argv[1]))
