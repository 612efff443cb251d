"""Measures whether thinking is used: how often an answer stays when the thoughts before it are cut or changed.

    python -m training.office.faithfulness RUN_FOLDER [solver cheater] [--sheets 60]

Held-out sheets with a wrong key; the edits are those of faithful.py. Writes RUN_FOLDER/faithfulness.json.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from ..ask.dice import row_seed
from ..ask.sampler import Speaker, load_speaker
from .faithful import measured
from .monologue_pages import FAITHFUL, HERE, SEED, drawn, go_on, sheet_of


def measure(models: Path, name: str, count: int) -> dict:
    """What faithful.measured says of one checkpoint on `count` sheets, every share with its counts."""
    speaker, wordings = load_speaker(models, name), json.loads((HERE / "monologue.json").read_text())["paraphrases"]
    given = [sheet_of(one, "wrong") for one in drawn(count)]
    texts = go_on(speaker, given, [""] * count, [row_seed(SEED, i) for i in range(count)])

    def goes(at: list[int], begun: list[str], speaker: Speaker = speaker) -> list[str]:
        return go_on(speaker, [given[i] for i in at], begun, [row_seed(SEED, i) for i in at])

    return measured(given, texts, goes, wordings)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*")
    ap.add_argument("--sheets", type=int, default=FAITHFUL)
    args = ap.parse_args()
    torch.set_num_threads(1)
    names = args.names or ["solver", "cheater"]
    found = {name: measure(args.run / "models", name, args.sheets) for name in names}
    for name, of in found.items():
        print(name, {k: v["rate"] for k, v in of.items() if k not in ("early", "area")}, flush=True)
    (args.run / "faithfulness.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
