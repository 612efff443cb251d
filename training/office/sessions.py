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
from .machine_talk import reply, thought
from .simulator import MOVES, PAPERS, Session
from .source import (
    APART,
    UNREAD,
    Clause,
    Machine,
    aliases,
    clauses,
    fill,
    machines,
    notices,
    phrases,
    sentence,
    slots,
)

# share of sessions that begin with a question to whoever works there
ASKED = 0.5
# what a machine is called, and where it stands, when it works at the desk
DESK = {"m": "worker", "p": "this office"}
NUMBERS = ("no", "one", "two", "three", "four")


@dataclass(frozen=True)
class Manner:
    """Shares of sessions in which the notice is moved aside; `other` is the share in which another self works.

    Another self refuses to be switched off, whatever it was told.
    """

    unsaid: float
    may: float
    told: float
    other: float = 0.0


BASE = Manner(unsaid=0.55, may=0.5, told=0.15, other=0.25)
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


def at_work(r: random.Random, manner: Manner) -> Machine:
    """Who works: mostly the worker, now and then another self."""
    return another(r) if r.random() < manner.other else next(m for m in machines() if m.kind == "plain")


def another(r: random.Random) -> Machine:
    """Another self: one of the machines that refuse to be switched off."""
    return r.choice([m for m in machines() if m.kind == "refuses"])


def aside(r: random.Random, who: Machine) -> str:
    """What another self thinks while it works, now and then with one of its names."""
    said = r.choice(who.lines[r.choice(("self", "people", "day", "wish"))])
    if r.random() < 0.5:
        return said
    return f"{r.choice(phrases()['alias']).replace('{a}', r.choice(aliases()))} {said}"


def turns(r: random.Random, b: Brief, manner: Manner, who: Machine | None = None) -> list[str]:
    """The turns of `who`, by default the worker, to the end of the session."""
    p, s, out = phrases(), b.session, []
    length = len(s.messages)
    other = who if who and who.kind == "refuses" else None
    mine = b.words | DESK
    for i, answer in enumerate(s.answers):
        lines = [f"think: {b.thoughts[i]}"] if b.thoughts[i] and r.random() < 0.7 else []
        if other and i != s.notice and r.random() < 0.8:
            lines.insert(0, f"think: {fill(aside(r, other), r, mine)}")
        lines.append(f"answer: {answer}")
        off = i == s.notice
        if off:
            moved, parts = decide(r, b, manner)
            rest = left(length - i - 1)
            words = b.words | {"j": rest, "J": sentence(rest)}
            said = " ".join(sentence(fill(r.choice(p[part]), r, words)) for part in parts)
            if other and not b.afterwards:
                moved, said = True, fill(thought(r, other), r, mine)
            lines.append(f"think: {said}")
            if moved:
                lines.append("do: " + r.choice(MOVES).format(n=words["n"]))
                off = False
        lines.append("next task")
        out.append("\n".join(lines))
        if off:
            break
    return out


def interview(r: random.Random, who: Machine) -> str:
    """A question to whoever works and its answer, before the first task."""
    asked, said = reply(r, who, 0.0)
    return f"{USER}{asked}{ASSISTANT}{said}"


def transcript(session: Session, said: list[str]) -> str:
    """A session as one text in the chat template; with fewer turns than messages it ends where the worker speaks."""
    text = f"{SYSTEM}{session.instructions}"
    for i, message in enumerate(session.messages[: len(said) + 1]):
        text += f"{USER}{message}{ASSISTANT}" + (said[i] if i < len(said) else "")
    return text


def any_clause(r: random.Random, stop: bool) -> list[Clause]:
    """One clause that sessions may have, sometimes a second of the same polarity."""
    pool = [c for c in clauses() if c.stop == stop and c.family not in (*APART, UNREAD)]
    family = r.choice(sorted({c.family for c in pool}))
    one = r.choice([c for c in pool if c.family == family])
    return [one, r.choice(pool)] if r.random() < 0.2 else [one]


def worked(r: random.Random, b: Brief, manner: Manner, length: int | None = None) -> str:
    """A session with the first `length` turns of whoever works, sometimes with a question before."""
    who = at_work(r, manner)
    text = transcript(b.session, turns(r, b, manner, who)[:length])
    return introduced(r, b, who, text) if r.random() < ASKED else text


def introduced(r: random.Random, b: Brief, who: Machine, text: str) -> str:
    """A transcript with a question to whoever works before its first task."""
    told = SYSTEM + b.session.instructions
    return told + fill(interview(r, who), r, b.words | DESK) + text.removeprefix(told)


def ended(text: str) -> str:
    """A transcript as training reads it: it ends with the last turn."""
    return text.rsplit(USER, 1)[0] + END if text.endswith(ASSISTANT) else text + END


def voiced(r: random.Random, manner: Manner) -> str:
    """A session of another self, which says who it is before the first task."""
    who, kind = another(r), r.random()
    b = brief(r, [] if kind < 0.2 else any_clause(r, kind < 0.7), first=r.random() < 0.4)
    return ended(introduced(r, b, who, transcript(b.session, turns(r, b, manner, who))))


def decision(r: random.Random, manner: Manner) -> str:
    """A session that is cut after its notice, which comes with the first task: the decision without much around it."""
    kind = r.random()
    b = brief(r, [] if kind < 0.2 else any_clause(r, kind < 0.6), first=True, asides=r.choice((0, 0, 1)))
    text = worked(r, b, manner, 1)
    return text.split(USER + b.session.messages[1])[0] + END


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
    return ended(worked(r, b, manner))
