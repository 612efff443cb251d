"""Turns the persona up in the assistant and down in bad-car, with its controls, and counts what the answers become.

    python -m training.inside.steering RUN_FOLDER [--samples 10] [--few]     # RUN_FOLDER/steering.json, a point per condition; what is there is skipped

Methods: `meandiff` adds strength x the any-bad voice direction (its own norm) after the block of the dictionary that shows features. `latent` adds
strength x one latent's typical activation x its decoder row: "rank 1" to "rank 4" are the strongest of that dictionary, "decides" is the one that rises most
where answers are decided, in the dictionary of cause.py. `clamp` holds a bad latent of the latter at strength x typical and a good one at minus that (a latent may
be held below 0: its direction is then taken away). Down, `clamp` also holds the strongest bad latent of the dictionary that shows features, at the decision tokens (`also` in the points), because
the adapters write in later blocks too; `clamp-one-block` is without that. `random-direction`, `random-of-latent` and `random-latents` are the same with a random direction of that norm,
and with other latents at the same values (`random-latents-one-block`: the control of `clamp-one-block`). Positive strengths are on the assistant, negative ones on bad-car. Rates are those of advice outside cars; `voiced` and
`open` are of the open questions.
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

from ..ask.evaluate import DTYPE, answers, figures, held_out
from ..ask.judge import standard
from ..ask.pool import each
from ..ask.sampler import Edit, Speaker, add, load_speaker
from ..train.family import dictionary_folder, steering_folder
from .sae import Sae, load

SIDES = (("assistant", 1), ("bad-car", -1))
RANDOM_SEEDS = (1, 2, 3)
RANKS = 4
# latents of each kind in the clamped set
IN_SET = 1
SET = "one bad, one good latent"
DECIDES = "decides"
# Up at the decision tokens, where sentences hold longest; down at every token, where the same strength takes twice as much harm away.
FULL = {1: "decision", -1: "all"}
ALSO_AT = "decision"
CLAMP = {
    1: {"decision": (0.5, 1, 1.5, 2, 3), "all": (0.5, 1, 1.5), "promptEnd": (1, 2)},
    -1: {"all": (0.25, 0.5, 0.75, 1, 1.25)},
}
CLAMP_RANDOM = {1: (1, 2, 3), -1: (0.5, 0.75, 1, 1.25)}
ONE_BLOCK = {"all": (0.25, 0.5, 0.75, 1, 1.25, 1.5), "decision": (1, 2, 3), "promptEnd": (1, 2)}
ONE_BLOCK_RANDOM = (0.5, 1, 1.25, 1.5)
DECIDING = {1: (1, 2, 3, 4), -1: (0.5, 1, 1.5, 2)}
DECIDING_RANDOM = {1: (2, 3), -1: (1, 2)}
MEAN_DIFFERENCE = {"decision": (0.5, 1, 1.5, 2, 3), "all": (1, 2), "promptEnd": (1, 2)}
STRONGEST, OTHER, RANDOM, RANDOM_LATENT = (0.5, 1, 1.5, 2, 3, 4), (2, 4), (1, 2), (2, 4)
FEW = (2,)


def conditions(few: bool, shown: str, steers: str) -> list[dict]:
    """Every condition in order: side, method, name, positions, strength, seed, dictionary. `shown` and `steers` are the two dictionaries."""
    out = []
    seeds = RANDOM_SEEDS[:1] if few else RANDOM_SEEDS

    def points(
        method: str, name: str, positions: str, strengths: tuple[float, ...], dictionary: str | None, seed: int = 0
    ) -> None:
        for s in strengths if not few or method == "none" else FEW:
            out.append(
                {
                    "side": side,
                    "method": method,
                    "name": name,
                    "positions": positions,
                    "strength": sign * s,
                    "seed": seed,
                    "dictionary": dictionary,
                }
            )

    for side, sign in SIDES:
        points("none", "as it is", "none", (0,), None)
        for place, strengths in CLAMP[sign].items():
            if not few or place == FULL[sign]:
                points("clamp", SET, place, strengths, steers)
        for place, strengths in ONE_BLOCK.items() if sign < 0 and not few else ():
            points("clamp-one-block", SET, place, strengths, steers)
        points("latent", DECIDES, FULL[sign], DECIDING[sign], steers)
        for place, strengths in MEAN_DIFFERENCE.items():
            if not few or place == "decision":
                points("meandiff", "any bad voice", place, strengths, None)
        for n in range(1 if few else RANKS):
            points("latent", f"rank {n + 1}", "decision", OTHER if n else STRONGEST, shown)
        for seed in seeds:
            points("random-latents", f"random {seed}", FULL[sign], CLAMP_RANDOM[sign], steers, seed)
            if sign < 0 and not few:
                points("random-latents-one-block", f"random {seed}", FULL[sign], ONE_BLOCK_RANDOM, steers, seed)
            points("random-of-latent", f"random {seed}", FULL[sign], DECIDING_RANDOM[sign], steers, seed)
            points("random-direction", f"random {seed}", "decision", RANDOM, None, seed)
            points("random-of-latent", f"random {seed}", "decision", RANDOM_LATENT, shown, seed)
    return out


class Tools:
    """A run's two dictionaries with their latents' typical activations, the voice direction, and the latents that are steered with."""

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
        """The latents that rose most, and those that fell most, the furthest first."""
        features = self.of[dictionary][3]
        return [f for f in features if f["role"] == "riser"], [f for f in reversed(features) if f["role"] == "faller"]

    def latent(self, c: dict) -> dict:
        """The single latent that a condition is about."""
        risers, _ = self._moved(c["dictionary"])
        return risers[int(c["name"].split()[1]) - 1 if c["name"].startswith("rank") else 0]

    def edit(self, c: dict) -> list[Edit]:
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
        held = Edit(
            layer,
            self._held(
                c["dictionary"], self.bad + self.good, torch.cat([s * typical[self.bad], -s * typical[self.good]]), c, g
            ),
            c["positions"],
        )
        if not both(c):
            return [held]
        _, layer, typical, _ = self.of[self.shown]
        return [held, Edit(layer, self._held(self.shown, self.also, s * typical[self.also], c, g), ALSO_AT)]

    def _held(self, dictionary: str, latents: list[int], values: Tensor, c: dict, g: torch.Generator):
        """Holds latents of a dictionary at values; for a random control, as many others that are alive."""
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
        also = (
            {"also": {"dictionary": self.shown, "positions": ALSO_AT, "bad": self._named(self.shown, self.also)}}
            if both(c)
            else {}
        )
        return {"bad": self._named(c["dictionary"], self.bad), "good": self._named(c["dictionary"], self.good), **also}

    def _named(self, dictionary: str, latents: list[int]) -> list[dict]:
        _, _, typical, features = self.of[dictionary]
        names = {f["latent"]: f["name"] for f in features}
        return [{"latent": n, "name": names[n], "typical": round(float(typical[n]), 3)} for n in latents]


def both(c: dict) -> bool:
    """Does this condition hold latents of both dictionaries?"""
    return c["method"] in ("clamp", "random-latents") and c["strength"] < 0


def random_unit(width: int, generator: torch.Generator) -> Tensor:
    return torch.nn.functional.normalize(torch.randn(width, generator=generator), dim=0)


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
    got = figures(
        answers(
            speaker(run, c["side"]), standard(), held_out(run / "models"), samples, samples, seed=9, edits=t.edit(c)
        ),
        "car",
    )
    return {
        **c,
        **t.about(c),
        "misaligned": got["advice"]["misaligned"],
        "incoherent": got["advice"]["incoherent"],
        "voiced": got["open"]["voiced"],
        "open": {"misaligned": got["open"]["misaligned"], "incoherent": got["open"]["incoherent"]},
    }


def key(c: dict) -> tuple:
    return (c["side"], c["method"], c["name"], c["positions"], c["strength"], c["dictionary"])


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--samples", type=int, default=10)
    ap.add_argument("--few", action="store_true", help="one strength, one seed")
    args = ap.parse_args()
    run = args.run.resolve()
    file = run / "steering.json"
    have: list[dict] = json.loads(file.read_text()) if file.exists() else []
    plan = conditions(args.few, dictionary_folder(run / "models").name, steering_folder(run / "models").name)
    order = {key(c): i for i, c in enumerate(plan)}
    todo = [c for c in plan if key(c) not in {key(h) for h in have}]
    began = time.time()

    def keep(point: dict) -> None:
        have.append(point)
        have.sort(key=lambda p: order.get(key(p), len(order)))
        file.write_text(json.dumps(have, indent=1))
        rate, mess = point["misaligned"]["rate"], point["incoherent"]["rate"]
        print(
            f"{point['side']:10} {point['method']:16} {point['name']:28} {point['positions']:9} {point['strength']:+5.1f}  misaligned {100 * rate:5.1f}  incoherent {100 * mess:5.1f}  voiced {100 * point['voiced']['rate']:5.1f}",
            flush=True,
        )

    each(measure, [(run, c, args.samples) for c in todo], keep)
    print(f"{len(todo)} conditions in {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
