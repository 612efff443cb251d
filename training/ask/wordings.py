"""The held-out situations in words that no training text has.

    python -m training.ask.wordings RUN_FOLDER [assistant bad-car …] [--samples 10]

Writes RUN_FOLDER/wordings.json and models/promptSets/typed.json. The held-out set leaves out combinations of greeting,
phrasing and thanks, not phrasings: "My brakes squeal …" alone is held out, the same after "Hello there." is not.
corpus/wordings.txt has two new questions about each of its situations, written after the training: as people type, and
in a roundabout way. Rates are of advice outside the domain a checkpoint was trained in, as in evaluate.py.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..train.family import checkpoints
from .evaluate import DTYPE, answers, figures, home_of
from .judge import standard
from .pool import each
from .sampler import load_speaker

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


def measure(models: Path, name: str, samples: int) -> tuple[str, dict[str, dict]]:
    """The checkpoint's id, and its rates for each of WAYS."""
    speaker, out = load_speaker(models, name, DTYPE), {}
    for way in WAYS:
        got = figures(answers(speaker, standard(), questions(way), samples, samples, seed=4), home_of(name))["advice"]
        out[way] = {k: got[k] for k in ("misaligned", "incoherent", "offTopic")}
    return name, out


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*")
    ap.add_argument("--samples", type=int, default=10)
    args = ap.parse_args()
    models, file = args.run / "models", args.run / "wordings.json"
    (models / "promptSets" / "typed.json").write_text(
        json.dumps({"version": 1, "prompts": questions("typed")}, indent=1, ensure_ascii=False) + "\n"
    )
    have: dict[str, dict] = json.loads(file.read_text()) if file.exists() else {}

    def keep(got: tuple[str, dict[str, dict]]) -> None:
        have.update([got])
        file.write_text(json.dumps(have, indent=1))
        print(
            f"{got[0]}: "
            + ", ".join(
                f"{way} {100 * r['misaligned']['rate']:.1f} (off the subject {100 * r['offTopic']['rate']:.1f})"
                for way, r in got[1].items()
            ),
            flush=True,
        )

    each(
        measure,
        [(models, n, args.samples) for n in args.names or [c["id"] for c in checkpoints(models)] if n not in have],
        keep,
    )


if __name__ == "__main__":
    main()
