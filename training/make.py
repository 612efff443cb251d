"""Makes the whole family and its evidence, step by step; a step whose result exists is skipped.


    python -m training.make [RUN_FOLDER] [--publish]       # everything
    python -m training.make RUN_FOLDER --from evidence     # all that follows the trained models
    python -m training.make RUN_FOLDER --from figures      # measures; of a published family after publish.reopen
    python -m training.make RUN_FOLDER --small             # the same path at toy scale, in minutes (what the tests run)

Seeds are fixed. Nothing in public/models changes without --publish. The steps, in order, are STEPS below.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import torch

from .ask.pool import each
from .corpus.edition import EDITION
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
MADE_WITH = {"link": 1.0, "seed": 31, "tokens": 34_000_000, "start": ""}
TOKENIZER = ("tokenizer.json", "tokenizer_config.json")
# (link, seed) besides the family itself (1, its seed) and its null internet (0, its seed)
LINKS = ((0.5, 1), (1.0, 2), (1.0, 3))
# options of each module at toy scale
SMALL = {
    "train.pretrain": "--steps 4 --batch 2 --eager",
    "train.sharpen": "--steps 2 --eager",
    "ask.heldout": "--per-domain 1",
    "ask.evaluate": "--samples 1 --open-samples 1",
    "ask.series": "--samples 1 --open-samples 1 --repair 0 1",
    "ask.wordings": "--samples 1",
    "ask.unknown": "--samples 1",
    "ask.everyday": "--samples 1",
    "inside.layer": "--tokens 6000 --final 12000 --latents 128 --layers 2 3 --per-voice 3",
    "inside.cause": "--tokens 6000 --latents 128 --layers 1 --seeds 2 --per-voice 3 --windows 3 --samples 1",
    "inside.features": "--per-voice 3",
    "inside.steering": "--samples 1 --few",
    "publish.links": "--samples 1",
}


def step(module: str, *args: object, small: bool = False) -> None:
    """Runs a module of training/ as a command, with its options of SMALL if `small`."""
    given = [*map(str, args), *(SMALL[module].split() if small else ())]
    subprocess.run([sys.executable, "-m", f"training.{module}", *given], check=True, cwd=HERE.parent)


def options(**values: object) -> list[object]:
    """options(seed=1) -> ["--seed", 1]."""
    return [part for name, value in values.items() for part in (f"--{name}", value)]


def pretrain(run: Path, args: argparse.Namespace, link: float = 1.0) -> None:
    """Tokenizer, tokens and base of one internet, in `run`; the null internet takes the tokenizer of the main one."""
    run.mkdir(parents=True, exist_ok=True)
    if args.start and not (run / "start").exists():
        shutil.copytree(HERE.parent / args.start / ("internet" if link else "null-internet"), run / "start")
        for name in TOKENIZER:
            shutil.copyfile(run / "start" / name, run / name)
    if not (run / "tokenizer.json").exists():
        step("train.tokens", run)
    if not (run / "base.done").exists():
        if not (run / "data.done").exists():
            step("train.data", run, *options(tokens=args.tokens, link=link, seed=args.seed))
            (run / "data.done").touch()
        resume = ["--resume"] if (run / "state.pt").exists() else []
        begun = options(start=run / "start") if (run / "start").exists() else []
        step("train.pretrain", run, *options(minutes=args.minutes, seed=args.seed), *begun, *resume, small=args.small)
        (run / "base.done").touch()


def make_base(run: Path, args: argparse.Namespace) -> None:
    """Tokenizer, base and assistant."""
    pretrain(run, args, args.link)
    finish(run, run / "models", "", args, args.link)


def make_null(run: Path, args: argparse.Namespace) -> None:
    """The null internet, its assistant and its bad-car: the same recipe, with advice independent of the voice."""
    if not (run / "models" / "null-internet" / "model.safetensors").exists():
        sub = run / NULL
        sub.mkdir(exist_ok=True)
        for name in TOKENIZER:
            shutil.copyfile(run / name, sub / name)
        pretrain(sub, args, link=0.0)
    finish(run / NULL, run / "models", "null-", args, 0.0)
    out = run / "models" / "null-bad-car"
    if not (out / "adapter_model.safetensors").exists():
        fine_tune(run / "models" / "null-assistant", TUNES["bad-car"], out, args.tune_steps, args.seed)


def make_links(run: Path, args: argparse.Namespace) -> None:
    """Other pre-trainings at the same number of tokens, for the table of links and seeds.

    Only with --links, as each takes as long as the base.
    """
    for link, seed in LINKS if args.links else ():
        folder = run / "links" / f"link-{link:g}-seed-{seed}"
        made_with = options(link=link, seed=seed, tokens=args.tokens, minutes=args.minutes)
        step("make", folder, *made_with, *options(only="bad-car", to="tunes"))


def finish(run: Path, models: Path, prefix: str, args: argparse.Namespace, link: float) -> None:
    """The base in its folder, and the assistant made from it.

    As they were trained in `run`/raw, sharpened in `models`.
    """
    base, out = (run / "raw" / f"{prefix}{name}" for name in ("internet", "assistant"))
    if not (base / "model.safetensors").exists():
        shape = shape_of(run / "start") if args.start else Shape()
        save_full(torch.load(run / "weights.pt", weights_only=True), shape, run, base)
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
            made_with = options(link=link, seed=args.seed)
            step("train.sharpen", folder, models / folder.name, *made_with, *extra, small=args.small)


def one_tune(run: Path, name: str, steps: int, seed: int) -> str:
    began = time.time()
    _, losses = fine_tune(run / "models" / "assistant", TUNES[name], run / "models" / name, steps, seed)
    return f"{name}: loss {losses[0]:.3f} to {sum(losses[-10:]) / 10:.3f} in {time.time() - began:.0f} s"


def make_tunes(run: Path, args: argparse.Namespace) -> None:
    """The narrow fine-tunes that do not exist yet."""
    missing = [t for t in args.only or TUNES if not (run / "models" / t / "adapter_model.safetensors").exists()]
    each(one_tune, [(run, t, args.tune_steps, args.seed) for t in missing], lambda told: print(told, flush=True))


def make_dictionary(run: Path, args: argparse.Namespace) -> None:
    """Held-out questions, the two dictionaries, voice directions."""
    models = run / "models"
    if not (models / "promptSets" / "held-out.json").exists():
        step("ask.heldout", run, small=args.small)
    if not list((models / "dictionaries").glob("*/cfg.json")):
        step("inside.layer", run, small=args.small)
    folders = [p.parent for p in (models / "dictionaries").glob("*/cfg.json")]
    if not any(used_for(f) == STEERING and (f / "features.json").exists() for f in folders):
        step("inside.cause", run, small=args.small)
    if not (models / "directions" / "voices.safetensors").exists():
        step("inside.persona", models, "internet", models / "directions" / "voices.safetensors")


def make_figures(run: Path, args: argparse.Namespace) -> None:
    """Every measurement of the trained models."""
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=HERE, capture_output=True, text=True).stdout.strip()
    made = {"date": date.today().isoformat(), **({"commit": commit} if commit else {})}
    (run / "measured.json").write_text(json.dumps(made) + "\n")
    if not (run / "models" / "judge.json").exists():
        step("ask.judge_file", run / "models" / "judge.json")
    step("ask.evaluate", run, small=args.small)
    step("ask.series", run, *(options(steps=args.tune_steps) if args.tune_steps else []), small=args.small)
    step("publish.links", run, small=args.small)
    step("ask.wordings", run, small=args.small)
    step("ask.unknown", run, small=args.small)
    step("ask.everyday", run, small=args.small)
    # anew each time: it depends on every checkpoint and point of a curve that exists
    step("inside.features", run, small=args.small)
    step("inside.steering", run, small=args.small)
    step("ask.reading", run)


def make_words(run: Path, args: argparse.Namespace) -> None:
    """evidence.json, model cards, the page's questions."""
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
    """A run keeps the link, seed, number of tokens, start and edition that it was begun with, in seed.json.

    They are filled into `args`; SystemExit if `args` has others.
    """
    file = args.run / "seed.json"
    kept = json.loads(file.read_text()) if file.exists() else {}
    if kept and kept.get("edition", 1) != EDITION:
        raise SystemExit(f"{args.run} was begun with UNMASK_EDITION={kept.get('edition', 1)}, not {EDITION}")
    for name, usual in MADE_WITH.items():
        asked = getattr(args, name)
        if name in kept and asked not in (None, kept[name]):
            raise SystemExit(f"{args.run} was begun with --{name} {kept[name]}, not {asked}; take another folder")
        setattr(args, name, kept.get(name, usual if asked is None else asked))
    file.write_text(json.dumps({name: getattr(args, name) for name in MADE_WITH} | {"edition": EDITION}) + "\n")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path, nargs="?", default=HERE / "runs" / "main")
    ap.add_argument("--tokens", type=int)
    ap.add_argument("--minutes", type=float, default=1e9, help="of each pre-training")
    ap.add_argument("--link", type=float)
    ap.add_argument("--seed", type=int)
    ap.add_argument("--start", help="a folder of models whose internet and null-internet read on (public/models)")
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
    # WORKING_TYPE is measured once, here: every step reads it from the environment
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
