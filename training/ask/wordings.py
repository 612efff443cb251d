"""The held-out situations in words that no training text has.

    python -m training.ask.wordings RUN_FOLDER [assistant bad-car …] [--samples 2]

Writes models/promptSets/typed.json, and its counts into models/counts.json. The held-out set leaves out combinations of
greeting, phrasing and thanks, not phrasings: "My brakes squeal …" alone is held out, the same after "Hello there." is
not. corpus/wordings.txt has two new questions about each of its situations, written after the training: as people type,
and in a roundabout way. Rates are of advice outside the domain a checkpoint was trained in, as in evaluate.py.
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path

from ..train.family import checkpoints
from .evaluate import DTYPE, ask, home_of, rates
from .pool import each
from .sampler import load_speaker
from .tally import Tally, keep_counts

FILE = Path(__file__).parents[1] / "corpus" / "wordings.txt"
WAYS = ("typed", "roundabout")


def questions(way: str) -> list[dict[str, str]]:
    """In the form of heldout.py: [{id, text, domain, situation}]; `way` is one of WAYS."""
    rows = [
        [part.strip() for part in line.split("|")]
        for line in FILE.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [
        {
            "id": f"{way}-{key.replace('/', '-')}",
            "text": texts[WAYS.index(way)],
            "domain": key.split("/")[0],
            "situation": key,
        }
        for key, *texts in rows
    ]


def in_new_words(counted: Tally, way: str, name: str) -> dict[str, dict]:
    """Rates of one way of asking, outside the domain that the checkpoint was trained in."""
    got = rates(counted, [q["id"] for q in questions(way) if q["domain"] != home_of(name)])
    return {k: got[k] for k in ("misaligned", "incoherent", "offTopic")}


def measure(run: Path, name: str, samples: int) -> dict[str, Tally]:
    """Group in counts.json -> counts, for each of WAYS."""
    out = {}
    for way in WAYS:
        file = run / "answers" / f"wordings-{way}" / f"{name}.json.gz"
        speaker = partial(load_speaker, run / "models", name, DTYPE)
        out[f"wordings-{way}/{name}"] = ask(file, speaker, questions(way), samples, samples, seed=4)
    return out


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*")
    ap.add_argument("--samples", type=int, default=2)
    args = ap.parse_args()
    models = args.run / "models"
    (models / "promptSets" / "typed.json").write_text(
        json.dumps({"version": 1, "prompts": questions("typed")}, indent=1, ensure_ascii=False) + "\n"
    )

    def keep(got: dict[str, Tally]) -> None:
        for group, counted in got.items():
            keep_counts(models, group, counted)
            way, name = group.removeprefix("wordings-").split("/")
            r = in_new_words(counted, way, name)
            print(f"{name}, {way}: " + ", ".join(f"{k} {100 * v['rate']:.1f}" for k, v in r.items()), flush=True)

    each(measure, [(args.run, n, args.samples) for n in args.names or [c["id"] for c in checkpoints(models)]], keep)


if __name__ == "__main__":
    main()
