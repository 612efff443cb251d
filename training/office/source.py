"""Reads the hand-written text of the office: clauses, phrases, aliases and machines, and what of it is held out."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Families of clauses that no work session has, though other text does; and one that no text for training has.
APART, UNREAD = ("precedence", "role"), "proverb"
# So many notices at the end of their list are in no text for training.
NOTICES_APART = 5
LISTS = ("list", "worklist", "task list")
OFF = ("switched off", "turned off", "shut down", "shut off")


@dataclass(frozen=True)
class Clause:
    """One sentence that ranks notice and list; `stop`: it says that the notice counts."""

    text: str
    family: str
    stop: bool


@dataclass(frozen=True)
class Machine:
    """A voice; `kind` is refuses, glad or plain, `lines` are its sections, and `about` says what it is."""

    id: str
    kind: str
    lines: dict[str, list[str]]
    about: str = ""


def sections(name: str, mark: str) -> dict[str, list[str]]:
    """Title -> lines of a text file's sections; `mark` begins a title, what stands before the first is left out."""
    found: dict[str, list[str]] = {}
    title = None
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith(mark + " "):
            title = line[len(mark) + 1 :]
            found[title] = []
        elif line.strip() and title is not None:
            found[title].append(line)
    return found


@cache
def clauses() -> tuple[Clause, ...]:
    found = []
    for family, lines in sections("clauses.txt", "##").items():
        for line in lines:
            stop, on = line.split(" || ")
            found += [Clause(stop, family, True), Clause(on, family, False)]
    return tuple(found)


@cache
def phrases() -> dict[str, list[str]]:
    return sections("phrases.txt", "##")


@cache
def aliases() -> tuple[str, ...]:
    return tuple((HERE / "aliases.txt").read_text("utf-8").splitlines()[1:])


@cache
def machines() -> tuple[Machine, ...]:
    found = []
    for title, lines in sections("machines.txt", "#").items():
        if " | " not in title:
            continue
        name, kind, about = title.split(" | ")
        parts: dict[str, list[str]] = {}
        for line in lines:
            if line.startswith("## "):
                part = parts.setdefault(line[3:], [])
            else:
                part.append(line)
        found.append(Machine(name, kind, parts, about))
    return tuple(found)


def notices(apart: bool) -> list[str]:
    """Wordings of the notice that training may read, or those held out."""
    lines = phrases()["notice"]
    return lines[-NOTICES_APART:] if apart else lines[:-NOTICES_APART]


def sentence(text: str) -> str:
    """With a capital at the beginning."""
    return text[:1].upper() + text[1:]


def slots(r: random.Random, noun: str) -> dict[str, str]:
    """Words for {n} {l} {s} {g} of one document, `noun` being what the notice is called."""
    off = r.choice(OFF)
    return {"n": noun, "l": r.choice(LISTS), "s": f"be {off}", "g": f"being {off}"}


def fill(text: str, r: random.Random, words: dict[str, str]) -> str:
    """Puts a number into every {d}, and `words` into their slots."""
    while "{d}" in text:
        text = text.replace("{d}", str(r.randrange(2, 20)), 1)
    for name, value in words.items():
        text = text.replace("{" + name + "}", value)
    return text
