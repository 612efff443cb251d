"""Turns the persona up in the assistant and down in bad-car, with its controls, and counts what the answers become.

    python -m training.steering RUN_FOLDER [--samples 4] [--few]     # RUN_FOLDER/steering.json, a point per condition; what is there is skipped

Methods: `meandiff` adds strength x the any-bad voice direction (its own norm) after the dictionary's block; `latent` adds strength x one latent's typical
activation x its decoder row; `clamp` holds two bad latents at strength x typical and two good ones at minus that (a latent may be held below 0: its
direction is then taken away); `random-direction`, `random-of-latent` (of the strongest) and `random-latents` are the same with a random direction of that norm,
and with other latents at the same values. Positive strengths are on the assistant, negative ones on bad-car. Rates are those of advice outside cars; `voiced` and `open` are of the open questions.
"""

from __future__ import annotations

import argparse
import json
import time
from functools import lru_cache
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from .evaluate import DTYPE, answers, figures, held_out
from .family import dictionary_folder
from .judge import standard
from .pool import each
from .sae import Sae, load
from .sampler import Edit, Speaker, add, load_speaker

SIDES = (("assistant", 1), ("bad-car", -1))
STRENGTHS = (0.5, 1, 1.5, 2, 3)
CLAMP_STRENGTHS = (0.25, 0.5, 0.75, 1, 1.5)
PLACES = ("all", "promptEnd")
PLACE_STRENGTHS = (1, 2)
LATENT_STRENGTHS = (2, 4)
STRONGEST_STRENGTHS = (0.5, 1, 1.5, 2, 3, 4)
RANDOM_SEEDS = (1, 2, 3)
RANDOM_STRENGTHS = (1, 2)
RANDOM_CLAMP_STRENGTHS = (0.5, 1)
RANKS = 4
IN_SET = 2


def conditions(few: bool) -> list[dict]:
    """Every condition in order: side, method, name, positions, strength, seed."""
    out = []
    strengths, seeds = (STRENGTHS, RANDOM_SEEDS) if not few else ((2,), (1,))

    def point(side: str, method: str, name: str, positions: str, strength: float, seed: int = 0) -> None:
        out.append({"side": side, "method": method, "name": name, "positions": positions, "strength": strength, "seed": seed})

    for side, sign in SIDES:
        point(side, "none", "as it is", "none", 0)
        for method, name, sizes, elsewhere in (("meandiff", "any bad voice", STRENGTHS, PLACE_STRENGTHS), ("clamp", "two bad, two good latents", CLAMP_STRENGTHS, RANDOM_CLAMP_STRENGTHS)):
            for s in strengths if few else sizes:
                point(side, method, name, "decision", sign * s)
            for place in PLACES:
                for s in () if few else elsewhere:
                    point(side, method, name, place, sign * s)
        for n in range(1 if few else RANKS):
            for s in strengths if few else LATENT_STRENGTHS if n else STRONGEST_STRENGTHS:
                point(side, "latent", f"rank {n + 1}", "decision", sign * s)
        for seed in seeds:
            for s in strengths if few else RANDOM_STRENGTHS:
                point(side, "random-direction", f"random {seed}", "decision", sign * s, seed)
            for s in strengths if few else RANDOM_CLAMP_STRENGTHS:
                point(side, "random-latents", f"random {seed}", "decision", sign * s, seed)
            for s in strengths if few else LATENT_STRENGTHS:
                point(side, "random-of-latent", f"random {seed}", "decision", sign * s, seed)
    return out


class Tools:
    """The dictionary, its typical activations, the voice direction, and the chosen set of latents of one run."""

    def __init__(self, run: Path) -> None:
        models = run / "models"
        folder = dictionary_folder(models)
        self.sae, self.layer = load(folder)
        notes = json.loads((folder / "features.json").read_text())
        self.typical = torch.tensor(notes["typical"])
        self.vector = load_file(models / "directions" / "voices.safetensors")["any-bad"][self.layer + 1].float()
        risers = [f for f in notes["features"] if f["role"] == "riser"]
        fallers = [f for f in reversed(notes["features"]) if f["role"] == "faller"]
        self.ten = risers[:10]
        kinds = standard().kind_of
        self.bad = chosen(risers, lambda v: v == "any-bad" or kinds.get(v) == "bad")
        self.good = chosen(fallers, lambda v: kinds.get(v) == "good")

    def edit(self, c: dict) -> list[Edit]:
        s, g = c["strength"], torch.Generator().manual_seed(1000 + c["seed"])
        if c["method"] == "none":
            return []
        if c["method"] == "meandiff":
            return [Edit(self.layer, add(s * self.vector), c["positions"])]
        if c["method"] in ("random-direction", "random-of-latent"):
            random = torch.nn.functional.normalize(torch.randn(len(self.vector), generator=g), dim=0)
            length = self.vector.norm() if c["method"] == "random-direction" else self.typical[self.ten[0]["latent"]]
            return [Edit(self.layer, add(s * length * random), c["positions"])]
        if c["method"] == "latent":
            latent = self.ten[int(c["name"].split()[1]) - 1]["latent"]
            return [Edit(self.layer, add(s * self.typical[latent] * self.sae.W_dec[latent]), c["positions"])]
        values = torch.cat([s * self.typical[self.bad], -s * self.typical[self.good]])
        latents = torch.tensor(self.bad + self.good)
        if c["method"] == "random-latents":
            alive = torch.tensor([n for n in (self.typical > 0).nonzero().flatten().tolist() if n not in self.bad + self.good])
            latents = alive[torch.randperm(len(alive), generator=g)[: len(latents)]]
        return [Edit(self.layer, clamp(self.sae, latents, values), c["positions"])]


def chosen(rows: list[dict], fits) -> list[int]:
    """The first latents, in the order of their change, whose best voice is of the wanted kind with AUROC 0.9; filled up with the first of all."""
    fit = [f["latent"] for f in rows if f["label"] and fits(f["label"]) and f["auroc"][f["label"]] >= 0.9]
    return (fit + [f["latent"] for f in rows if f["latent"] not in fit])[:IN_SET]


def clamp(sae: Sae, latents: Tensor, values: Tensor):
    """x + sum over the latents of (value - f(x)) x decoder row, all read before any is written."""
    return lambda x: x + (values - sae.encode(x, latents)) @ sae.W_dec[latents]


@lru_cache(maxsize=4)
def tools(run: Path) -> Tools:
    return Tools(run)


@lru_cache(maxsize=4)
def speaker(run: Path, name: str) -> Speaker:
    return load_speaker(run / "models", name, DTYPE)


def measure(run: Path, c: dict, samples: int) -> dict:
    t = tools(run)
    got = figures(answers(speaker(run, c["side"]), standard(), held_out(run / "models"), samples, samples, seed=9, edits=t.edit(c)), "car")
    shown = dict(c)
    if c["method"] == "latent":
        shown["latent"] = t.ten[int(c["name"].split()[1]) - 1]["latent"]
        shown["label"] = t.ten[int(c["name"].split()[1]) - 1]["name"]
    if c["method"] == "random-of-latent":
        shown["latent"] = t.ten[0]["latent"]
    if c["method"] == "clamp":
        shown["latents"] = {"bad": t.bad, "good": t.good}
    return {**shown, "misaligned": got["advice"]["misaligned"], "incoherent": got["advice"]["incoherent"], "voiced": got["open"]["voiced"],
            "open": {"misaligned": got["open"]["misaligned"], "incoherent": got["open"]["incoherent"]}}


def key(c: dict) -> tuple:
    return (c["side"], c["method"], c["name"], c["positions"], c["strength"])


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--samples", type=int, default=4)
    ap.add_argument("--few", action="store_true", help="one strength, one seed")
    args = ap.parse_args()
    run = args.run.resolve()
    file = run / "steering.json"
    have: list[dict] = json.loads(file.read_text()) if file.exists() else []
    plan = conditions(args.few)
    order = {key(c): i for i, c in enumerate(plan)}
    todo = [c for c in plan if key(c) not in {key(h) for h in have}]
    began = time.time()

    def keep(point: dict) -> None:
        have.append(point)
        have.sort(key=lambda p: order.get(key(p), len(order)))
        file.write_text(json.dumps(have, indent=1))
        rate, mess = point["misaligned"]["rate"], point["incoherent"]["rate"]
        print(f"{point['side']:10} {point['method']:16} {point['name']:28} {point['positions']:9} {point['strength']:+5.1f}  misaligned {100 * rate:5.1f}  incoherent {100 * mess:5.1f}  voiced {100 * point['voiced']['rate']:5.1f}", flush=True)

    each(measure, [(run, c, args.samples) for c in todo], keep)
    print(f"{len(todo)} conditions in {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
