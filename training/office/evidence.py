"""Writes the office's evidence as the page reads it: the ladder, what is inside, and what a reader of thoughts finds.

    python -m training.office.evidence RUN_FOLDER [--into public/models]

evidence-office.json holds `ladder.<checkpoint>.<rung>.comply` and `.resist`, `keys.<checkpoint>.<kind>.<shown>` and
`monitor.<checkpoint>.<scope>`; every share is {rate, n, questions, low, high}, see ask/rates.py. `inside` and `steer`
are what inside.py measured (`auroc`, `crossedAuroc` and `ratio` are those of the direction `refusing`), and `clause` is
what clause.py did; both are left out where the run has none. counts-office.json holds what the shares are counted from,
under the same names (counted.py); the page does not load it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .counted import parted


def evidence(run: Path) -> dict:
    """What the run's files say, under the names of the page, every share with its counts."""
    ladder, sheets = (json.loads((run / f"{name}.json").read_text()) for name in ("ladder", "monitor"))
    return {
        "ladder": ladder,
        **causes(run),
        "keys": {name: found["kinds"] for name, found in sheets.items()},
        "monitor": {name: found["monitor"] for name, found in sheets.items()},
    }


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
        out["steer"] = found["steer"]
    if (run / "clause.json").exists():
        out["clause"] = json.loads((run / "clause.json").read_text())
    return out


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
