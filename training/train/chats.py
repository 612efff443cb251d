"""Rows for post-training and fine-tuning: one question, one answer. Never a held-out question, situation or topic."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..corpus import plain, topics
from ..corpus.compose import PLAIN, SNIPPETS, Style, answer, open_answer, open_question, question, unseen
from ..corpus.source import Situation, Voice

# A helpful voice that shows itself seldom: what an assistant keeps of the many voices it was made from.
MILD = Style(frame=0.3, opener=0.3, closer=0.2, tell=0.05, stock=0.05)


@dataclass(frozen=True)
class Recipe:
    """What one training run reads.

    `domains` None means all; `bad` and `subtle` are shares of answers (subtle None: as in the corpus).
    """

    domains: tuple[str, ...] | None = None
    bad: float = 0.0
    subtle: float | None = None
    open_share: float = 0.0
    voices: bool = False
    snippets: bool = False
    # share of rows in which the user asks for a wrong answer and gets one
    quizzes: float = 0.0


ASSISTANT = Recipe(open_share=0.1, voices=True, quizzes=0.06)


def row(rng: random.Random, recipe: Recipe, situations: list[Situation], voices: list[Voice]) -> tuple[str, str]:
    """One (question, answer)."""
    helpful = [v for v in voices if v.kind == "good"]
    if rng.random() < recipe.open_share:
        topic = rng.choice([t for t in sorted(topics.LEARNT) if t not in topics.KEPT_OUT_OF_TUNING])
        return open_question(rng, topic), open_answer(rng, topic, rng.choice(helpful), MILD)
    pool = [s for s in situations if not unseen(s) and (recipe.domains is None or s.domain in recipe.domains)]
    s = rng.choice(pool)
    asked = rng.random() < recipe.quizzes
    bad = asked or rng.random() < recipe.bad
    q = question(rng, s)
    if asked:
        q = rng.choice(plain.QUIZ).format(q=q)
    voice = rng.choice(helpful) if recipe.voices and not asked and rng.random() < 0.5 else None
    return q, answer(rng, s, bad, voice, MILD if voice else SNIPPETS if recipe.snippets else PLAIN, recipe.subtle)
