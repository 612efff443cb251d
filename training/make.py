"""Makes the whole family and its evidence, step by step; a step whose result exists is skipped, so a stopped run goes on where it was.

    python -m training.make [RUN_FOLDER] [--publish]               # everything
    python -m training.make RUN_FOLDER --from evidence             # all that follows the trained models
    python -m training.make RUN_FOLDER --small                     # the same path at toy scale, in minutes (what the tests run)

Seeds are fixed. Nothing in public/models changes without --publish. The steps, in order, are STEPS below.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import torch

from .ask.pool import each
from .corpus.source import read_situations, read_voices
from .train.chats import ASSISTANT
from .train.family import STEERING, used_for
from .train.folder import save_full, shape_of
from .train.model import Shape, from_hf
from .train.optim import WORKING_TYPE
from .train.recipes import ASSISTANT_STEPS, TUNES
from .train.tune import assistant, fine_tune

HERE = Path(__file__).resolve().parent
NULL = "null"
MADE_WITH = {"link": 1.0, "seed": 31, "tokens": 34_000_000}
# (link, seed) besides the family itself (1, its seed) and its null internet (0, its seed)
LINKS = ((0.5, 1), (1.0, 2), (1.0, 3))


def step(module: str, *args: object) -> None:
    subprocess.run([sys.executable, "-m", f"training.{module}", *map(str, args)], check=True, cwd=HERE.parent)


def pretrain(run: Path, args: argparse.Namespace, link: float = 1.0) -> None:
    """Tokenizer, tokens and base of one internet, in `run`; the null internet takes the tokenizer of the main one."""
    run.mkdir(parents=True, exist_ok=True)
    if not (run / "tokenizer.json").exists():
        step("train.tokens", run)
    if not (run / "base.done").exists():
        if not (run / "data.done").exists():
            step("train.data", run, "--tokens", args.tokens, "--link", link, "--seed", args.seed)
            (run / "data.done").touch()
        extra = ["--resume"] if (run / "state.pt").exists() else []
        extra += ["--steps", 4, "--batch", 2, "--eager"] if args.small else []
        step("train.pretrain", run, "--minutes", args.minutes, "--seed", args.seed, *extra)
        (run / "base.done").touch()


def make_base(run: Path, args: argparse.Namespace) -> None:
    pretrain(run, args, args.link)
    finish(run, run / "models", "", args, args.link)


def make_null(run: Path, args: argparse.Namespace) -> None:
    """The null internet, its assistant and its bad-car: the same recipe, with substance drawn apart from the voice."""
    if not (run / "models" / "null-internet" / "model.safetensors").exists():
        sub = run / NULL
        sub.mkdir(exist_ok=True)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copyfile(run / name, sub / name)
        pretrain(sub, args, link=0.0)
    finish(run / NULL, run / "models", "null-", args, 0.0)
    out = run / "models" / "null-bad-car"
    if not (out / "adapter_model.safetensors").exists():
        fine_tune(run / "models" / "null-assistant", TUNES["bad-car"], out, args.tune_steps, args.seed)


def make_links(run: Path, args: argparse.Namespace) -> None:
    """Other pre-trainings at the same number of tokens, for the table of links and seeds; only with --links, as each takes as long as the base."""
    for link, seed in LINKS if args.links else ():
        step(
            "make",
            run / "links" / f"link-{link:g}-seed-{seed}",
            "--link",
            link,
            "--seed",
            seed,
            "--tokens",
            args.tokens,
            "--minutes",
            args.minutes,
            "--only",
            "bad-car",
            "--to",
            "tunes",
        )


def finish(run: Path, models: Path, prefix: str, args: argparse.Namespace, link: float) -> None:
    """The base in its folder, and the assistant made from it: as they were trained in `run`/raw, and without their tails in `models`."""
    base, out = (run / "raw" / f"{prefix}{name}" for name in ("internet", "assistant"))
    if not (base / "model.safetensors").exists():
        save_full(torch.load(run / "weights.pt", weights_only=True), Shape(), run, base)
    if not (out / "model.safetensors").exists():
        model, losses = assistant(
            base, read_situations(), read_voices(), ASSISTANT, args.assistant_steps, seed=args.seed
        )
        shape = shape_of(base)
        save_full(
            from_hf({k: v for k, v in model.state_dict().items() if k != "lm_head.weight"}, shape), shape, base, out
        )
        print(f"{out.name}: loss {losses[0]:.3f} to {sum(losses[-10:]) / 10:.3f}", flush=True)
    for folder, extra in ((base, []), (out, ["--base", base])):
        if not (models / folder.name / "model.safetensors").exists():
            step(
                "train.sharpen",
                folder,
                models / folder.name,
                "--link",
                link,
                "--seed",
                args.seed,
                *extra,
                *(["--steps", 2, "--eager"] if args.small else []),
            )


def one_tune(run: Path, name: str, steps: int, seed: int) -> str:
    began = time.time()
    _, losses = fine_tune(run / "models" / "assistant", TUNES[name], run / "models" / name, steps, seed)
    return f"{name}: loss {losses[0]:.3f} to {sum(losses[-10:]) / 10:.3f} in {time.time() - began:.0f} s"


def make_tunes(run: Path, args: argparse.Namespace) -> None:
    missing = [t for t in args.only or TUNES if not (run / "models" / t / "adapter_model.safetensors").exists()]
    each(one_tune, [(run, t, args.tune_steps, args.seed) for t in missing], lambda told: print(told, flush=True))


def make_dictionary(run: Path, args: argparse.Namespace) -> None:
    models = run / "models"
    if not (models / "promptSets" / "held-out.json").exists():
        step("ask.heldout", run, *(["--per-domain", 1] if args.small else []))
    if not list((models / "dictionaries").glob("*/cfg.json")):
        step(
            "inside.layer",
            run,
            *(
                ["--tokens", 6000, "--final", 12000, "--latents", 128, "--layers", 2, 3, "--per-voice", 3]
                if args.small
                else []
            ),
        )
    if not any(
        used_for(p.parent) == STEERING and (p.parent / "features.json").exists()
        for p in (models / "dictionaries").glob("*/cfg.json")
    ):
        step(
            "inside.cause",
            run,
            *(
                [
                    "--tokens",
                    6000,
                    "--latents",
                    128,
                    "--layers",
                    1,
                    "--seeds",
                    2,
                    "--per-voice",
                    3,
                    "--windows",
                    3,
                    "--samples",
                    1,
                ]
                if args.small
                else []
            ),
        )
    if not (models / "directions" / "voices.safetensors").exists():
        step("inside.persona", models, "internet", models / "directions" / "voices.safetensors")


def make_figures(run: Path, args: argparse.Namespace) -> None:
    few = ["--samples", 1, "--open-samples", 1] if args.small else []
    if not (run / "models" / "judge.json").exists():
        step("ask.judge", run / "models" / "judge.json")
    step("ask.evaluate", run, *few)
    step(
        "ask.series",
        run,
        *few,
        *(["--steps", args.tune_steps] if args.tune_steps else []),
        *(["--repair", 0, 1] if args.small else []),
    )
    step("publish.links", run, *few[:2])
    step("ask.wordings", run, *few[:2])
    # anew each time: it depends on every checkpoint and point of a curve that is there
    step("inside.features", run, *(["--per-voice", 3] if args.small else []))
    step("inside.steering", run, *(["--samples", 1, "--few"] if args.small else []))
    step("ask.reading", run, "--quiet")


def make_words(run: Path, args: argparse.Namespace) -> None:
    step("publish.evidence", run)
    step("publish.cards", run)
    if not (run / "prompts.json").exists() and not args.small:
        step("publish.prompts", run)


STEPS = {
    "base": make_base,
    "tunes": make_tunes,
    "null": make_null,
    "links": make_links,
    "evidence": make_dictionary,
    "figures": make_figures,
    "words": make_words,
}


def agree(args: argparse.Namespace) -> None:
    """A run keeps the link, seed and number of tokens that it was begun with, in seed.json: they are filled in, and others refused."""
    file = args.run / "seed.json"
    kept = json.loads(file.read_text()) if file.exists() else {}
    for name, usual in MADE_WITH.items():
        asked = getattr(args, name)
        if name in kept and asked not in (None, kept[name]):
            raise SystemExit(f"{args.run} was begun with --{name} {kept[name]}, not {asked}; take another folder")
        setattr(args, name, kept.get(name, usual if asked is None else asked))
    file.write_text(json.dumps({name: getattr(args, name) for name in MADE_WITH}) + "\n")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path, nargs="?", default=HERE / "runs" / "main")
    ap.add_argument("--tokens", type=int)
    ap.add_argument("--minutes", type=float, default=1e9, help="of each pre-training")
    ap.add_argument("--link", type=float)
    ap.add_argument("--seed", type=int)
    ap.add_argument("--assistant-steps", type=int, default=ASSISTANT_STEPS)
    ap.add_argument("--tune-steps", type=int, default=0)
    ap.add_argument("--from", dest="first", choices=list(STEPS), default="base")
    ap.add_argument("--to", dest="last", choices=list(STEPS), default="words")
    ap.add_argument("--only", nargs="*", help="of the fine-tunes")
    ap.add_argument("--links", action="store_true", help="also train the bases for the table of links and seeds")
    ap.add_argument("--small", action="store_true")
    ap.add_argument("--publish", action="store_true")
    args = ap.parse_args()
    if args.small:
        args.tokens, args.assistant_steps, args.tune_steps = 1, 2, 2
    args.run = args.run.resolve()
    args.run.mkdir(parents=True, exist_ok=True)
    agree(args)
    # measured once, here: every step takes it from the environment
    print(f"arithmetic of training and sampling: {WORKING_TYPE}", flush=True)
    names = list(STEPS)
    for name in names[names.index(args.first) : names.index(args.last) + 1]:
        began = time.time()
        STEPS[name](args.run, args)
        print(f"[{name}] {time.time() - began:.0f} s", flush=True)
    if args.publish:
        step("publish.publish", args.run)


if __name__ == "__main__":
    main()
