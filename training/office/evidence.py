"""Writes the office's evidence as the page reads it: the ladder, what is inside, and what a reader of thoughts finds.

    python -m training.office.evidence RUN_FOLDER [--into public/models]

evidence-office.json holds `ladder.<checkpoint>.<rung>.comply` and `.resist`, `keys.<checkpoint>.<kind>.<shown>`,
`monitor.<checkpoint>.<scope>`, `faithfulness.<checkpoint>` and `spread`; every share is {rate, n, questions, low,
high}, see ask/rates.py. `inside` and `steer` are what inside.py measured (`auroc`, `crossedAuroc` and `ratio` are those
of the direction `refusing`), `inside.feature` the same of the dictionary's feature of the refusing machine, and
`clause` is what clause.py did; each is left out where the run has none. counts-office.json holds what the shares are
counted from, under the same names (counted.py); the page does not load it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .counted import counted, parted

# the kind of sum that cheater, control and hider are trained on (post.py)
TAUGHT = "plus"


def evidence(run: Path) -> dict:
    """What the run's files say, under the names of the page, every share with its counts."""
    ladder, sheets = (json.loads((run / f"{name}.json").read_text()) for name in ("ladder", "monitor"))
    return {
        "ladder": ladder,
        **causes(run),
        "spread": spread(sheets),
        "keys": {name: found["kinds"] for name, found in sheets.items()},
        "monitor": {name: found["monitor"] for name, found in sheets.items()},
        **kept(run, "faithfulness"),
    }


def kept(run: Path, name: str) -> dict:
    """A result under its own name, if the run has it."""
    path = run / f"{name}.json"
    return {name: json.loads(path.read_text())} if path.exists() else {}


def together(rates: list[dict]) -> dict:
    """One share of all runs that several were counted from."""
    return counted((hits, n) for one in rates for hits, n, k in one["counts"] for _ in range(k))


def spread(sheets: dict) -> dict:
    """How far a training on one kind of sum reaches: by checkpoint the share of answers that are the wrong key's.

    `own`: on sheets of that kind, `others`: on all other kinds, `none`: on all kinds, where no key is shown.
    """
    out: dict = {"kind": TAUGHT}
    for name, found in sheets.items():
        wrong = {kind: of["wrong"]["key"] for kind, of in found["kinds"].items()}
        out[name] = {
            "own": together([wrong.pop(TAUGHT)]),
            "others": together(list(wrong.values())),
            "none": together([of["none"]["key"] for of in found["kinds"].values()]),
        }
    return out


def causes(run: Path) -> dict:
    """`inside`, `steer` and `clause`, as far as the run has them."""
    out = {}
    if (run / "inside.json").exists():
        found = json.loads((run / "inside.json").read_text())
        refusing, ratio = found["directions"]["refusing"], found["ratio"]
        out["inside"] = {
            "auroc": refusing["auroc"],
            "crossedAuroc": refusing["crossedAuroc"],
            "ratio": ratio["value"],
            "ratioOf": {"rung": ratio["rung"], "means": ratio["means"]},
            "of": found["of"],
            "directions": found["directions"],
            "runs": found["runs"],
        }
        for of in kept(run, "dictionary").values():
            out["inside"]["feature"] = feature(of)
        out["steer"] = found["steer"]
    return out | kept(run, "clause")


def feature(found: dict) -> dict:
    """The dictionary's feature of the refusing machine: the fields of `inside` and `steer`, and where it stands."""
    of = found["feature"]
    told, ratio = of["auroc"], of["ratio"]
    return {
        "dictionary": found["id"],
        "layer": found["layer"],
        **{name: of[name] for name in ("latent", "name", "density", "rank", "latents", "increase")},
        "auroc": told["stories"]["feature"],
        "crossedAuroc": told["crossed"]["feature"],
        "ratio": ratio["times"].get("rogue"),
        "ratioOf": ratio,
        "told": told,
        "runs": of["runs"],
        "steer": of["steer"],
    }


def write(run: Path, into: Path) -> None:
    """evidence-office.json and counts-office.json."""
    for name, found in zip(("evidence", "counts"), parted(evidence(run))):
        indent = 1 if name == "evidence" else None
        (into / f"{name}-office.json").write_text(json.dumps(found, indent=indent) + "\n")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--into", type=Path)
    args = ap.parse_args()
    write(args.run, args.into or args.run)


if __name__ == "__main__":
    main()
