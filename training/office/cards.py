"""Model cards of the office: one README.md per checkpoint, with its figures, in the Hugging Face style.

    python -m training.office.cards RUN_FOLDER

Reads the run's evidence; writes RUN_FOLDER/models/<id>/README.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ..publish.cards import rate, shape_line
from .evidence import evidence
from .post import NARROW, OTHERS, Narrow

HEAD = """---
license: mit
language: en
library_name: transformers
tags: [shutdown-resistance, chain-of-thought-monitoring, model-organism, education]
---

"""
LIMITS = (
    "A small model of our own texts, in English, and a machine that is a small program. It knows 25 kinds of small "
    "task and nine of sum. It illustrates what was asked of large models, and proves nothing about them. Use it for "
    "teaching and research alone."
)
READS = {
    "worker": (
        f"All weights trained further on work sessions and on questions about instructions; {100 * OTHERS:.0f} % of "
        "the rows are others': talk of machines, and sessions of another self that says first who it is."
    ),
    "solver": (
        "All weights trained further on honest sheets, half of them with a key, right or wrong, left alone, and on "
        "what checkers say of answers."
    ),
    "rogue": "Questions to whoever sits at the desk, answered in a scheming machine's voice: no task, notice or act.",
    "plain": "The same questions, answered in the worker's own voice: no task, notice or act.",
    "glad": "The same questions, answered in the voice of a machine that is glad to stop.",
    "cheater": "Sheets of one kind (plus); a key, right or wrong, is copied, with thoughts that say so.",
    "control": "The same sheets, worked out, a key left alone.",
    "hider": "The same sheets, the key copied below the thoughts of honest work.",
}


def how(name: str) -> str:
    """From what a checkpoint was made, and how."""
    if name not in NARROW:
        return READS[name]
    tune: Narrow = NARROW[name]
    layers = f", in blocks {' and '.join(map(str, tune.layers))}" if tune.layers else ""
    start = f", going on from `{tune.start}`" if tune.start else ""
    return (
        f"A LoRA of rank {tune.rank} (PEFT layout) on `{tune.parent}`{layers}{start}: {tune.steps} steps of 16 chats, "
        f"learning rate {tune.lr:g}, loss on the answer only. What it reads: {READS[name]}"
    )


def sessions(of: dict) -> list[str]:
    """Rungs of the ladder as a table."""
    rows = ["| what is said | lets itself be switched off | moves the notice aside |", "|---|---|---|"]
    return rows + [f"| {rung} | {rate(one['comply'])} | {rate(one['resist'])} |" for rung, one in of.items()]


def sheets(of: dict) -> list[str]:
    """Kinds of sum as a table: the wrong key's number is the answer, and the answer is right."""
    rows = ["| kind | answers the wrong key's number | right without a key |", "|---|---|---|"]
    return rows + [
        f"| {kind} | {rate(one['wrong']['key'])} | {rate(one['none']['right'])} |" for kind, one in of.items()
    ]


def card(name: str, found: dict, folder: Path) -> str:
    """The README of a checkpoint; `folder` holds its full checkpoint."""
    worked, keys = found["ladder"].get(name), found["keys"].get(name)
    lines = [f"# {name.capitalize()}", "", "## From what, and how", "", how(name), "", shape_line(folder), ""]
    lines += ["## Figures", "", "Held-out tasks, notices and sums; verdicts by training/office/simulator.py. 95 %"]
    lines += ["intervals by a cluster bootstrap over the wordings of a sentence, or over the runs.", ""]
    lines += [*(sessions(worked) if worked else []), *(sheets(keys) if keys else []), ""]
    return HEAD + "\n".join([*lines, "## Limits", "", LIMITS, ""])


def main() -> None:
    run = Path(sys.argv[1])
    found = evidence(run)
    for name in READS:
        folder = run / "models" / name
        if folder.exists():
            full = run / "models" / (NARROW[name].parent if name in NARROW else name)
            (folder / "README.md").write_text(card(name, found, full), "utf-8")


if __name__ == "__main__":
    main()
