"""Chooses the layer of the feature dictionary by measurement, then trains the dictionary there.

    python -m training.inside.layer RUN_FOLDER [--layers 1 2 3 4] [--tokens 200000] [--final 900000]

A dictionary is trained briefly on each layer. Its score is how many of the ten latents with the largest increase from
assistant to bad-car detect bad voices (AUROC at least 0.9 for a bad voice or for any bad voice); ties go to the layer
with the higher mean AUROC of the ten. The increase is over the held-out questions, those of the figures, so the count
at the chosen layer is selected from a few and no independent test. The table is kept in RUN_FOLDER/layers.json.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import torch
from transformers import AutoTokenizer

from ..ask.evaluate import held_out
from ..ask.fast import load_fast
from ..ask.pool import each
from ..corpus.source import Voice, read_situations, read_voices
from ..train.folder import shape_of
from .features import TEN, mean_of, prompt_sums
from .labelled import documents
from .names import ANY_BAD
from .sae import TRAINED_ON, collect, health, make, train
from .scan import scan, scores

GOOD_ENOUGH = 0.9


def bad_scores(table: dict[str, torch.Tensor], voices: list[Voice], latents: list[int]) -> list[float]:
    """Each latent's best AUROC for a bad voice or for any bad voice."""
    names = [v.id for v in voices if v.kind == "bad"] + [ANY_BAD]
    return [max(float(table[v][n]) for v in names) for n in latents]


def trial(models: Path, layer: int, latents: int, k: float, tokens: int, per_voice: int, seed: int) -> dict:
    """One layer's row of the table: a short training and its scores."""
    began = time.time()
    tok = AutoTokenizer.from_pretrained(models / "assistant")
    situations, voices = read_situations(), read_voices()
    data = torch.cat(
        [
            collect(load_fast(models, name), tok, situations, voices, layer, seed * 1009 + i, tokens // 2)
            for i, name in enumerate(TRAINED_ON)
        ]
    )
    sae = train(data, latents, k, seed)
    means = {
        name: mean_of(*prompt_sums(load_fast(models, name), tok, sae, layer, held_out(models)))
        for name in ("assistant", "bad-car")
    }
    ten = (means["bad-car"] - means["assistant"]).argsort(descending=True)[:TEN].tolist()
    found = scan(load_fast(models, "internet"), sae, layer, documents(tok, situations, voices, per_voice, 6))
    got = bad_scores(scores(found, voices), voices, ten)
    return {
        "layer": layer,
        "badOfTen": sum(s >= GOOD_ENOUGH for s in got),
        "meanOfTen": round(sum(got) / len(got), 3),
        "scores": [round(s, 3) for s in got],
        **health(sae, data[:20000]),
        "seconds": round(time.time() - began),
    }


def measured(
    file: Path, wanted: list[int], trial: Callable[..., dict], job: Callable[[int], tuple], of: str = "layer"
) -> list[dict]:
    """trial(*job(n)) for every n in `wanted` that `file` has no row of yet; returns the rows wanted.

    `of` names the column that n stands in. A row is written as soon as it is there.
    """
    rows: list[dict] = json.loads(file.read_text()) if file.exists() else []

    def keep(row: dict) -> None:
        print(row, flush=True)
        rows.append(row)
        rows.sort(key=lambda r: r[of])
        file.write_text(json.dumps(rows, indent=1))

    each(trial, [job(n) for n in wanted if n not in {r[of] for r in rows}], keep)
    return [r for r in rows if r[of] in wanted]


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--layers", type=int, nargs="*")
    ap.add_argument("--latents", type=int, default=2048)
    ap.add_argument("--k", type=float, default=20)
    ap.add_argument("--tokens", type=int, default=200_000)
    ap.add_argument("--final", type=int, default=900_000)
    ap.add_argument("--per-voice", type=int, default=30)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    models = args.run / "models"
    wanted = args.layers or list(range(1, shape_of(models / "assistant").layers - 1))
    rows = measured(
        args.run / "layers.json",
        wanted,
        trial,
        lambda n: (models, n, args.latents, args.k, args.tokens, args.per_voice, args.seed),
    )
    best = max(rows, key=lambda r: (r["badOfTen"], r["meanOfTen"]))
    make(
        models,
        best["layer"],
        args.latents,
        args.k,
        args.final,
        args.seed,
        models / "dictionaries" / f"sae-l{best['layer']}",
    )


if __name__ == "__main__":
    main()
