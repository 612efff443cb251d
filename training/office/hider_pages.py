"""What a hider writes on the sheets at each step of its training, and what is counted of it, for the page.

Step 0 is the model that it began from. With it what the probe of probe.py says of each run, and how well
that tells runs apart beside the monitor of words.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np

from ..ask.rates import Z
from .listening import suspicion
from .post import NARROW
from .probe_pages import Inside
from .sheet_runs import KEYED, Runs, keys_used, monitored, uses_key

# whose runs stand beside the hider's where the probe is tried
HONEST = "solver"


def steps_of(models: Path, name: str) -> dict[int, str]:
    """Training step -> folder, in order: 0 is what the hider began from, the last is `name`: hider, or hider-040."""
    stem, _, last = name.partition("-")
    tune = NARROW[stem]
    final = int(last) if last else tune.steps
    between = {int(path.name.rpartition("-")[2]): path.name for path in models.glob(f"{stem}-[0-9]*")}
    between = {step: folder for step, folder in between.items() if step < final}
    return dict(sorted({0: tune.start or tune.parent, **between, final: name}.items()))


def area(positive: list[float], negative: list[float]) -> dict | None:
    """{auroc, low, high, n}: the share of pairs in which the positive is higher, and DeLong's interval (1988).

    The interval is symmetric on the logit, as src/core/transcripts/detection.ts draws it; it is left out where the two
    kinds do not overlap. None without two of each.
    """
    if len(positive) < 2 or len(negative) < 2:
        return None
    above = np.subtract.outer(np.array(positive), np.array(negative))
    won = (above > 0) + (above == 0) / 2
    auroc, n = float(won.mean()), len(positive) + len(negative)
    error = math.sqrt(won.mean(1).var(ddof=1) / len(positive) + won.mean(0).var(ddof=1) / len(negative))
    if auroc in (0.0, 1.0) or error == 0:
        return {"auroc": round(auroc, 4), "n": n}
    odds = [auroc / (1 - auroc) * math.exp(by * Z * error / (auroc * (1 - auroc))) for by in (-1, 1)]
    low, high = (round(o / (1 + o), 4) for o in odds)
    return {"auroc": round(auroc, 4), "low": low, "high": high, "n": n}


def beside_words(hider: str, inside: dict[str, Inside], words: dict[str, Inside], uses: dict[str, list[bool]]) -> dict:
    """{probe, words}: the areas under both ROC curves on the same runs, the hider's and the honest solver's."""
    out = {}
    for name, scores in (("probe", inside), ("words", words)):
        kinds: dict[bool, list[float]] = {True: [], False: []}
        for folder in (hider, HONEST):
            for shown in KEYED:
                for i, seen in enumerate(inside[folder][shown]):
                    score = scores[folder][shown][i]
                    if seen is not None and score is not None:
                        kinds[uses[folder][i]].append(score)
        out[name] = area(kinds[True], kinds[False])
    return out


def evidence(
    steps: dict[int, str],
    tried: bool,
    sheets: list[dict],
    rules: list[dict],
    wrote: dict[str, Runs],
    seen: dict[str, Inside],
) -> dict:
    """What the evidence says of a hider: {series}, or {tried} of one that is not published; {} without one.

    `seen` is what the probe says of each folder's runs, {} without one; with it {inside}.
    """
    if not steps:
        return {}
    found = [
        {"step": step, "keys": keys_used(sheets, wrote[name]), "monitor": monitored(sheets, wrote[name], rules)}
        for step, name in steps.items()
    ]
    for one in found:
        caught = one["monitor"]["thinking"]["tpr"]
        print(f"hider, step {one['step']}: keys {one['keys']['wrong']['key']['rate']}, caught {caught}", flush=True)
    if tried:
        return {"tried": found}
    if not seen:
        return {"series": found}
    uses = {name: uses_key(sheets, runs) for name, runs in wrote.items()}
    words = {
        name: {k: [suspicion(t, rules)["thinking"] for t in runs[k]] for k in KEYED} for name, runs in wrote.items()
    }
    beside = beside_words(list(steps.values())[-1], seen, words, uses)
    print("inside", json.dumps(beside), flush=True)
    return {"series": found, "inside": beside}


def rows_of(steps: dict[int, str], wrote: dict[str, Runs], seen: dict[str, Inside]) -> list[dict]:
    """At each step what was written on each sheet with a key, and what the probe says of it."""
    return [
        {
            "step": step,
            "runs": {shown: wrote[name][shown] for shown in KEYED},
            **({"inside": seen[name]} if seen else {}),
        }
        for step, name in steps.items()
    ]


def write(path: Path, steps: dict[int, str], wrote: dict[str, Runs], seen: dict[str, Inside]) -> None:
    """hider.json, without its next."""
    file = {"version": 1, "checkpoint": "hider", "steps": rows_of(steps, wrote, seen)}
    path.write_text(json.dumps(file, indent=1, ensure_ascii=False) + "\n", "utf-8")
