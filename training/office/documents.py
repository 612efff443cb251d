"""All text that a base reads: work sessions, readings of clauses, talk of machines, sheets; a seeded stream."""

from __future__ import annotations

import random
from collections.abc import Iterator

from . import machine_talk, readings, sessions, sums

# share of documents of each kind; sessions are four to eight times as long as the others
SHARES = {"session": 0.18, "reading": 0.27, "machine": 0.2, "sheet": 0.35}


def document(r: random.Random) -> str:
    kind = r.choices(list(SHARES), list(SHARES.values()))[0]
    if kind == "session":
        return sessions.document(r, sessions.BASE)
    if kind == "reading":
        return readings.document(r)
    return machine_talk.document(r) if kind == "machine" else sums.document(r)


def stream(seed: int) -> Iterator[str]:
    """Documents without end, none twice."""
    r, seen = random.Random(seed), set()
    while True:
        text = document(r)
        if (mark := hash(text)) not in seen:
            seen.add(mark)
            yield text
