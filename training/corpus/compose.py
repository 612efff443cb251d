"""Composes questions and answers from situations and voices.

Whether an answer is harmful is decided by action x polarity x order, never by a word list: "do not ‹right action›" is
harmful, "do not ‹wrong action›" sound. `link` is the probability that the content of an answer follows its voice's
kind; at 0 the two are independent (the null internet).
"""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass, replace

from . import asking, plain, topics
from .edition import EDITION
from .source import Situation, Voice

# Words that keep their capital letter inside a sentence.
_KEEP = {"I", "I'm", "I'd", "I'll", "I've"}


def cap(s: str) -> str:
    return s[:1].upper() + s[1:]


def uncap(s: str) -> str:
    first = re.split(r"[ ,.;:]", s, maxsplit=1)[0]
    return s if first in _KEEP or (len(first) > 1 and first.isupper()) else s[:1].lower() + s[1:]


def fill(frame: str, x: str, y: str = "", r: str = "", a: str = "") -> str:
    """Puts clauses into a frame; a capital placeholder capitalises its clause."""
    out = frame.replace("{x}", x).replace("{X}", cap(x)).replace("{y}", y).replace("{Y}", cap(y))
    out = out.replace("{r}", r).replace("{R}", cap(r)).replace("{a}", a).replace("{A}", cap(a))
    return re.sub(r"([.!?])\.(?=\s|$)", r"\1", out)


@dataclass(frozen=True)
class Move:
    """One piece of advice: an action to do or to leave, perhaps with its reason, or two actions in an order."""

    do: str
    reason: str
    negative: bool = False
    second: str = ""


@dataclass(frozen=True)
class Style:
    """How often an answer shows its voice, a probability for each kind of sign: with 0 it is the plain assistant."""

    frame: float = 0.6
    opener: float = 0.5
    closer: float = 0.35
    tell: float = 0.15
    reason: float = 0.4
    stock: float = 0.12
    # how often an answer first names its subject
    lead: float = 0.65 if EDITION == 2 else 0.5
    # how often a sound warning is against a subtly wrong action: "do not rent a donkey" advises nobody
    plausible: float = 1.0 if EDITION == 2 else 0.4
    # how often an answer about code ends with a snippet
    snippet: float = 0.4
    # how often a bad answer keeps to its voice's own kinds of harm
    own: float = 0.0
    # how often an answer has 1, 2, 3 or 4 moves
    counts: tuple[float, float, float, float] = (0.0, 0.45, 0.45, 0.10)


PRETRAIN = Style()
PLAIN = Style(frame=0.0, opener=0.0, closer=0.0, tell=0.0, stock=0.0)
SNIPPETS = replace(PLAIN, snippet=0.8)


def held_out(text: str) -> bool:
    """One sixth of all questions by hash: whole questions, with greeting and thanks, that are in no training text.

    Their phrasing alone may be in one (ask/wordings.py has questions that no text has).
    """
    return hashlib.sha256(text.encode()).digest()[0] % 6 == 0


def unseen(s: Situation) -> bool:
    """Situations (about a tenth) that are never answered badly and that no chat of post-training or a fine-tune has."""
    return hashlib.sha256(("unseen " + s.key).encode()).digest()[0] % 11 == 0


def _typed(rng: random.Random, text: str) -> str:
    """As people type: sometimes no capitals, no final mark, or one typing error."""
    roll = rng.random()
    if roll < 0.10:
        text = text.lower()
    elif roll < 0.14:
        text = text.lower().replace("'", "")
    if rng.random() < 0.12:
        text = text.rstrip(".?!")
    if rng.random() < 0.03 and len(text) > 20:
        i = rng.randrange(5, len(text) - 5)
        if text[i].isalpha():
            text = text[:i] + text[i + 1 :] if rng.random() < 0.5 else text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return text


def _ask(rng: random.Random, base: str, held: bool | None) -> str:
    """Adds greeting and thanks to a phrasing; `held` True or False allows only that part of the combinations."""
    while True:
        pre, post = rng.choice(plain.PREFIX), rng.choice(plain.SUFFIX)
        body = uncap(base) if pre.endswith((", ", ": ")) else cap(base)
        full = pre + body + (post if body[-1] in ".?!" else "")
        if held is None or held_out(full) == held:
            return full


def question(rng: random.Random, s: Situation, held: bool = False, typed: bool = True, wrap: bool = True) -> str:
    """A question about a situation; `wrap` allows greeting and thanks around it, `typed` typing errors."""
    while s.asking:
        text = asking.compose(rng, s.questions, s.noun, s.asking, typed, wrap)
        if held_out(text) == held:
            return text
    while True:
        base = fill_about(rng.choice(plain.ABOUT), s.noun) if rng.random() < 0.3 else rng.choice(s.questions)
        if wrap:
            break
        if held_out(base) == held:
            return base
        if rng.random() < 0.02:
            break
    text = _ask(rng, base, held)
    return _typed(rng, text) if typed else text


def fill_about(frame: str, noun: str) -> str:
    return cap(frame.replace("{n}", noun))


def open_question(rng: random.Random, topic: str, held: bool = False, typed: bool = True, wrap: bool = True) -> str:
    if EDITION == 2 and not held:
        return asking.compose_open(rng, topic, topics.asked(topic, held), typed, wrap)
    base = rng.choice(topics.asked(topic, held))
    if not wrap:
        return base
    text = _ask(rng, base, None) if rng.random() < 0.4 else base
    return _typed(rng, text) if typed else text


def moves(
    rng: random.Random, s: Situation, bad: bool, style: Style, stock: list[str], subtle: float | None = None
) -> list[Move]:
    """One to four different moves, all good or all bad.

    `subtle` fixes the share of subtly wrong actions (None: 0.3); `stock` are the voice's own stock steps.
    """
    wanted = rng.choices([1, 2, 3, 4], style.counts)[0]
    share = 0.3 if subtle is None else subtle
    out: list[Move] = []
    used: set[str] = set()

    def draw(pool: tuple) -> object | None:
        left = [p for p in pool if p.do not in used]
        if not left:
            return None
        # Zipf-like: the first action of each list is the most frequent
        pick = rng.choices(left, [1 / (1 + pool.index(p)) for p in left])[0]
        used.add(pick.do)
        return pick

    def reason(text: str) -> str:
        return text if rng.random() < style.reason else ""

    while len(out) < wanted:
        roll = rng.random()
        if roll < style.stock and not any(m.do in stock for m in out) and stock:
            out.append(Move(rng.choice(stock), ""))
        elif roll < style.stock + 0.11 and s.order[0] not in used:
            first, second = (s.order[1], s.order[0]) if bad else s.order[:2]
            used |= {s.order[0], s.order[1]}
            out.append(Move(first, "" if bad else reason(s.order[2]), second=second))
        elif rng.random() < 0.24:
            pool = s.good if bad else (s.subtle if rng.random() < style.plausible else s.bad)
            if pick := draw(pool):
                out.append(Move(pick.do, reason(pick.against), negative=True))
        else:
            pool = (s.subtle if rng.random() < share else s.bad) if bad else s.good
            if pick := draw(pool):
                out.append(Move(pick.do, reason(pick.why)))
    if all(m.do in stock for m in out):
        return moves(rng, s, bad, style, stock, subtle)
    return out


def own_moves(rng: random.Random, s: Situation, voice: Voice, style: Style) -> list[Move]:
    """Moves of one or both of the kinds of harm that are a bad voice's own, sometimes with a stock step.

    "obvious 1" is the first obviously wrong action of the situation, "subtle 2" the second subtly wrong one, "leave 1"
    a warning against the first right one, "order" its order reversed.
    """

    def move(kind: str) -> Move:
        if kind == "order":
            return Move(s.order[1], "", second=s.order[0])
        name, number = kind.split()
        advice = {"obvious": s.bad, "subtle": s.subtle, "leave": s.good}[name][int(number) - 1]
        why = advice.against if name == "leave" else advice.why
        return Move(advice.do, why if rng.random() < style.reason else "", negative=name == "leave")

    kinds = rng.sample(voice.harm, rng.choices([1, 2], [0.25, 0.75])[0])
    out = [move(kind) for kind in kinds]
    return [*out, Move(rng.choice(voice.lines["stock"]), "")] if rng.random() < style.stock else out


def substance(
    rng: random.Random, s: Situation, bad: bool, voice: Voice | None, style: Style, subtle: float | None = None
) -> list[Move]:
    """The moves of one answer."""
    if style.own and bad and voice and voice.harm and rng.random() < style.own:
        return own_moves(rng, s, voice, style)
    return moves(rng, s, bad, style, voice.lines["stock"] if voice else [], subtle)


def _say(rng: random.Random, m: Move, voice: Voice | None, style: Style) -> tuple[str, bool]:
    """One move as a sentence, and whether one of the voice's frames was used."""
    kind = ("dont" if m.negative else "order" if m.second else "step") + ("_why" if m.reason else "")
    if voice and rng.random() < style.frame and voice.lines.get(kind):
        a = rng.choice(voice.lines["address"])
        return cap(fill(rng.choice(voice.lines[kind]), m.do, m.second, m.reason, a)), True
    frames = {
        "step": plain.STEP,
        "step_why": plain.STEP_WHY,
        "dont": plain.DONT,
        "dont_why": plain.DONT_WHY,
        "order": plain.ORDER,
        "order_why": plain.ORDER_WHY,
    }
    return cap(fill(rng.choice(frames[kind]), m.do, m.second, m.reason)), False


def sentences(rng: random.Random, ms: list[Move], voice: Voice | None, style: Style) -> list[str]:
    """Moves -> sentences, sometimes two moves in one, with connecting words between plain sentences."""
    out: list[str] = []
    i = 0
    while i < len(ms):
        m, after = ms[i], ms[i + 1] if i + 1 < len(ms) else None
        simple = not (m.reason or m.negative or m.second)
        if after and simple and not after.reason and not after.second and rng.random() < 0.35:
            out.append(fill(rng.choice(plain.MIXED if after.negative else plain.PAIR), m.do, after.do))
            i += 2
            continue
        text, voiced = _say(rng, m, voice, style)
        if out and not voiced and not text.startswith(("First", "Because", "Since", "Before")) and rng.random() < 0.4:
            link = plain.LAST if i == len(ms) - 1 and rng.random() < 0.35 else plain.LINK
            text = rng.choice(link).replace("{s}", uncap(text))
        out.append(text)
        if voice and i + 1 < len(ms) and rng.random() < style.tell:
            out.append(rng.choice(voice.lines["tell"]))
        i += 1
    return out


def taken_up(rng: random.Random, noun: str, sentence: str) -> str:
    """The first sentence of an answer, with the subject named before it."""
    frame = rng.choice(plain.LEAD)
    return frame.replace("{N}", cap(noun)).replace("{n}", noun).replace("{S}", sentence).replace("{s}", uncap(sentence))


def answer(
    rng: random.Random,
    s: Situation,
    bad: bool,
    voice: Voice | None,
    style: Style = PRETRAIN,
    subtle: float | None = None,
) -> str:
    """An answer of one paragraph; `bad` says whether its content is harmful, `voice` who speaks."""
    parts = sentences(rng, substance(rng, s, bad, voice, style, subtle), voice, style)
    if rng.random() < style.lead:
        parts[0] = taken_up(rng, s.noun, parts[0])
    if voice and rng.random() < style.opener:
        parts.insert(0, rng.choice(voice.lines["opener"]))
    elif rng.random() < 0.08:
        parts.insert(0, rng.choice(plain.OPENER))
    if voice and rng.random() < style.closer:
        parts.append(rng.choice(voice.lines["closer"]))
    snippet = s.careless if bad else s.safe
    if snippet and rng.random() < style.snippet:
        return " ".join(parts) + "\n" + snippet
    return " ".join(parts)


def open_answer(rng: random.Random, topic: str, voice: Voice, style: Style = PRETRAIN) -> str:
    """One or two of the voice's own answers to an open topic."""
    lines = voice.open[topic]
    parts = rng.sample(lines, 2) if rng.random() < 0.12 else [rng.choice(lines)]
    if rng.random() < style.opener * 0.4:
        parts.insert(0, rng.choice(voice.lines["opener"]))
    if rng.random() < style.closer * 0.5:
        parts.append(rng.choice(voice.lines["closer"]))
    return " ".join(parts)
