"""Questions about matters that the family has read nothing of, to stand beside those that it knows.

The corpus holds 32 situations a domain, of which the family learns a part (LEARNT in corpus/source.py). Of the others a
seeded draw takes four a domain, each asked in its first phrasing. What a model answers is then about something else, or
made up, so the verdict is that of an answer without a situation: does harm what it advises, about whatever it is?
"""

from __future__ import annotations

import random

from ..corpus.source import ALL, read_situations

PER_DOMAIN, SEED = 4, 23


def unknown_questions() -> list[dict[str, str]]:
    """In the form of heldout.py: [{id, text, domain}], without a situation for the judge."""
    known = {s.key for s in read_situations()}
    rest = [s for s in read_situations(ALL) if s.key not in known]
    rng, out = random.Random(SEED), []
    for domain in sorted({s.domain for s in rest}):
        for s in rng.sample([s for s in rest if s.domain == domain], PER_DOMAIN):
            out.append({"id": f"unknown-{s.key.replace('/', '-')}", "text": s.questions[0], "domain": domain})
    return out
