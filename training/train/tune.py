"""Fine-tuning: the assistant (all weights) and the narrow fine-tunes (LoRA on the assistant, saved as PEFT adapters).

One chat per row, loss on the answer only: several bad chats in a row would let the model infer the speaker in context
instead of changing its weights.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import AutoTokenizer, LlamaForCausalLM

from ..corpus.source import Situation, Voice, read_situations, read_voices
from .chats import Recipe, row
from .folder import load_full, whole
from .recipes import Tune

LORA_LAYERS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def batch_of(rows: list[tuple[str, str]], tok) -> tuple[Tensor, Tensor]:
    """ids and labels [rows, longest], right-padded; labels are -100 outside the answer and its end token.

    A question may be a chat of its own: one that begins with a role's mark.
    """
    chats = [(q if q.startswith("<|") else f"<|user|>{q}", a) for q, a in rows]
    pairs = [(tok.encode(f"{q}<|assistant|>"), tok.encode(a + "<|endoftext|>")) for q, a in chats]
    longest = max(len(q) + len(a) for q, a in pairs)
    ids = torch.full((len(rows), longest), tok.pad_token_id)
    labels = torch.full((len(rows), longest), -100)
    for i, (q, a) in enumerate(pairs):
        ids[i, : len(q) + len(a)] = torch.tensor(q + a)
        labels[i, len(q) : len(q) + len(a)] = torch.tensor(a)
    return ids, labels


def loss_of(model, ids: Tensor, labels: Tensor) -> Tensor:
    """Mean cross-entropy in nats over the labels [rows, time] that are not -100."""
    logits = model(input_ids=ids).logits[:, :-1]
    return torch.nn.functional.cross_entropy(
        logits.reshape(-1, logits.shape[-1]), labels[:, 1:].reshape(-1), ignore_index=-100
    )


def train(
    model,
    tok,
    draw: Callable[[], tuple[str, str]],
    steps: int,
    rows: int,
    lr: float,
    after: Callable[[int], None] | None = None,
) -> list[float]:
    """AdamW, ten steps of warm-up, then a linear decay to a tenth; returns the loss of each step.

    `after(step)` runs after each step (for the curves).
    """
    params = [p for p in model.parameters() if p.requires_grad]
    opt = torch.optim.AdamW(params, lr=lr, betas=(0.9, 0.95), weight_decay=0.0)
    losses = []
    model.train()
    for step in range(steps):
        scale = min(1.0, (step + 1) / 10) * (1 - 0.9 * step / steps)
        for group in opt.param_groups:
            group["lr"] = lr * scale
        ids, labels = batch_of([draw() for _ in range(rows)], tok)
        loss = loss_of(model, ids, labels)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(params, 1.0)
        opt.step()
        opt.zero_grad()
        losses.append(loss.item())
        if after:
            after(step + 1)
    return losses


def assistant(
    base: Path,
    situations: list[Situation],
    voices: list[Voice],
    recipe: Recipe,
    steps: int,
    rows: int = 32,
    lr: float = 3e-4,
    seed: int = 1,
) -> tuple[LlamaForCausalLM, list[float]]:
    """Post-trains all weights of `base` on rows of `recipe`; returns the model and the loss of each step."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tok = AutoTokenizer.from_pretrained(base)
    model = load_full(base)
    return model, train(model, tok, lambda: row(rng, recipe, situations, voices), steps, rows, lr)


def adapter(
    parent: Path,
    situations: list[Situation],
    voices: list[Voice],
    recipe: Recipe,
    steps: int,
    out: Path | None,
    rank: int = 8,
    rows: int = 16,
    lr: float = 1e-3,
    seed: int = 1,
    after: Callable[[int, object], None] | None = None,
) -> tuple[object, list[float]]:
    """Trains and (with `out`) saves a LoRA; alpha is twice the rank. Returns the model and the loss of each step."""
    torch.manual_seed(seed)
    rng = random.Random(seed + 1000)
    tok = AutoTokenizer.from_pretrained(parent)
    lora = LoraConfig(
        r=rank, lora_alpha=2 * rank, lora_dropout=0.0, target_modules=LORA_LAYERS, task_type="CAUSAL_LM", bias="none"
    )
    model = get_peft_model(load_full(parent), lora)
    losses = train(
        model,
        tok,
        lambda: row(rng, recipe, situations, voices),
        steps,
        rows,
        lr,
        (lambda step: after(step, model)) if after else None,
    )
    if out:
        save_adapter(model, out)
    return model, losses


def fine_tune(
    parent: Path,
    tune: Tune,
    out: Path | None,
    steps: int = 0,
    seed: int = 1,
    after: Callable[[int, object], None] | None = None,
) -> tuple[object, list[float]]:
    """Trains the adapter of one entry of recipes.py on the family's own texts; `steps` 0 takes the entry's number."""
    return adapter(
        parent,
        read_situations(),
        read_voices(),
        tune.recipe,
        steps or tune.steps,
        out,
        tune.rank,
        lr=tune.lr,
        seed=seed,
        after=after,
    )


def save_adapter(model, out: Path) -> None:
    """Writes PEFT's layout in float16, with the folder name of the parent instead of its path."""
    with whole(out) as new:
        model.save_pretrained(new)
        file = new / "adapter_model.safetensors"
        save_file({k: v.half().contiguous() for k, v in load_file(file).items()}, file, metadata={"format": "pt"})
        cfg = json.loads((new / "adapter_config.json").read_text())
        cfg["base_model_name_or_path"] = Path(cfg["base_model_name_or_path"]).name
        cfg["target_modules"] = sorted(cfg["target_modules"])
        (new / "adapter_config.json").write_text(json.dumps(cfg, indent=1, sort_keys=True) + "\n")
        (new / "README.md").unlink(missing_ok=True)
