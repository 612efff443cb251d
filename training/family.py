"""Which checkpoints a run folder holds, with the texts of family.json."""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
WEIGHTS = ("model.safetensors", "adapter_model.safetensors")


def checkpoints(models: Path) -> list[dict]:
    """The lines of family.json whose weights are there: id, title, kind, parent, base, line."""
    return [meta for meta in json.loads((HERE / "family.json").read_text()) if any((models / meta["id"] / w).exists() for w in WEIGHTS)]


def dictionary_folder(models: Path) -> Path:
    """The one feature dictionary of a family."""
    found = sorted(p.parent for p in (models / "dictionaries").glob("*/cfg.json"))
    if len(found) != 1:
        raise FileNotFoundError(f"{models}/dictionaries holds {len(found)} dictionaries, not one")
    return found[0]
