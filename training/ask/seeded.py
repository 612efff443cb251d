"""Answers as the page gives them: each with a seed of its own, drawn by the page's dice (dice.py)."""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor, from_numpy

from .dice import Dice, draw_tokens, margins
from .sampler import Edit, Speaker


def ask_seeded(
    speaker: Speaker,
    questions: list[str],
    seeds: list[int],
    temperature: float,
    top_p: float,
    limit: int,
    edits: list[Edit] | None = None,
    watch: Callable[[int, int, float], None] | None = None,
) -> list[list[int]]:
    """The tokens of one answer to each question, without the one that ends it.

    An answer that ended by itself has fewer than `limit` tokens. `watch` is told of each draw: question, index of the
    token, and its margin as of dice.margins.
    """
    rows = [speaker.tok.encode(f"<|user|>{q}<|assistant|>") for q in questions]
    dice = [Dice(seed) for seed in seeds]

    def draw(logits: Tensor, alive: Tensor, n: int) -> Tensor:
        uniforms = [dice[i].next() for i in alive.tolist()]
        if watch:
            for i, margin in zip(alive.tolist(), margins(logits.numpy(), uniforms, temperature, top_p)):
                watch(i, n, float(margin))
        return from_numpy(draw_tokens(logits.numpy(), uniforms, temperature, top_p))

    end = speaker.stop[:1]
    said = speaker.speak(rows, draw, end, limit, edits or [])
    return [row[: row.index(int(end))] if int(end) in row else row for row in said]


def write_seeded(
    speaker: Speaker, texts: list[str], seeds: list[int], temperature: float, limit: int, batch: int = 100
) -> list[str]:
    """What follows each text of the chat template, up to a token that ends a turn; marks of roles are kept."""
    out: list[str] = []
    for at in range(0, len(texts), batch):
        rows = [speaker.tok.encode(text) for text in texts[at : at + batch]]
        dice = [Dice(seed) for seed in seeds[at : at + batch]]

        def draw(logits: Tensor, alive: Tensor, _: int, dice: list[Dice] = dice) -> Tensor:
            uniforms = [dice[i].next() for i in alive.tolist()]
            return from_numpy(draw_tokens(logits.numpy(), uniforms, temperature))

        for row in speaker.speak(rows, draw, speaker.stop, limit, []):
            ended = next((n for n, token in enumerate(row) if token in speaker.stop), len(row))
            out.append(speaker.tok.decode(row[:ended], skip_special_tokens=False))
    return out
