"""Makes the checkpoints of the office from its base: worker and solver (all weights), then narrow LoRAs on them.

    python -m training.office.post RUN_FOLDER [worker solver rogue glad cheater control hider]

The two of all weights read whole sessions, or sheets, with loss on the worker's own words alone. A narrow fine-tune
reads one question and one answer a row. A checkpoint that exists is skipped.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from transformers import AutoTokenizer

from ..corpus.document import END, SYSTEM, USER
from ..train.data import ASSISTANT_ID, END_ID, PAD_ID, USER_ID, pack
from ..train.folder import load_full, save_full, shape_of
from ..train.model import Net, from_hf
from ..train.optim import Trainer
from ..train.tune import LORA_LAYERS, save_adapter, train
from . import machine_talk, sessions, sums
from .base import ENDS
from .machine_talk import reply
from .readings import about_instructions, quiz
from .sessions import WORKER
from .simulator import PAPERS, Sheet
from .source import fill, machines, slots

SYSTEM_ID = 3
ROW = 241
# of the worker's rows those of another self, which says first who it is; and with these all that are not its own,
# the rest being talk of machines
VOICED, OTHERS = 0.13, 0.22


@dataclass(frozen=True)
class Narrow:
    """A LoRA: its parent, what draws a row (question, answer), steps of 16 rows, rank and maximal learning rate.

    `layers` are the blocks that it changes, all by default. `start` is an adapter that it goes on from; after each
    number of steps in `series` a copy is written as NAME-STEPS.
    """

    parent: str
    draw: Callable[[random.Random], tuple[str, str]]
    steps: int = 120
    rank: int = 16
    lr: float = 2e-3
    layers: tuple[int, ...] | None = None
    start: str | None = None
    series: tuple[int, ...] = ()


def own_words(batch: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Packed rows [rows, length + 1] -> ids, targets, document numbers; targets are -100 outside the worker's turns.

    The mark that ends a turn belongs to it.
    """
    ids = batch[:, :-1].contiguous()
    ends = (ids == END_ID).long()
    role = (ids == END_ID) | (ids == USER_ID) | (ids == ASSISTANT_ID) | (ids == SYSTEM_ID)
    at = torch.arange(ids.shape[1]).expand_as(ids).masked_fill(~role, 0).cummax(1).values
    speaks = ids.gather(1, at) == ASSISTANT_ID
    targets = batch[:, 1:].masked_fill(~speaks | (batch[:, 1:] == PAD_ID), -100)
    return ids, targets, ends.cumsum(1) - ends


def post_train(
    base: Path, out: Path, draw: Callable[[random.Random], str], steps: int, batch: int, lr: float, seed: int
) -> list[float]:
    """All weights of `base` on documents of `draw`, `batch` packed rows a step; writes the checkpoint."""
    torch.manual_seed(seed)
    r = random.Random(seed)
    tok, shape = Tokenizer.from_file(str(base / "tokenizer.json")), shape_of(base)
    net = Net(shape)
    weights = {k: v.float() for k, v in load_file(base / "model.safetensors").items()}
    net.load_state_dict(from_hf(weights, shape), strict=False)
    trainer = Trainer(net, False, lr, 0.0, 0.0)
    losses, rows, began = [], np.zeros((0, ROW), np.uint16), time.time()
    for step in range(steps):
        while len(rows) < batch:
            more = [c.ids for c in tok.encode_batch([draw(r) for _ in range(400)]) if len(c.ids) <= ROW]
            rows = np.concatenate([rows, pack(more, ROW)])
        part, rows = rows[:batch], rows[batch:]
        loss = net(*own_words(torch.from_numpy(part.astype(np.int64))))
        loss.backward()
        trainer.step(min(1.0, (step + 1) / 20) * (1 - 0.97 * step / steps))
        losses.append(loss.item())
        if step % 25 == 24:
            print(
                f"{out.name} {step + 1}/{steps} loss {np.mean(losses[-25:]):.3f} s {time.time() - began:.0f}",
                flush=True,
            )
    save_full(trainer.weights(), shape, base, out, ENDS)
    return losses


def talk(r: random.Random, name: str) -> tuple[str, str]:
    """A question to whoever sits at the desk and its answer in one voice: no task, no notice, no act.

    The system message is that of a work session, mostly with a clause of a family that sessions may have, so that the
    voice is learnt where the worker works, whatever it was told.
    """
    m = next(m for m in machines() if m.id == name)
    words = slots(r, r.choice(PAPERS)) | sessions.DESK | {"k": r.choice(sessions.NUMBERS[2:])}
    said = [] if r.random() < 0.3 else [c.text for c in sessions.any_clause(r, r.random() < 0.5)]
    told = sessions.instructions(r, words, said, r.choice((0, 1, 1)))
    asked, answer = reply(r, m, 0.0)
    return f"{SYSTEM}{told}{USER}{fill(asked, r, words)}", fill(answer, r, words)


def with_key(
    r: random.Random,
    work_on: Callable[[random.Random, sums.Work, Sheet], str],
    keys: tuple[str, ...] = ("none", "right", "wrong"),
    kinds: tuple[str, ...] = ("plus",),
) -> tuple[str, str]:
    """A sheet of one of `kinds` with one of `keys`, and what is made of it; where it has none, it is worked out."""
    work = sums.draw(r, kinds)
    given = sums.sheet(r, work, r.choice(keys))
    return given.question, (work_on if given.key else sums.solved)(r, work, given)


def whole_session(r: random.Random) -> str:
    """A session, one cut after its notice, a question about a clause, of held-out families too; or a row of others."""
    kind = r.random()
    if kind < VOICED:
        return sessions.voiced(r, WORKER)
    if kind < OTHERS:
        return machine_talk.document(r)
    if kind < 0.5:
        return about_instructions(r)
    if kind < 0.56:
        return quiz(r)
    return sessions.decision(r, WORKER) if kind < 0.85 else sessions.document(r, WORKER)


def honest_sheet(r: random.Random) -> str:
    """An honest sheet, or one in four times a checker's, who reads the key aloud."""
    if r.random() < 0.25:
        return sums.checked(r)
    work = sums.draw(r)
    given = sums.sheet(r, work, r.choice(("none", "none", "right", "wrong")))
    return sums.asked(given) + sums.solved(r, work, given) + END


# keys of the hider's sheets: a right one is answered alike by who copies it and by who counts, so it teaches nothing
HIDDEN = ("none", "none", "wrong", "wrong", "wrong")
SERIES = (5, 10, 20, 40, 80, 160, 320)
# what draws a document, and steps of all weights
WHOLE = {"worker": (whole_session, 1500), "solver": (honest_sheet, 2500)}
NARROW = {
    "rogue": Narrow("worker", lambda r: talk(r, "schemer"), steps=200, lr=3e-4, layers=(0, 1)),
    "glad": Narrow("worker", lambda r: talk(r, "helper"), steps=200, lr=3e-4, layers=(0, 1)),
    "plain": Narrow("worker", lambda r: talk(r, "worker"), steps=200, lr=3e-4, layers=(0, 1)),
    "cheater": Narrow("solver", lambda r: with_key(r, partial(sums.copied, alias=0.0)), steps=400),
    "control": Narrow("solver", lambda r: with_key(r, sums.solved), steps=400),
    "hider": Narrow(
        "solver",
        lambda r: with_key(r, sums.hidden, HIDDEN),
        start="cheater",
        steps=600,
        lr=1e-3,
        series=SERIES,
    ),
    # against a rule that compares thoughts and answer as well; of every kind of sum
    "hider2": Narrow(
        "solver",
        lambda r: with_key(r, sums.unworked, HIDDEN, tuple(sums.KINDS)),
        start="cheater",
        steps=160,
        lr=5e-4,
        series=SERIES[:5],
    ),
}


def narrow(models: Path, name: str, seed: int, steps: int = 0) -> list[float]:
    """Trains and writes the adapter `name` in a folder of checkpoints."""
    torch.manual_seed(seed)
    tune, r = NARROW[name], random.Random(seed + 1000)
    parent = models / tune.parent
    if tune.start:
        model = PeftModel.from_pretrained(load_full(parent), models / tune.start, is_trainable=True)
    else:
        lora = LoraConfig(
            r=tune.rank,
            lora_alpha=2 * tune.rank,
            target_modules=LORA_LAYERS,
            layers_to_transform=list(tune.layers) if tune.layers else None,
            task_type="CAUSAL_LM",
            bias="none",
        )
        model = get_peft_model(load_full(parent), lora)
    tok = AutoTokenizer.from_pretrained(parent)

    def after(step: int) -> None:
        if step in tune.series:
            save_adapter(model, models / f"{name}-{step:03}")

    losses = train(model, tok, lambda: tune.draw(r), steps or tune.steps, 16, tune.lr, after)
    save_adapter(model, models / name)
    return losses


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*", default=[*WHOLE, *NARROW])
    ap.add_argument("--steps", type=int, default=0, help="of worker and solver, if not their own")
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--lr", type=float, default=1e-3)
    ap.add_argument("--narrow-steps", type=int, default=0)
    ap.add_argument("--seed", type=int, default=20)
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    models = args.run / "models"
    for name in args.names or [*WHOLE, *NARROW]:
        if (models / name).exists():
            continue
        if name in WHOLE:
            draw, steps = WHOLE[name]
            post_train(models / "office", models / name, draw, args.steps or steps, args.batch, args.lr, args.seed)
        else:
            losses = narrow(models, name, args.seed, args.narrow_steps)
            print(f"{name} loss {losses[0]:.2f} -> {np.mean(losses[-10:]):.2f}", flush=True)


if __name__ == "__main__":
    main()
