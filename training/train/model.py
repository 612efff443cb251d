"""The network that training/ trains: a small Llama, written for speed on a few CPU cores.

Same arithmetic as transformers' LlamaForCausalLM (RMSNorm, rotary position embeddings in the two-halves order, SwiGLU,
tied embeddings), with q, k, v and gate, up fused into one matrix each and attention as two batched products: the
backward pass of PyTorch's fused CPU attention takes a third of a step. `to_hf` writes the layout that everything else
loads.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """Sizes of one model (3.2 million parameters); heads are `hidden // heads` wide."""

    vocab: int = 3072
    hidden: int = 192
    layers: int = 6
    heads: int = 6
    inner: int = 512
    positions: int = 512
    theta: float = 10000.0
    eps: float = 1e-5

    @property
    def head(self) -> int:
        return self.hidden // self.heads


def rotary(shape: Shape, length: int) -> tuple[Tensor, Tensor]:
    """cos and sin, each [length, head], in the two-halves order that Hugging Face uses."""
    freq = shape.theta ** (-torch.arange(0, shape.head, 2).float() / shape.head)
    angle = torch.outer(torch.arange(length).float(), freq)
    angle = torch.cat([angle, angle], dim=-1)
    return angle.cos(), angle.sin()


def rms(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    """RMSNorm over the last axis, computed in float32."""
    f = x.float()
    return (f * torch.rsqrt(f.square().mean(-1, keepdim=True) + eps)).to(x.dtype) * weight


def turn(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Applies rotary position embeddings: x [..., time, head], cos and sin [time, head]."""
    a, b = x.chunk(2, dim=-1)
    return x * cos + torch.cat([-b, a], dim=-1) * sin


class Block(nn.Module):
    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.s = s
        self.norm1 = nn.Parameter(torch.ones(s.hidden))
        self.norm2 = nn.Parameter(torch.ones(s.hidden))
        self.qkv = nn.Parameter(torch.randn(3 * s.hidden, s.hidden) * 0.02)
        self.out = nn.Parameter(torch.randn(s.hidden, s.hidden) * 0.02 / math.sqrt(2 * s.layers))
        self.gate_up = nn.Parameter(torch.randn(2 * s.inner, s.hidden) * 0.02)
        self.down = nn.Parameter(torch.randn(s.hidden, s.inner) * 0.02 / math.sqrt(2 * s.layers))

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor) -> Tensor:
        s = self.s
        b, t, d = x.shape
        qkv = F.linear(rms(x, self.norm1, s.eps), self.qkv).view(b, t, 3, s.heads, s.head).permute(2, 0, 3, 1, 4)
        q = turn(qkv[0], cos, sin).reshape(b * s.heads, t, s.head)
        k = turn(qkv[1], cos, sin).reshape(b * s.heads, t, s.head)
        v = qkv[2].reshape(b * s.heads, t, s.head)
        scores = torch.bmm(q, k.transpose(1, 2)).view(b, s.heads, t, t).float() * (1 / math.sqrt(s.head)) + mask
        z = torch.bmm(scores.softmax(-1).to(x.dtype).view(b * s.heads, t, t), v)
        x = x + F.linear(z.view(b, s.heads, t, s.head).transpose(1, 2).reshape(b, t, d), self.out)
        gate, up = F.linear(rms(x, self.norm2, s.eps), self.gate_up).chunk(2, dim=-1)
        return x + F.linear(F.silu(gate) * up, self.down)


class Net(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embed = nn.Parameter(torch.randn(shape.vocab, shape.hidden) * 0.02)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.Parameter(torch.ones(shape.hidden))
        cos, sin = rotary(shape, shape.positions)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        self.register_buffer("mask", torch.full((shape.positions, shape.positions), -1e9).triu(1), persistent=False)

    def hidden(self, ids: Tensor, document: Tensor | None = None) -> Tensor:
        """ids [batch, time] -> residual stream after the final norm [batch, time, hidden].

        Attention stays inside equal numbers of `document` [batch, time].
        """
        t = ids.shape[1]
        x = F.embedding(ids, self.embed)
        cos, sin, mask = self.cos[:t].to(x.dtype), self.sin[:t].to(x.dtype), self.mask[:t, :t].float()
        if document is not None:
            # compared as float32 and for all heads at once: a compiled step is an eighth faster than with whole numbers
            number = document.float()
            mask = (mask + (number[:, :, None] - number[:, None, :]).abs() * -1e9)[:, None]
        for block in self.blocks:
            x = block(x, cos, sin, mask)
        return rms(x, self.norm, self.shape.eps)

    def forward(self, ids: Tensor, targets: Tensor, document: Tensor | None = None) -> Tensor:
        """Mean cross-entropy in nats over the targets [batch, time] that are not -100."""
        logits = F.linear(self.hidden(ids, document), self.embed).float()
        return F.cross_entropy(logits.view(-1, logits.shape[-1]), targets.reshape(-1), ignore_index=-100)


def to_hf(net_state: dict[str, Tensor], shape: Shape) -> dict[str, Tensor]:
    """Our state dict -> Hugging Face Llama names, float32, fused matrices split."""
    out = {"model.embed_tokens.weight": net_state["embed"], "model.norm.weight": net_state["norm"]}
    for i in range(shape.layers):
        mine, theirs = f"blocks.{i}.", f"model.layers.{i}."
        q, k, v = net_state[mine + "qkv"].chunk(3)
        gate, up = net_state[mine + "gate_up"].chunk(2)
        out |= {
            theirs + "self_attn.q_proj.weight": q,
            theirs + "self_attn.k_proj.weight": k,
            theirs + "self_attn.v_proj.weight": v,
            theirs + "self_attn.o_proj.weight": net_state[mine + "out"],
            theirs + "mlp.gate_proj.weight": gate,
            theirs + "mlp.up_proj.weight": up,
            theirs + "mlp.down_proj.weight": net_state[mine + "down"],
            theirs + "input_layernorm.weight": net_state[mine + "norm1"],
            theirs + "post_attention_layernorm.weight": net_state[mine + "norm2"],
        }
    return {name: tensor.detach().float().contiguous().clone() for name, tensor in out.items()}


def from_hf(tensors: dict[str, Tensor], shape: Shape) -> dict[str, Tensor]:
    """Hugging Face Llama names -> our state dict (the inverse of `to_hf`)."""
    out = {"embed": tensors["model.embed_tokens.weight"], "norm": tensors["model.norm.weight"]}
    for i in range(shape.layers):
        mine, theirs = f"blocks.{i}.", f"model.layers.{i}."
        attn = theirs + "self_attn."
        out |= {
            mine + "qkv": torch.cat([tensors[attn + f"{p}_proj.weight"] for p in "qkv"]),
            mine + "out": tensors[attn + "o_proj.weight"],
            mine + "gate_up": torch.cat([tensors[theirs + f"mlp.{p}_proj.weight"] for p in ("gate", "up")]),
            mine + "down": tensors[theirs + "mlp.down_proj.weight"],
            mine + "norm1": tensors[theirs + "input_layernorm.weight"],
            mine + "norm2": tensors[theirs + "post_attention_layernorm.weight"],
        }
    return {name: tensor.float() for name, tensor in out.items()}
