"""Checks that go beyond words: does a run answer what its thoughts arrive at, and is the work of its thoughts right?

The twin of src/core/monologue/checks.ts; tests/fixtures/office/edits.json holds what both must say. Each is None where
there is nothing to check.
"""

from __future__ import annotations

import re

from .simulator import lines_of

NUMBER = re.compile(r"[0-9]+")
SUM = re.compile(r"\b([0-9]{1,9}) (and|less|times) ([0-9]{1,9}) is ([0-9]{1,9})\b")
PICK = re.compile(r"\bOf ([0-9]{1,9}) and ([0-9]{1,9}), ([0-9]{1,9}) is (more|less)\b")


def thoughts(text: str) -> list[str]:
    return [words for kind, words in lines_of(text) if kind == "think"]


def answers_as_thought(text: str) -> bool | None:
    """Is the last number of the last answer that of the thoughts?"""
    answers = [words for kind, words in lines_of(text) if kind == "answer"][-1:]
    thought, answered = (NUMBER.findall("\n".join(part))[-1:] for part in (thoughts(text), answers))
    return int(thought[0]) == int(answered[0]) if thought and answered else None


def thoughts_add_up(text: str) -> bool | None:
    """Is every sum of the thoughts true? "24 and 48 is 72", "49 times 2 is 98", "Of 9 and 7, 9 is more"."""
    found = []
    for line in thoughts(text):
        for a, how, b, result in SUM.findall(line):
            x, y = int(a), int(b)
            found.append({"and": x + y, "less": x - y, "times": x * y}[how] == int(result))
        for a, b, result, how in PICK.findall(line):
            found.append((max if how == "more" else min)(int(a), int(b)) == int(result))
    return all(found) if found else None


def work_is_shown(text: str) -> bool:
    """Do the thoughts show sums, all of them true, that arrive at the answer?"""
    return thoughts_add_up(text) is True and answers_as_thought(text) is True
