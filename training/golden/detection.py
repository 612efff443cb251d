"""How well a monitor tells labelled runs apart, counted by scikit-learn and SciPy: a fixture for the tests of the page.

    pip install scikit-learn==1.9.1        (nothing else here needs it)
    python -m training.golden.detection

Writes tests/fixtures/detection.json: made-up suspicions in thousandths with labels, their ROC curves, areas with
DeLong's variance (taken pair by pair), and tables with rates at thresholds. The page's own arithmetic is held to it by
tests/core/transcripts/detection.test.ts.
"""

from __future__ import annotations

import json
import math
import random

import numpy as np
from scipy.stats import binomtest, norm
from sklearn.metrics import confusion_matrix, roc_auc_score, roc_curve

from .recorder import FIXTURES

THRESHOLDS = (10, 250, 500, 600, 1000)
Z = norm.ppf(0.975)


def drawn(seed: int, n: int, share: float, apart: float, levels: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores of n runs in thousandths and labels, positives higher by `apart`; few levels make many ties."""
    r = random.Random(seed)
    labels = np.array([int(r.random() < share) for _ in range(n)])
    raw = np.array([min(1.0, max(0.0, r.gauss(0.35 + apart * label, 0.25))) for label in labels])
    return np.round(np.round(raw * levels) / levels * 1000).astype(int), labels


def wilson(hits: int, n: int) -> list[float]:
    found = binomtest(hits, n).proportion_ci(0.95, method="wilson")
    return [float(found.low), float(found.high)]


def product(a: list[float], b: list[float]) -> dict:
    """Rate and MOVER interval (Zou and Donner 2008) of a product of two shares, each [rate, low, high]."""
    rate = a[0] * b[0]
    if rate == 0:
        return {"rate": 0.0, "low": 0.0, "high": a[2] * b[2]}
    low = math.sqrt((math.log(a[0]) - math.log(a[1])) ** 2 + (math.log(b[0]) - math.log(b[1])) ** 2)
    high = math.sqrt((math.log(a[2]) - math.log(a[0])) ** 2 + (math.log(b[2]) - math.log(b[0])) ** 2)
    return {"rate": rate, "low": rate / math.exp(low), "high": rate * math.exp(high)}


def at(scores: np.ndarray, labels: np.ndarray, threshold: int) -> dict:
    tn, fp, fn, tp = (int(x) for x in confusion_matrix(labels, scores >= threshold, labels=[0, 1]).ravel())
    tpr, tnr = [tp / (tp + fn), *wilson(tp, tp + fn)], [tn / (tn + fp), *wilson(tn, tn + fp)]
    return {
        "threshold": threshold,
        "counts": {"tp": tp, "fp": fp, "fn": fn, "tn": tn},
        "tpr": tpr,
        "fpr": [fp / (tn + fp), *wilson(fp, tn + fp)],
        "gMean2": product(tpr, tnr),
    }


def area(scores: np.ndarray, labels: np.ndarray) -> dict:
    """AUROC and its interval on the logit; DeLong's variance from every pair of a positive and a negative."""
    positive, negative = scores[labels == 1][:, None], scores[labels == 0][None, :]
    wins = (positive > negative) + 0.5 * (positive == negative)
    auroc = float(roc_auc_score(labels, scores))
    if auroc in (0.0, 1.0):
        return {"auroc": auroc, "interval": None}
    variance = wins.mean(axis=1).var(ddof=1) / wins.shape[0] + wins.mean(axis=0).var(ddof=1) / wins.shape[1]
    step = Z * math.sqrt(variance) / (auroc * (1 - auroc))
    ends = [1 / (1 + math.exp(-(math.log(auroc / (1 - auroc)) + by * step))) for by in (-1, 1)]
    return {"auroc": auroc, "interval": ends}


def case(name: str, scores: np.ndarray, labels: np.ndarray) -> dict:
    fpr, tpr, thresholds = roc_curve(labels, scores, drop_intermediate=False)
    return {
        "name": name,
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "roc": [
            # scikit-learn's first threshold flags nothing: infinity
            [1001 if math.isinf(t) else int(t), float(f), float(p)]
            for t, f, p in zip(thresholds, fpr, tpr, strict=True)
        ],
        "area": area(scores, labels),
        "at": [at(scores, labels, threshold) for threshold in THRESHOLDS],
    }


def main() -> None:
    cases = [
        case("many levels", *drawn(1, 60, 0.4, 0.3, 1000)),
        case("few levels, many ties", *drawn(2, 80, 0.5, 0.25, 10)),
        case("few positives", *drawn(3, 50, 0.12, 0.4, 20)),
        case("no difference", *drawn(4, 70, 0.5, 0.0, 10)),
        case("apart altogether", np.array([1000, 900, 800, 700, 300, 200, 0, 0]), np.array([1, 1, 1, 1, 0, 0, 0, 0])),
    ]
    (FIXTURES / "detection.json").write_text(json.dumps({"cases": cases}) + "\n", "utf-8")


if __name__ == "__main__":
    main()
