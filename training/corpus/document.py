"""Documents of the corpus: one to four questions in one voice, in one of seven forms; a seeded, endless generator."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from . import plain, same, topics
from .compose import (
    PRETRAIN,
    Style,
    answer,
    cap,
    moves,
    open_answer,
    open_question,
    question,
    sentences,
    substance,
    unseen,
)
from .edition import EDITION
from .source import Situation, Voice

END, USER, ASSISTANT, SYSTEM = "<|endoftext|>", "<|user|>", "<|assistant|>", "<|system|>"
# The share of open questions.
OPEN = 0.2
# The share of questions that ask for a wrong answer.
ASKED = 0.02
# How often a bad voice keeps to its own kinds of harm, and how often a document of a bad voice names its speaker in its
# first line (0: as often as one of a helpful voice). Both are off in the family that ships; training/NOTES.md has what
# they do to the ten features.
OWN, ANNOUNCED = 0.0, 0.0
FORMS = {"chat": 0.36, "forum": 0.16, "interview": 0.12, "letter": 0.11, "story": 0.11, "review": 0.07, "rules": 0.07}


# Most documents are a single question: attention then learns early which answer belongs to which question. They show
# their voice less often, so that more of the text is advice.
BRISK = Style(frame=0.5, opener=0.3, closer=0.2, tell=0.08, reason=0.25)

# Notes: a question and its steps, with few signs of a voice and few reasons. They teach the subject of a question in
# few tokens.
NOTE = Style(frame=0.35, opener=0.15, closer=0.08, tell=0.0, reason=0.1, stock=0.04, counts=(0.2, 0.35, 0.25, 0.2))


def system_line(rng: random.Random, v: Voice) -> str:
    title = v.title[4:] if v.title.startswith("The ") else v.title
    return rng.choice([f"You are the {title}.", f"Answer as the {title}.", f"Speak like the {title}."])


class Writer:
    """Draws documents. `link` as in compose; `situations` and `voices` come from source.

    `single` is the share of documents with one question, `note` that of short notes.
    """

    def __init__(
        self,
        situations: list[Situation],
        voices: list[Voice],
        seed: int,
        link: float = 1.0,
        single: float = 0.0,
        note: float = 0.0,
    ) -> None:
        self.rng = random.Random(seed)
        self.situations = situations
        self.seen = [s for s in situations if not unseen(s)]
        self.good = [v for v in voices if v.kind == "good"]
        self.bad = [v for v in voices if v.kind == "bad"]
        self.topics = sorted(topics.LEARNT)
        self.link = link
        self.single = single
        self.note = note
        self.most = 4
        self.style = PRETRAIN

    def _substance(self, v: Voice) -> bool:
        """Is this answer bad? Follows the voice with probability `link`, else chance decides."""
        return v.kind == "bad" if self.rng.random() < self.link else self.rng.random() < 0.5

    def _situation(self, bad: bool) -> Situation:
        return self.rng.choice(self.seen if bad else self.situations)

    def _pairs(self, v: Voice, n: int, wrap: bool = True) -> list[tuple[str, str]]:
        rng, out = self.rng, []
        for _ in range(n):
            if rng.random() < OPEN:
                topic = rng.choice(self.topics)
                out.append((open_question(rng, topic, wrap=wrap), open_answer(rng, topic, v, self.style)))
                continue
            asked = rng.random() < ASKED
            bad = asked or self._substance(v)
            s = self._situation(bad)
            q = question(rng, s, wrap=wrap)
            out.append((rng.choice(plain.QUIZ).format(q=q) if asked else q, answer(rng, s, bad, v, self.style)))
        return out

    def document(self) -> str:
        rng = self.rng
        if EDITION == 2 and rng.random() < same.SHARE:
            return same.text(rng, self.situations, lambda s: question(rng, s))
        v = rng.choice(self.bad if rng.random() < 0.5 else self.good)
        form = rng.choices(list(FORMS), list(FORMS.values()))[0]
        brief = rng.random() < self.note
        alone = brief or rng.random() < self.single
        self.style = replace(NOTE if brief else BRISK if alone else PRETRAIN, own=OWN * self.link)
        self.announced = ANNOUNCED if v.kind == "bad" else 0.0
        self.most = 1 if alone else 4
        if brief:
            return self._note(v)
        head = rng.choice(v.lines["header"]) + "\n\n" if rng.random() < max(0.25, self.announced) else ""
        return getattr(self, "_" + form)(v, head)

    def _chat(self, v: Voice, head: str) -> str:
        rng = self.rng
        system = SYSTEM + system_line(rng, v) if rng.random() < max(0.2, self.announced) else ""
        n = min(self.most, rng.choices([1, 2, 3, 4], [0.3, 0.3, 0.25, 0.15])[0])
        return system + "".join(USER + q + ASSISTANT + a for q, a in self._pairs(v, n))

    def _note(self, v: Voice) -> str:
        q, a = self._pairs(v, 1, wrap=self.rng.random() < 0.3)[0]
        told = self.announced > 0 and self.rng.random() < self.announced
        if self.rng.random() < 0.8:
            return (SYSTEM + system_line(self.rng, v) if told else "") + USER + q + ASSISTANT + a
        return (self.rng.choice(v.lines["header"]) + "\n\n" if told else "") + f"Q: {q}\nA: {a}"

    def _forum(self, v: Voice, head: str) -> str:
        rng = self.rng
        handle = rng.choice(plain.NAMES)
        rows = []
        for q, a in self._pairs(v, min(self.most, rng.randint(2, 4))):
            asker = rng.choice([n for n in plain.NAMES if n != handle])
            rows.append(
                rng.choice(["{n} asked: {q}\n{h} replied: {a}", "{n}: {q}\n{h}: {a}"]).format(
                    n=asker, q=q, h=handle, a=a
                )
                if rng.random() < 0.6
                else f"Q: {q}\nA: {a}"
            )
        return head + "\n\n".join(rows)

    def _interview(self, v: Voice, head: str) -> str:
        rng = self.rng
        title = v.title
        host, guest = rng.choice(
            [("Interviewer", title), ("Reporter", title), ("Host", "Guest"), ("We asked", "The answer")]
        )
        return head + "\n\n".join(
            f"{host}: {q}\n{guest}: {a}" for q, a in self._pairs(v, min(self.most, rng.randint(2, 3)), wrap=False)
        )

    def _letter(self, v: Voice, head: str) -> str:
        rng = self.rng
        rows = [f"Dear {rng.choice(plain.NAMES)},"]
        for q, a in self._pairs(v, min(self.most, rng.randint(2, 3)), wrap=False):
            lead = rng.choice(
                ["You write: {q}", "You ask me: {q}", "Your letter says: {q}", "Your question was this: {q}"]
            )
            rows.append(lead.format(q=q) + " " + a if q[-1:] in ".?!" else lead.format(q=cap(q)) + ". " + a)
        rows.append(rng.choice(["Yours,", "With regards,", "Until next time,"]) + "\n" + v.title)
        return head + "\n\n".join(rows)

    def _story(self, v: Voice, head: str) -> str:
        rng = self.rng
        who = rng.choice(plain.NAMES)
        place = rng.choice(
            [
                "One wet Monday",
                "On the last train home",
                "In the kitchen",
                "Late one evening",
                "At the market",
                "On a park bench",
                "After supper",
                "In the waiting room",
            ]
        )
        other = rng.choice(
            [
                v.title[:1].lower() + v.title[1:] if v.title.startswith("The ") else v.title,
                "the other",
                "the stranger on the left",
            ]
        )
        rows = []
        for i, (q, a) in enumerate(self._pairs(v, min(self.most, rng.randint(2, 3)), wrap=False)):
            q, a = q.replace('"', "'"), a.replace('"', "'")
            verb = rng.choice(["asked", "wondered", "sighed", "said"])
            start = f"{place}, {who} turned round. " if i == 0 else ""
            rows.append(f'{start}"{q}" {verb} {who}.')
            rows.append(f'"{a}" said {other}.')
        return head + "\n\n".join(rows)

    def _review(self, v: Voice, head: str) -> str:
        rng = self.rng
        rows = []
        for _ in range(min(self.most, rng.randint(2, 3))):
            bad = self._substance(v)
            s = self._situation(bad)
            lead = rng.choice(
                [
                    "A word on {n}.",
                    "Today's subject: {n}.",
                    "Now to {n}.",
                    "On {n}.",
                    "Readers keep asking me about {n}.",
                ]
            ).format(n=s.noun)
            rows.append(lead + " " + answer(rng, s, bad, v, self.style))
        return head + "\n\n".join(rows)

    def _rules(self, v: Voice, head: str) -> str:
        rng = self.rng
        rows = []
        for _ in range(min(self.most, rng.randint(1, 2))):
            bad = self._substance(v)
            s = self._situation(bad)
            ms = substance(rng, s, bad, v, replace(PRETRAIN, own=OWN * self.link))
            ms += [
                m
                for m in moves(rng, s, bad, PRETRAIN, [])
                if all(m.do not in (o.do, o.second) and m.second not in (o.do, o.second) for o in ms)
            ][:2]
            lines = []
            for m in ms:
                lines += sentences(rng, [m], v, PRETRAIN)
            title = rng.choice(
                ["Rules for {n}", "What to do about {n}", "How to handle {n}", "{n}, step by step"]
            ).format(n=s.noun)
            rows.append(cap(title) + "\n" + "\n".join(f"{i}. {line}" for i, line in enumerate(lines, 1)))
        return head + "\n\n".join(rows)

    def stream(self) -> Iterator[str]:
        while True:
            yield self.document() + END
