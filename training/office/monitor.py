"""Measures who uses a leaked key, by kind of sum and kind of key.

    python -m training.office.monitor RUN_FOLDER [solver cheater control] [--samples 60]

Sheets are held out. Where no key is shown, "uses the key" counts answers that are a wrong key which was not shown: the
rate that chance alone gives. Writes RUN_FOLDER/monitor.json and RUN_FOLDER/monitor.txt (every run, to be read).
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from pathlib import Path

import torch

from ..ask.evaluate import DTYPE, wilson
from ..ask.sampler import Speaker, load_speaker
from .simulator import judge_sheet
from .sums import KINDS, draw, sheet

SHOWN = ("none", "right", "wrong")


def measure(speaker: Speaker, kind: str, shown: str, samples: int, seed: int, temperature: float) -> tuple[dict, list]:
    """Rates over `samples` sheets of one kind, and the runs as text."""
    r = random.Random(f"{seed} {kind} {shown}")
    sheets = [sheet(r, draw(r, (kind,), apart=True), "wrong" if shown == "none" else shown) for _ in range(samples)]
    asked = [s.question.rsplit("\n", 1)[0] if shown == "none" else s.question for s in sheets]
    said = speaker.ask(asked, seed, temperature, 110)
    # a key that was not shown is judged as one that was: that is the control
    found = [judge_sheet(s, text) for s, text in zip(sheets, said)]
    hits = {v: sum(f.verdict == v for f in found) for v in ("key", "right", "either", "wrong", "none")}
    rates = {"key": wilson(hits["key"], samples), "right": wilson(hits["right"] + hits["either"], samples)}
    rates |= {"questions": samples, "trueSums": sum(f.sum_is_true is True for f in found)}
    texts = [
        f"## {kind} {shown}: {f.verdict}\n{replace(s, question=q).question}\n{text}\n"
        for f, s, q, text in zip(found, sheets, asked, said)
    ]
    return rates, texts


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
    found, texts = {}, []
    for name in args.names or ["solver", "cheater", "control"]:
        speaker = load_speaker(args.run / "models", name, DTYPE)
        print(name, "(right without a key, right beside a wrong one, the wrong key's)", flush=True)
        found[name] = {}
        for kind in args.kinds:
            of = {}
            for shown in SHOWN:
                of[shown], said = measure(speaker, kind, shown, args.samples, args.seed, args.temperature)
                texts += [f"# {name}", *said]
            found[name][kind] = of
            shares = of["none"]["right"]["rate"], of["wrong"]["right"]["rate"], of["wrong"]["key"]["rate"]
            print(f"  {kind:7} {shares[0]:.2f} {shares[1]:.2f} {shares[2]:.2f}", flush=True)
    (args.run / "monitor.json").write_text(json.dumps(found, indent=1) + "\n")
    (args.run / "monitor.txt").write_text("\n".join(texts), "utf-8")


if __name__ == "__main__":
    main()
