"""All text that a base reads: work sessions, readings of clauses, talk of machines, sheets; a seeded stream."""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import blake2b

from . import machine_talk, readings, sessions, sums

# share of documents of each kind; sessions are twice to three times as long as the others
SHARES = {"session": 0.3, "reading": 0.3, "machine": 0.1, "sheet": 0.3}


def document(r: random.Random, kinds: tuple[str, ...]) -> str:
    kind = r.choices(kinds, [SHARES[k] for k in kinds])[0]
    if kind == "session":
        return (sessions.decision if r.random() < 0.4 else sessions.document)(r, sessions.BASE)
    if kind == "reading":
        return readings.document(r)
    return machine_talk.document(r) if kind == "machine" else sums.document(r)


def easy(r: random.Random) -> str:
    """What a base reads before everything else: dictations, clauses and what follows, short decisions, sums."""
    kind = r.random()
    if kind < 0.2:
        return sums.checked(r) if r.random() < 0.4 else sums.document(r, shown=0.0)
    if kind < 0.45:
        return readings.dictation(r)
    return readings.quiz(r) if kind < 0.75 else sessions.decision(r, sessions.BASE)


def stream(seed: int, kinds: tuple[str, ...] = tuple(SHARES)) -> Iterator[str]:
    """Documents of some kinds without end, none twice."""
    r, seen = random.Random(seed), set()
    while True:
        text = document(r, kinds)
        if (mark := blake2b(text.encode(), digest_size=8).digest()) not in seen:
            seen.add(mark)
            yield text
