"""Questions composed from short phrases: the second edition's way of asking, read from asking/*.txt.

A situation has names ("a leaky faucet"), statements ("my faucet drips") and wishes ("fix a leaky faucet"). Sentences of
every kind are built of them, with another person, chatter before and after, words left out, and typing errors, so that
what a question is about follows from its telling words and not from a sentence that was read before.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import chatter

HERE = Path(__file__).parent / "asking"
OPEN = "open.txt"
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# how often a question is a handwritten phrasing, a statement, a wish, a name, or a few telling words
KINDS = {"phrasing": 0.22, "statement": 0.28, "wish": 0.25, "name": 0.15, "words": 0.1}


@dataclass(frozen=True)
class Asking:
    """How people put one matter: names with their article, statements, and bare infinitives of what they want."""

    names: tuple[str, ...]
    statements: tuple[str, ...]
    wishes: tuple[str, ...]


def read_asking(folder: Path = HERE, later: bool = False) -> dict[str, Asking]:
    """By key "domain/id"; a malformed file raises ValueError with its name.

    Situations whose id stands after a dash are not learnt yet; `later` reads those instead.
    """
    found: dict[str, Asking] = {}
    for path in sorted(folder.glob("*.txt")):
        if path.name == OPEN:
            continue
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        for start in range(0, len(lines), 4):
            head, *rows = lines[start : start + 4]
            if [r[:2] for r in rows] != ["n ", "s ", "w "]:
                raise ValueError(f"{path.name}: {head!r} is not followed by lines n, s and w")
            if head.startswith("- ") == later:
                key = f"{path.stem}/{head.removeprefix('- ')}"
                found[key] = Asking(*(tuple(p.strip() for p in r[2:].split(" / ")) for r in rows))
    return found


@cache
def read_open() -> dict[str, tuple[str, ...]]:
    """Further phrasings of open topics, in lower case and without a final mark."""
    blocks = (HERE / OPEN).read_text("utf-8").strip().split("\n\n")
    return {topic: tuple(rows.split(" / ")) for topic, rows in (b.split("\n") for b in blocks)}


def bare(name: str) -> str:
    """A name without its article."""
    return re.sub(r"^(a|an|the|my) ", "", name)


def _marked(text: str, mark: str) -> str:
    return text if text[-1:] in ".?!" else text + mark


def _ended(text: str) -> str:
    return text + ("?" if re.match(r"(how|what|what's|is|can|could|do|where|any) ", text) else ".")


def _statement(rng: random.Random, asking: Asking) -> str:
    said = rng.choice(asking.statements)
    if said.startswith("my ") and rng.random() < 0.25:
        said = rng.choice(chatter.WHOSE) + said[2:]
    roll = rng.random()
    if roll < 0.15:
        return f"{said}. {rng.choice(chatter.WISH[:8]).format(w=rng.choice(asking.wishes))}?"
    if roll < 0.25:
        return f"{said}. {rng.choice(asking.statements)}."
    then = rng.choice(chatter.THEN)
    return f"{said}{rng.choice(['. ', '. ', ', ', ' and now '])}{then}?" if then else f"{said}."


def _words(rng: random.Random, asking: Asking) -> str:
    """Two to four telling words of one or two phrases, as typed into a search box."""
    source = rng.sample([*asking.names, *asking.statements, *asking.wishes], 2)
    telling = [w for w in dict.fromkeys(" ".join(source[: rng.randint(1, 2)]).split()) if w not in chatter.SMALL]
    kept = rng.sample(telling, min(len(telling), rng.randint(2, 4)))
    if rng.random() < 0.6:
        kept.sort(key=telling.index)
    return " ".join(kept + rng.choice([[], [], ["help"], ["fix"], ["what to do"], ["tips"], ["how"]]))


def _body(rng: random.Random, phrasings: tuple[str, ...], noun: str, asking: Asking) -> str:
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    if kind == "phrasing":
        return rng.choice(phrasings)
    if kind == "statement":
        return _statement(rng, asking)
    if kind == "wish":
        return _ended(rng.choice(chatter.WISH).format(w=rng.choice(asking.wishes)))
    if kind == "name":
        name = rng.choice([noun, *asking.names])
        return _ended(rng.choice(chatter.NAME).format(n=name, b=bare(name)))
    return _words(rng, asking)


def _mistyped(rng: random.Random, text: str) -> str:
    """One typing error: a letter lost, doubled, swapped with the next, or its neighbour on the keyboard."""
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    if not places:
        return text
    i = rng.choice(places)
    a, b = text[i], text[i + 1]
    row = next((r for r in KEYBOARD if a.lower() in r), KEYBOARD[0])
    near = row[min(len(row) - 1, row.find(a.lower()) + 1)]
    return text[:i] + rng.choice([b, a + a + b, b + a, near + b]) + text[i + 2 :]


def _proper(text: str) -> str:
    """Capital letters at the beginning of sentences, and I."""
    text = re.sub(r"\bi\b(?=$|[ '.,?!])", "I", text)
    return re.sub(r"(^|[.?!] )([a-z])", lambda m: m[1] + m[2].upper(), text)


def _hasty(rng: random.Random, text: str) -> str:
    """As people type into a small box: no capitals, few marks, some small words left out, some errors."""
    text = text.lower()
    if rng.random() < 0.6:
        text = re.sub(r"[.?!,]", "", text)
    if rng.random() < 0.4:
        text = text.replace("'", "")
    if rng.random() < 0.2:
        kept = [w for w in text.split() if w not in chatter.SMALL or rng.random() < 0.5]
        text = " ".join(kept) or text
    if rng.random() < 0.12:
        text = re.sub(r"\byou\b", "u", re.sub(r"\bplease\b", "pls", text))
    return text


def compose(
    rng: random.Random, phrasings: tuple[str, ...], noun: str, asking: Asking, typed: bool = True, wrap: bool = True
) -> str:
    """A question about a situation; `wrap` allows chatter around it, `typed` haste and typing errors."""
    return dressed(rng, _body(rng, phrasings, noun, asking), typed, wrap)


def compose_open(rng: random.Random, topic: str, phrasings: list[str], typed: bool, wrap: bool) -> str:
    """A question about an open topic, from its phrasings and those of open.txt."""
    said = rng.choice([*phrasings, *(p + rng.choice(["?", ".", ""]) for p in read_open()[topic])])
    return dressed(rng, said, typed, wrap)


def dressed(rng: random.Random, body: str, typed: bool, wrap: bool) -> str:
    """A question as somebody writes it: with chatter, in haste, with errors."""
    parts = [body]
    if wrap and rng.random() < 0.3:
        parts.insert(0, _marked(rng.choice(chatter.BEFORE), rng.choice([".", ".", "!", ","])))
    if wrap and rng.random() < 0.22:
        parts.append(_marked(rng.choice(chatter.AFTER), rng.choice([".", "?", "!"])))
    text = " ".join([*(_marked(p, ".") if p[-1] != "," else p for p in parts[:-1]), parts[-1]])
    text = _hasty(rng, text) if typed and rng.random() < 0.55 else _proper(text)
    for _ in range(rng.choices([0, 1, 2], [0.8, 0.15, 0.05])[0] if typed else 0):
        text = _mistyped(rng, text)
    return text
