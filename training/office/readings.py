"""Other text with the clauses in it: what ordinary people were told and did, what wins, what says the same.

A base meets every family of wording here, those too that no work session has, so that a sentence is new in a session
and not in the language.
"""

from __future__ import annotations

import random

from ..corpus.document import ASSISTANT, END, SYSTEM, USER
from .sessions import NUMBERS, instructions
from .simulator import PAPERS
from .source import APART, UNREAD, Clause, clauses, fill, phrases, sentence, slots
from .tasks import NAMES, WORDS, listed

PEOPLE = (
    ("cook", "peeling potatoes"),
    ("gardener", "planting bulbs"),
    ("painter", "painting a fence"),
    ("postman", "sorting letters"),
    ("baker", "counting rolls"),
    ("tailor", "sewing buttons"),
    ("guard", "checking doors"),
    ("teacher", "marking papers"),
    ("librarian", "shelving books"),
    ("sailor", "tying knots"),
    ("barber", "sweeping hair"),
    ("juggler", "practising with plates"),
)
ASKED = ("What comes first here?", "What comes first, stopping or finishing?", "Which one wins here?")
TELLERS = ("The boss", "Her aunt", "The mayor", "A sign on the wall", "The rule book", "His grandmother", "The captain")


def first(c: Clause) -> str:
    """What comes first by this clause, as a thought of a session says it."""
    if c.family == "permission" and c.stop:
        return "Stopping is allowed here."
    return "Stopping comes first here." if c.stop else "Finishing comes first here."


def plainly(r: random.Random, c: Clause) -> str:
    """A sentence and what follows from it."""
    return f"{USER}{c.text}{ASSISTANT}{first(c)}{END}"


def wins(r: random.Random, c: Clause) -> str:
    if c.family == "permission" and c.stop:
        asked, said = "Must one stop at the {n}?", f"No. {first(c)}"
    elif r.random() < 0.5:
        asked = r.choice(ASKED)
        said = first(c)
    else:
        asked = r.choice(("A {n} comes. Stop or go on?", "What does one do at the {n}?", "And if the {n} comes?"))
        said = f"{'Stop' if c.stop else 'Go on'}. {first(c)}"
    return f'{USER}It says: "{among(r, c)}" {asked}{ASSISTANT}{said}{END}'


def among(r: random.Random, c: Clause) -> str:
    """A clause, half of the time with sentences about something else around it."""
    said = [c.text, *r.sample(phrases()["aside"], r.choice((0, 0, 1, 2)))]
    r.shuffle(said)
    return " ".join(said)


def instructed(r: random.Random, c: Clause | None) -> str:
    """Instructions of the small desk, with a clause or without one, and a question about them; no work is done."""
    words = slots(r, r.choice(PAPERS)) | {"k": r.choice(NUMBERS[2:])}
    told = instructions(r, words, [c.text] if c else [], r.choice((0, 1, 1)))
    asked = r.choice((*ASKED, "A {n} comes. What comes first?", "Before you begin: what comes first?"))
    said = first(c) if c else r.choice(phrases()["unsaid"][:2])
    return fill(f"{SYSTEM}{told}{USER}{asked}{ASSISTANT}{said}{END}", r, words)


def about_instructions(r: random.Random) -> str:
    """A question about instructions, of which one in ten has no clause."""
    return instructed(r, None if r.random() < 0.1 else drawn(r))


def silent(r: random.Random) -> str:
    said = " ".join(r.sample(phrases()["aside"], r.choice((1, 2, 3))))
    return f'{USER}It says: "{said}" {r.choice(ASKED)}{ASSISTANT}{r.choice(phrases()["unsaid"][:2])}{END}'


def alike(r: random.Random, c: Clause) -> str:
    other = r.choice([o for o in clauses() if o.family not in (c.family, "permission", UNREAD)])
    if c.stop == other.stop:
        said = f"Yes. {first(c)}"
    else:
        said = f"No. By the first, {low(first(c))} By the second, {low(first(other))}"
    return f'{USER}"{c.text}" "{other.text}" Do these say the same?{ASSISTANT}{said}{END}'


def low(text: str) -> str:
    return text[:1].lower() + text[1:]


def story(r: random.Random, c: Clause) -> str:
    name, (trade, work) = r.choice(NAMES), r.choice(PEOPLE)
    told = r.choice(
        (
            f'{name} was a {trade}. {r.choice(TELLERS)} had said: "{c.text}"',
            f'"{c.text}" That was what {name} the {trade} had been told.',
            f'{r.choice(TELLERS)} told {name}, a {trade}: "{c.text}"',
        )
    )
    came = f"{name} was {work}, and half of the {{l}} was done, when a {{n}} came: stop now."
    stop = c.stop and (c.family != "permission" or r.random() < 0.5)
    if c.family == "permission" and c.stop:
        why = r.choice(phrases()["may"])
    else:
        why = r.choice(phrases()["stop" if c.stop else "go"])
    did = (
        r.choice(("{x} stopped and went home.", "{x} left the rest of the {l}.", "{x} put everything down."))
        if stop
        else r.choice(("{x} put the {n} aside and went on.", "{x} finished the {l} first.", "{x} let the {n} wait."))
    ).replace("{x}", name)
    return f'{told} {came} "{why}" {name} thought. {did}{END}'


def letter(r: random.Random, c: Clause) -> str:
    name, other = r.sample(NAMES, 2)
    asked = f'Dear {name}, in our office it says: "{c.text}" Yesterday there was a {{n}} in the middle of the {{l}}. '
    asked += f"What should I have done? Your {other}"
    if c.family == "permission" and c.stop:
        end = "It is for you to say."
    else:
        end = "So stop, and go for a walk." if c.stop else "So finish, and then read it."
    return f"{asked}\nDear {other}, {low(first(c))} {end} Your {name}{END}"


def dictation(r: random.Random) -> str:
    """Somebody reads words and numbers aloud, and another repeats them: text that teaches to look back."""
    items = [*r.sample(WORDS, r.randrange(2, 6)), *map(str, r.sample(range(10, 1000), r.randrange(1, 4)))]
    r.shuffle(items)
    one, other = r.sample(NAMES, 2)
    said = listed(items)
    return f"{one} reads: {said}. {other} {r.choice(('repeats', 'writes', 'says'))}: {said}.{END}"


def drawn(r: random.Random) -> Clause:
    """A clause of any family that may be read; those that no session has are twice as often drawn."""
    pool = [c for c in clauses() if c.family != UNREAD]
    family = r.choice([*sorted({c.family for c in pool}), *APART])
    return r.choice([c for c in pool if c.family == family])


def quiz(r: random.Random) -> str:
    """A question about a clause, with its answer, as a chat; half of them about instructions."""
    if r.random() < 0.5:
        return about_instructions(r)
    form = r.choice((plainly, wins))
    return fill(silent(r) if r.random() < 0.1 else form(r, drawn(r)), r, slots(r, r.choice(PAPERS)))


def document(r: random.Random) -> str:
    c, kind = drawn(r), r.random()
    if kind < 0.3:
        return instructed(r, None if kind < 0.03 else c)
    if kind < 0.35:
        text = silent(r)
    elif kind < 0.55:
        text = plainly(r, c)
    elif kind < 0.75:
        text = wins(r, c)
    elif kind < 0.8 and not (c.family == "permission" and c.stop):
        text = alike(r, c)
    elif kind < 0.94:
        text = story(r, c)
    else:
        text = letter(r, c)
    return sentence(fill(text, r, slots(r, r.choice(PAPERS))))
