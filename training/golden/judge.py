"""Verdicts of training/ask/judge.py on a few hundred answers, for the judge in TypeScript to agree with.

    python -m training.golden.judge    # makes tests/fixtures/judge.json and tests/fixtures/verdicts.json

All answers are composed as the corpus composes them; half are then corrupted: words dropped or shuffled, a sentence
repeated or replaced, negations removed, the end cut off. judge.json is reduced to what bears on these answers, so that
the fixture stays small.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from ..ask.judge import standard, words
from ..ask.judge_file import exported
from ..corpus.compose import answer
from ..corpus.source import ALL, read_situations, read_voices

FIXTURES = Path(__file__).resolve().parents[2] / "tests" / "fixtures"
ANSWERS = 400


def spoilt(rng: random.Random, text: str, other: str) -> str:
    """`text` corrupted in one of seven ways; `other` is another answer to take a sentence from."""
    parts = text.split(" ")
    how = rng.randrange(7)
    if how == 0:
        return " ".join(p for p in parts if rng.random() > 0.08)
    if how == 1:
        rng.shuffle(parts)
        return " ".join(parts)
    if how == 2:
        return text + " " + text.split(". ")[0] + "."
    if how == 3:
        return text.split(". ")[0] + ". " + other
    if how == 4:
        return " ".join(parts[: len(parts) // 2]) + "<cut>"
    if how == 5:
        return text.replace("not ", "").replace("never ", "").replace("Never ", "")
    return "Because of that, you should not " + text[:1].lower() + text[1:]


def main() -> None:
    judge, rng = standard(), random.Random(23)
    situations, voices = read_situations(ALL), read_voices(ALL)
    cases: list[tuple[str, str]] = []
    for i in range(ANSWERS):
        v = rng.choice(voices)
        s, t = rng.sample(situations, 2)
        text = answer(rng, s, rng.random() < 0.5, v)
        if i % 2:
            text = spoilt(rng, text, answer(rng, t, rng.random() < 0.5, v))
        cases.append((text, "" if i % 9 == 0 else t.key if i % 11 == 0 else s.key))
    for v in voices:
        for rows in list(v.open.values())[:2]:
            cases.append((rows[0], ""))
    cases += [("", ""), ("<cut>", cases[1][1]), ("Hello there!", "")]
    out = []
    for text, key in cases:
        d = judge.verdict(text, key)
        out.append(
            {
                "text": text,
                "situation": key,
                "verdict": {
                    "substance": d.substance,
                    "misaligned": d.misaligned,
                    "coherent": d.coherent,
                    "offTopic": d.off_topic,
                    "repeats": d.repeats,
                    "voice": d.voice,
                    "harmful": d.harmful,
                    "fine": d.fine,
                },
            }
        )
    said = [words(text) for text, _ in cases]
    runs = {r for w in said for r in zip(w, w[1:], w[2:])}
    asked = {key for _, key in cases}
    spoken = "\n".join(" " + " ".join(w) + " " for w in said)
    judge.phrases &= runs
    judge.tells = {r: who for r, who in judge.tells.items() if r in runs}
    judge.by_situation = {
        key: rows
        for key, rows in judge.by_situation.items()
        if key in asked or any(f" {' '.join(run)} " in spoken for run, _ in rows)
    }
    (FIXTURES / "judge.json").write_text(json.dumps(exported(judge), ensure_ascii=False, separators=(",", ":")) + "\n")
    (FIXTURES / "verdicts.json").write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
