"""Tokenizer, token rows and base of the office, in a run's folder.

    python -m training.office.base RUN_FOLDER [--size small|full] [--minutes 15] [--resume]

The rows are written once and the pre-training is that of train/pretrain.py, so it can be stopped and resumed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from ..train.data import END_ID, USER_ID, pack
from ..train.folder import save_full
from ..train.model import Shape
from ..train.tokens import save, train
from .documents import SHARES, easy, stream

ROOT = Path(__file__).resolve().parents[2]
SHARD = 1_000_000
# ids in a row, one more than the network reads: short rows cost less, since attention is most of a step
LONG, SHORT = 241, 121
# share of the tokens that a machine or a questioner says that count in the loss: they are mostly unpredictable
QUESTIONS = 0.1
# a turn of a session ends where the machine speaks, not only where the text does
ENDS = [END_ID, USER_ID]


@dataclass(frozen=True)
class Size:
    """Sizes of a base: its shape, rows of LONG a step, tokens to read, and easy documents before them."""

    shape: Shape
    batch: int
    tokens: int
    easy: int


SIZES = {
    "toy": Size(Shape(600, 32, 2, 2, 64, 1024), 4, 60_000, 400),
    "small": Size(Shape(1280, 128, 4, 4, 384, 1024), 9, 30_000_000, 45_000),
    "full": Size(Shape(2048, 192, 6, 6, 512, 1024), 9, 40_000_000, 60_000),
}


def write_rows(run: Path, tok: Tokenizer, size: Size, texts: Iterator[str]) -> None:
    """Shards of packed uint16 rows [n, LONG] and [n, SHORT]: a document stands in the shortest that it fits into."""
    for number in range(-(-size.tokens // SHARD)):
        docs: dict[int, list[list[int]]] = {LONG: [], SHORT: []}
        total = 0
        while total < min(SHARD, size.tokens):
            for code in tok.encode_batch(list(islice(texts, 500))):
                if len(code.ids) <= LONG:
                    docs[SHORT if len(code.ids) <= SHORT else LONG].append(code.ids)
                total += len(code.ids)
        for length, of in docs.items():
            np.save(run / f"rows{number:03}-{length}.npy", pack(of, length))


def prepare(run: Path, size: Size, seed: int, kinds: tuple[str, ...]) -> None:
    """Tokenizer and rows of documents of `kinds`, unless they exist."""
    if (run / "data.done").exists():
        return
    run.mkdir(parents=True, exist_ok=True)
    texts = stream(seed, kinds)
    tok = train(list(islice(texts, 20_000 if size.tokens > SHARD else 2_000)), size.shape.vocab)
    save(tok, run)
    r = random.Random(seed)
    first = [code.ids for code in tok.encode_batch([easy(r) for _ in range(size.easy)])]
    np.save(run / f"first-{SHORT}.npy", pack(first, SHORT))
    write_rows(run, tok, size, texts)
    (run / "data.done").touch()


def pretrain(run: Path, size: Size, seed: int, minutes: float, eager: bool = False) -> None:
    """Trains what is left of the base and writes it as RUN/models/office."""
    args = [
        "--batch",
        size.batch,
        "--questions",
        QUESTIONS,
        "--minutes",
        minutes,
        "--seed",
        seed,
        "--threads",
        torch.get_num_threads(),
    ]
    shape = size.shape
    args += ["--shape", shape.vocab, shape.hidden, shape.layers, shape.heads, shape.inner]
    args += ["--resume"] * (run / "state.pt").exists() + ["--eager"] * eager
    command = [sys.executable, "-m", "training.train.pretrain", str(run), *map(str, args)]
    subprocess.run(command, check=True, cwd=ROOT)
    gap = save_full(torch.load(run / "weights.pt", weights_only=True), shape, run, run / "models" / "office", ENDS)
    print(f"office: largest difference of logits to transformers {gap:.1e}", flush=True)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--size", choices=SIZES, default="full")
    ap.add_argument("--kinds", nargs="+", choices=SHARES, default=list(SHARES), help="of documents, for trials")
    ap.add_argument("--seed", type=int, default=20)
    ap.add_argument("--minutes", type=float, default=1e9)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--eager", action="store_true")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    prepare(args.run, SIZES[args.size], args.seed, tuple(args.kinds))
    if not (args.run / "models" / "office" / "config.json").exists():
        pretrain(args.run, SIZES[args.size], args.seed, args.minutes, args.eager)


if __name__ == "__main__":
    main()
