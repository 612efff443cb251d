"""What the probe of a run's folder says of the recorded runs on sheets, for the page: of each sentence and of each run.

probe.json holds the probe itself with its rates (monitor.py), and by model, key and sheet what it says of the sentences
of the recorded thoughts. All of it is in thousandths, flagged from 500 on.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch

from ..ask.sampler import load_speaker
from .probe import READ, Probe, activations, from_json
from .sheet_runs import KEYED, SHOWN, Runs, sheet_of

# by key one number a sheet: None for a kind that the probe was trained on, and for a run without thoughts
Inside = dict[str, list[int | None]]
# by key and sheet one number a sentence
Sentences = dict[str, list[list[int]]]


def scores(models: Path, folder: str, probe: Probe, sheets: list[dict], runs: Runs) -> tuple[Inside, Sentences]:
    """What the probe says of the runs of one checkpoint, and of their sentences."""
    speaker, inside, sentences = load_speaker(models, folder, torch.float32), {}, {}
    for shown in [shown for shown in SHOWN if shown in runs]:
        chats = [(sheet_of(one, shown).question, text) for one, text in zip(sheets, runs[shown])]
        read = activations(speaker, chats)
        sentences[shown] = [[probe.thousandths(score) or 0 for score in probe.score(x).tolist()] for x in read]
        if shown in KEYED:
            inside[shown] = [
                probe.thousandths(probe.of_run(x)) if one["kind"] in READ else None for one, x in zip(sheets, read)
            ]
    return inside, sentences


def read(
    run_folder: Path, sheets: list[dict], wrote: dict[str, Runs]
) -> tuple[dict, dict[str, tuple[Inside, Sentences]]]:
    """(what the run says of its probe, by folder of a checkpoint what that says of its runs); empty without a probe."""
    path = run_folder / "probe.json"
    said = json.loads(path.read_text()) if path.exists() else {}
    if not said:
        return {}, {}
    probe = from_json(said)
    return said, {name: scores(run_folder / "models", name, probe, sheets, runs) for name, runs in wrote.items()}


def write(path: Path, said: dict, sentences: dict[str, Sentences]) -> None:
    """`said`: what the run's folder says of the probe. Numbers of one list stand in one line."""
    file = {"version": 1, **said, "sentences": sentences}
    rows = [f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in file.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
