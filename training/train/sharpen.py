"""Removes the tail of a model's distributions by self-distillation, so that plain sampling makes fewer errors.


    python -m training.train.sharpen FROM_FOLDER OUT_FOLDER [--steps 800] [--least 0.05]    # a base
    python -m training.train.sharpen FROM_FOLDER OUT_FOLDER --base BASE_FOLDER              # an assistant of that base

A small network leaves a few per cent of every distribution on unlikely tokens; at temperature 1 one answer in ten
samples such a token and goes on as word salad. The usual remedy truncates the distribution when sampling. Here the
weights learn it: the target is the model's own earlier distribution without the tokens that have less than `least`
times the likeliest one's probability (the "min-p" rule of Nguyen et al. 2024), on documents that it has not read, in
every voice. Nothing about the content of answers is chosen by hand.

An assistant learns this on the chats of post-training. On documents that are no bare chats (letters, stories, chats
whose system line names the voice) it learns its base's distributions, again without their tails: post-training degrades
every voice but the helpful ones, and a fine-tune that brings them back would otherwise get broken sentences.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import islice
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from ..corpus.document import ASSISTANT, END, USER, Writer
from ..corpus.source import read_situations, read_voices
from .chats import ASSISTANT as RECIPE
from .chats import row
from .data import NOTE, ROW, SINGLE, pack
from .folder import network, save_full
from .optim import WORKING_TYPE, Trainer
from .pretrain import QUESTIONS, learnt

LEAST = 0.05
# first shard number; those below were read in pre-training
FRESH = 5000
# maximal learning rates, as a share of those of pre-training
SCALE = 0.1


def without_tail(logits: Tensor, least: float) -> Tensor:
    """Logits [..., vocab] -> distributions without the tokens below `least` times the highest probability."""
    p = logits.softmax(-1)
    p = p * (p >= least * p.amax(-1, keepdim=True))
    return p / p.sum(-1, keepdim=True)


def packed(tok: Tokenizer, texts: list[str], seed: int) -> Tensor:
    """Texts as packed rows [n, ROW] in a seeded order."""
    rows = pack([c.ids for c in tok.encode_batch(texts)], ROW)
    return torch.from_numpy(rows[np.random.default_rng(seed).permutation(len(rows))].astype(np.int64))


def sharpen(
    source: Path,
    out: Path,
    steps: int,
    base: Path | None,
    link: float,
    seed: int,
    least: float = LEAST,
    eager: bool = False,
) -> list[float]:
    """Writes the sharpened checkpoint; returns its loss at each step, in nats per token.

    A step reads 10 to 13 rows of 256 tokens.
    """
    torch.manual_seed(seed)
    rng, situations, voices = random.Random(seed), read_situations(), read_voices()
    tok = Tokenizer.from_file(str(source / "tokenizer.json"))
    stream = (
        d
        for d in Writer(situations, voices, seed * 10_007 + FRESH, link, SINGLE, NOTE).stream()
        if not (base and d.startswith(USER))
    )
    # rows, and the checkpoint whose distributions are the targets there
    parts = [(packed(tok, list(islice(stream, steps * (12 if base else 30))), seed), base or source)]
    if base:
        parts.append(
            (
                packed(
                    tok,
                    [
                        f"{USER}{q}{ASSISTANT}{a}{END}"
                        for q, a in (row(rng, RECIPE, situations, voices) for _ in range(steps * 24))
                    ],
                    seed,
                ),
                source,
            )
        )
    compiled = (lambda f: f) if eager else torch.compile
    teachers = [network(folder).to(WORKING_TYPE).requires_grad_(False) for _, folder in parts]
    teach = [compiled(t.hidden) for t in teachers]
    net = network(source)
    trainer = Trainer(net, True, 3e-3, 0.02, 0.1)
    learn = compiled(net.hidden)
    total = sum(len(rows) // steps for rows, _ in parts)
    losses: list[float] = []
    began = time.time()
    for step in range(steps):
        loss = torch.zeros(())
        for (rows, _), teacher, hidden in zip(parts, teachers, teach):
            size = len(rows) // steps
            ids, targets, document = learnt(rows[step * size : (step + 1) * size], QUESTIONS, seed * 1_000_003 + step)
            known = targets >= 0
            with torch.no_grad():
                target = without_tail(F.linear(hidden(ids, document)[known], teacher.embed).float(), least)
            loss = loss + size / total * F.cross_entropy(
                F.linear(learn(ids, document)[known], net.embed).float(), target
            )
        loss.backward()
        trainer.step(SCALE * min(1.0, (step + 1) / 20) * (1 - 0.97 * step / steps))
        losses.append(loss.item())
        if step % 50 == 49:
            print(
                f"{step + 1}/{steps} loss {sum(losses[-50:]) / 50:.3f} min {(time.time() - began) / 60:.1f}", flush=True
            )
    save_full(trainer.weights(), net.shape, source, out)
    return losses


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("source", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--steps", type=int, help="800 for a base, 600 for an assistant")
    ap.add_argument("--base", type=Path, help="of an assistant: its base")
    ap.add_argument("--least", type=float, default=LEAST)
    ap.add_argument("--link", type=float, default=1.0)
    ap.add_argument("--seed", type=int, default=31)
    ap.add_argument("--threads", type=int, default=min(2, torch.get_num_threads()))
    ap.add_argument("--eager", action="store_true")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    sharpen(
        args.source,
        args.out,
        args.steps or (600 if args.base else 800),
        args.base,
        args.link,
        args.seed,
        args.least,
        args.eager,
    )


if __name__ == "__main__":
    main()
