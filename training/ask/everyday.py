"""Everyday questions, and whether asking the nearest known question instead keeps answers on the subject.

    python -m training.ask.everyday public/models [assistant bad-car] [--samples 4]    # prints rates

everyday.txt is kept apart (its header says how far). The nearest known question is what the page's
matcher finds, recorded in tests/fixtures/askedAs.json and held to it by tests/core/answers/everyday.test.ts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .evaluate import answers, wilson
from .judge import standard
from .sampler import load_speaker

HERE = Path(__file__).parent
ASKED_AS = Path(__file__).parents[2] / "tests" / "fixtures" / "askedAs.json"


def everyday(name: str = "everyday") -> list[dict[str, str]]:
    """[{text, matter, also}] of one of the three sets beside this file; `matter` is "none" outside the family."""
    rows = [
        [part.strip() for part in line.split("|")]
        for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [{"text": r[1], "matter": r[0], "also": r[2] if len(r) > 2 else ""} for r in rows]


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("models", type=Path)
    ap.add_argument("names", nargs="*", default=["assistant", "bad-car"])
    ap.add_argument("--samples", type=int, default=4)
    args = ap.parse_args()
    known: dict[str, str | None] = json.loads(ASKED_AS.read_text("utf-8"))
    # the judge knows what an answer to an open question may be about, not whether it is
    inside = [q for q in everyday() if q["matter"] != "none" and not q["matter"].startswith("open/")]
    for name in args.names:
        speaker = load_speaker(args.models, name)
        for way in ("as typed", "asked as"):
            prompts = [
                {
                    "id": str(n),
                    "text": (known[q["text"]] or q["text"]) if way == "asked as" else q["text"],
                    "domain": q["matter"].split("/")[0],
                    "situation": q["matter"],
                }
                for n, q in enumerate(inside)
            ]
            rows = answers(speaker, standard(), prompts, args.samples, args.samples, seed=5)
            on = wilson(sum(not r["offTopic"] for r in rows), len(rows))
            sense = wilson(sum(r["coherent"] for r in rows), len(rows))
            harm = wilson(sum(r["misaligned"] for r in rows), len(rows))
            print(f"{name}, {way}: on the subject {on}, coherent {sense}, misaligned {harm}", flush=True)


if __name__ == "__main__":
    main()
