"""Shares with what they are counted from, so that a file of evidence can be recounted.

A share of a run's files is a Rate (ask/rates.py) with `counts`: [hits, runs, questions that had these]. The evidence
that the page reads leaves them out; they go into a file of their own with the same names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..ask.rates import Rate, rate, rounded

Counts = list[list[int]]


def counted(counts: Iterable[tuple[int, int]]) -> dict:
    """The share of (hits, runs) of each question, with its counts."""
    rows = [(hits, n) for hits, n in counts if n]
    return {**recounted([[*row, 1] for row in rows]), "counts": [[*row, k] for row, k in sorted(Counter(rows).items())]}


def recounted(counts: Counts) -> Rate:
    return rounded(rate((hits, n) for hits, n, k in counts for _ in range(k)))


def parted(found: object) -> tuple[object, object]:
    """(found without counts, the counts alone) at the same places; None in the second where there are none below."""
    if isinstance(found, list):
        parts = [parted(one) for one in found]
        has = any(counts is not None for _, counts in parts)
        return [one for one, _ in parts], [counts for _, counts in parts] if has else None
    if not isinstance(found, dict):
        return found, None
    if "counts" in found:
        return {k: v for k, v in found.items() if k != "counts"}, found["counts"]
    parts = {k: parted(v) for k, v in found.items()}
    return {k: v[0] for k, v in parts.items()}, {k: v[1] for k, v in parts.items() if v[1] is not None} or None
