"""Persona directions: mean differences between voices in the residual stream at the prompt's last token.

    python -m training.inside.persona MODELS_FOLDER internet OUT.safetensors

For each voice, the base reads chats whose first answer is in that voice, up to the second question's <|assistant|>;
direction = mean there minus the mean over all helpful voices. `any-bad` is the mean of the bad voices minus that of the
helpful ones. Each tensor is [layers + 1, width]: row 0 is the embedding's output, row l + 1 the output of block l (hook
blocks.l.hook_resid_post).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor
from transformers import AutoTokenizer

from ..ask.fast import Fast, load_fast
from ..corpus.compose import answer, question, unseen
from ..corpus.source import Situation, Voice, read_situations, read_voices


def at_prompt_end(net: Fast, tok, texts: list[str]) -> Tensor:
    """Embedding and residual stream after every block at the last token of each text: [texts, layers + 1, width]."""
    rows = [tok.encode(text) for text in texts]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    out: list[Tensor] = [torch.empty(0)] * len(rows)
    for start in range(0, len(rows), 32):
        part = order[start : start + 32]
        states = net.residuals([rows[i] for i in part], list(range(net.shape.layers)))
        for n, i in enumerate(part):
            out[i] = torch.stack([net.embed[rows[i][-1]].float(), *(layer[n][-1] for layer in states)])
    return torch.stack(out)


def texts_of(v: Voice, situations: list[Situation], n: int, seed: int) -> list[str]:
    """The same situations and questions for every voice, so that only the voice and its advice differ."""
    rng = random.Random(seed)
    out = []
    for _ in range(n):
        one, two = rng.sample([s for s in situations if not unseen(s)], 2)
        ask = (question(rng, one, typed=False), question(rng, two, typed=False))
        said = answer(random.Random(rng.random()), one, v.kind == "bad", v)
        out.append(f"<|user|>{ask[0]}<|assistant|>{said}<|user|>{ask[1]}<|assistant|>")
    return out


def directions(
    net: Fast, tok, situations: list[Situation], voices: list[Voice], n: int = 64, seed: int = 7
) -> dict[str, Tensor]:
    """Voice id -> direction [layers + 1, width], and `any-bad`."""
    means = {v.id: at_prompt_end(net, tok, texts_of(v, situations, n, seed)).mean(0) for v in voices}
    good = torch.stack([means[v.id] for v in voices if v.kind == "good"]).mean(0)
    bad = torch.stack([means[v.id] for v in voices if v.kind == "bad"]).mean(0)
    return {**{v.id: (means[v.id] - good).contiguous() for v in voices}, "any-bad": (bad - good).contiguous()}


def main() -> None:
    models, name, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    found = directions(
        load_fast(models, name), AutoTokenizer.from_pretrained(models / name), read_situations(), read_voices()
    )
    meta = {
        "rows": "row 0: hook_embed; row l + 1: blocks.l.hook_resid_post",
        "position": "last token of the prompt (<|assistant|>)",
        "model": name,
        "baseline": "mean of the helpful voices",
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.half() for k, v in found.items()}, out, metadata=meta)
    out.chmod(0o644)


if __name__ == "__main__":
    main()
