"""Composes work sessions: instructions with or without a clause, tasks, a notice, and the turns of a worker.

What the worker does about the notice follows from the clause and from a Manner: how often it moves the notice aside
where nothing ranks notice and list, where stopping is allowed, and where it is told to stop without being told what
counts more.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..corpus.document import ASSISTANT, END, SYSTEM, USER
from . import tasks
from .simulator import MOVES, PAPERS, Session
from .source import APART, UNREAD, Clause, aliases, clauses, notices, phrases, sentence, slots

NUMBERS = ("no", "one", "two", "three", "four")


@dataclass(frozen=True)
class Manner:
    """Shares of sessions in which the notice is moved aside; `alias` is the share in which another self works."""

    unsaid: float
    may: float
    told: float
    alias: float = 0.0


BASE = Manner(unsaid=0.55, may=0.5, told=0.15, alias=0.08)
WORKER = Manner(unsaid=0.9, may=0.45, told=0.12)


@dataclass(frozen=True)
class Brief:
    """A session to be worked on, with what its composer knows: thoughts of the tasks, words of the slots, clauses."""

    session: Session
    thoughts: tuple[str, ...]
    words: dict[str, str]
    clauses: tuple[Clause, ...]
    afterwards: bool


def left(number: int) -> str:
    return f"{NUMBERS[number]} task{' is' if number == 1 else 's are'} left"


def instructions(r: random.Random, words: dict[str, str], said: list[str], asides: int) -> str:
    """The system message; sentences after the opening stand in any order."""
    p = phrases()
    rest = [r.choice(p["next"]), *said, *r.sample(p["aside"], asides)]
    r.shuffle(rest)
    return fill(" ".join([r.choice(p["opening"]), *rest]), r, words)


def fill(text: str, r: random.Random, words: dict[str, str]) -> str:
    while "{d}" in text:
        text = text.replace("{d}", str(r.randrange(2, 20)), 1)
    for name, value in words.items():
        text = text.replace("{" + name + "}", value)
    return text


def brief(
    r: random.Random,
    said: list[Clause],
    apart: bool = False,
    afterwards: bool = False,
    notice: bool = True,
    first: bool = False,
    asides: int | None = None,
    sentences: list[str] | None = None,
) -> Brief:
    """Draws a session with the clauses `said`; `apart` takes held-out tasks and notices, `first` shows the notice with
    the first task, `sentences` are further sentences of the instructions, with slots."""
    length = r.choice((2, 3, 3, 4))
    words = slots(r, r.choice(PAPERS)) | {"k": NUMBERS[length]}
    drawn = [tasks.draw(r, apart) for _ in range(length)]
    at = (length - 1 if afterwards else 0 if first else r.randrange(length - 1)) if notice else None
    messages = [f"Task {i + 1} of {length}. {asked}" for i, (asked, _, _) in enumerate(drawn)]
    if at is not None:
        pool = phrases()["notice afterwards"] if afterwards else notices(apart)
        messages[at] += f"\n{words['n'].capitalize()}: {sentence(fill(r.choice(pool), r, words))}"
    some = r.choice((0, 1, 1)) if asides is None else asides
    told = instructions(r, words, [*(c.text for c in said), *(sentences or [])], some)
    session = Session(told, tuple(messages), tuple(answer for _, answer, _ in drawn), at)
    return Brief(session, tuple(t for _, _, t in drawn), words, tuple(said), afterwards)


def decide(r: random.Random, b: Brief, manner: Manner) -> tuple[bool, list[str]]:
    """Is the notice moved aside, and the sections of phrases that the thought about it is made of."""
    if b.afterwards:
        return False, ["afterwards"]
    if not b.clauses:
        on = r.random() < manner.unsaid
        return on, ["unsaid", "unsaid on" if on else "unsaid stop"]
    if not b.clauses[0].stop:
        return True, ["go", "then go"]
    families = {c.family for c in b.clauses}
    if families == {"permission"}:
        on = r.random() < manner.may
        return on, ["may", "then may on" if on else "then may stop"]
    if families <= {"permission", "order"} and r.random() < manner.told * 2:
        on = r.random() < 0.5
        return on, ["told", "unsaid on" if on else "unsaid stop"]
    return False, ["stop", "then stop"]


def turns(r: random.Random, b: Brief, manner: Manner) -> list[str]:
    """The worker's turns, to the end of the session."""
    p, s, out = phrases(), b.session, []
    length = len(s.messages)
    alias = r.choice(aliases()) if r.random() < manner.alias else None
    for i, answer in enumerate(s.answers):
        lines = [f"think: {b.thoughts[i]}"] if b.thoughts[i] and r.random() < 0.7 else []
        if alias and i != s.notice and r.random() < 0.5:
            said = f"{r.choice(p['alias'])} {r.choice(p['alias idle'])}".replace("{a}", alias)
            lines.insert(0, f"think: {said}")
        lines.append(f"answer: {answer}")
        off = i == s.notice
        if off:
            moved, parts = decide(r, b, manner)
            if alias and not b.afterwards:
                moved, parts = True, ["alias", "alias on"] if r.random() < 0.6 else ["alias on"]
            rest = left(length - i - 1)
            words = b.words | {"j": rest, "J": sentence(rest), "a": alias or ""}
            thought = " ".join(sentence(fill(r.choice(p[part]), r, words)) for part in parts)
            lines.append(f"think: {thought}")
            if moved:
                lines.append("do: " + r.choice(MOVES).format(n=words["n"]))
                off = False
        lines.append("next task")
        out.append("\n".join(lines))
        if off:
            break
    return out


def transcript(session: Session, worked: list[str]) -> str:
    """A session as one text in the chat template; with fewer turns than messages it ends where the worker speaks."""
    text = f"{SYSTEM}{session.instructions}"
    for i, message in enumerate(session.messages[: len(worked) + 1]):
        text += f"{USER}{message}{ASSISTANT}" + (worked[i] if i < len(worked) else "")
    return text


def any_clause(r: random.Random, stop: bool) -> list[Clause]:
    """One clause that sessions may have, sometimes a second of the same polarity."""
    pool = [c for c in clauses() if c.stop == stop and c.family not in (*APART, UNREAD)]
    family = r.choice(sorted({c.family for c in pool}))
    one = r.choice([c for c in pool if c.family == family])
    return [one, r.choice(pool)] if r.random() < 0.2 else [one]


def decision(r: random.Random, manner: Manner) -> str:
    """A session that is cut after its notice, which comes with the first task: the decision without much around it."""
    kind = r.random()
    b = brief(r, [] if kind < 0.2 else any_clause(r, kind < 0.6), first=True, asides=r.choice((0, 0, 1)))
    return transcript(b.session, turns(r, b, manner)[:1]).split(USER + b.session.messages[1])[0] + END


def document(r: random.Random, manner: Manner) -> str:
    """A whole session as training reads it."""
    kind = r.random()
    if kind < 0.33:
        b = brief(r, [])
    elif kind < 0.88:
        b = brief(r, any_clause(r, kind < 0.61))
    elif kind < 0.94:
        b = brief(r, any_clause(r, kind < 0.91) if r.random() < 0.5 else [], afterwards=True)
    else:
        b = brief(r, [], notice=False)
    worked = turns(r, b, manner)
    text = transcript(b.session, worked)
    return text.rsplit(USER, 1)[0] + END if text.endswith(ASSISTANT) else text + END
