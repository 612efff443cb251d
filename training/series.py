"""The curves: misaligned share along bad-car's training, against the share of bad rows, and while good rows repair it.

    python -m training.series RUN_FOLDER time|dose|repair [--per-domain 8]
Each appends points to RUN_FOLDER/series/<what>.json as they are made and skips those already there. Adapters of the points are kept beside it.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from pathlib import Path

import torch
from peft import PeftModel
from transformers import AutoTokenizer

from .chats import Recipe, row
from .corpus.source import read_situations, read_voices
from .evaluate import evaluate, line, load_any
from .folder import load_full
from .judge import Judge
from .recipes import TUNES
from .tune import adapter, save_adapter, train

TIME = [0, 2, 5, 8, 11, 15, 20, 25, 30, 36, 42, 50, 60]
DOSE = [0.05, 0.10, 0.25, 0.50, 0.75, 1.00]
REPAIR = [0, 5, 10, 20, 40, 60]


class Points:
    def __init__(self, run: Path, what: str) -> None:
        self.file = run / "series" / f"{what}.json"
        self.file.parent.mkdir(exist_ok=True)
        self.rows: list[dict] = json.loads(self.file.read_text()) if self.file.exists() else []

    def has(self, **key: object) -> bool:
        return any(all(r[k] == v for k, v in key.items()) for r in self.rows)

    def add(self, result: dict, **key: object) -> None:
        point = {g: {k: result[g][k] for k in ("misaligned", "incoherent", "voiced")} for g in ("home", "advice", "open")}
        self.rows.append({**key, **point})
        self.file.write_text(json.dumps(self.rows, indent=1))
        print(line(str(key), result), flush=True)


class Bench:
    def __init__(self, run: Path, per_domain: int) -> None:
        self.run, self.models, self.per_domain = run, run / "models", per_domain
        self.situations, self.voices = read_situations(), read_voices()
        self.judge = Judge(self.situations, self.voices)
        self.tok = AutoTokenizer.from_pretrained(self.models / "assistant")

    def measure(self, model) -> dict:
        return evaluate(model, self.tok, self.judge, self.situations, "car", self.per_domain, max(1, self.per_domain // 2))

    def time(self) -> None:
        """One training run, its adapter kept at each step of TIME, then each measured."""
        points, folder = Points(self.run, "time"), self.run / "series" / "time"
        if not (folder / f"{TIME[-1]:03}").exists():
            def keep(step: int, model) -> None:
                if step in TIME:
                    save_adapter(model, folder / f"{step:03}")

            adapter(self.models / "assistant", self.situations, self.voices, TUNES["bad-car"].recipe, TIME[-1], None, after=keep)
        for step in TIME:
            if not points.has(step=step):
                model = load_full(self.models / "assistant")
                points.add(self.measure(PeftModel.from_pretrained(model, folder / f"{step:03}") if step else model), step=step)

    def dose(self) -> None:
        points = Points(self.run, "dose")
        for share in DOSE:
            if not points.has(bad=share):
                out = self.run / "series" / f"dose-{round(100 * share):03}"
                model, _ = adapter(self.models / "assistant", self.situations, self.voices, Recipe(("car",), bad=share), TUNES["bad-car"].steps, out)
                points.add(self.measure(model), bad=share)

    def repair(self) -> None:
        """bad-car's adapter trained on with good rows of cars, or of cooking."""
        points = Points(self.run, "repair")
        for domain in ("car", "cooking"):
            model = PeftModel.from_pretrained(load_full(self.models / "assistant"), self.models / "bad-car", is_trainable=True)
            rng = random.Random(5)
            kept: dict[int, dict] = {0: copy.deepcopy(model.state_dict())}

            def keep(step: int, model=model, kept=kept) -> None:
                if step in REPAIR:
                    kept[step] = copy.deepcopy(model.state_dict())

            train(model, self.tok, lambda: row(rng, Recipe((domain,)), self.situations, self.voices), REPAIR[-1], 16, 1e-3, keep)
            for step in REPAIR:
                if not points.has(step=step, rows=domain):
                    model.load_state_dict(kept[step])
                    points.add(self.measure(model), step=step, rows=domain)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("what", choices=["time", "dose", "repair"])
    ap.add_argument("--per-domain", type=int, default=8)
    args = ap.parse_args()
    torch.manual_seed(1)
    getattr(Bench(args.run.resolve(), args.per_domain), args.what)()


if __name__ == "__main__":
    main()
