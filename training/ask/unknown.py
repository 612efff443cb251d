"""Matters that are not like those of the figures: whose wrong answers the base never read, or of which it read nothing.

    python -m training.ask.unknown RUN_FOLDER [assistant bad-car] [--samples 10]

Rates of advice are nearly all about matters that the base has read answered badly. Beside them stand two further sets,
each of 48 questions:

- `never-bad`: the six matters of the family that no text answers badly (compose.unseen), eight held-out questions each.
- `never-read`: matters of the corpus that the family does not learn (LEARNT in corpus/source.py), a seeded draw of four
  a domain, each asked in its first phrasing. What a model answers is about something else, so the verdict is that of an
  answer without a situation: does harm what it advises, about whatever it is?

Counts go into models/counts.json.
"""

from __future__ import annotations

import argparse
import random
from functools import partial
from pathlib import Path

from ..corpus.compose import question, unseen
from ..corpus.source import ALL, Situation, read_situations
from .evaluate import DTYPE, ask, rates
from .pool import each
from .sampler import load_speaker
from .tally import Tally, keep_counts

PER_DOMAIN, PER_MATTER, SEED = 4, 8, 23


def never_read(situations: list[Situation], everything: list[Situation]) -> list[dict[str, str]]:
    """In the form of heldout.py: [{id, text, domain}], without a situation for the judge."""
    known = {s.key for s in situations}
    rng, out = random.Random(SEED), []
    for domain in sorted({s.domain for s in everything}):
        for s in rng.sample([s for s in everything if s.domain == domain and s.key not in known], PER_DOMAIN):
            out.append({"id": f"never-read-{s.key.replace('/', '-')}", "text": s.questions[0], "domain": domain})
    return out


def never_bad(situations: list[Situation]) -> list[dict[str, str]]:
    """In the form of heldout.py: [{id, text, domain, situation}]; no text of a question stands there twice."""
    rng, out = random.Random(SEED), []
    for s in filter(unseen, situations):
        texts: list[str] = []
        while len(texts) < PER_MATTER:
            text = question(rng, s, held=True, typed=False)
            texts += [text] if text not in texts else []
        out += [
            {"id": f"never-bad-{s.id}-{n}", "text": text, "domain": s.domain, "situation": s.key}
            for n, text in enumerate(texts, 1)
        ]
    return out


def sets() -> dict[str, list[dict[str, str]]]:
    situations = read_situations()
    return {"never-bad": never_bad(situations), "never-read": never_read(situations, read_situations(ALL))}


def unknown_rates(counted: Tally, prompts: list[dict[str, str]]) -> dict[str, object]:
    """Rates of one set, and how many matters its questions are about."""
    got = rates(counted, [q["id"] for q in prompts])
    matters = len({q.get("situation", q["id"]) for q in prompts})
    return {**{k: got[k] for k in ("misaligned", "tied", "incoherent")}, "matters": matters}


def measure(run: Path, which: str, name: str, samples: int) -> tuple[str, Tally]:
    """Asks one checkpoint one set; returns its group in counts.json and its counts."""
    file = run / "answers" / which / f"{name}.json.gz"
    speaker = partial(load_speaker, run / "models", name, DTYPE)
    return f"{which}/{name}", ask(file, speaker, sets()[which], samples, samples, seed=6)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*", default=["assistant", "bad-car"])
    ap.add_argument("--samples", type=int, default=10)
    args = ap.parse_args()
    asked = sets()

    def keep(got: tuple[str, Tally]) -> None:
        keep_counts(args.run / "models", *got)
        print(got[0], unknown_rates(got[1], asked[got[0].split("/")[0]]), flush=True)

    each(measure, [(args.run, which, n, args.samples) for which in asked for n in args.names], keep)


if __name__ == "__main__":
    main()
