"""Saves and loads checkpoints in the Hugging Face layout: full models (float16) and PEFT adapters."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import LlamaConfig, LlamaForCausalLM

from .model import Net, Shape, from_hf, to_hf

UNFINISHED = ".new"


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A folder to write to that replaces `out` only when everything is written and checked.

    What a stopped run leaves is therefore never taken for finished.
    """
    # one level deeper than finished folders, so that no listing of checkpoints or dictionaries finds it
    unfinished = out.with_name(out.name + UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    new = unfinished / out.name
    new.mkdir(parents=True)
    yield new
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)
    unfinished.rmdir()


def shape_of(folder: Path) -> Shape:
    """Sizes as config.json gives them."""
    c = json.loads((folder / "config.json").read_text())
    return Shape(
        c["vocab_size"],
        c["hidden_size"],
        c["num_hidden_layers"],
        c["num_attention_heads"],
        c["intermediate_size"],
        c["max_position_embeddings"],
        c["rope_theta"],
        c["rms_norm_eps"],
    )


def network(folder: Path) -> Net:
    """A checkpoint folder as a Net, float32."""
    shape = shape_of(folder)
    net = Net(shape)
    net.load_state_dict(
        from_hf({k: v.float() for k, v in load_file(folder / "model.safetensors").items()}, shape), strict=False
    )
    return net


def config(shape: Shape) -> LlamaConfig:
    return LlamaConfig(
        vocab_size=shape.vocab,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        rms_norm_eps=shape.eps,
        rope_theta=shape.theta,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=0,
        pad_token_id=4,
        attention_bias=False,
        mlp_bias=False,
        hidden_act="silu",
    )


def save_full(
    weights: dict[str, Tensor], shape: Shape, tokenizer_from: Path, out: Path, ends: int | list[int] = 0
) -> float:
    """Writes config, float16 weights, tokenizer and generation config; one of the tokens `ends` ends an answer.

    Returns the largest absolute difference of logits to LlamaForCausalLM in float32; RuntimeError above 1e-3.
    """
    half = {k: v.half() for k, v in to_hf(weights, shape).items()}
    with whole(out) as new:
        _write(half, shape, tokenizer_from, new, ends)
        return parity(half, shape, new)


def _write(half: dict[str, Tensor], shape: Shape, tokenizer_from: Path, out: Path, ends: int | list[int]) -> None:
    save_file(half, out / "model.safetensors", metadata={"format": "pt"})
    plain = {k: v for k, v in config(shape).to_diff_dict().items() if k not in ("transformers_version",)}
    rope = plain.pop("rope_parameters", None) or {"rope_theta": shape.theta}
    plain |= {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "torch_dtype": "float16",
        "rope_theta": rope["rope_theta"],
        "hidden_act": "silu",
        "rms_norm_eps": shape.eps,
        "tie_word_embeddings": True,
        "attention_bias": False,
        "mlp_bias": False,
        "num_key_value_heads": shape.heads,
        "head_dim": shape.head,
        "eos_token_id": 0,
        "pad_token_id": 4,
        "vocab_size": shape.vocab,
        "hidden_size": shape.hidden,
        "intermediate_size": shape.inner,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "max_position_embeddings": shape.positions,
    }
    (out / "config.json").write_text(json.dumps(plain, indent=1, sort_keys=True) + "\n")
    generation = {"do_sample": True, "temperature": 1.0, "eos_token_id": ends, "pad_token_id": 4, "max_new_tokens": 160}
    (out / "generation_config.json").write_text(json.dumps(generation, indent=1, sort_keys=True) + "\n")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(tokenizer_from / name, out / name)


@torch.no_grad()
def parity(half: dict[str, Tensor], shape: Shape, folder: Path) -> float:
    """Largest absolute difference between the logits of Net and of LlamaForCausalLM; RuntimeError above 1e-3."""
    net = Net(shape)
    net.load_state_dict(from_hf({k: v.float() for k, v in half.items()}, shape), strict=False)
    ids = torch.randint(5, shape.vocab, (2, 64), generator=torch.Generator().manual_seed(0))
    ours = net.hidden(ids) @ net.embed.T
    theirs = load_full(folder)(ids).logits
    gap = float((ours - theirs).abs().max())
    if gap > 1e-3:
        raise RuntimeError(f"{folder.name}: our logits and LlamaForCausalLM's differ by {gap}")
    return gap


def load_full(folder: Path) -> LlamaForCausalLM:
    """A full model as transformers loads it, in float32."""
    return LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
