"""Which checkpoints a run folder holds, with the texts of family.json."""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
WEIGHTS = ("model.safetensors", "adapter_model.safetensors")


def checkpoints(models: Path) -> list[dict]:
    """The lines of family.json whose weights are there: id, title, kind, parent, base, line."""
    return [
        meta
        for meta in json.loads((HERE / "family.json").read_text())
        if any((models / meta["id"] / w).exists() for w in WEIGHTS)
    ]


STEERING = "steering"


def used_for(folder: Path) -> str | None:
    """What a dictionary is for, where its cfg.json says so."""
    return json.loads((folder / "cfg.json").read_text())["metadata"].get("use")


def _dictionaries(models: Path) -> list[tuple[Path, bool]]:
    """Every dictionary of a family, and whether it is the one to steer with."""
    found = sorted(p.parent for p in (models / "dictionaries").glob("*/cfg.json"))
    return [(f, used_for(f) == STEERING) for f in found]


def dictionary_folder(models: Path) -> Path:
    """The one dictionary that a family's features are found in; FileNotFoundError if there is not exactly one."""
    found = [f for f, steers in _dictionaries(models) if not steers]
    if len(found) != 1:
        raise FileNotFoundError(f"{models}/dictionaries holds {len(found)} dictionaries, not one")
    return found[0]


def steering_folder(models: Path) -> Path:
    """The dictionary that a family is steered with (training/inside/cause.py)."""
    found = [f for f, steers in _dictionaries(models) if steers]
    if len(found) != 1:
        raise FileNotFoundError(f"{models}/dictionaries holds {len(found)} dictionaries to steer with, not one")
    return found[0]
