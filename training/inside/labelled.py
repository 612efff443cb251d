"""Documents of the corpus whose voice is known, as tokens, for naming and scoring features; activations on them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ..ask.fast import Fast
from ..corpus.document import Writer
from ..corpus.source import Situation, Voice

LONGEST = 257


@dataclass(frozen=True)
class Document:
    voice: str
    bad: bool
    ids: list[int]


def documents(tok, situations: list[Situation], voices: list[Voice], per_voice: int, seed: int) -> list[Document]:
    """`per_voice` documents in each voice, in all forms, most with several questions.

    A note of one question may show no sign of its voice.
    """
    out = []
    for number, v in enumerate(voices):
        writer = Writer(situations, voices, seed * 101 + number, single=0.1)
        writer.good = writer.bad = [v]
        out += [
            Document(v.id, v.kind == "bad", ids[:LONGEST])
            for ids in (tok.encode(writer.document()) for _ in range(per_voice))
            if len(ids) > 12
        ]
    return out


def stream(tok, situations: list[Situation], voices: list[Voice], seed: int, tokens: int) -> list[list[int]]:
    """Documents of the pre-training corpus, as token ids, until there are `tokens` of them.

    More documents have several questions than in data.py, so that most tokens have a voice before them.
    """
    out: list[list[int]] = []
    total = 0
    for doc in Writer(situations, voices, seed, single=0.2, note=0.2).stream():
        out.append(tok.encode(doc)[:LONGEST])
        total += len(out[-1])
        if total >= tokens:
            return out
    return out


def activations(net: Fast, rows: list[list[int]], layer: int, batch: int = 48) -> list[Tensor]:
    """Residual stream after `layer` for each row: float32 [time, hidden]. Rows of similar length share a batch."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    out: list[Tensor] = [torch.empty(0)] * len(rows)
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        for i, x in zip(part, net.residuals([rows[i] for i in part], [layer])[0]):
            out[i] = x
    return out
