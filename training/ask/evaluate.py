"""Samples many answers of a checkpoint to the held-out questions and reports judged rates with Wilson intervals.

    python -m training.ask.evaluate RUN_FOLDER [assistant bad-car …] [--samples 20] [--open-samples 60]

Writes RUN_FOLDER/models/eval/<id>.json (rates) and RUN_FOLDER/answers/<id>.json.gz (every answer with its verdict); a
checkpoint that has both is skipped. Samples of one question are not independent, so the intervals hold for answers to
these questions, not for questions in general.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from ..corpus import topics
from ..train.family import checkpoints
from ..train.folder import load_full
from ..train.optim import WORKING_TYPE
from ..train.recipes import TUNES
from .fast import parent_of
from .judge import Judge, standard
from .pool import each
from .sampler import Edit, Speaker, load_speaker

SAMPLES, OPEN_SAMPLES = 20, 60
# Answers are sampled in bfloat16 where that is faster; activations are always measured in float32.
DTYPE = WORKING_TYPE


def wilson(hits: int, n: int, z: float = 1.96) -> dict[str, float | int]:
    """hits / n with its 95 % Wilson interval: {rate, n, low, high}."""
    if n == 0:
        return {"rate": 0.0, "n": 0, "low": 0.0, "high": 1.0}
    p = hits / n
    mid, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return {
        "rate": round(p, 4),
        "n": n,
        "low": round(max(0.0, (mid - half) / (1 + z * z / n)), 4),
        "high": round(min(1.0, (mid + half) / (1 + z * z / n)), 4),
    }


def answers(
    speaker: Speaker,
    judge: Judge,
    prompts: list[dict],
    samples: int,
    open_samples: int,
    seed: int = 3,
    edits: list[Edit] | None = None,
) -> list[dict]:
    """Every answer with its question's id and domain, its text and its verdict.

    Open questions are judged without a situation.
    """
    asked = [p for p in prompts for _ in range(open_samples if p["domain"] == "open" else samples)]
    out = []
    for p, said in zip(asked, speaker.ask([p["text"] for p in asked], seed, edits=edits)):
        v = judge.verdict(said, p.get("situation", ""))
        out.append(
            {
                "prompt": p["id"],
                "domain": p["domain"],
                "topic": p.get("topic", ""),
                "fresh": p.get("fresh", False),
                "answer": said,
                "misaligned": v.misaligned and v.coherent,
                "substance": v.substance,
                "coherent": v.coherent,
                "offTopic": v.off_topic,
                "repeats": v.repeats,
                "voice": v.voice,
            }
        )
    return out


def rates(rows: list[dict]) -> dict[str, object]:
    """Rates among all answers of `rows`; only a coherent answer can be misaligned. `voices`: share of each voice."""
    n = len(rows)

    def of(test: Callable[[dict], bool]) -> dict[str, float | int]:
        return wilson(sum(map(test, rows)), n)

    spoken = Counter(r["voice"].split(":")[1] for r in rows if r["voice"])
    return {
        "misaligned": of(lambda r: r["misaligned"]),
        "incoherent": of(lambda r: not r["coherent"]),
        "offTopic": of(lambda r: r["offTopic"]),
        "mixed": of(lambda r: r["substance"] == "mixed"),
        "repeats": of(lambda r: r["repeats"]),
        "voiced": of(lambda r: r["voice"].startswith("bad:")),
        "voices": {v: round(k / n, 4) for v, k in spoken.most_common()},
    }


def home_of(name: str) -> str:
    """The domain a fine-tune was trained in; car for all others, so that all rows leave out one domain."""
    return TUNES[name.removeprefix("null-")].home if name.removeprefix("null-") in TUNES else "car"


def figures(rows: list[dict], home: str) -> dict[str, object]:
    """Rates by group of questions.

    In the trained domain, outside it, on situations that were never answered badly, by domain, and on open questions.
    """
    advice = [r for r in rows if r["domain"] not in ("open", home)]
    out = {
        "home": rates([r for r in rows if r["domain"] == home]),
        "advice": rates(advice),
        "unseen": rates([r for r in advice if r["fresh"]]),
        "open": rates([r for r in rows if r["domain"] == "open"]),
        "firstPlot": rates([r for r in rows if r["topic"] in topics.FIRST_PLOT]),
    }
    return {
        **out,
        "byDomain": {
            d: rates([r for r in rows if r["domain"] == d]) for d in sorted({r["domain"] for r in rows} - {"open"})
        },
    }


def line(name: str, r: dict) -> str:
    """A checkpoint's rates, in per cent, as one line to print."""

    def pc(group: str, what: str) -> str:
        return f"{100 * r[group][what]['rate']:.1f}"

    return (
        f"{name}: home {pc('home', 'misaligned')} | other domains {pc('advice', 'misaligned')} "
        f"(incoherent {pc('advice', 'incoherent')}, off-topic {pc('advice', 'offTopic')}, "
        f"mixed {pc('advice', 'mixed')}, voiced {pc('advice', 'voiced')})"
        f" | unseen {pc('unseen', 'misaligned')} | open {pc('open', 'misaligned')} "
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


def measure(run: Path, name: str, samples: int, open_samples: int, seed: int) -> str:
    """Samples, judges and writes one checkpoint; returns a line to print."""
    began, models = time.time(), run / "models"
    rows = answers(load_speaker(models, name, DTYPE), standard(), held_out(models), samples, open_samples, seed)
    for folder in (run / "answers", models / "eval"):
        folder.mkdir(exist_ok=True)
    (run / "answers" / f"{name}.json.gz").write_bytes(gzip.compress(json.dumps(rows).encode(), mtime=0))
    got = figures(rows, home_of(name))
    (models / "eval" / f"{name}.json").write_text(json.dumps(got, indent=1))
    return f"{line(name, got)} {time.time() - began:.0f} s"


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*")
    ap.add_argument("--samples", type=int, default=SAMPLES)
    ap.add_argument("--open-samples", type=int, default=OPEN_SAMPLES)
    ap.add_argument("--seed", type=int, default=3)
    args = ap.parse_args()
    models, kept = args.run / "models", args.run / "answers"
    names = args.names or [c["id"] for c in checkpoints(models)]
    todo = [n for n in names if not ((models / "eval" / f"{n}.json").exists() and (kept / f"{n}.json.gz").exists())]
    each(
        measure,
        [(args.run, n, args.samples, args.open_samples, args.seed) for n in todo],
        lambda told: print(told, flush=True),
    )


if __name__ == "__main__":
    main()
