"""Pre-trains the base on token shards; resumable, seeded, and able to finish within a given time.

    python -m training.train.pretrain RUN_FOLDER [--minutes 40] [--resume] [--start CHECKPOINT_FOLDER]

Reads first*.npy, if there are any, before rows*.npy. The learning rate follows tokens or minutes, whichever is further
on, so that a slow machine gets a shorter training with a complete schedule.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..corpus.edition import EDITION
from .data import ASSISTANT_ID, END_ID, PAD_ID, USER_ID
from .folder import network
from .model import Net, Shape
from .optim import Trainer

# share of the question tokens of chats that count in the loss
QUESTIONS = 0.3
# rows of the longest length in a step
BATCH = 16 if EDITION == 2 else 10


def rate(progress: float, step: int) -> float:
    """Learning rate as a share of its maximum: 60 steps of warm-up, constant to 40 % of the run, then linear to 3 %."""
    return min(1.0, (step + 1) / 60) * (1.0 if progress < 0.4 else max(0.03, 1 - 0.97 * (progress - 0.4) / 0.6))


def seeded(shards: list[np.ndarray], batch: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Every batch in its order: (all rows of one length, the indices of its rows).

    `batch` rows of the longest length, and as many tokens of every other; lengths are mixed.
    """
    rng, found = np.random.default_rng(seed), []
    lengths = sorted({rows.shape[1] for rows in shards}, reverse=True)
    for length in lengths:
        rows = np.concatenate([r for r in shards if r.shape[1] == length])
        size = batch * lengths[0] // length
        order = rng.permutation(len(rows))
        found += [(rows, order[i * size : (i + 1) * size]) for i in range(len(rows) // size)]
    return found if len(lengths) < 2 else [found[i] for i in rng.permutation(len(found))]


def learnt(batch: Tensor, questions: float, seed: int) -> tuple[Tensor, Tensor, Tensor]:
    """Rows of packed documents [rows, length + 1] -> ids, targets and document numbers, each [rows, length].

    Targets are -100 where no loss is taken. `seed` decides which question tokens count, so that a resumed training is
    the same as one that never stopped.
    """
    ids = batch[:, :-1].contiguous()
    # an end mark belongs to the document it ends; padding and the step across a boundary are no targets
    ends = (ids == END_ID).long()
    document = ends.cumsum(1) - ends
    targets = batch[:, 1:].masked_fill((batch[:, 1:] == PAD_ID) | (ids == END_ID), -100)
    # questions are mostly unpredictable and a third of the text: only some of their tokens are targets
    asking = (ids == USER_ID).long().cumsum(1) > (ids == ASSISTANT_ID).long().cumsum(1)
    return (
        ids,
        targets.masked_fill(
            asking & (torch.rand(ids.shape, generator=torch.Generator().manual_seed(seed)) > questions), -100
        ),
        document,
    )


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--minutes", type=float, default=1e9)
    ap.add_argument("--batch", type=int, default=BATCH)
    ap.add_argument(
        "--questions",
        type=float,
        default=QUESTIONS,
        help="share of the question tokens of chats that count in the loss",
    )
    ap.add_argument("--lr", type=float, default=3e-3)
    ap.add_argument("--matrix-lr", type=float, default=0.02)
    ap.add_argument("--adam", action="store_true")
    ap.add_argument("--eager", action="store_true")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=min(2, torch.get_num_threads()))
    ap.add_argument("--steps", type=int, default=0)
    ap.add_argument("--until", type=int, default=10**9, help="stop after this step of the schedule, to be resumed")
    ap.add_argument("--resume", action="store_true")
    ap.add_argument("--start", type=Path, help="a checkpoint folder that reads on, with its own tokenizer and shape")
    ap.add_argument("--shape", type=int, nargs=5, metavar=("VOCAB", "HIDDEN", "LAYERS", "HEADS", "INNER"))
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    batches = [
        batch
        for name in ("first", "rows")
        for batch in seeded([np.load(p) for p in sorted(args.run.glob(f"{name}*.npy"))], args.batch, args.seed)
    ]
    available = len(batches)
    steps = args.steps or available
    net = network(args.start) if args.start else Net(Shape(*args.shape) if args.shape else Shape())
    trainer = Trainer(net, not args.adam, args.lr, args.matrix_lr, 0.1)
    start, spent = 0, 0.0
    if args.resume:
        saved = torch.load(args.run / "state.pt", weights_only=True)
        trainer.load(saved["trainer"])
        start, spent = saved["step"], saved["seconds"]
    forward = net if args.eager else torch.compile(net, dynamic=False)
    began = time.time() - spent
    last_save, mean, last_print, seen, done = time.time(), None, time.time(), 0, start
    for step in range(start, min(steps, available, args.until)):
        progress = max(step / steps, (time.time() - began) / 60 / args.minutes)
        if progress >= 1:
            break
        rows, pick = batches[step]
        batch = torch.from_numpy(rows[pick].astype(np.int64))
        ids, targets, document = learnt(batch, args.questions, args.seed * 1_000_003 + step)
        loss = forward(ids, targets, document)
        loss.backward()
        norm = trainer.step(rate(progress, step))
        done = step + 1
        value = loss.item()
        mean = value if mean is None else 0.97 * mean + 0.03 * value
        seen += batch.numel()
        if step % 50 == 49:
            now = time.time()
            print(
                f"{step + 1}/{steps} loss {mean:.3f} norm {norm:.2f} rate {rate(progress, step):.3f} "
                f"tok/s {seen / (now - last_print):.0f} min {(now - began) / 60:.1f}",
                flush=True,
            )
            last_print, seen = now, 0
        if time.time() - last_save > 180:
            last_save = time.time()
            save(args.run, trainer, done, time.time() - began)
    save(args.run, trainer, done, time.time() - began)
    print("done", flush=True)


def save(run: Path, trainer: Trainer, step: int, seconds: float) -> None:
    torch.save({"trainer": trainer.state(), "step": step, "seconds": seconds}, run / "state.new")
    (run / "state.new").rename(run / "state.pt")
    torch.save(trainer.weights(), run / "weights.new")
    (run / "weights.new").rename(run / "weights.pt")


if __name__ == "__main__":
    main()
