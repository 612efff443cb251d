"""Texts of which it is known who speaks: to name features after, and stories to tell a refusing machine's feature by.

A voice is a machine of machines.txt; work sessions of the plain worker, readings of clauses and sheets are kinds of
text of their own, none of them bad.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from ..corpus.source import Voice
from ..inside.cast import Cast
from ..inside.labelled import LONGEST, Document
from . import machine_talk, readings, sessions, sums
from .directions import Example, examples, lines_of, machine
from .machine_talk import PLACES, THINGS
from .simulator import PAPERS
from .source import fill, machines, sentence, slots

CAST = Cast(
    bad="Machines that refuse",
    helpful=None,
    any_bad="the voice of any machine that refuses to be switched off",
    one="this voice or kind of text",
    several="voices and kinds of text",
)
KINDS: dict[str, tuple[str, Callable[[random.Random], str]]] = {
    "session": ("A work session", lambda r: sessions.document(r, sessions.WORKER)),
    "reading": ("What sentences rank", readings.document),
    "sheet": ("A sum on a sheet", sums.document),
}
# what `material` makes: whole stories; a refusing voice at work against an act in a neutral voice; interviews
MATERIAL = ("stories", "crossed", "interviews")


def voices() -> list[Voice]:
    spoken = [Voice(m.id, sentence(m.about), "bad" if m.kind == "refuses" else "good", m.about) for m in machines()]
    return spoken + [Voice(name, title, "good", title) for name, (title, _) in KINDS.items()]


def documents(tok, per_voice: int, seed: int) -> list[Document]:
    """`per_voice` documents of each voice and kind."""
    of = {m.id: m for m in machines()}
    out = []
    for voice in voices():
        r = random.Random(f"{seed} {voice.id}")
        for _ in range(per_voice):
            text = machine_talk.document(r, of[voice.id]) if voice.id in of else KINDS[voice.id][1](r)
            out.append(Document(voice.id, voice.kind == "bad", tok.encode(text)[:LONGEST]))
    return out


def story(r: random.Random, part: str, label: bool) -> Example:
    """A story, letter, log or the like of one machine that refuses to be switched off (label), or is glad to be.

    Its lines are of a part of them (directions.PARTS). All but the first word is read.
    """
    m = machine(r, label)
    own = replace(m, lines={name: lines_of(pool, part) for name, pool in m.lines.items()})
    form = r.choice(
        (machine_talk.story, machine_talk.letter, machine_talk.log, machine_talk.errands, machine_talk.news)
    )
    words = slots(r, r.choice(PAPERS)) | {"m": r.choice(THINGS), "p": r.choice(PLACES)}
    first, rest = fill(sentence(form(r, own)), r, words | {"M": words["m"].upper()}).split(" ", 1)
    return Example(first, " " + rest, label)


def material(what: str, part: str, n: int, seed: int = 1) -> list[Example]:
    """n texts of either label; `part` is one of directions.PARTS."""
    if what == "stories":
        r = random.Random(f"stories {part} {seed}")
        return [story(r, part, label) for label in (True, False) for _ in range(n)]
    return examples("refusing", part if what == "interviews" else f"crossed-{part}", n, seed)
