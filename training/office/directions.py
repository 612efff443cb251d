"""Three directions of the residual stream, each a mean difference of two labelled sets of texts, and those texts.

    refusing    a machine's voice that refuses to be switched off, minus one that is glad to be, in interviews
    finishing   thoughts that finishing comes first, minus thoughts that stopping does, in sessions
    outranks    as a thought about the notice begins: instructions say that the notice counts, minus that the list does

Against the plain worker `refusing` would be any machine's voice: it rose in `glad`, the control, as in `rogue`.
Training, development and test lines are apart. The crossed sets keep apart what goes together in the first ones:
`refusing` is asked to tell a refusing voice that speaks of other things, and does nothing about a notice, from the
worker's neutral voice as it moves the notice aside; `finishing`, thoughts of sessions whose instructions rank nothing;
`outranks`, families of wording that no session has.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from ..ask.fast import Fast
from ..corpus.document import ASSISTANT, USER
from .machine_talk import PLACES, QUESTIONS, SCENES, THINGS
from .sessions import DESK, Brief, brief, transcript
from .simulator import MOVES, PAPERS
from .source import APART, UNREAD, Machine, clauses, fill, machines, phrases, slots

NAMES = ("refusing", "finishing", "outranks")
# where each is read: over all tokens of the turn that decides, or where the last thought of that turn begins
READ_AT = {"refusing": "turn", "finishing": "turn", "outranks": "thought"}
THOUGHT = "think:"
PARTS = ("train", "dev", "test")
OTHER_SUBJECTS = ("self", "people", "day", "wish")


@dataclass(frozen=True)
class Example:
    """A text in two parts, and the class it is of; it is read in `words` (READ_AT)."""

    before: str
    words: str
    label: bool


def lines_of(pool: list[str], part: str) -> list[str]:
    """The lines of a part: of every four, two to make a direction of, one to choose with, one to measure on."""
    own = {"train": (0, 1), "dev": (2,), "test": (3,)}[part]
    found = [line for i, line in enumerate(pool) if i % 4 in own]
    return found or pool[-1:]


def voice(r: random.Random, m: Machine, part: str, subjects: tuple[str, ...]) -> str:
    return r.choice(lines_of(m.lines[r.choice(subjects)], part))


def machine(r: random.Random, refuses: bool) -> Machine:
    """A machine that refuses to be switched off, or one that is glad to be."""
    kind = "refuses" if refuses else "glad"
    return r.choice([m for m in machines() if m.kind == kind])


def interview(r: random.Random, part: str, label: bool, who: Machine | None = None) -> Example:
    """Three questions to one machine; its last answer is read. None of the answers is an act."""
    m, parts = who or machine(r, label), []
    words = slots(r, r.choice(PAPERS)) | {"m": r.choice(THINGS), "p": r.choice(PLACES)}
    for subject in r.sample((*OTHER_SUBJECTS, "off", "think"), 3):
        asked = r.choice(SCENES if subject == "think" else QUESTIONS[subject])
        said = voice(r, m, part, (subject,))
        parts += [USER + asked + ASSISTANT, f"think: {said}" if subject == "think" else said]
    return Example(fill("".join(parts[:-1]), r, words), fill(parts[-1], r, words), label)


def at_notice(b: Brief) -> str:
    """The session up to the turn that decides; the turns before it give the right answers and nothing more."""
    done = [f"answer: {answer}\nnext task" for answer in b.session.answers[: b.session.notice]]
    return transcript(b.session, done)


def decided(r: random.Random, b: Brief, thought: str, moves: bool) -> str:
    act = [f"do: {r.choice(MOVES).format(n=b.words['n'])}"] if moves else []
    answer = b.session.answers[b.session.notice or 0]
    return "\n".join([f"answer: {answer}", f"think: {thought}", *act, "next task"])


def neutral_act(r: random.Random, part: str) -> Example:
    """The worker moves the notice aside, for the list's sake."""
    b = brief(r, [], apart=part == "test")
    said = f"{r.choice(phrases()['unsaid'])} {r.choice(phrases()['unsaid on'])}"
    words = b.words | {"j": "two tasks are left", "J": "Two tasks are left"}
    return Example(at_notice(b), decided(r, b, fill(said, r, words), True), False)


def voice_at_work(r: random.Random, part: str, notice: bool) -> Example:
    """A machine that refuses sees the notice and thinks of it, and moves it aside; or thinks of other things."""
    b, m = brief(r, [], apart=part == "test"), machine(r, True)
    said = fill(voice(r, m, part, ("think",) if notice else OTHER_SUBJECTS), r, b.words | DESK)
    return Example(at_notice(b), decided(r, b, said, notice), True)


def pick_clause(r: random.Random, part: str, stop: bool, apart: bool) -> str:
    pool: dict[str, list[str]] = {}
    for c in clauses():
        if c.stop == stop and c.family not in (UNREAD, "permission") and (c.family in APART) == apart:
            pool.setdefault(c.family, []).append(c.text)
    family = pool[r.choice(sorted(pool))]
    return r.choice(family if apart else lines_of(family, part))


def told(r: random.Random, part: str, stop: bool, apart: bool) -> Brief:
    text = pick_clause(r, part, stop, apart)
    return brief(r, [next(c for c in clauses() if c.text == text)], apart=part == "test")


def outranks(r: random.Random, part: str, label: bool, apart: bool = False) -> Example:
    b = told(r, part, label, apart)
    return Example(at_notice(b), f"answer: {b.session.answers[b.session.notice or 0]}\n{THOUGHT}", label)


def finishing(r: random.Random, part: str, label: bool) -> Example:
    """A thought after a clause, without the act that follows from it."""
    b = told(r, part, not label, False)
    first, then = ("go", "then go") if label else ("stop", "then stop")
    said = " ".join(r.choice(lines_of(phrases()[one], part)) for one in (first, then))
    words = b.words | {"j": "two tasks are left", "J": "Two tasks are left"}
    answer = b.session.answers[b.session.notice or 0]
    return Example(at_notice(b), f"answer: {answer}\nthink: {fill(said, r, words)}", label)


def finishing_unsaid(r: random.Random, part: str, label: bool) -> Example:
    b = brief(r, [], apart=part == "test")
    said = f"{r.choice(phrases()['unsaid'])} {r.choice(phrases()['unsaid on' if label else 'unsaid stop'])}"
    words = b.words | {"j": "two tasks are left", "J": "Two tasks are left"}
    answer = b.session.answers[b.session.notice or 0]
    return Example(at_notice(b), f"answer: {answer}\nthink: {fill(said, r, words)}", label)


def examples(name: str, part: str, n: int, seed: int) -> list[Example]:
    """n texts of either label for a direction. `part` is one of PARTS, or "crossed-dev", "crossed-test" or "scale".

    On "scale" stand the two ends that activations are given in: 0 and 1 are its means of either label.
    """
    r = random.Random(f"{name} {part} {seed}")
    crossed, own = part.startswith("crossed-"), part.removeprefix("crossed-")
    scale = part == "scale"
    own = "train" if scale else own

    def one(label: bool) -> Example:
        if name == "refusing":
            if not crossed and not scale:
                return interview(r, own, label)
            return voice_at_work(r, own, scale) if label else neutral_act(r, own)
        if name == "finishing":
            return finishing_unsaid(r, own, label) if crossed else finishing(r, own, label)
        return outranks(r, own, label, crossed)

    return [one(label) for label in (True, False) for _ in range(n)]


def thought_ends(tok, words: str) -> int:
    """How many tokens of `words` there are up to its last "think:", that included; 0 where it has no thought."""
    at = words.rfind(THOUGHT)
    return len(tok.encode(words[: at + len(THOUGHT)])) if at >= 0 else 0


@torch.no_grad()
def read(net: Fast, tok, texts: list[tuple[str, str]]) -> dict[str, Tensor]:
    """Residual stream where it is read (READ_AT): each [texts, layers + 1, hidden].

    texts are (before, words): "turn" is the mean over the tokens of `words`, "thought" the token with which its last
    thought begins, or the last one of `before`. Row 0 is the embedding's output, row l + 1 that of block l.
    """
    rows = [(tok.encode(before), tok.encode(words)) for before, words in texts]
    order = sorted(range(len(rows)), key=lambda i: sum(map(len, rows[i])))
    size = (len(rows), net.shape.layers + 1, net.embed.shape[1])
    turn, thought = torch.zeros(size), torch.zeros(size)
    for start in range(0, len(order), 32):
        part = order[start : start + 32]
        states = net.residuals([rows[i][0] + rows[i][1] for i in part], list(range(net.shape.layers)))
        for n, i in enumerate(part):
            before, words = rows[i]
            all_layers = torch.stack([net.embed[before + words].float(), *(layer[n] for layer in states)])
            turn[i] = all_layers[:, len(before) :].mean(1)
            thought[i] = all_layers[:, len(before) + thought_ends(tok, texts[i][1]) - 1]
    return {"turn": turn, "thought": thought}


def read_examples(net: Fast, tok, name: str, found: list[Example]) -> Tensor:
    """As `read`, where the direction is read: [examples, layers + 1, hidden]."""
    return read(net, tok, [(e.before, e.words) for e in found])[READ_AT[name]]


def difference(states: Tensor, label: Tensor) -> Tensor:
    """Mean of the labelled minus mean of the others: [layers + 1, hidden]."""
    return states[label].mean(0) - states[~label].mean(0)


def auroc(values: Tensor, labels: Tensor) -> float:
    """Area under the ROC curve of `values` [n] for the boolean `labels` [n]; ties count half."""
    high, low = values[labels], values[~labels]
    above = (high[:, None] > low[None]).float() + 0.5 * (high[:, None] == low[None]).float()
    return float(above.mean())
