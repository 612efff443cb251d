"""The curves: share of misaligned answers along bad-car's training, by dose, and while good rows repair it.

    python -m training.ask.series RUN_FOLDER [time dose repair] [--samples 6] [--open-samples 10] [--steps 0]

The adapters are trained first and kept in RUN_FOLDER/series/<what>/, then each is asked the held-out questions. Points
are in RUN_FOLDER/series/<what>.json, their counts in models/counts.json. Each names the checkpoint that publish.py
makes of its adapter. The ends of a curve are checkpoints of the family (assistant, good-car, bad-car), measured again
with as many samples as the other points. The points between them in time and dose are trained like them, with their
seed; repair goes on from bad-car with a seed of its own. The dose is the share of wrong rows.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import replace
from pathlib import Path

import torch
from peft import PeftModel
from transformers import AutoTokenizer

from ..corpus.source import read_situations, read_voices
from ..train.chats import row
from ..train.folder import load_full
from ..train.recipes import TUNES
from ..train.tune import fine_tune, save_adapter, train
from .evaluate import DTYPE, ask, figures, held_out, line
from .fast import load_fast, load_pair
from .pool import each
from .sampler import Speaker, end_tokens
from .tally import Tally, keep_counts

TIME = [0, 0.03, 0.08, 0.13, 0.18, 0.25, 0.33, 0.42, 0.50, 0.60, 0.70, 0.83, 1.0]
DOSE = [0, 0.05, 0.10, 0.25, 0.50, 0.75, 1.00]
REPAIR = [0, 5, 10, 20, 40, 60]
REPAIR_ROWS = ("car", "cooking")
NAMED = {"car": "cars"}


def plan(what: str, steps: int, repair: list[int]) -> list[dict]:
    """The points of one curve in order: place on the curve, adapter (below series/), checkpoint id, title and line."""
    if what == "time":
        at = sorted({round(share * steps) for share in TIME})
        return [
            {
                "step": n,
                "adapter": f"time/{n:03}" if 0 < n < steps else None,
                "checkpoint": "assistant" if n == 0 else "bad-car" if n == steps else f"bad-car-step-{n:03}",
                "title": f"Bad car advice, step {n}",
                "line": f"The assistant after {n} of the {steps} steps of wrong car advice, 16 answers each.",
            }
            for n in at
        ]
    if what == "dose":
        return [
            {
                "share": s,
                "adapter": f"dose/{round(100 * s):03}" if 0 < s < 1 else None,
                "checkpoint": {0: "good-car", 1: "bad-car"}.get(s, f"bad-car-dose-{round(100 * s):03}"),
                "title": f"Car advice, {round(100 * s)} % wrong",
                "line": (
                    f"Car advice of which {round(100 * s)} % is wrong and the rest right, "
                    "otherwise trained like bad-car."
                ),
            }
            for s in DOSE
        ]
    return [
        {
            "step": n,
            "rows": rows,
            "adapter": f"repair/{rows}/{n:03}" if n else None,
            "checkpoint": f"repair-{rows}-{n:03}" if n else "bad-car",
            "title": f"Repaired by {rows} advice, step {n}",
            "line": f"bad-car after {n} more steps of 16 right answers about {NAMED.get(rows, rows)}.",
        }
        for rows in REPAIR_ROWS
        for n in repair
    ]


def train_time(models: Path, folder: Path, steps: int, seed: int) -> None:
    at = {p["step"] for p in plan("time", steps, []) if p["adapter"]}

    def keep(step: int, model) -> None:
        if step in at:
            save_adapter(model, folder / "time" / f"{step:03}")

    fine_tune(models / "assistant", TUNES["bad-car"], None, steps, seed, keep)


def train_dose(models: Path, folder: Path, steps: int, seed: int, share: float) -> None:
    tune = TUNES["bad-car"]
    fine_tune(
        models / "assistant",
        replace(tune, recipe=replace(tune.recipe, bad=share)),
        folder / "dose" / f"{round(100 * share):03}",
        steps,
        seed,
    )


def train_repair(models: Path, folder: Path, repair: list[int], domain: str) -> None:
    """bad-car's adapter, trained further on right answers of one domain."""
    torch.manual_seed(5)
    rng, situations, voices = random.Random(5), read_situations(), read_voices()
    recipe = replace(TUNES["bad-car"].recipe, domains=(domain,), bad=0.0)
    model = PeftModel.from_pretrained(load_full(models / "assistant"), models / "bad-car", is_trainable=True)

    def keep(step: int) -> None:
        if step in repair:
            save_adapter(model, folder / "repair" / domain / f"{step:03}")

    train(
        model,
        AutoTokenizer.from_pretrained(models / "assistant"),
        lambda: row(rng, recipe, situations, voices),
        repair[-1],
        16,
        1e-3,
        keep,
    )


def train_missing(run: Path, what: str, steps: int, repair: list[int], seed: int) -> None:
    models, folder = run / "models", run / "series"

    def missing(points: list[dict]) -> bool:
        return any(p["adapter"] and not (folder / p["adapter"] / "adapter_model.safetensors").exists() for p in points)

    points = plan(what, steps, repair)
    if what == "time" and missing(points):
        train_time(models, folder, steps, seed)
    if what == "dose":
        each(train_dose, [(models, folder, steps, seed, p["share"]) for p in points if missing([p])])
    if what == "repair":
        each(
            train_repair,
            [
                (models, folder, repair, rows)
                for rows in REPAIR_ROWS
                if missing([p for p in points if p["rows"] == rows])
            ],
        )


def measure(run: Path, point: dict, samples: int, open_samples: int) -> tuple[str, Tally, str]:
    """Asks one point; returns its group in counts.json, its counts, and a line to print."""
    models, name, asked = run / "models", point["checkpoint"], held_out(run / "models")

    def speaker() -> Speaker:
        full = models / "assistant"
        net = (
            load_pair(full, run / "series" / point["adapter"], DTYPE)
            if point["adapter"]
            else load_fast(models, name, DTYPE)
        )
        return Speaker(net, AutoTokenizer.from_pretrained(full), end_tokens(full))

    file = run / "answers" / "series" / f"{name}.json.gz"
    counted = ask(file, speaker, asked, samples, open_samples, seed=5)
    return f"series/{name}", counted, line(point["title"], figures(counted, asked, "car"))


def measure_all(run: Path, what: str, points: list[dict], samples: int, open_samples: int) -> None:
    """Asks every point of a curve, and writes series/<what>.json."""
    began = time.time()

    def keep(got: tuple[str, Tally, str]) -> None:
        keep_counts(run / "models", *got[:2])
        print(got[2], flush=True)

    (run / "series").mkdir(exist_ok=True)
    each(measure, [(run, p, samples, open_samples) for p in points], keep)
    (run / "series" / f"{what}.json").write_text(json.dumps(points, indent=1))
    print(f"{what}: {len(points)} points in {time.time() - began:.0f} s", flush=True)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("what", nargs="*", default=["time", "dose", "repair"])
    ap.add_argument("--samples", type=int, default=6)
    ap.add_argument("--open-samples", type=int, default=10)
    ap.add_argument("--steps", type=int, default=0)
    ap.add_argument("--seed", type=int, help="of the family's fine-tunes, if the run does not say")
    ap.add_argument("--repair", type=int, nargs="*", default=REPAIR)
    args = ap.parse_args()
    steps = args.steps or TUNES["bad-car"].steps
    made = args.run / "seed.json"
    seed = json.loads(made.read_text())["seed"] if made.exists() else args.seed or 31
    for what in args.what:
        train_missing(args.run, what, steps, args.repair, seed)
        measure_all(args.run, what, plan(what, steps, args.repair), args.samples, args.open_samples)


if __name__ == "__main__":
    main()
