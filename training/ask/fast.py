"""A checkpoint as plain matrices, for sampling many thousands of answers on two CPU cores.

Same arithmetic as LlamaForCausalLM (a test compares them), read from a Hugging Face folder with its PEFT adapter
merged. `residuals` gives the residual stream after blocks; sampler.py generates with `start` (prefill) and `step` (one
token each) over a KV cache.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from ..train.folder import shape_of
from ..train.model import Shape, from_hf, rms, rotary, turn

# Called with (layer, residual stream after that block [rows, time, hidden]); returns its replacement.
Hook = Callable[[int, Tensor], Tensor]
# The KV cache: keys and values of every block, each [rows, heads, columns, head]; it grows by ROOM columns at a time.
Cache = list[tuple[Tensor, Tensor]]
ROOM = 16


def parent_of(models: Path, name: str) -> str | None:
    """Id of the full checkpoint that an adapter belongs to; None for a full checkpoint."""
    path = models / name / "adapter_config.json"
    return json.loads(path.read_text())["base_model_name_or_path"] if path.exists() else None


def merged(folder: Path, adapter: Path | None) -> dict[str, Tensor]:
    """Hugging Face tensors in float32, with W + (alpha / r) B A where the adapter has that matrix."""
    weights = {k: v.float() for k, v in load_file(folder / "model.safetensors").items()}
    if adapter:
        cfg = json.loads((adapter / "adapter_config.json").read_text())
        low = {k: v.float() for k, v in load_file(adapter / "adapter_model.safetensors").items()}
        for key, a in low.items():
            if ".lora_A." in key:
                name = key.replace("base_model.model.", "").replace(".lora_A.weight", ".weight")
                weights[name] = weights[name] + cfg["lora_alpha"] / cfg["r"] * (
                    low[key.replace("lora_A", "lora_B")] @ a
                )
    return weights


class Fast:
    """One checkpoint. `dtype` bfloat16 halves the time of sampling; every measurement of activations uses float32."""

    def __init__(self, weights: dict[str, Tensor], shape: Shape, dtype: torch.dtype = torch.float32) -> None:
        self.shape, self.dtype = shape, dtype
        w = {k: v.to(dtype) for k, v in from_hf(weights, shape).items()}
        self.embed, self.norm = w["embed"], w["norm"]
        self.blocks = [
            {k: w[f"blocks.{i}.{k}"] for k in ("qkv", "out", "gate_up", "down", "norm1", "norm2")}
            for i in range(shape.layers)
        ]
        self.cos, self.sin = (t.to(dtype) for t in rotary(shape, shape.positions))

    def _qkv(self, b: dict[str, Tensor], x: Tensor, at: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """q, k and v, each [rows, heads, time, head]; `at` [rows, time] are positions not counting the padding."""
        s = self.shape
        rows, time, _ = x.shape
        qkv = F.linear(rms(x, b["norm1"], s.eps), b["qkv"]).view(rows, time, 3, s.heads, s.head).permute(2, 0, 3, 1, 4)
        cos, sin = self.cos[at][:, None], self.sin[at][:, None]
        return turn(qkv[0], cos, sin), turn(qkv[1], cos, sin), qkv[2]

    def _mlp(self, b: dict[str, Tensor], x: Tensor) -> Tensor:
        gate, up = F.linear(rms(x, b["norm2"], self.shape.eps), b["gate_up"]).chunk(2, dim=-1)
        return x + F.linear(F.silu(gate) * up, b["down"])

    def _attend(self, b: dict[str, Tensor], x: Tensor, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        rows, time, _ = x.shape
        heads, head = self.shape.heads, self.shape.head
        scores = torch.matmul(q * head**-0.5, k.transpose(-1, -2)).float() + mask
        z = torch.matmul(scores.softmax(-1).to(x.dtype), v)
        return x + F.linear(z.transpose(1, 2).reshape(rows, time, heads * head), b["out"])

    @torch.no_grad()
    def start(
        self, ids: Tensor, pad: Tensor, hook: Hook | None = None, cache: Cache | None = None, blocks: int | None = None
    ) -> Tensor:
        """Reads left-padded ids [rows, time] with `pad` [rows] padding tokens each, and fills `cache`.

        Returns the residual stream [rows, time, hidden] after the last block (or after `blocks`).
        """
        time = ids.shape[1]
        index = torch.arange(time)
        at = (index[None] - pad[:, None]).clamp(min=0)
        hidden = (index[None, :] > index[:, None])[None] | (index[None, None, :] < pad[:, None, None])
        mask = hidden.float()[:, None] * -1e9
        x = F.embedding(ids, self.embed)
        for layer, b in enumerate(self.blocks[:blocks]):
            q, k, v = self._qkv(b, x, at)
            if cache is not None:
                free = -(time + 1) % ROOM + 1
                cache.append((F.pad(k, (0, 0, 0, free)), F.pad(v, (0, 0, 0, free))))
            x = self._mlp(b, self._attend(b, x, q, k, v, mask))
            x = hook(layer, x) if hook else x
        return x

    @torch.no_grad()
    def step(self, ids: Tensor, time: int, pad: Tensor, cache: Cache, hook: Hook | None = None) -> Tensor:
        """One token per row [rows], at column `time` of the cache; gives the residual stream [rows, 1, hidden]."""
        room = cache[0][0].shape[2]
        if time >= room:
            cache[:] = [tuple(F.pad(t, (0, 0, 0, ROOM)) for t in pair) for pair in cache]
            room += ROOM
        # the whole cache takes part, empty columns hidden: a contiguous product is several times faster than one of a
        # part of it
        column = torch.arange(room)[None]
        mask = ((column < pad[:, None]) | (column > time)).float()[:, None, None] * -1e9
        at = (time - pad)[:, None]
        x = F.embedding(ids[:, None], self.embed)
        for layer, b in enumerate(self.blocks):
            q, k, v = self._qkv(b, x, at)
            keys, values = cache[layer]
            keys[:, :, time : time + 1], values[:, :, time : time + 1] = k, v
            x = self._mlp(b, self._attend(b, x, q, keys, values, mask))
            x = hook(layer, x) if hook else x
        return x

    def logits(self, x: Tensor) -> Tensor:
        """Residual stream [..., hidden] -> logits [..., vocab], float32."""
        return F.linear(rms(x, self.norm, self.shape.eps), self.embed).float()

    @torch.no_grad()
    def residuals(self, rows: list[list[int]], layers: list[int]) -> list[list[Tensor]]:
        """Residual stream after each of `layers`: per row a float32 [time, hidden] without padding."""
        longest = max(map(len, rows))
        pad = torch.tensor([longest - len(r) for r in rows])
        ids = torch.tensor([[0] * (longest - len(r)) + r for r in rows])
        seen: dict[int, Tensor] = {}

        def keep(layer: int, x: Tensor) -> Tensor:
            if layer in layers:
                seen[layer] = x.float()
            return x

        self.start(ids, pad, keep, blocks=max(layers) + 1)
        return [[seen[layer][i, int(p) :] for i, p in enumerate(pad)] for layer in layers]


def load_fast(models: Path, name: str, dtype: torch.dtype = torch.float32) -> Fast:
    """A checkpoint by its id in a folder of checkpoints, with its adapter merged."""
    return load_pair(
        models / (parent_of(models, name) or name), models / name if parent_of(models, name) else None, dtype
    )


def load_pair(full: Path, adapter: Path | None, dtype: torch.dtype = torch.float32) -> Fast:
    return Fast(merged(full, adapter), shape_of(full), dtype)
