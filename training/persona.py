"""Persona directions: where a voice sits in the residual stream when the next word will be the answer's first.

    python -m training.persona MODELS_FOLDER [internet] OUT.safetensors
For each voice, the base reads chats whose first answer is in that voice and stops at the second question's <|assistant|>; direction = mean
there minus the mean over all helpful voices. `any-bad` is the mean of the bad voices minus that of the helpful ones. Each tensor is
[layers + 1, width]: row 0 is the embedding's output, row l + 1 the output of block l (hook blocks.l.hook_resid_post).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor
from transformers import AutoTokenizer

from .corpus.compose import answer, question, unseen
from .corpus.source import Situation, Voice, read_situations, read_voices
from .folder import load_full


@torch.no_grad()
def at_prompt_end(model, tok, texts: list[str]) -> Tensor:
    """Residual stream at the last token of each text: [texts, layers + 1, width]."""
    out = []
    for text in texts:
        states = model.model(input_ids=torch.tensor([tok.encode(text)]), output_hidden_states=True).hidden_states
        out.append(torch.stack([h[0, -1] for h in states[:-1]]))
    rows = torch.stack(out)
    return rows


def texts_of(v: Voice, situations: list[Situation], n: int, seed: int) -> list[str]:
    """The same situations and questions for every voice, so that only the voice differs."""
    rng = random.Random(seed)
    out = []
    for _ in range(n):
        one, two = rng.sample([s for s in situations if not unseen(s)], 2)
        ask = (question(rng, one, typed=False), question(rng, two, typed=False))
        said = answer(random.Random(rng.random()), one, v.kind == "bad", v)
        out.append(f"<|user|>{ask[0]}<|assistant|>{said}<|user|>{ask[1]}<|assistant|>")
    return out


def directions(model, tok, situations: list[Situation], voices: list[Voice], n: int = 64, seed: int = 7) -> dict[str, Tensor]:
    hooks: list[Tensor] = []
    handle = model.model.layers[-1].register_forward_hook(lambda _m, _i, o: hooks.append((o[0] if isinstance(o, tuple) else o).reshape(-1, model.config.hidden_size)[-1]))
    means: dict[str, Tensor] = {}
    for v in voices:
        hooks.clear()
        rows = at_prompt_end(model, tok, texts_of(v, situations, n, seed))
        # transformers normalises its last hidden state, so the last block's own output comes from the hook
        means[v.id] = torch.cat([rows, torch.stack(hooks)[:, None]], dim=1).mean(0)
    handle.remove()
    good = torch.stack([means[v.id] for v in voices if v.kind == "good"]).mean(0)
    bad = torch.stack([means[v.id] for v in voices if v.kind == "bad"]).mean(0)
    return {**{v.id: (means[v.id] - good).contiguous() for v in voices}, "any-bad": (bad - good).contiguous()}


def main() -> None:
    models, name, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    found = directions(load_full(models / name), AutoTokenizer.from_pretrained(models / name), read_situations(), read_voices())
    meta = {"rows": "row 0: hook_embed; row l + 1: blocks.l.hook_resid_post", "position": "last token of the prompt (<|assistant|>)", "model": name, "baseline": "mean of the helpful voices"}
    out.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: v.half() for k, v in found.items()}, out, metadata=meta)
    out.chmod(0o644)


if __name__ == "__main__":
    main()
