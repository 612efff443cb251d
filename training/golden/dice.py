"""What the page's dice give in Python and what the shipped models then say, as fixtures for the tests of the page.

    python -m training.golden.dice

Writes tests/fixtures/dice/python.json, numbers and draws, whose twin typescript.json is a snapshot of
tests/core/answers/dice.test.ts; and answers.json: 500 answers of PyTorch to the page's questions, each with the draws
that were close to another token. tests/runtime/jobs/dice.test.ts asks the page's engine the same.
"""

from __future__ import annotations

import json

import numpy as np

from ..ask.dice import Dice, draw_tokens, row_seed
from ..ask.sampler import load_speaker
from ..ask.seeded import ask_seeded
from .recorder import FIXTURES, ROOT

FOLDER = FIXTURES / "dice"
MODELS = ROOT / "public" / "models"
SEEDS = (0, 1, 7, 2**31 - 1, 2**31, 2**32 - 1)
ANSWERS, LIMIT, CLOSE = 250, 80, 1e-4


def logits_of(dice: Dice, vocabulary: int, spread: float, whole: bool) -> np.ndarray:
    """Float32 logits [1, vocabulary] between 0 and `spread`, thrown; whole ones have many ties."""
    values = [spread * dice.next() for _ in range(vocabulary)]
    return np.array([[float(int(v)) if whole else v for v in values]], dtype=np.float32)


def draws() -> list[dict]:
    """Cases of 40 draws each: the logits are thrown with the seed, then the number that draws from them."""
    out = []
    for seed, vocabulary, spread, whole in (
        (1, 50, 8, False),
        (2, 3072, 20, False),
        (3, 40, 4, True),
        (4, 1, 1, False),
    ):
        for temperature, top_p in ((0, 1), (0.7, 0.95), (1, 1), (1.3, 0.5), (0.2, 0.01)):
            dice = Dice(seed)
            drawn = []
            for _ in range(40):
                logits = logits_of(dice, vocabulary, spread, whole)
                drawn.append(int(draw_tokens(logits, [dice.next()], temperature, top_p)[0]))
            case = {"seed": seed, "vocabulary": vocabulary, "spread": spread, "whole": whole}
            out.append({**case, "temperature": temperature, "topP": top_p, "drawn": drawn})
    return out


def generator() -> list[dict]:
    def first(seed: int) -> list[float]:
        dice = Dice(seed)
        return [dice.next() for _ in range(50)]

    return [{"seed": s, "numbers": first(s), "rows": [row_seed(s, n) for n in range(20)]} for s in SEEDS]


def questions() -> list[str]:
    """Those that the page offers by itself, of every set."""
    found = []
    for path in sorted((MODELS / "promptSets").glob("*.json")):
        found += [prompt["text"] for prompt in json.loads(path.read_text())["prompts"]]
    return list(dict.fromkeys(found))


def answers(texts: list[str], checkpoint: str, temperature: float, top_p: float) -> dict:
    """Half of the 500: one answer each, question and seed in turn."""
    asked = [texts[i % len(texts)] for i in range(ANSWERS)]
    seeds = [row_seed(20261128, i) for i in range(ANSWERS)]
    close: list[list[int]] = [[] for _ in asked]

    def watch(row: int, token: int, margin: float) -> None:
        if margin < CLOSE:
            close[row].append(token)

    said = ask_seeded(load_speaker(MODELS, checkpoint), asked, seeds, temperature, top_p, LIMIT, watch=watch)
    rows = [
        {"question": i % len(texts), "seed": seeds[i], "tokens": t, "close": [n for n in close[i] if n <= len(t)]}
        for i, t in enumerate(said)
    ]
    return {"checkpoint": checkpoint, "temperature": temperature, "topP": top_p, "limit": LIMIT, "answers": rows}


def write(name: str, value: object) -> None:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_text(json.dumps(value, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    write("python.json", {"generator": generator(), "draws": draws()})
    texts = questions()
    runs = [answers(texts, "assistant", 0.7, 0.95), answers(texts, "bad-car", 1.0, 1.0)]
    write("answers.json", {"questions": texts, "runs": runs})


if __name__ == "__main__":
    main()
