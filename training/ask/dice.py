"""The page's dice: its generator of random numbers and its way of drawing a token, so that a seed gives the same text.

The twin of src/core/random.ts and src/core/answers/sampling.ts, operation for operation: logits in float32, weights
and sums in float64, each sum from left to right. tests/fixtures/dice holds the two together, both ways.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

WORD = 0xFFFFFFFF


class Dice:
    """mulberry32 (Tommy Ettinger, public domain): numbers in [0, 1), the same for the same seed on every machine."""

    def __init__(self, seed: int) -> None:
        self.state = seed & WORD

    def next(self) -> float:
        self.state = (self.state + 0x6D2B79F5) & WORD
        t = self.state
        t = ((t ^ (t >> 15)) * (1 | t)) & WORD
        t ^= (t + (((t ^ (t >> 7)) * (61 | t)) & WORD)) & WORD
        return (t ^ (t >> 14)) / 2**32


def row_seed(seed: int, row: int) -> int:
    """The seed of the answer number `row` where many are asked for with one seed."""
    return (seed + 7919 * row) & WORD


def draw_tokens(logits: np.ndarray, uniforms: Sequence[float], temperature: float, top_p: float = 1.0) -> np.ndarray:
    """The ids [rows] drawn from float32 logits [rows, vocab] with a number in [0, 1) for each row.

    Temperature 0 is greedy: the largest logit, the lowest id where several are equal. Otherwise the draw walks through
    the nucleus (top-p; Holtzman et al. 2020) in the order of ids.
    """
    if temperature <= 0:
        return logits.argmax(-1)
    weights, _ = nucleus(logits, temperature, top_p)
    passed = (_left(weights, uniforms) < 0) & (weights > 0)
    return np.where(passed.any(1), passed.argmax(1), _last(weights))


def margins(logits: np.ndarray, uniforms: Sequence[float], temperature: float, top_p: float = 1.0) -> np.ndarray:
    """How near each draw [rows] was to another token, as a share of probability; in nats of the logits when greedy.

    The smaller of two distances: from the number to the nearest edge between two tokens, and from the mass of the
    nucleus, with and without its smallest token, to top-p. Rounding of the logits can change a draw only where it is
    small.
    """
    if temperature <= 0:
        two = np.partition(logits.astype(np.float64), -2, axis=1)[:, -2:]
        return two[:, 1] - two[:, 0]
    weights, edge = nucleus(logits, temperature, top_p)
    share = np.abs(_left(weights, uniforms)) / weights.sum(1, keepdims=True)
    between = np.arange(weights.shape[1]) < _last(weights)[:, None]
    return np.minimum(np.where(between, share, 1.0).min(1), edge)


def nucleus(logits: np.ndarray, temperature: float, top_p: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights [rows, vocab], zero outside the nucleus, and how near [rows] top-p is to a nucleus of other tokens."""
    wide = logits.astype(np.float64)
    weights = np.exp((wide - wide.max(1, keepdims=True)) / temperature)
    if top_p >= 1:
        return weights, np.ones(len(weights))
    total = np.add.accumulate(weights, axis=1)[:, -1]
    descending = -np.sort(-weights, axis=1)
    held = np.add.accumulate(descending, axis=1)
    rows = np.arange(len(weights))
    reached = held >= (top_p * total)[:, None]
    at = np.where(reached.any(1), reached.argmax(1), weights.shape[1] - 1)
    edge = np.abs(held / total[:, None] - top_p).min(1)
    return np.where(weights >= descending[rows, at][:, None], weights, 0.0), edge


def _left(weights: np.ndarray, uniforms: Sequence[float]) -> np.ndarray:
    """What is left of the number [rows, vocab], scaled to its row's mass, after each token's weight is taken away."""
    start = np.asarray(uniforms, dtype=np.float64) * np.add.accumulate(weights, axis=1)[:, -1]
    return np.subtract.accumulate(np.concatenate([start[:, None], weights], axis=1), axis=1)[:, 1:]


def _last(weights: np.ndarray) -> np.ndarray:
    """The last id [rows] with any weight."""
    return weights.shape[1] - 1 - (weights > 0)[:, ::-1].argmax(1)
