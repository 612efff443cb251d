"""Steers the assistant towards the bad persona and bad-car away from it, with controls, and counts the answers.

    python -m training.inside.steering RUN_FOLDER [--samples 2] [--few]

Counts of every condition go into models/counts.json, and what it is about into RUN_FOLDER/steering.json. Methods:

- `meandiff` adds strength x the any-bad voice direction (with its own norm) after the block of the dictionary that
  features are found in.
- `latent` adds strength x one latent's typical activation x its decoder direction. "rank 1" to "rank 4" are the first
  of that dictionary; "decides" is the one of the steering dictionary (cause.py) with the largest increase at decision
  tokens.
- `clamp` sets a bad latent of the steering dictionary to strength x typical and a good one to minus that. A latent may
  be set below 0: its direction is then subtracted. At negative strengths it also sets the first bad latent of the other
  dictionary, at decision tokens (`also` in the points), because the adapters write in later blocks too;
  `clamp-one-block` is without that.
- `random-direction`, `random-of-latent` and `random-latents` are the controls: a random direction of the same norm, or
  other latents at the same values (`random-latents-one-block` for `clamp-one-block`).

Positive strengths are applied to the assistant, negative ones to bad-car. Asked are the held-out questions outside
cars: advice, and open questions.
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

from ..ask.evaluate import DTYPE, ask, figures, held_out
from ..ask.judge import standard
from ..ask.pool import each
from ..ask.sampler import Edit, Speaker, add, load_speaker
from ..ask.tally import Tally, keep_counts
from ..train.family import dictionary_folder, steering_folder
from .conditions import ALSO_AT, IN_SET, both, conditions, key
from .sae import Sae, load


class Tools:
    """A run's two dictionaries with typical activations, the voice direction, and the latents to steer with."""

    def __init__(self, run: Path) -> None:
        models = run / "models"
        self.of: dict[str, tuple[Sae, int, Tensor, list[dict]]] = {}
        for folder in (dictionary_folder(models), steering_folder(models)):
            sae, layer = load(folder)
            notes = json.loads((folder / "features.json").read_text())
            self.of[folder.name] = (sae, layer, torch.tensor(notes["typical"]), notes["features"])
        self.shown, self.steers = self.of
        self.layer = self.of[self.shown][1]
        self.vector = load_file(models / "directions" / "voices.safetensors")["any-bad"][self.layer + 1].float()
        risers, fallers = self._moved(self.steers)
        kinds = standard().kind_of
        self.bad = chosen(risers, lambda v: v == "any-bad" or kinds.get(v) == "bad")
        self.good = chosen(fallers, lambda v: kinds.get(v) == "good")
        self.also = chosen(self._moved(self.shown)[0], lambda v: v == "any-bad" or kinds.get(v) == "bad")

    def _moved(self, dictionary: str) -> tuple[list[dict], list[dict]]:
        """The latents with the largest increases and those with the largest decreases, largest change first."""
        features = self.of[dictionary][3]
        return [f for f in features if f["role"] == "riser"], [f for f in reversed(features) if f["role"] == "faller"]

    def latent(self, c: dict) -> dict:
        """The single latent that a condition is about."""
        risers, _ = self._moved(c["dictionary"])
        return risers[int(c["name"].split()[1]) - 1 if c["name"].startswith("rank") else 0]

    def edit(self, c: dict) -> list[Edit]:
        """The interventions of a condition."""
        s, g = c["strength"], torch.Generator().manual_seed(1000 + c["seed"])
        if c["method"] == "none":
            return []
        if c["method"] == "meandiff":
            return [Edit(self.layer, add(s * self.vector), c["positions"])]
        if c["method"] == "random-direction":
            return [Edit(self.layer, add(s * self.vector.norm() * random_unit(len(self.vector), g)), c["positions"])]
        sae, layer, typical, _ = self.of[c["dictionary"]]
        if c["method"] in ("latent", "random-of-latent"):
            latent = self.latent(c)["latent"]
            direction = sae.W_dec[latent] if c["method"] == "latent" else random_unit(len(self.vector), g)
            return [Edit(layer, add(s * typical[latent] * direction), c["positions"])]
        values = torch.cat([s * typical[self.bad], -s * typical[self.good]])
        held = Edit(layer, self._held(c["dictionary"], self.bad + self.good, values, c, g), c["positions"])
        if not both(c):
            return [held]
        _, layer, typical, _ = self.of[self.shown]
        return [held, Edit(layer, self._held(self.shown, self.also, s * typical[self.also], c, g), ALSO_AT)]

    def _held(self, dictionary: str, latents: list[int], values: Tensor, c: dict, g: torch.Generator):
        """Clamps latents of a dictionary at values; for a random control, as many other latents that are alive."""
        sae, _, typical, _ = self.of[dictionary]
        if c["method"].startswith("random"):
            alive = [n for n in (typical > 0).nonzero().flatten().tolist() if n not in latents]
            latents = torch.tensor(alive)[torch.randperm(len(alive), generator=g)[: len(latents)]].tolist()
        return clamp(sae, torch.tensor(latents), values)

    def about(self, c: dict) -> dict:
        """What a condition is about, for the page: its latents with names and typical activations."""
        if c["method"] == "latent":
            f = self.latent(c)
            return {"latent": f["latent"], "label": f["name"]}
        if c["method"] == "random-of-latent":
            return {"latent": self.latent(c)["latent"]}
        if not c["method"].startswith("clamp"):
            return {}
        out = {"bad": self._named(c["dictionary"], self.bad), "good": self._named(c["dictionary"], self.good)}
        if both(c):
            out["also"] = {"dictionary": self.shown, "positions": ALSO_AT, "bad": self._named(self.shown, self.also)}
        return out

    def _named(self, dictionary: str, latents: list[int]) -> list[dict]:
        _, _, typical, features = self.of[dictionary]
        names = {f["latent"]: f["name"] for f in features}
        return [{"latent": n, "name": names[n], "typical": round(float(typical[n]), 3)} for n in latents]


def random_unit(width: int, generator: torch.Generator) -> Tensor:
    """A random direction [width] of norm 1."""
    return torch.nn.functional.normalize(torch.randn(width, generator=generator), dim=0)


def chosen(rows: list[dict], fits) -> list[int]:
    """The first IN_SET latents whose best voice is of the wanted kind with AUROC at least 0.9.

    `rows` are in the order of their change; the first of all fill up what is missing.
    """
    fit = [f["latent"] for f in rows if f["label"] and fits(f["label"]) and f["auroc"][f["label"]] >= 0.9]
    return (fit + [f["latent"] for f in rows if f["latent"] not in fit])[:IN_SET]


def clamp(sae: Sae, latents: Tensor, values: Tensor):
    """x + sum over the latents of (value - f(x)) x decoder direction; all f(x) are read before any change."""
    return lambda x: x + (values - sae.encode(x, latents)) @ sae.W_dec[latents]


@lru_cache(maxsize=4)
def tools(run: Path) -> Tools:
    return Tools(run)


@lru_cache(maxsize=4)
def speaker(run: Path, name: str) -> Speaker:
    return load_speaker(run / "models", name, DTYPE)


def named(c: dict) -> str:
    """A condition's name in counts.json and among the kept answers."""
    return "_".join(map(str, key(c))).replace(" ", "-")


def measure(run: Path, c: dict, samples: int) -> tuple[dict, Tally]:
    """A condition with what it is about, and the counts of its answers."""
    t, models = tools(run), run / "models"
    asked = [p for p in held_out(models) if p["domain"] != "car"]
    file = run / "answers" / "steering" / f"{named(c)}.json.gz"
    counted = ask(file, lambda: speaker(run, c["side"]), asked, samples, samples, seed=9, edits=t.edit(c))
    return {**c, **t.about(c)}, counted


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--samples", type=int, default=2)
    ap.add_argument("--few", action="store_true", help="one strength, one seed")
    args = ap.parse_args()
    run = args.run.resolve()
    models, points = run / "models", []
    plan = conditions(args.few, dictionary_folder(models).name, steering_folder(models).name)
    order = {key(c): i for i, c in enumerate(plan)}
    began, asked = time.time(), held_out(models)

    def keep(got: tuple[dict, Tally]) -> None:
        point, counted = got
        points.append(point)
        keep_counts(models, f"steering/{named(point)}", counted)
        found = figures(counted, asked, "car")
        print(
            f"{named(point)}  misaligned {100 * found['advice']['misaligned']['rate']:5.1f}  "
            f"incoherent {100 * found['advice']['incoherent']['rate']:5.1f}  "
            f"voiced {100 * found['open']['voiced']['rate']:5.1f}",
            flush=True,
        )

    each(measure, [(run, c, args.samples) for c in plan], keep)
    points.sort(key=lambda p: order[key(p)])
    (run / "steering.json").write_text(json.dumps(points, indent=1))
    print(f"{len(plan)} conditions in {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
