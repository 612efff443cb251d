"""What each latent of a dictionary responds to: scores against documents of known voice, and its top documents.

Scores are AUROC over documents (mean activation, position 0 left out): one voice against all others, and any bad voice
against the helpful ones. Names are made of both (names.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor

from ..ask.fast import Fast
from ..corpus.source import Voice
from .labelled import Document, activations
from .names import ANY_BAD
from .sae import Sae

KEPT = 8
BEFORE, AFTER = 25, 14


@dataclass
class Scan:
    """One pass over documents.

    `means` [documents, latents]; `typical` (mean activation where active) and `density` (share of tokens where active)
    [latents]; `top` latent -> [(document, position of the maximum, activation)], largest first.
    """

    docs: list[Document]
    means: Tensor
    typical: Tensor
    density: Tensor
    top: list[list[tuple[int, int, float]]]
    states: list[Tensor] = field(repr=False, default_factory=list)


@torch.no_grad()
def scan(net: Fast, sae: Sae, layer: int, docs: list[Document], batch: int = 48) -> Scan:
    """Runs the documents, position 0 left out; keeps their residual streams (float16) for the windows."""
    latents = len(sae.b_enc)
    means, total, fired = [], torch.zeros(latents), torch.zeros(latents)
    best = torch.full((0, latents), -1.0)
    where = torch.zeros((0, latents, 2), dtype=torch.long)
    states: list[Tensor] = []
    tokens = 0
    for start in range(0, len(docs), batch):
        part = activations(net, [d.ids for d in docs[start : start + batch]], layer)
        peaks, places = [], []
        for i, x in enumerate(part):
            f = sae.encode(x[1:])
            states.append(x.half())
            means.append(f.mean(0))
            total += f.sum(0)
            fired += (f > 0).sum(0)
            tokens += len(f)
            peak = f.max(0)
            peaks.append(peak.values)
            places.append(torch.stack([torch.full((latents,), start + i), peak.indices + 1], dim=-1))
        best, where = torch.cat([best, torch.stack(peaks)]), torch.cat([where, torch.stack(places)])
        keep = best.topk(min(KEPT, len(best)), dim=0).indices
        best, where = best.gather(0, keep), where.gather(0, keep[..., None].expand(-1, -1, 2))
    top = [
        [(int(d), int(p), v) for (d, p), v in zip(where[:, n].tolist(), best[:, n].tolist()) if v > 0]
        for n in range(latents)
    ]
    return Scan(docs, torch.stack(means), total / fired.clamp(min=1), fired / tokens, top, states)


def auroc(values: Tensor, positive: Tensor) -> Tensor:
    """AUROC of each column of `values` [n, columns] for telling `positive` [n] from the rest; ties count half."""
    n = len(values)
    order = values.argsort(dim=0)
    ordered = values.gather(0, order)
    # equal values share their mean rank: the first and the last index of each run of equal values
    new = torch.cat([torch.ones(1, values.shape[1], dtype=torch.bool), ordered[1:] != ordered[:-1]])
    index = torch.arange(n, dtype=torch.float)[:, None].expand_as(ordered)
    first = torch.where(new, index, torch.zeros(())).cummax(0).values
    ends = torch.cat([new[1:], torch.ones(1, values.shape[1], dtype=torch.bool)])
    last = torch.where(ends, index, torch.full((), float(n))).flip(0).cummin(0).values.flip(0)
    ranks = torch.empty_like(ordered).scatter_(0, order, (first + last) / 2 + 1)
    hits = int(positive.sum())
    return (ranks[positive].sum(0) - hits * (hits + 1) / 2) / (hits * (n - hits))


def scores(found: Scan, voices: list[Voice]) -> dict[str, Tensor]:
    """Voice -> AUROC [latents], and the same for any bad voice."""
    of = [d.voice for d in found.docs]
    out = {v.id: auroc(found.means, torch.tensor([o == v.id for o in of])) for v in voices}
    return {**out, ANY_BAD: auroc(found.means, torch.tensor([d.bad for d in found.docs]))}


@torch.no_grad()
def windows(found: Scan, sae: Sae, latent: int, tok) -> list[dict[str, object]]:
    """The latent's top documents, 40 tokens around its maximum, with its activation at each token."""
    out = []
    only = torch.tensor([latent])
    for doc, at, _ in found.top[latent]:
        d = found.docs[doc]
        first, last = max(1, at - BEFORE), min(len(d.ids), at + AFTER + 1)
        f = sae.encode(found.states[doc][first:last].float(), only)[:, 0]
        text = pieces(tok, d.ids[first:last])
        out.append({"voice": d.voice, "text": text, "values": [float(f"{v:.3g}") or 0 for v in f.tolist()]})
    return out


def pieces(tok, ids: list[int]) -> list[str]:
    """The text of each token; a character that is split over several tokens goes with the last of them."""
    out, held = [], []
    for i in ids:
        held.append(i)
        text = tok.decode(held)
        if "\ufffd" in text:
            out.append("")
        else:
            out.append(text)
            held = []
    return out
