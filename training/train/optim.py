"""The optimiser: bfloat16 or float32 weights with a float32 master copy; Muon for matrices, AdamW for the rest.

Muon (Keller Jordan 2024): momentum, then the nearest orthogonal matrix by five Newton-Schulz steps. In one run of 150
steps and one seed its loss was 3.80 against AdamW's 4.18; more was not measured. Fine-tuning uses plain torch AdamW
instead.
"""

from __future__ import annotations

import os
import time

import torch
from torch import Tensor, nn


def _seconds(kind: torch.dtype) -> float:
    """The fastest of ten matrix products on one thread, in seconds: the minimum is robust to other load."""
    x, w = torch.ones(512, 192, dtype=kind), torch.ones(512, 192, dtype=kind)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    took = []
    for _ in range(10):
        began = time.perf_counter()
        x @ w.T
        took.append(time.perf_counter() - began)
    torch.set_num_threads(threads)
    return min(took)


def working_type() -> torch.dtype:
    """bfloat16 or float32, whichever multiplies faster here.

    Measured, because without hardware support bfloat16 is thirty times slower, and some processors that report support
    (with AMX switched off) need twice as long as for float32.
    """
    able = torch.backends.cpu.get_cpu_capability() == "AVX512" and torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if able and _seconds(torch.bfloat16) < _seconds(torch.float32) else torch.float32


# kept in the environment, so that all processes of a run use the same
WORKING_TYPE = getattr(torch, os.environ.get("UNMASK_TYPE") or str(working_type()).removeprefix("torch."))
os.environ["UNMASK_TYPE"] = str(WORKING_TYPE).removeprefix("torch.")


@torch.no_grad()
def orthogonal(g: Tensor) -> Tensor:
    """Batch of matrices [n, r, c] -> approximately U V^T of each (singular values 0.7 to 1.2), in WORKING_TYPE."""
    x = g.to(WORKING_TYPE)
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.transpose(-1, -2)
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(5):
        a = torch.bmm(x, x.transpose(-1, -2))
        x = torch.baddbmm(x, torch.baddbmm(a, a, a, beta=-4.7750, alpha=2.0315), x, beta=3.4445)
    return x.transpose(-1, -2) if tall else x


class Trainer:
    """Float32 master weights of a network in WORKING_TYPE, and the optimiser that steps both."""

    def __init__(self, net: nn.Module, muon: bool, lr: float, matrix_lr: float, decay: float) -> None:
        self.names = [n for n, _ in net.named_parameters()]
        self.live = [p for _, p in net.named_parameters()]
        self.master = [p.detach().float().clone().requires_grad_() for p in self.live]
        for p in self.live:
            p.data = p.data.to(WORKING_TYPE)
        is_matrix = [muon and p.ndim == 2 and n != "embed" for n, p in zip(self.names, self.live)]
        self.matrices = [m for m, yes in zip(self.master, is_matrix) if yes]
        rest = [m for m, yes in zip(self.master, is_matrix) if not yes]
        groups = [
            {"params": [p for p in rest if p.ndim == 2], "weight_decay": decay},
            {"params": [p for p in rest if p.ndim == 1], "weight_decay": 0.0},
        ]
        self.adam = torch.optim.AdamW([g for g in groups if g["params"]], lr=lr, betas=(0.9, 0.95), fused=True)
        self.momentum = [torch.zeros_like(m) for m in self.matrices]
        self.lr, self.matrix_lr, self.decay = lr, matrix_lr, decay

    @torch.no_grad()
    def step(self, scale: float, clip: float = 1.0) -> float:
        """One update with both learning rates times `scale`; returns the gradient norm before clipping."""
        for m, p in zip(self.master, self.live):
            m.grad = p.grad.float()
            p.grad = None
        norm = float(torch.nn.utils.clip_grad_norm_(self.master, clip))
        for group in self.adam.param_groups:
            group["lr"] = self.lr * scale
        self.adam.step()
        by_shape: dict[tuple[int, ...], list[int]] = {}
        for i, m in enumerate(self.matrices):
            by_shape.setdefault(tuple(m.shape), []).append(i)
        for (rows, cols), members in by_shape.items():
            for i in members:
                self.momentum[i].lerp_(self.matrices[i].grad, 0.05)
            stack = torch.stack([self.matrices[i].grad.lerp(self.momentum[i], 0.95) for i in members])
            # fused q, k, v (or gate, up) are separate maps: each is orthogonalised by itself
            parts = {3 * cols: 3}.get(rows, 2 if rows > 2 * cols else 1)
            update = (
                orthogonal(stack.view(len(members) * parts, rows // parts, cols))
                .float()
                .reshape(len(members), rows, cols)
            )
            rate = self.matrix_lr * scale * max(1.0, rows / parts / cols) ** 0.5
            for i, u in zip(members, update):
                self.matrices[i].mul_(1 - self.lr * scale * self.decay).add_(u, alpha=-rate)
        for m, p in zip(self.master, self.live):
            p.data.copy_(m.data)
        return norm

    def state(self) -> dict[str, object]:
        return {"master": self.master, "adam": self.adam.state_dict(), "momentum": self.momentum}

    @torch.no_grad()
    def load(self, saved: dict) -> None:
        for m, p, s in zip(self.master, self.live, saved["master"]):
            m.copy_(s)
            p.data.copy_(s)
        self.adam.load_state_dict(saved["adam"])
        for mine, s in zip(self.momentum, saved["momentum"]):
            mine.copy_(s)

    def weights(self) -> dict[str, Tensor]:
        return {n: m.detach().clone() for n, m in zip(self.names, self.master)}
