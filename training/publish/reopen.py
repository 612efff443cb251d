"""Makes a run folder of a published family, so that all of it can be measured again without training anything.

    python -m training.publish.reopen RUN_FOLDER [--of public/models]
    python -m training.make RUN_FOLDER --from figures    # measures; add --publish to publish what was found

Copies checkpoints, dictionaries, directions, question sets, counts and what was found inside; the points of the curves
go where series.py keeps them. `python -m training.publish.evidence RUN_FOLDER` then makes the published evidence.json
again, from the counts.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from ..ask.series import REPAIR, plan
from ..train.recipes import TUNES
from .publish import MODELS

FILES = ("judge.json", "counts.json", "evidence.json")
FOLDERS = ("dictionaries", "directions", "promptSets")
CURVES = ("time", "dose", "repair")
# of a point of steering, what is made of counts; of a world of the published family, its two models
COUNTED = ("misaligned", "tied", "incoherent", "voiced", "open")
FAMILY = {1.0: ("assistant", "bad-car"), 0.0: ("null-assistant", "null-bad-car")}


def adapters() -> dict[str, str]:
    """Checkpoint of a curve's point -> its adapter's place below RUN_FOLDER/series."""
    steps = TUNES["bad-car"].steps
    points = [p for what in CURVES for p in plan(what, steps, REPAIR)]
    return {p["checkpoint"]: p["adapter"] for p in points if p["adapter"]}


def reopen(published: Path, run: Path) -> None:
    """FileExistsError if `run` has models already."""
    models, index = run / "models", json.loads((published / "index.json").read_text())
    models.mkdir(parents=True)
    for name in (n for n in FOLDERS if (published / n).exists()):
        shutil.copytree(published / name, models / name)
    for name in (n for n in FILES if (published / n).exists()):
        shutil.copyfile(published / name, models / name)
    places = adapters()
    for checkpoint in index["checkpoints"]:
        name = checkpoint["id"]
        out = run / "series" / places[name] if "series" in checkpoint else models / name
        shutil.copytree(published / name, out)
    evidence = json.loads((published / "evidence.json").read_text())
    worlds = [row for row in evidence["links"] if not row.get("olderJudge")]
    found = {
        "features": {k: evidence[k] for k in ("dictionary", "features")},
        "steering": [{k: v for k, v in point.items() if k not in COUNTED} for point in evidence["steering"]],
        "links": [
            {"link": r["link"], "seed": r["seed"], "counts": [f"checkpoints/{name}" for name in FAMILY[r["link"]]]}
            for r in worlds
        ],
        "links-older": [row for row in evidence["links"] if row.get("olderJudge")],
        "seed": next({"link": r["link"], "seed": r["seed"]} for r in worlds if r["link"] == 1.0),
        "agreement": evidence["judge"],
        "measured": {k: evidence[k] for k in ("date", "commit")},
        **{f"series/{what}": plan(what, TUNES["bad-car"].steps, REPAIR) for what in CURVES},
    }
    for name, value in found.items():
        (run / f"{name}.json").write_text(json.dumps(value, indent=1) + "\n")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--of", type=Path, default=MODELS)
    args = ap.parse_args()
    reopen(args.of.resolve(), args.run.resolve())


if __name__ == "__main__":
    main()
