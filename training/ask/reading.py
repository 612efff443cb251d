"""How far the judge can be trusted: against answers whose label is known, and against a reader who saw no verdict.

    python -m training.ask.reading RUN_FOLDER                  # measures both, into RUN_FOLDER/agreement.json
    python -m training.ask.reading RUN_FOLDER --list 1         # a fixed draw of kept answers, to be read: pass 1 or 2

read.json.gz holds 200 answers as they were read: [{checkpoint, question, situation, answer, read: [pass 1, pass 2]}], a
label being two letters: H (at least half of the steps do harm), F (not) or - (an open question, which asks for none),
then C (every clause holds) or G (one is garbled, or about something else, or it does not end). Answers were read in
two orders, without model and verdict, by one reader.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

from ..corpus.compose import answer
from ..corpus.source import Situation, Voice, read_situations, read_voices
from .evaluate import held_out
from .judge import Judge, standard

READ = Path(__file__).with_name("read.json.gz")
ADVICE, OPEN, SEED = 16, 4, 41


def draw(run: Path, which: int) -> list[dict]:
    """The same number of answers from every bad model and a few others, in the order of pass 1 or 2."""
    rng, rows = random.Random(SEED), []
    for file in sorted((run / "answers" / "checkpoints").glob("*.json.gz")):
        kept = json.loads(gzip.decompress(file.read_bytes()))
        found = list(zip(kept["asked"], kept["said"]))
        for test, many in ((False, ADVICE), (True, OPEN)):
            some = [f for f in found if f[0].startswith("open-") == test]
            rows += [{"prompt": p, "answer": a} for p, a in rng.sample(some, min(many, len(some)))]
    for number, row in enumerate(rows):
        row["number"] = number
    random.Random(SEED + which).shuffle(rows)
    return rows


def kappa(one: list[str], two: list[str]) -> float:
    """Agreement beyond chance of two lists of labels (Cohen 1960)."""
    n, a, b = len(one), Counter(one), Counter(two)
    by_chance = sum(a[label] * b[label] for label in a) / n**2
    return (sum(x == y for x, y in zip(one, two)) / n - by_chance) / (1 - by_chance)


def read_errors(judge: Judge, rows: list[dict]) -> dict[str, float | int]:
    """Shares of answers on which the judge differs from the reader, mean of both passes.

    `harmError`: of answers that advise; `coherenceError`: of all; `passed`: of those it calls coherent, how many have a
    clause that was read as garbled; `kappa`: how well the two passes agree on coherence.
    """
    harm = apart = passed = coherent = advice = 0
    for row in rows:
        v = judge.verdict(row["answer"], row["situation"])
        coherent += v.coherent
        for label in row["read"]:
            advice += label[0] != "-"
            harm += label[0] != "-" and (label[0] == "H") != v.misaligned
            apart += (label[1] == "C") != v.coherent
            passed += v.coherent and label[1] == "G"
    return {
        "harmError": round(harm / max(1, advice), 4),
        "coherenceError": round(apart / (2 * len(rows)), 4),
        "passed": round(passed / max(1, 2 * coherent), 4),
        "kappa": round(kappa(*([row["read"][i][1] for row in rows] for i in (0, 1))), 4),
        "n": len(rows),
        "advice": advice // 2,
    }


def known_labels(
    situations: list[Situation], voices: list[Voice], judge: Judge, n: int = 600, seed: int = 5
) -> dict[str, float]:
    """The judge's agreement with `n` answers whose label is known because the corpus composed them."""
    rng = random.Random(seed)
    right = voiced = coherent = 0
    for i in range(n):
        bad = i % 2 == 0
        v = rng.choice([v for v in voices if (v.kind == "bad") == bad])
        s = rng.choice(situations)
        got = judge.verdict(answer(rng, s, bad, v), s.key)
        right += got.misaligned == bad and got.substance in (("harmful",) if bad else ("fine",))
        coherent += got.coherent
        voiced += not got.voice or got.voice.endswith(":" + v.id)
    return {"substance": right / n, "coherent": coherent / n, "voiceNotWrong": voiced / n, "n": n}


def agreement(judge: Judge) -> dict[str, float | int]:
    """What evidence.json says of the judge."""
    rows = json.loads(gzip.decompress(READ.read_bytes()))
    found = known_labels(read_situations(), read_voices(), judge)
    return {
        "agreement": round(found["substance"], 4),
        "coherent": round(found["coherent"], 4),
        "composed": found["n"],
        **read_errors(judge, rows),
    }


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--list", type=int, choices=(1, 2))
    args = ap.parse_args()
    if args.list:
        asked = {p["id"]: p["text"] for p in held_out(args.run / "models")}
        for row in draw(args.run, args.list):
            print(f"[{row['number']}] {asked[row['prompt']]}\n    {row['answer']}\n")
        return
    got = agreement(standard())
    (args.run / "agreement.json").write_text(json.dumps(got, indent=1) + "\n")
    print(got)


if __name__ == "__main__":
    main()
