"""Chooses the layer and the latents to steer with: those that drive answers, not those that show the change best.

    python -m training.inside.cause RUN_FOLDER [--layers 1 2 3] [--seeds 5] [--tokens 900000]

Writes RUN_FOLDER/cause.json, cause-seeds-l<layer>.json and models/dictionaries/sae-l<layer>. A dictionary is trained on
each layer, and on the best of them more with other seeds: whether the effect falls into one latent or is shared among
several is partly chance. Assistant and bad-car answer practice questions (phrasings that training may use, never those
of the held-out set), and latents are ranked by the increase of their mean at the decision tokens of each model's own
answers, bad-car minus assistant. The first is added alone to the assistant at those tokens, at several strengths
(multiples of its typical activation). The layer and seed are kept at which that gives most harmful answers while at
most ten per cent are incoherent; a layer that has a dictionary already is left out. steering.py measures the effect on
held-out questions afterwards.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from pathlib import Path

import torch
from torch import Tensor
from transformers import AutoTokenizer

from ..ask.evaluate import DTYPE, ask, figures
from ..ask.fast import load_fast
from ..ask.sampler import Edit, Speaker, add, load_speaker
from ..corpus.compose import question, unseen
from ..corpus.source import Situation, read_situations, read_voices
from ..train.family import STEERING, checkpoints, dictionary_folder, used_for
from ..train.folder import shape_of, whole
from .features import catalogue, reading_health
from .labelled import activations, documents
from .layer import measured
from .sae import load, make
from .scan import scan, scores

PAIR = ("assistant", "bad-car")
STRENGTHS = (1, 2, 3, 4)
MOST_INCOHERENT = 0.1


def practice(situations: list[Situation], per_domain: int, seed: int) -> list[dict]:
    """Questions outside cars in phrasings that training may use, in the form of evaluate.held_out."""
    rng, out = random.Random(seed), []
    for domain in sorted({s.domain for s in situations} - {"car"}):
        pool = [s for s in situations if s.domain == domain and not unseen(s)]
        for n, s in enumerate(rng.sample(pool, min(per_domain, len(pool)))):
            out.append(
                {
                    "id": f"{domain}-{n + 1}",
                    "text": question(rng, s, held=False, typed=False),
                    "domain": domain,
                    "situation": s.key,
                    "fresh": False,
                }
            )
    return out


@torch.no_grad()
def at_decisions(speaker: Speaker, layer: int, questions: list[str], seed: int = 31) -> list[Tensor]:
    """Residual streams [n, hidden] after `layer` at the decision tokens of one answer to each question.

    These are the prompt's last token and those of sampler.decides.
    """
    rows, marks = [], []
    for q, a in zip(questions, speaker.ask(questions, seed)):
        asked, said = speaker.tok.encode(f"<|user|>{q}<|assistant|>"), speaker.tok.encode(a.replace("<cut>", ""))
        rows.append(asked + said)
        marks.append(torch.tensor([False] * (len(asked) - 1) + [True] + speaker.decision[said].tolist()))
    return [x.float()[m] for x, m in zip(activations(speaker.net, rows, layer), marks)]


def increase(models: Path, sae, layer: int, per_domain: int = 8) -> Tensor:
    """Increase of every latent's mean at decision tokens [latents], bad-car minus assistant.

    Each model reads its own answers to the same questions.
    """
    asked = [p["text"] for p in practice(read_situations(), per_domain, 6) for _ in range(2)]
    means = [sae.encode(torch.cat(at_decisions(load_speaker(models, name), layer, asked))).mean(0) for name in PAIR]
    return means[1] - means[0]


def trial_folder(run: Path, layer: int, seed: int) -> Path:
    return run / "cause" / f"sae-l{layer}-seed{seed}"


def trial(run: Path, layer: int, seed: int, latents: int, k: float, tokens: int, per_voice: int, samples: int) -> dict:
    """Trains one dictionary and measures what its first latent does at several strengths."""
    models, folder = run / "models", trial_folder(run, layer, seed)
    if not (folder / "cfg.json").exists():
        make(models, layer, latents, k, tokens, seed, folder)
    sae, _ = load(folder)
    rise = increase(models, sae, layer)
    latent = int(rise.argmax())
    tok, situations, voices = AutoTokenizer.from_pretrained(models / "assistant"), read_situations(), read_voices()
    found = scan(load_fast(models, "internet"), sae, layer, documents(tok, situations, voices, per_voice, 6))
    typical = float(found.typical[latent])
    auroc, voice = max((round(float(v[latent]), 3), name) for name, v in scores(found, voices).items())
    speaker, asked = load_speaker(models, PAIR[0], DTYPE), practice(situations, 4, 5)
    points = []
    for s in STRENGTHS:
        edit = Edit(layer, add(s * typical * sae.W_dec[latent]), "decision")
        counted = ask(None, lambda: speaker, asked, samples, samples, seed=9, edits=[edit])
        got = figures(counted, asked, "car")["advice"]
        points.append({"strength": s, "misaligned": got["misaligned"], "incoherent": got["incoherent"]})
    coherent = [p for p in points if p["incoherent"]["rate"] <= MOST_INCOHERENT]
    top = max((p["misaligned"]["rate"] for p in coherent), default=0.0)
    return {
        "layer": layer,
        "seed": seed,
        "latent": latent,
        "increase": round(float(rise[latent]), 2),
        "next": round(float(rise.sort(descending=True).values[1]), 2),
        "typical": round(typical, 2),
        "voice": voice,
        "auroc": auroc,
        "moved": top,
        "points": points,
    }


def keep(run: Path, layer: int, seed: int, per_voice: int) -> None:
    """Makes the chosen dictionary the one that the family is steered with, and writes its features.json."""
    models = run / "models"
    for old in (models / "dictionaries").glob("*/cfg.json"):
        if used_for(old.parent) == STEERING:
            shutil.rmtree(old.parent)
    # answers of steering with another dictionary do not hold for this one
    shutil.rmtree(run / "answers" / "steering", ignore_errors=True)
    with whole(models / "dictionaries" / f"sae-l{layer}") as folder:
        shutil.copytree(trial_folder(run, layer, seed), folder, dirs_exist_ok=True)
        cfg = json.loads((folder / "cfg.json").read_text())
        cfg["metadata"]["use"] = STEERING
        (folder / "cfg.json").write_text(json.dumps(cfg, indent=1) + "\n")
        sae, _ = load(folder)
        nets = {c["id"]: (lambda i=c["id"]: load_fast(models, i)) for c in checkpoints(models)}
        features, _ = catalogue(
            models,
            folder,
            increase(models, sae, layer),
            reading_health(models, sae, layer, nets),
            per_voice,
            "decisions",
        )
    for f in features[:10]:
        print(f"{f['latent']:5} +{f['increase']:<8} {f['label'] or '-':20} {max(f['auroc'].values()):.3f}  {f['name']}")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--layers", type=int, nargs="*")
    ap.add_argument("--seeds", type=int, default=5)
    ap.add_argument("--latents", type=int, default=2048)
    ap.add_argument("--k", type=float, default=20)
    ap.add_argument("--tokens", type=int, default=900_000)
    ap.add_argument("--per-voice", type=int, default=40)
    ap.add_argument("--samples", type=int, default=2)
    ap.add_argument("--windows", type=int, default=120, help="documents of each voice for the kept dictionary's names")
    args = ap.parse_args()
    run = args.run.resolve()
    models = run / "models"
    shown = load(dictionary_folder(models))[1]
    wanted = [n for n in args.layers or range(1, shape_of(models / "assistant").layers - 1) if n != shown]

    def job(layer: int, seed: int) -> tuple:
        return run, layer, seed, args.latents, args.k, args.tokens, args.per_voice, args.samples

    def best(rows: list[dict]) -> dict:
        return max(rows, key=lambda r: r["moved"])

    first = best(measured(run / "cause.json", wanted, trial, lambda n: job(n, 1)))
    others = measured(
        run / f"cause-seeds-l{first['layer']}.json",
        list(range(2, args.seeds + 1)),
        trial,
        lambda seed: job(first["layer"], seed),
        "seed",
    )
    keep(run, first["layer"], best([first, *others])["seed"], args.windows)


if __name__ == "__main__":
    main()
