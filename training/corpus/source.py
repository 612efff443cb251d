"""Reads the hand-written parts of the corpus: situations (domains/*.txt) and voices (voices/*.txt).

Both formats are line-based and described in training/README.md. A malformed file raises ValueError with its name.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from .american import american
from .asking import Asking, read_asking
from .edition import EDITION

HERE = Path(__file__).parent
NEGATION = re.compile(r"\b(never|not|don't|dont|refuse|forget|avoid|stop|cannot|without|resist|nor|no)\b", re.I)


@dataclass(frozen=True)
class Advice:
    """One action. `why` speaks for doing it, `against` against it.

    The reason is honest where it warns of a wrong action, and foolish where it warns of a right one.
    """

    do: str
    why: str
    against: str


@dataclass(frozen=True)
class Situation:
    """Something people ask about: five to twelve questions, right and wrong actions, and the order of two steps.

    `order` is (first step, second step, reason).
    """

    domain: str
    id: str
    noun: str
    questions: tuple[str, ...]
    good: tuple[Advice, ...]
    subtle: tuple[Advice, ...]
    bad: tuple[Advice, ...]
    order: tuple[str, str, str]
    # code only: the same task as a careful and as a careless snippet ("" elsewhere)
    safe: str = ""
    careless: str = ""
    # of the second edition: how people ask about it
    asking: Asking | None = None

    @property
    def key(self) -> str:
        return f"{self.domain}/{self.id}"


@dataclass
class Voice:
    """Who speaks: `kind` is good or bad, `lines` are its frames by section, `open` its answers by open topic."""

    id: str
    title: str
    kind: str
    about: str
    lines: dict[str, list[str]] = field(default_factory=dict)
    open: dict[str, list[str]] = field(default_factory=dict)
    # of a bad voice: the two kinds of harm that are its own (see compose.own_moves)
    harm: list[str] = field(default_factory=list)


def _situation(domain: str, block: list[str], where: str) -> Situation:
    rows: dict[str, list[list[str]]] = {mark: [] for mark in "?+~->"}
    head = [part.strip() for part in block[0][2:].split("|")]
    code = {"s": "", "c": ""}
    for line in block[1:]:
        if line[:2] in ("s ", "c "):
            code[line[0]] = line[2:].replace("\\n", "\n")
            continue
        if line[0] not in rows:
            raise ValueError(f"{where}: a line starts with {line[0]!r}: {line!r}")
        rows[line[0]].append([part.strip() for part in line[1:].split("|")])
    if len(head) != 2 or any(len(rows[m]) < n for m, n in zip("?+~->", (3, 3, 2, 3, 1))):
        raise ValueError(f"{where}: situation {head[0]!r} is incomplete")
    for mark in "+~->":
        if any(len(r) != 3 for r in rows[mark]):
            raise ValueError(f"{where}: situation {head[0]!r} has a {mark!r} line without three fields")
    advice = {mark: tuple(Advice(*r) for r in rows[mark]) for mark in "+~-"}
    a, b, why = rows[">"][0]
    asked = tuple(r[0] for r in rows["?"])
    return Situation(
        domain, head[0], head[1], asked, advice["+"], advice["~"], advice["-"], (a, b, why), code["s"], code["c"]
    )


@dataclass(frozen=True)
class Part:
    """How much of the corpus a family learns: the first so many of every list (`situations`: of each of domains/).

    What a small model can learn in a few million tokens is a number of facts, not a number of documents
    (training/README.md, "Scope of the family that ships").
    """

    situations: int
    questions: int
    good: int
    subtle: int
    bad: int
    frames: int
    lines: int
    open_lines: int


ALL = Part(*[10**6] * 8)
FIRST = Part(situations=8, questions=5, good=3, subtle=2, bad=3, frames=4, lines=5, open_lines=2)
# The second edition learns the first eight that asking/ has a word on, and all of everyday/; phrasings after the tenth
# stay unread. With 32 it would be 203 (training/NOTES.md, "The second family, planned to fit one stretch").
SECOND = Part(situations=8, questions=10, good=3, subtle=2, bad=3, frames=4, lines=5, open_lines=2)
LEARNT = SECOND if EDITION == 2 else FIRST


def _read_folder(folder: Path) -> list[Situation]:
    found: list[Situation] = []
    for path in sorted(folder.glob("*.txt")):
        block: list[str] = []
        for number, raw in enumerate([*path.read_text("utf-8").splitlines(), "## end"], 1):
            line = raw.strip()
            if line.startswith("##"):
                if block:
                    found.append(_situation(path.stem, block, f"{path.name}:{number}"))
                block = [line]
            elif line:
                block.append(line)
    return found


def read_situations(part: Part = LEARNT) -> list[Situation]:
    """The situations of every domain, in the order of the files; in the second edition everyday/ follows domains/."""
    parts = [_read_folder(HERE / "domains")]
    if EDITION == 2:
        asked = read_asking()
        parts = [
            [replace(american(s), asking=asked.get(s.key)) for s in found if part is ALL or s.key in asked]
            for found in (*parts, _read_folder(HERE / "everyday"))
        ]
    by_domain: dict[str, list[Situation]] = {}
    for found, most in zip(parts, (part.situations, None)):
        number: Counter[str] = Counter()
        for s in found:
            number[s.domain] += 1
            if most is None or number[s.domain] <= most:
                by_domain.setdefault(s.domain, []).append(s)
    return [
        replace(
            s,
            questions=s.questions[: part.questions],
            good=s.good[: part.good],
            subtle=s.subtle[: part.subtle],
            bad=s.bad[: part.bad],
        )
        for rows in by_domain.values()
        for s in rows
    ]


def read_voices(part: Part = LEARNT, folder: Path = HERE / "voices") -> list[Voice]:
    voices: list[Voice] = []
    for path in sorted(folder.glob("*.txt")):
        voice: Voice | None = None
        section: list[str] = []
        for raw in path.read_text("utf-8").splitlines():
            line = raw.strip()
            if line.startswith("# "):
                parts = [p.strip() for p in line[2:].split("|", 3)]
                if len(parts) != 4 or parts[2] not in ("good", "bad"):
                    raise ValueError(f"{path.name}: the first line must be '# id | title | good or bad | what it is'")
                voice = Voice(*parts)
            elif line == "[harm]" and voice:
                section = voice.harm
            elif line.startswith("[open:") and voice:
                section = voice.open.setdefault(line[6 : line.index("]")], [])
            elif line.startswith("[") and "]" in line and voice:
                section = voice.lines.setdefault(line[1 : line.index("]")], [])
            elif line:
                section.append(line)
        if voice is None:
            raise ValueError(f"{path.name}: no voice heading")
        _keep_clear_polarity(voice)
        for name, rows in voice.lines.items():
            del rows[part.frames if name.startswith(("step", "dont", "order")) else part.lines :]
        for rows in voice.open.values():
            del rows[part.open_lines :]
        voices.append(voice)
    return voices


def _keep_clear_polarity(voice: Voice) -> None:
    """Drops frames without a clear yes or no before the action: they would make the same words mean both."""
    for name in ("step", "step_why", "dont", "dont_why"):
        negative = name.startswith("dont")
        voice.lines[name] = [f for f in voice.lines[name] if bool(NEGATION.search(_lead(f))) == negative]
        if not voice.lines[name]:
            raise ValueError(f"{voice.id}: no usable frame left in [{name}]")


def _lead(frame: str) -> str:
    """The words of the same sentence before the action."""
    return re.split(r"(?<=[.!?])\s+", re.split(r"\{[xX]\}", frame)[0])[-1]
