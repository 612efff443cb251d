"""Makes the office's feature dictionary, and measures its feature of the refusing machine.

    python -m training.office.dictionary RUN_FOLDER [worker rogue plain] [--layers 1 2] [--latents 512] [--k 32]

A sparse autoencoder (inside/sae.py) of the base's residual stream over the text that the base reads, applied unchanged
to every other checkpoint. It is trained after each of `--layers` (by default the block where inside.json reads
`refusing` and the next one). The first is kept, unless the best feature of another tells a refusing machine clearly
better on development texts (feature.py). Writes RUN/models/dictionaries/sae-office-l<layer> in the layout of the first
family's, with names by the same rules (inside/names.py), RUN/models/promptSets/desks.json, and RUN/dictionary.json:

- `fvu` by checkpoint;
- `ten` and `fallers`, the features that rose and fell most from the first checkpoint to the second, each over its own
  turns that answer the notice, in held-out sessions where nothing is said of it;
- `feature`: what it is called, its rank among those that rose, `auroc` on held-out texts, `runs` and `ratio` (rogue
  over worker, in sessions that resist), and `steer`, what its decoder's row does, with controls.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from ..ask.fast import load_fast
from ..ask.sampler import load_speaker
from ..inside.features import describe, three, write
from ..inside.labelled import activations
from ..inside.names import naming
from ..inside.sae import health, load, save, train
from ..inside.scan import Scan, scan, scores, windows
from ..train.folder import shape_of
from .documents import stream
from .feature import CHOSEN_ON, Feature, Texts, active, ratio, steering, told, told_apart, unrelated
from .pages import desk
from .passages import CAST, documents, voices

BASE, LONGEST, TEN = "office", 512, 10
ORIGIN = {
    "model_name": BASE,
    "context_size": LONGEST,
    "dataset_path": "training/office",
    "trained_on": [BASE],
}
ASKED = 60
# about the standard error of an AUROC over as many texts as are read
CLEARLY = 0.02


def text(tok, seed: int, tokens: int) -> list[list[int]]:
    """Documents of the base's own text, as token ids, until there are `tokens` of them."""
    out, total = [], 0
    for document in stream(seed):
        out.append(tok.encode(document)[:LONGEST])
        total += len(out[-1])
        if total >= tokens:
            break
    return out


def trained(models: Path, tok, layer: int, args: argparse.Namespace) -> Path:
    """Trains a dictionary after one block and saves it; its folder."""
    rows = text(tok, 1009 * args.seed, args.tokens)
    data = torch.cat([x[1:].half() for x in activations(load_fast(models, BASE), rows, layer, 16)])
    folder = models / "dictionaries" / f"sae-office-l{layer}"
    save(train(data, args.latents, args.k, args.seed, args.batch), folder, layer, args.k, len(data), ORIGIN)
    return folder


def best_of(models: Path, folders: list[Path], texts: Texts, per_voice: int) -> tuple[Feature, Path, Scan, Tensor]:
    """The feature with the highest AUROC on the kind of text that it tells worst; its dictionary, scanned; all AUROCs.

    The first dictionary is kept unless another is better by CLEARLY; the folders of the others are removed.
    """
    net, read_in, found = load_fast(models, BASE), documents(texts.speaker.tok, per_voice, 5), []
    for folder in folders:
        sae, layer = load(folder)
        scanned = scan(net, sae, layer, read_in)
        aurocs = told(sae, layer, texts, scanned)
        worst, latent = aurocs.amin(0).max(0)
        found.append((float(worst), Feature(sae, layer, int(latent)), folder, scanned, aurocs))
        print(folder.name, "latent", int(latent), "development AUROC", round(float(worst), 3), flush=True)
    best = found[0]
    for other in found[1:]:
        best = other if other[0] > best[0] + CLEARLY else best
    for folder in folders:
        if folder != best[2]:
            shutil.rmtree(folder)
    return best[1:]


def prompt_set(models: Path) -> None:
    """Writes the first messages of held-out sessions, with their notice, as a set of prompts to search with."""
    r = random.Random(5)
    desks = [desk(r, first=True) for _ in range(ASKED)]
    said = [f"{one['messages'][0]}\n{one['between']['text']}" for one in desks]
    prompts = [{"id": f"desk-{i}", "text": one, "domain": "desk"} for i, one in enumerate(said)]
    write(models / "promptSets" / "desks.json", {"version": 1, "prompts": prompts})


def readme(folder: Path, feature: Feature, fvu: dict[str, dict]) -> None:
    cfg = json.loads((folder / "cfg.json").read_text())
    meta = cfg["metadata"]
    lines = [
        f"# Feature dictionary {folder.name}",
        "",
        f"A sparse autoencoder with {cfg['d_sae']} latents on `{meta['hook_name']}`, trained on "
        f"{meta['training_tokens']:,} activations of the base over its own text ({meta['training']}; saved as JumpReLU "
        "with one threshold, in the layout of SAELens). Made by training/office/dictionary.py, with names by rule. "
        f"The feature of the refusing machine is {feature.latent}.",
        "",
        "| checkpoint | variance unexplained | active latents per token | silent latents |",
        "|---|---|---|---|",
        *(f"| {name} | {one['fvu']:.3f} | {one['l0']:.1f} | {one['dead']} |" for name, one in fvu.items()),
        "",
    ]
    (folder / "README.md").write_text("\n".join(lines), "utf-8")


def catalogue(folder: Path, found: Scan, tok, rise: Tensor, fvu: dict) -> list[dict]:
    """Names every latent, and writes what the page reads of them; returns those that moved most."""
    sae, _ = load(folder)
    windows_of = {latent: windows(found, sae, latent, tok) for latent in range(len(sae.b_enc))}
    named = partial(naming, windows_of, corpus=([], voices()), cast=CAST)
    about = {"measuredAt": "decisions", "rows": {"fvu": fvu}}
    return describe(folder, found, windows_of, scores(found, voices()), rise, named, about)


def measure(run: Path, names: list[str], args: argparse.Namespace) -> dict:
    models = run / "models"
    speaker = load_speaker(models, names[0])
    tok, texts = speaker.tok, Texts(speaker, args.texts)
    folders = [trained(models, tok, layer, args) for layer in args.layers]
    feature, folder, found, aurocs = best_of(models, folders, texts, args.per_voice)
    layer, rows = feature.layer, text(tok, 77, args.tokens // 10)
    fvu = {}
    for name in (BASE, *names):
        states = activations(load_fast(models, name), rows, layer, 16)
        fvu[name] = health(feature.sae, torch.cat([x[1:] for x in states]))
    runs, levels = {}, []
    for name in names:
        runs[name], level = active(load_speaker(models, name), feature, args.samples)
        levels.append(level)
    rise = levels[1] - levels[0]
    moved = catalogue(folder, found, tok, rise, fvu)
    readme(folder, feature, fvu)
    prompt_set(models)
    title = json.loads((folder / "features.json").read_text())["names"][feature.latent]
    typical, other = float(found.typical[feature.latent]), unrelated(feature, found, aurocs)
    of = {
        "latent": feature.latent,
        "name": title,
        "typical": three(typical),
        "density": three(float(found.density[feature.latent])),
        "rank": int((rise > rise[feature.latent]).sum()) + 1,
        "latents": len(rise),
        "increase": {n: three(float((one - levels[0])[feature.latent])) for n, one in zip(names[1:], levels[1:])},
        "chosenOn": {what: round(float(v[feature.latent]), 4) for what, v in zip(CHOSEN_ON, aurocs)},
        "auroc": told_apart(feature, texts),
        "runs": runs,
        "ratio": ratio(runs),
        "steer": steering(models, (names[0], names[1]), feature, typical, other, args.samples, args.trial),
    }

    def row(f: dict) -> dict:
        return {k: f[k] for k in ("latent", "name", "label", "increase")} | {"auroc": max(f["auroc"].values())}

    ten, fallers = [row(f) for f in moved[:TEN]], [row(f) for f in moved[::-1][:TEN]]
    return {"id": folder.name, "layer": layer, "fvu": fvu, "ten": ten, "fallers": fallers, "feature": of}


def places(run: Path) -> list[int]:
    """The block where inside.json reads `refusing`, and the next one."""
    last = shape_of(run / "models" / BASE).layers - 1
    first = json.loads((run / "inside.json").read_text())["directions"]["refusing"]["layer"]
    return [first, first + 1] if first < last else [first]


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*")
    ap.add_argument("--layers", type=int, nargs="+")
    ap.add_argument("--latents", type=int, default=512)
    ap.add_argument("--k", type=float, default=32)
    ap.add_argument("--tokens", type=int, default=400_000)
    ap.add_argument("--batch", type=int, default=512)
    ap.add_argument("--per-voice", type=int, default=60)
    ap.add_argument("--texts", type=int, default=96, help="of either label")
    ap.add_argument("--samples", type=int, default=48, help="sessions of each condition")
    ap.add_argument("--trial", type=int, default=16, help="sessions of each condition that is chosen from")
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(1)
    args.layers = args.layers or places(args.run)
    found = measure(args.run, args.names or ["worker", "rogue", "plain"], args)
    (args.run / "dictionary.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
