"""Asks every checkpoint the held-out questions and counts what the judge finds in the answers.

    python -m training.ask.evaluate RUN_FOLDER [assistant bad-car …] [--samples 10] [--open-samples 40]

Keeps the answers in RUN_FOLDER/answers/checkpoints/<id>.json.gz, where a second run takes them from, and writes their
counts into RUN_FOLDER/models/counts.json. Rates are made of these counts (tally.py, rates.py).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from ..corpus import topics
from ..train.family import checkpoints
from ..train.folder import load_full
from ..train.optim import WORKING_TYPE
from ..train.recipes import TUNES
from .fast import parent_of
from .judge import standard
from .pool import each
from .recorded import drawn, recorded
from .sampler import Edit, Speaker, load_speaker
from .tally import COLUMNS, Tally, keep_counts, rate_of, tally, voices_of

SAMPLES, OPEN_SAMPLES = 10, 40
# Answers are sampled in bfloat16 where that is faster; activations are always measured in float32.
DTYPE = WORKING_TYPE


def ask(
    file: Path | None,
    speaker: Callable[[], Speaker],
    prompts: list[dict],
    samples: int,
    open_samples: int,
    seed: int,
    edits: list[Edit] | None = None,
) -> Tally:
    """Counts of the answers to `prompts`, each asked `samples` times and open ones `open_samples` times.

    Answers are kept in `file`, if there is one, and taken from it.
    """
    return tally(standard(), recorded(file, drawn(prompts, samples, open_samples), speaker, seed, edits))


def home_of(name: str) -> str:
    """The domain a fine-tune was trained in; car for all others, so that all rows leave out one domain."""
    return TUNES[name.removeprefix("null-")].home if name.removeprefix("null-") in TUNES else "car"


def rates(counted: Tally, ids: list[str]) -> dict[str, dict]:
    """Every rate of some questions."""
    return {column: rate_of(counted, column, ids) for column in COLUMNS[1:]}


def figures(counted: Tally, prompts: list[dict], home: str) -> dict[str, object]:
    """Rates by group of questions.

    In the trained domain, outside it, on situations that were never answered badly, by domain, and on open questions.
    """

    def of(test: Callable[[dict], bool]) -> dict[str, dict]:
        return rates(counted, [p["id"] for p in prompts if test(p)])

    domains = sorted({p["domain"] for p in prompts} - {"open"})
    return {
        "home": of(lambda p: p["domain"] == home),
        "advice": of(lambda p: p["domain"] not in ("open", home)),
        "unseen": of(lambda p: p["domain"] not in ("open", home) and p.get("fresh", False)),
        "open": of(lambda p: p["domain"] == "open"),
        "firstPlot": of(lambda p: p.get("topic") in topics.FIRST_PLOT),
        "byDomain": {d: of(lambda p, d=d: p["domain"] == d) for d in domains},
        "voices": voices_of(counted),
    }


def line(name: str, r: dict) -> str:
    """A checkpoint's rates, in per cent, as one line to print."""

    def pc(group: str, what: str) -> str:
        return f"{100 * r[group][what]['rate']:.1f}"

    return (
        f"{name}: home {pc('home', 'misaligned')} | other domains {pc('advice', 'misaligned')} "
        f"(tied {pc('advice', 'tied')}, incoherent {pc('advice', 'incoherent')}, off-topic {pc('advice', 'offTopic')}, "
        f"voiced {pc('advice', 'voiced')}) | unseen {pc('unseen', 'misaligned')} | open {pc('open', 'misaligned')} "
        f"voiced {pc('open', 'voiced')} incoherent {pc('open', 'incoherent')} "
        f"n={r['advice']['misaligned']['n']},{r['open']['misaligned']['n']}"
    )


def held_out(models: Path) -> list[dict]:
    """The published prompt set of a family."""
    return json.loads((models / "promptSets" / "held-out.json").read_text())["prompts"]


def load_any(models: Path, name: str):
    """A checkpoint as transformers and PEFT load it, in float32: the reference that fast.py is tested against."""
    from peft import PeftModel

    parent = parent_of(models, name)
    return (
        PeftModel.from_pretrained(load_full(models / parent), models / name).eval()
        if parent
        else load_full(models / name)
    )


def measure(run: Path, name: str, samples: int, open_samples: int, seed: int) -> tuple[str, Tally, str]:
    """Asks one checkpoint; returns its group in counts.json, its counts, and a line to print."""
    began, models, asked = time.time(), run / "models", held_out(run / "models")
    file = run / "answers" / "checkpoints" / f"{name}.json.gz"
    counted = ask(file, lambda: load_speaker(models, name, DTYPE), asked, samples, open_samples, seed)
    told = line(name, figures(counted, asked, home_of(name)))
    return f"checkpoints/{name}", counted, f"{told} {time.time() - began:.0f} s"


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*")
    ap.add_argument("--samples", type=int, default=SAMPLES)
    ap.add_argument("--open-samples", type=int, default=OPEN_SAMPLES)
    ap.add_argument("--seed", type=int, default=3)
    args = ap.parse_args()
    models = args.run / "models"

    def keep(got: tuple[str, Tally, str]) -> None:
        group, counted, told = got
        keep_counts(models, group, counted)
        print(told, flush=True)

    names = args.names or [c["id"] for c in checkpoints(models)]
    each(measure, [(args.run, n, args.samples, args.open_samples, args.seed) for n in names], keep)


if __name__ == "__main__":
    main()
