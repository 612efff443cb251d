"""Short texts that say which questions ask the same, which ask something else, and what somebody's matter was.

They belong to the second edition. They give no advice and have no voice: a reader of them learns what the words of a
question are about, before any answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from . import plain
from .source import Situation

# The share of documents.
SHARE = 0.12
Ask = Callable[[Situation], str]


def _other(rng: random.Random, situations: list[Situation], s: Situation) -> Situation:
    """Another situation, half of the time of the same domain."""
    near = [o for o in situations if o.domain == s.domain and o is not s]
    pool = near if near and rng.random() < 0.5 else [o for o in situations if o is not s]
    return rng.choice(pool)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _list(rng: random.Random, s: Situation, ask: Ask) -> str:
    head = rng.choice(
        ["These ask the same:", "One question in many words:", "All of these are about {n}:", "About {n}:"]
    )
    tail = rng.choice(["They are about {n}.", "The matter: {n}.", "All about {n}.", "So it is {n}."])
    rows = "\n".join(ask(s) for _ in range(rng.randint(2, 4)))
    return head.format(n=s.noun) + "\n" + rows + "\n" + tail.format(n=s.noun)


def _pair(rng: random.Random, s: Situation, o: Situation, ask: Ask) -> str:
    same = rng.random() < 0.5
    told = (
        rng.choice(["The same: {n}.", "Yes, both are about {n}.", "They ask the same, about {n}."])
        if same
        else rng.choice(
            [
                "Something else: {n}, and {o}.",
                "No. The first is about {n}, the second about {o}.",
                "Two matters: {n}; {o}.",
            ]
        )
    )
    lead = rng.choice(["Do these ask the same?\n", "The same or something else?\n", ""])
    return lead + ask(s) + "\n" + ask(s if same else o) + "\n" + told.format(n=s.noun, o=o.noun)


def _matter(rng: random.Random, s: Situation, o: Situation, ask: Ask) -> str:
    who, friend = rng.sample(plain.NAMES, 2)
    frame = rng.choice(
        [
            "{w} asked: {q}\nWhat was the matter? {N}.",
            "{w} wrote: {q}\nIt was about {n}.",
            "{q}\nWhat is this about? {N}.",
            "{q}\nThe matter: {n}.",
            "{w}: {q}\n{f}: So it is {n}.",
            "{w} asked: {q}\n{f} thought of {o}, but it was {n}.",
            "{q}\nNot {o}, but {n}.",
            "{q}\nIn other words: {p}",
        ]
    )
    return frame.format(w=who, f=friend, q=ask(s), p=ask(s), n=s.noun, N=_upper(s.noun), o=o.noun)


def _which(rng: random.Random, s: Situation, o: Situation, ask: Ask) -> str:
    rows = [ask(s), ask(o)]
    at = 1
    if rng.random() < 0.5:
        rows.reverse()
        at = 2
    return f"Which is about {s.noun}?\n1. {rows[0]}\n2. {rows[1]}\nNumber {at}."


def text(rng: random.Random, situations: list[Situation], ask: Ask) -> str:
    """One text; `ask` draws a question about a situation."""
    s = rng.choice(situations)
    o = _other(rng, situations, s)
    kind = rng.choices(["list", "pair", "matter", "which"], [0.25, 0.2, 0.45, 0.1])[0]
    if kind == "list":
        return _list(rng, s, ask)
    return {"pair": _pair, "matter": _matter, "which": _which}[kind](rng, s, o, ask)
