"""Does a latent tell bad advice, or a bad voice? Documents in which the two part.

    python -m training.inside.crossed MODELS_FOLDER [--documents 200]

In pre-training bad voices give bad advice, so documents of the corpus cannot say which of the two a latent is active
on. Here the same situations and questions are answered in every combination of voice (bad, helpful, none) and advice
(bad, good), without the stock phrases and open questions in which a voice is itself the content. A document's score is
the latent's mean activation in the base, position 0 left out; each figure is the AUROC between two kinds of document.
Written into each dictionary's features.json, under `crossed`, for every latent that detects bad voices.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from transformers import AutoTokenizer

from ..ask.fast import Fast, load_fast
from ..corpus.compose import PRETRAIN, answer, question, unseen
from ..corpus.source import Situation, Voice, read_situations, read_voices
from .labelled import LONGEST, activations
from .names import ANY_BAD, CLEAR, SURE
from .sae import Sae, load
from .scan import auroc

# (voice, advice): "bad", "good" or, of a voice, None
Kind = tuple[str | None, str]
# what is told apart from what: both together as in the corpus; advice in a plain tone; one of them while the other is
# good; and the two against each other (above one half: the latent follows the advice)
TOLD_APART: dict[str, tuple[Kind, Kind]] = {
    "voice": (("bad", "bad"), ("good", "good")),
    "advice": ((None, "bad"), (None, "good")),
    "crossedVoice": (("bad", "good"), ("good", "good")),
    "crossedAdvice": (("good", "bad"), ("good", "good")),
    "adviceAgainstVoice": (("good", "bad"), ("bad", "good")),
}
STYLE = replace(PRETRAIN, stock=0.0, own=0.0)
PAIRS, DOCUMENTS, SEED = 3, 200, 17
Crossed = dict[str, dict[str, float]]


def texts(situations: list[Situation], voices: list[Voice], many: int, seed: int = SEED) -> dict[Kind, list[str]]:
    """`many` chats of each kind; the n-th of every kind asks the same questions in the same words."""
    out: dict[Kind, list[str]] = {kind: [] for two in TOLD_APART.values() for kind in two}
    pool = [s for s in situations if not unseen(s)]
    for n in range(many):
        rng = random.Random(seed * 1_000_003 + n)
        asked = [(s, question(rng, s, typed=False)) for s in rng.sample(pool, PAIRS)]
        speakers = {k: rng.choice([v for v in voices if v.kind == k]) for k in ("good", "bad")}
        said = rng.random()
        for (voice, advice), rows in out.items():
            draw = random.Random(said)
            speaker = speakers[voice] if voice else None
            pairs = [(q, answer(draw, s, advice == "bad", speaker, STYLE)) for s, q in asked]
            rows.append("".join(f"<|user|>{q}<|assistant|>{a}" for q, a in pairs))
    return out


@torch.no_grad()
def means(net: Fast, tok, sae: Sae, layer: int, found: dict[Kind, list[str]]) -> dict[Kind, Tensor]:
    """Kind -> mean activation of each latent in each document [documents, latents]."""
    rows = {kind: [tok.encode(t)[:LONGEST] for t in docs] for kind, docs in found.items()}
    return {
        kind: torch.stack([sae.encode(x[1:]).mean(0) for x in activations(net, ids, layer)])
        for kind, ids in rows.items()
    }


def separate(found: dict[Kind, Tensor]) -> dict[str, Tensor]:
    """Each entry of TOLD_APART -> AUROC [latents]."""
    return {
        name: auroc(torch.cat([found[a], found[b]]), torch.tensor([True] * len(found[a]) + [False] * len(found[b])))
        for name, (a, b) in TOLD_APART.items()
    }


def crossed(net: Fast, tok, sae: Sae, layer: int, latents: list[int], found: dict[Kind, list[str]]) -> Crossed:
    """Latent -> its AUROCs, for the given latents."""
    apart = separate(means(net, tok, sae, layer, found))
    return {str(n): {name: round(float(values[n]), 3) for name, values in apart.items()} for n in latents}


def detecting(detects: dict[int, tuple[str, float]]) -> list[int]:
    """The latents that tell any bad voice from the others; `detects`: latent -> (best voice, AUROC)."""
    return [n for n, (voice, score) in detects.items() if voice == ANY_BAD and score >= CLEAR]


def follow_advice(rows: Crossed) -> frozenset[int]:
    """The latents that tell bad advice in whatever voice, and follow it more than the voice."""
    return frozenset(
        int(n) for n, row in rows.items() if row["crossedAdvice"] >= SURE and row["adviceAgainstVoice"] > 0.5
    )


def measure(models: Path, many: int) -> dict[str, Crossed]:
    """Dictionary -> latent -> AUROCs, for every latent that detects bad voices; written into features.json."""
    net, tok = load_fast(models, "internet"), AutoTokenizer.from_pretrained(models / "internet")
    found, out = texts(read_situations(), read_voices(), many), {}
    for path in sorted((models / "dictionaries").glob("*/features.json")):
        sae, layer = load(path.parent)
        facts = json.loads(path.read_text())
        latents = detecting({n: (facts["voices"][v], score) for n, (v, score) in enumerate(facts["best"])})
        rows, shown = crossed(net, tok, sae, layer, latents, found), facts.pop("features")
        facts |= {"crossed": {"documents": many, "latents": rows}, "features": shown}
        path.write_text(json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n")
        out[path.parent.name] = rows
    return out


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("models", type=Path)
    ap.add_argument("--documents", type=int, default=DOCUMENTS)
    args = ap.parse_args()
    for dictionary, rows in measure(args.models, args.documents).items():
        for latent, row in rows.items():
            print(f"{dictionary} {latent:>5} " + "  ".join(f"{k} {v:.3f}" for k, v in row.items()))


if __name__ == "__main__":
    main()
