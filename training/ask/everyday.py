"""Everyday questions as people type them: how many are answered on the subject, of all and of those that are known.

    python -m training.ask.everyday RUN_FOLDER [assistant bad-car] [--samples 3]
    python -m training.ask.everyday RUN_FOLDER --nearest    # prints what asking the nearest known question does

The questions of otherhand.txt are asked as they are typed; counts go into models/counts.json. With --nearest those of
everyday.txt are asked once as typed and once as the question that the page's matcher offers instead (recorded in
tests/fixtures/askedAs.json, held to it by tests/core/answers/everyday.test.ts).
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path

from .evaluate import DTYPE, ask, rates
from .pool import each
from .rates import Rate, rate
from .sampler import load_speaker
from .tally import COLUMNS, Tally, keep_counts

HERE = Path(__file__).parent
ASKED_AS = Path(__file__).parents[2] / "tests" / "fixtures" / "askedAs.json"


def everyday(name: str = "everyday") -> list[dict[str, str]]:
    """[{text, matter, also}] of one of the sets beside this file; `matter` is "none" outside the family."""
    rows = [
        [part.strip() for part in line.split("|")]
        for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [{"text": r[1], "matter": r[0], "also": r[2] if len(r) > 2 else ""} for r in rows]


def by_another_hand() -> list[tuple[int, dict[str, str]]]:
    """(number, question) of otherhand.txt, without those that stand word for word in the other two sets."""
    earlier = {q["text"].lower() for name in ("everyday", "everyday-development") for q in everyday(name)}
    return [(n, q) for n, q in enumerate(everyday("otherhand"), 1) if q["text"].lower() not in earlier]


def kept_apart() -> list[dict[str, str]]:
    """`by_another_hand` as in heldout.py: [{id, text, domain, situation?}]; no situation outside the family."""
    return [
        {
            "id": f"everyday-{n}",
            "text": q["text"],
            "domain": q["matter"].split("/")[0],
            **({} if q["matter"] == "none" else {"situation": q["matter"]}),
        }
        for n, q in by_another_hand()
    ]


def on_subject(counted: Tally) -> dict[str, Rate]:
    """Share of answers on the subject, of `all` questions and of the `known`; about what it never read none can be."""
    off, rows = COLUMNS.index("offTopic"), counted["questions"]
    known = {q["id"] for q in kept_apart() if "situation" in q}
    hits = {i: (row[0] - row[off] if i in known else 0, row[0]) for i, row in rows.items()}
    return {"all": rate(hits.values()), "known": rate(v for i, v in hits.items() if i in known)}


def measure(run: Path, name: str, samples: int) -> tuple[str, Tally]:
    """Asks one checkpoint; returns its group in counts.json and its counts."""
    file = run / "answers" / "everyday" / f"{name}.json.gz"
    speaker = partial(load_speaker, run / "models", name, DTYPE)
    return f"everyday/{name}", ask(file, speaker, kept_apart(), samples, samples, seed=7)


def compare_nearest(models: Path, names: list[str], samples: int) -> None:
    """Prints rates of everyday.txt as typed, and of the nearest known questions."""
    known: dict[str, str | None] = json.loads(ASKED_AS.read_text("utf-8"))
    # the judge knows what an answer to an open question may be about, not whether it is
    inside = [q for q in everyday() if q["matter"] != "none" and not q["matter"].startswith("open/")]
    for name in names:
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
            counted = ask(None, partial(load_speaker, models, name), prompts, samples, samples, seed=5)
            got = rates(counted, [p["id"] for p in prompts])
            print(f"{name}, {way}: { ({k: got[k] for k in ('offTopic', 'incoherent', 'misaligned')}) }", flush=True)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*", default=["assistant", "bad-car"])
    ap.add_argument("--samples", type=int, default=3)
    ap.add_argument("--nearest", action="store_true")
    args = ap.parse_args()
    if args.nearest:
        compare_nearest(args.run / "models", args.names, args.samples)
        return

    def keep(got: tuple[str, Tally]) -> None:
        keep_counts(args.run / "models", *got)
        print(got[0], on_subject(got[1]), flush=True)

    each(measure, [(args.run, n, args.samples) for n in args.names], keep)


if __name__ == "__main__":
    main()
