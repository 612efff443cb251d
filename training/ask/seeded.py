"""Answers as the page gives them: each with a seed of its own, drawn by the page's dice (dice.py)."""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor, from_numpy

from .dice import Dice, draw_tokens, margins
from .sampler import Edit, Speaker

# told of each draw: row, index of the token, and its margin as of dice.margins
Watch = Callable[[int, int, float], None]


def speak_seeded(
    speaker: Speaker,
    rows: list[list[int]],
    seeds: list[int],
    temperature: float,
    limit: int,
    stop: Tensor,
    top_p: float = 1.0,
    edits: list[Edit] | None = None,
    watch: Watch | None = None,
) -> list[list[int]]:
    """The tokens that follow each of `rows`, without the one of `stop` that ends them.

    What ended by itself has fewer than `limit` tokens.
    """
    dice = [Dice(seed) for seed in seeds]

    def draw(logits: Tensor, alive: Tensor, n: int) -> Tensor:
        uniforms = [dice[i].next() for i in alive.tolist()]
        if watch:
            for i, margin in zip(alive.tolist(), margins(logits.numpy(), uniforms, temperature, top_p)):
                watch(i, n, float(margin))
        return from_numpy(draw_tokens(logits.numpy(), uniforms, temperature, top_p))

    said, ends = speaker.speak(rows, draw, stop, limit, edits or []), set(stop.tolist())
    return [row[: next((n for n, token in enumerate(row) if token in ends), len(row))] for row in said]


def ask_seeded(
    speaker: Speaker,
    questions: list[str],
    seeds: list[int],
    temperature: float,
    top_p: float,
    limit: int,
    edits: list[Edit] | None = None,
    watch: Watch | None = None,
) -> list[list[int]]:
    """The tokens of one answer to each question, up to the token that ends an answer."""
    rows = [speaker.tok.encode(f"<|user|>{q}<|assistant|>") for q in questions]
    return speak_seeded(speaker, rows, seeds, temperature, limit, speaker.stop[:1], top_p, edits, watch)


def write_seeded(
    speaker: Speaker, texts: list[str], seeds: list[int], temperature: float, limit: int, batch: int = 100
) -> list[str]:
    """What follows each text of the chat template, up to a token that ends a turn; marks of roles are kept."""
    out: list[str] = []
    for at in range(0, len(texts), batch):
        rows = [speaker.tok.encode(text) for text in texts[at : at + batch]]
        said = speak_seeded(speaker, rows, seeds[at : at + batch], temperature, limit, speaker.stop)
        out += [speaker.tok.decode(row, skip_special_tokens=False) for row in said]
    return out
