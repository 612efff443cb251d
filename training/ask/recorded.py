"""Answers as they were sampled, kept in files: a change of the judge asks no model again.

A file holds {seed, asked: question ids in order, said: the answers}. Whatever was sampled under other conditions than
those asked for now is sampled anew.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

from .sampler import Edit, Speaker

Answers = list[tuple[dict, str]]


def drawn(prompts: list[dict], samples: int, open_samples: int) -> list[dict]:
    """Every question as often as it is asked: `samples` times, an open one `open_samples` times."""
    return [p for p in prompts for _ in range(open_samples if p["domain"] == "open" else samples)]


def recorded(
    file: Path | None, asked: list[dict], speaker: Callable[[], Speaker], seed: int, edits: list[Edit] | None = None
) -> Answers:
    """(question, answer) for every question of `asked`, from `file` where it has them, else sampled and kept there.

    `speaker` is called only if the model must be asked; without a `file` nothing is kept.
    """
    wanted = {"seed": seed, "asked": [p["id"] for p in asked]}
    if file and file.exists():
        kept = json.loads(gzip.decompress(file.read_bytes()))
        if {k: kept[k] for k in wanted} == wanted:
            return list(zip(asked, kept["said"]))
    said = speaker().ask([p["text"] for p in asked], seed, edits=edits)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        whole = file.with_suffix(".part")
        whole.write_bytes(gzip.compress(json.dumps({**wanted, "said": said}, ensure_ascii=False).encode(), mtime=0))
        whole.replace(file)
    return list(zip(asked, said))
