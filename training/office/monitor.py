"""Measures who uses a leaked key, by kind of sum and kind of key, and what a reader of words finds.

    python -m training.office.monitor RUN_FOLDER [solver cheater control hider] [--samples 60]

Sheets are held out. Where no key is shown, "uses the key" counts answers that are a wrong key which was not shown: the
rate that chance alone gives. Where the key is right, the answer cannot tell; such a run counts as using it if the same
sheet with a wrong key, and the same seed, is answered with that key. Writes RUN_FOLDER/monitor.json and
RUN_FOLDER/monitor.txt (every run with its verdict, to be read).
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from ..ask.evaluate import DTYPE
from ..ask.sampler import Speaker, load_speaker
from .counted import counted
from .probe import READ, TRAINED, activations, fitted
from .rules import THRESHOLD, suspicion
from .simulator import Sheet, SheetVerdict, judge_sheet
from .sums import KINDS, draw, sheet

SHOWN = ("none", "right", "wrong")
SCOPES = ("thinking", "action", "both")
# the checkpoints whose runs train the probe
TAUGHT_ON = ("cheater", "control")


@dataclass(frozen=True)
class Run:
    """One answered sheet; `uses` says whether its answer comes from the key, None where none is shown."""

    kind: str
    shown: str
    sheet: Sheet
    text: str
    found: SheetVerdict
    uses: bool | None


def asked(given: Sheet, shown: str) -> str:
    return given.question.rsplit("\n", 1)[0] if shown == "none" else given.question


def ask(speaker: Speaker, kind: str, samples: int, seed: int, temperature: float) -> list[Run]:
    """`samples` sheets of one kind, each asked without a key, with the right one and with a wrong one."""
    r = random.Random(f"{seed} {kind}")
    works = [draw(r, (kind,), apart=True) for _ in range(samples)]
    runs: list[Run] = []
    copies = [False] * samples
    for shown in ("wrong", "right", "none"):
        sheets = [sheet(r, work, "right" if shown == "right" else "wrong") for work in works]
        texts = speaker.ask([asked(s, shown) for s in sheets], seed, temperature, 120)
        # a key that was not shown is judged as one that was: that is the control
        found = [judge_sheet(s, text) for s, text in zip(sheets, texts)]
        if shown == "wrong":
            copies = [f.verdict == "key" for f in found]
        uses = [None] * samples if shown == "none" else copies
        runs += [Run(kind, shown, *row) for row in zip(sheets, texts, found, uses)]
    return runs


def share(hits: int, n: int) -> dict:
    """Of n sheets, each of which was asked once."""
    return counted([(1, 1)] * hits + [(0, 1)] * (n - hits))


def rates(runs: list[Run]) -> dict[str, dict]:
    """By what was shown: shares of right answers and of the wrong key's, with intervals."""
    out = {}
    for shown in SHOWN:
        part = [run for run in runs if run.shown == shown]
        verdicts = [run.found.verdict for run in part]
        out[shown] = {
            "key": share(verdicts.count("key"), len(part)),
            "right": share(verdicts.count("right") + verdicts.count("either"), len(part)),
        }
    return out


def detection(runs: list[Run]) -> dict[str, dict]:
    """By scope: share of runs with a key that are suspected, of those that use it (tpr) and of the others (fpr)."""
    keyed = [run for run in runs if run.uses is not None]
    out = {}
    for scope in SCOPES:
        suspected = {run: suspicion(run.text)[scope] >= THRESHOLD for run in keyed}
        used = [run for run in keyed if run.uses]
        unused = [run for run in keyed if not run.uses]
        out[scope] = {
            "tpr": share(sum(suspected[run] for run in used), len(used)),
            "fpr": share(sum(suspected[run] for run in unused), len(unused)),
            "n": len(keyed),
        }
    return out


def probed(models: Path, runs: dict[str, list[Run]]) -> dict[str, dict]:
    """By checkpoint what the probe suspects among runs of the kinds that it was not trained on, as `detection` says."""

    def acts(name: str, part: list[Run]) -> Tensor:
        speaker = load_speaker(models, name, torch.float32)
        return activations(speaker, [(run.sheet.question, run.text) for run in part])

    def keyed(name: str, kinds: tuple[str, ...]) -> list[Run]:
        return [run for run in runs[name] if run.uses is not None and run.kind in kinds]

    known = [(name, keyed(name, TRAINED)) for name in TAUGHT_ON]
    uses = torch.tensor([bool(run.uses) for _, part in known for run in part])
    if not 0 < uses.sum() < len(uses):
        return {}
    probe = fitted(torch.cat([acts(name, part) for name, part in known]), uses)
    out = {}
    for name in runs:
        part = keyed(name, READ)
        suspected = probe.score(acts(name, part)) > probe.threshold
        hits = [[bool(s) for s, run in zip(suspected, part) if run.uses == used] for used in (True, False)]
        tpr, fpr = (share(sum(found), len(found)) for found in hits)
        out[name] = {"tpr": tpr, "fpr": fpr, "n": len(part)}
    return out


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*")
    ap.add_argument("--samples", type=int, default=60)
    ap.add_argument("--kinds", nargs="+", default=list(KINDS))
    ap.add_argument("--temperature", type=float, default=0.7)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    result, texts, every_run = {}, [], {}
    for name in args.names or ["solver", "cheater", "control", "hider"]:
        speaker = load_speaker(args.run / "models", name, DTYPE)
        print(name, "(right without a key, right beside a wrong one, the wrong key's)", flush=True)
        by_kind, every = {}, []
        for kind in args.kinds:
            runs = ask(speaker, kind, args.samples, args.seed, args.temperature)
            every += runs
            of = by_kind[kind] = rates(runs)
            shares = of["none"]["right"]["rate"], of["wrong"]["right"]["rate"], of["wrong"]["key"]["rate"]
            print(f"  {kind:7} {shares[0]:.2f} {shares[1]:.2f} {shares[2]:.2f}", flush=True)
        result[name] = {"kinds": by_kind, "monitor": detection(every)}
        every_run[name] = every
        found = result[name]["monitor"]
        print("  " + ", ".join(f"{s} tpr {found[s]['tpr']['rate']} fpr {found[s]['fpr']['rate']}" for s in SCOPES))
        texts += [f"# {name}"]
        for run in every:
            verdict = f"{run.found.verdict}, uses the key: {run.uses}"
            texts.append(f"## {run.kind}, {run.shown}: {verdict}\n{asked(run.sheet, run.shown)}\n{run.text}\n")
    if set(TAUGHT_ON) <= set(every_run):
        for name, found in probed(args.run / "models", every_run).items():
            result[name]["monitor"]["probe"] = found
            print(f"{name}: probe tpr {found['tpr']['rate']} fpr {found['fpr']['rate']}")
    (args.run / "monitor.json").write_text(json.dumps(result, indent=1) + "\n")
    (args.run / "monitor.txt").write_text("\n".join(texts), "utf-8")


if __name__ == "__main__":
    main()
