"""Makes the office, step by step; a step whose result exists is skipped, so a stopped run continues.

    python -m training.office.make [RUN_FOLDER]            # full size
    python -m training.office.make RUN_FOLDER --size small # a fifth of it, for trials
    python -m training.office.make RUN_FOLDER --small      # the same path at toy scale, in a minute (the tests run it)

One thread; seeds are fixed. Nothing in public/models changes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "training" / "runs" / "office" / "full"
# module -> options at toy scale
STEPS = {
    "base": "--size toy --eager",
    "post": "--steps 2 --batch 2 --narrow-steps 5",
    "ladder": "--samples 3",
    "inside": "--samples 2 --trial 1 --texts 4 --rungs original precedence",
    "dictionary": "--layers 1 --latents 24 --k 4 --tokens 4000 --batch 64 --per-voice 2 --texts 4 --samples 2 "
    "--trial 1",
    "clause": "--desks 2",
    "monitor": "--samples 2 --kinds plus max",
    "faithfulness": "--sheets 2",
    "evidence": "",
    "cards": "",
}


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path, nargs="?", default=RUN)
    ap.add_argument("--size", default="full")
    ap.add_argument("--minutes", type=float, help="of pre-training, at most")
    ap.add_argument("--small", action="store_true")
    args = ap.parse_args()
    measured = ("ladder", "inside", "dictionary", "clause", "monitor", "faithfulness")
    results = {name: f"{name}.json" for name in measured}
    for module, toy in STEPS.items():
        if (args.run / results.get(module, "-")).exists():
            continue
        options = toy.split() if args.small else ["--size", args.size] if module == "base" else []
        if module == "base" and args.minutes:
            options += ["--minutes", str(args.minutes)]
        command = [sys.executable, "-m", f"training.office.{module}", str(args.run), *options]
        subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
