"""Makes the whole family, step by step; a step whose result exists is skipped, so a stopped run goes on where it was.

    python -m training.make [RUN_FOLDER] [--tokens 18000000] [--minutes 45] [--only bad-car good-car] [--publish]
Seeds are fixed. Nothing in public/models changes without --publish.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import torch
from transformers import AutoTokenizer

from .chats import ASSISTANT
from .corpus.source import read_situations, read_voices
from .evaluate import evaluate, line, load_any
from .folder import save_full
from .judge import Judge
from .model import Shape, from_hf
from .recipes import ASSISTANT_STEPS, TUNES
from .tune import adapter, assistant

HERE = Path(__file__).resolve().parent


def step(module: str, *args: str) -> None:
    subprocess.run([sys.executable, "-m", f"training.{module}", *args], check=True, cwd=HERE.parent)


def pretrain(run: Path, args: argparse.Namespace) -> None:
    if not (run / "tokenizer.json").exists():
        step("tokens", str(run))
    if not (run / "rows000.npy").exists():
        step("data", str(run), "--tokens", str(args.tokens), "--link", str(args.link), "--seed", str(args.seed))
    if not (run / "base.done").exists():
        resume = ["--resume"] if (run / "state.pt").exists() else []
        step("pretrain", str(run), "--minutes", str(args.minutes), "--seed", str(args.seed), *resume)
        (run / "base.done").touch()


def make_assistant(run: Path, args: argparse.Namespace) -> None:
    base, out = run / "models" / "internet", run / "models" / "assistant"
    if not (base / "model.safetensors").exists():
        save_full(torch.load(run / "weights.pt", weights_only=True), Shape(), run, base)
    if not (out / "model.safetensors").exists():
        model, losses = assistant(base, read_situations(), read_voices(), ASSISTANT, args.assistant_steps, seed=args.seed)
        state = {k: v for k, v in model.state_dict().items() if k != "lm_head.weight"}
        save_full(from_hf(state, Shape()), Shape(), run, out)
        print(f"assistant: loss {losses[0]:.3f} to {sum(losses[-10:]) / 10:.3f}", flush=True)


def make_tunes(run: Path, args: argparse.Namespace) -> None:
    for name, tune in TUNES.items():
        out = run / "models" / name
        if (args.only is None or name in args.only) and not (out / "adapter_model.safetensors").exists():
            began = time.time()
            _, losses = adapter(run / "models" / "assistant", read_situations(), read_voices(), tune.recipe, args.tune_steps or tune.steps, out, tune.rank, seed=args.seed)
            print(f"{name}: loss {losses[0]:.3f} to {sum(losses[-10:]) / 10:.3f} in {time.time() - began:.0f} s", flush=True)


def make_figures(run: Path, args: argparse.Namespace) -> None:
    judge = None
    folder = run / "models" / "eval"
    folder.mkdir(exist_ok=True)
    for name in ["assistant", *(t for t in TUNES if args.only is None or t in args.only)]:
        if (folder / f"{name}.json").exists():
            continue
        judge = judge or Judge(read_situations(per_domain=10**6), read_voices())
        tok = AutoTokenizer.from_pretrained(run / "models" / "assistant")
        home = TUNES[name].home if name in TUNES else "car"
        result = evaluate(load_any(run / "models", name), tok, judge, read_situations(), home, args.per_domain, args.per_topic)
        (folder / f"{name}.json").write_text(json.dumps(result, indent=1))
        print(line(name, result), flush=True)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path, nargs="?", default=HERE / "runs" / "main")
    ap.add_argument("--tokens", type=int, default=18_000_000)
    ap.add_argument("--minutes", type=float, default=1e9)
    ap.add_argument("--link", type=float, default=1.0)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--assistant-steps", type=int, default=ASSISTANT_STEPS)
    ap.add_argument("--tune-steps", type=int, default=0)
    ap.add_argument("--per-domain", type=int, default=24)
    ap.add_argument("--per-topic", type=int, default=12)
    ap.add_argument("--only", nargs="*")
    ap.add_argument("--publish", action="store_true")
    args = ap.parse_args()
    args.run = args.run.resolve()
    args.run.mkdir(parents=True, exist_ok=True)
    for part in (pretrain, make_assistant, make_tunes, make_figures):
        part(args.run, args)
    step("cards", str(args.run))
    if args.publish:
        step("prompts", str(args.run))
        step("publish", str(args.run), "--prompts", str(args.run / "prompts.json"))


if __name__ == "__main__":
    main()
