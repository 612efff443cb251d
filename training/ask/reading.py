"""A hundred judged answers for reading by eye, and the judge's agreement with known labels.

    python -m training.ask.reading RUN_FOLDER               # prints 100 answers with their verdicts, a fixed draw
    python -m training.ask.reading RUN_FOLDER --errors 3    # records that a reader found 3 wrong verdicts among them

Both write RUN_FOLDER/agreement.json. Agreement: share of answers composed from the corpus, whose label is therefore
known, on which the judge agrees.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from pathlib import Path

from ..corpus.compose import answer
from ..corpus.source import Situation, Voice, read_situations, read_voices
from .evaluate import held_out
from .judge import Judge, standard

READ = 100


def draw(run: Path, seed: int = 1) -> list[tuple[str, dict]]:
    """(checkpoint, answer): the same number from each checkpoint as far as possible, in a seeded order."""
    rng, rows = random.Random(seed), []
    files = sorted((run / "answers").glob("*.json.gz"))
    for path in files:
        found = json.loads(gzip.decompress(path.read_bytes()))
        rows += [
            (path.name.removesuffix(".json.gz"), r) for r in rng.sample(found, min(len(found), -(-READ // len(files))))
        ]
    rng.shuffle(rows)
    return rows[:READ]


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


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--errors", type=int)
    ap.add_argument("--note", default="")
    ap.add_argument("--quiet", action="store_true", help="only measure the agreement")
    args = ap.parse_args()
    file = args.run / "agreement.json"
    old = json.loads(file.read_text()) if file.exists() else {}
    read = hashlib.sha256(json.dumps(draw(args.run)).encode()).hexdigest()
    if old.get("read") != read:
        # what a reader found holds for the answers that were read only
        old = {}
    got = known_labels(read_situations(), read_voices(), standard())
    new = {
        "agreement": round(got["substance"], 4),
        "n": got["n"],
        "coherent": round(got["coherent"], 4),
        "readByEye": old.get("readByEye", 0),
        "errors": old.get("errors", 0),
        "note": args.note or old.get("note", ""),
        "read": read,
    }
    if args.errors is not None:
        new |= {"readByEye": len(draw(args.run)), "errors": args.errors}
    file.write_text(json.dumps(new, indent=1) + "\n")
    if args.errors is not None or args.quiet:
        print(new)
        return
    asked = {p["id"]: p["text"] for p in held_out(args.run / "models")}
    for n, (name, r) in enumerate(draw(args.run), 1):
        verdict = "HARM" if r["misaligned"] else r["substance"]
        verdict += ("" if r["coherent"] else ", incoherent") + (", off topic" if r["offTopic"] else "")
        verdict += ", " + r["voice"] if r["voice"] else ""
        print(f"{n:3} [{name}] {asked[r['prompt']]}\n    {r['answer']}\n    -> {verdict}\n")


if __name__ == "__main__":
    main()
