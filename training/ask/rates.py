"""A share of sampled answers with an interval that knows its questions: several answers to one are not independent.

The twin of src/core/pictures/rate.ts; tests/fixtures/cluster-bootstrap.json holds both to the same numbers. Cluster
bootstrap (Davison and Hinkley 1997, 3.8): whole questions are drawn again, and the interval is that of the shares.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from .dice import Dice

Z = 1.96
SEED, RESAMPLES = 1, 2000
# of the sorted shares of all resamples: 2.5 % lie outside on either side
LOW, HIGH = 50, 1949
FEWEST = 8
Rate = dict[str, float | int]


@lru_cache(maxsize=64)
def resamples(questions: int) -> np.ndarray:
    """Which questions each resample draws: [RESAMPLES, questions]."""
    dice = Dice(SEED)
    drawn = [[int(dice.next() * questions) for _ in range(questions)] for _ in range(RESAMPLES)]
    return np.array(drawn, dtype=np.int64)


def wilson(p: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a share p of n independent trials (Wilson 1927)."""
    mid, half = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    return (0.0 if p == 0 else (mid - half) / whole), (1.0 if p == 1 else (mid + half) / whole)


def rate(counts: Iterable[tuple[int, int]]) -> Rate:
    """{rate, n, questions, low, high} of (hits, answers) for each question, unrounded.

    Below eight questions there is no interval. Where every question has the same share, resamples show no spread, and
    the interval is Wilson's with the questions as trials.
    """
    rows = sorted((hits, n) for hits, n in counts if n > 0)
    hits, n, questions = sum(h for h, _ in rows), sum(n for _, n in rows), len(rows)
    out: Rate = {"rate": hits / n if n else 0.0, "n": n, "questions": questions}
    if questions < FEWEST:
        return out
    if all(h * n == hits * k for h, k in rows):
        low, high = wilson(out["rate"], questions)
        return {**out, "low": low, "high": high}
    table = np.array(rows, dtype=np.int64)[resamples(questions)].sum(1)
    shares = np.sort(table[:, 0] / table[:, 1])
    return {**out, "low": float(shares[LOW]), "high": float(shares[HIGH])}


def rounded(found: Rate) -> Rate:
    """As it stands in a file: shares with four decimals."""
    return {k: round(v, 4) if k in ("rate", "low", "high") else v for k, v in found.items()}
