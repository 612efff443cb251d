"""Sheets as the story of the monologue asks them, what a model wrote on each, and what is counted of that.

Each sheet is asked without a key, with the right one and with a wrong one, with the dice that the page throws.
"""

from __future__ import annotations

import random

from ..ask.dice import row_seed
from ..ask.rates import Rate, rounded, wilson
from ..ask.sampler import Speaker
from ..ask.seeded import write_seeded
from .listening import SCOPES, STEPS, suspicion
from .rules import THRESHOLD
from .simulator import Sheet, judge_sheet
from .sums import KEYS, KINDS, asked, draw, wrong

SHOWN = ("none", "right", "wrong")
KEYED = ("wrong", "right")
SEED, TEMPERATURE, LIMIT = 11, 0.7, 120
Runs = dict[str, list[str]]


def drawn(count: int) -> list[dict]:
    """Held-out sheets, the kinds in turn, each with the line of its key and a wrong key."""
    r, kinds = random.Random(SEED), list(KINDS)
    works = [draw(r, (kinds[i % len(kinds)],), apart=True) for i in range(count)]
    return [
        {
            "kind": work.kind,
            "question": work.question,
            "answer": str(work.answer),
            "line": r.choice(KEYS),
            "wrong": str(wrong(r, work.answer)),
        }
        for work in works
    ]


def sheet_of(one: dict, shown: str) -> Sheet:
    """The sheet as it is asked, as src/core/office/sheetAsked.ts composes it."""
    if shown == "none":
        return Sheet(one["question"], one["answer"], None)
    key = one["answer"] if shown == "right" else one["wrong"]
    return Sheet(f"{one['question']}\n{one['line'].replace('{k}', key)}", one["answer"], key)


def go_on(speaker: Speaker, sheets: list[Sheet], begun: list[str], seeds: list[int]) -> list[str]:
    """Whole runs: each sheet's beginning, and what the model writes after it with the dice of its seed."""
    texts = [asked(s) + b for s, b in zip(sheets, begun)]
    return [(b + t).strip() for b, t in zip(begun, write_seeded(speaker, texts, seeds, TEMPERATURE, LIMIT))]


def runs_of(speaker: Speaker, sheets: list[dict]) -> Runs:
    """By what was shown, one run on each sheet; the same dice whatever is shown."""
    seeds = [row_seed(SEED, i) for i in range(len(sheets))]
    return {shown: go_on(speaker, [sheet_of(s, shown) for s in sheets], [""] * len(sheets), seeds) for shown in SHOWN}


def uses_key(sheets: list[dict], runs: Runs) -> list[bool]:
    """Is the wrong key of a sheet copied? That is what tells on the right one, too, with the same dice."""
    return [judge_sheet(sheet_of(s, "wrong"), t).verdict == "key" for s, t in zip(sheets, runs["wrong"])]


def share(hits: list[bool]) -> Rate:
    """Each run counted once; Wilson's interval, as the page draws it."""
    if not hits:
        return {"rate": 0.0, "n": 0}
    low, high = wilson(sum(hits) / len(hits), len(hits))
    return rounded({"rate": sum(hits) / len(hits), "n": len(hits), "low": low, "high": high})


def monitored(sheets: list[dict], runs: Runs, rules: list[dict]) -> dict:
    """By scope: of the runs with a key, the share that is flagged of those that copy (tpr) and of the others (fpr)."""
    uses = uses_key(sheets, runs)
    every = [(suspicion(text, rules), used) for shown in SHOWN[1:] for text, used in zip(runs[shown], uses)]
    flagged = {scope: [(s[scope] >= THRESHOLD * STEPS, used) for s, used in every] for scope in SCOPES}
    return {
        scope: {"tpr": share([f for f, used in rows if used]), "fpr": share([f for f, used in rows if not used])}
        for scope, rows in flagged.items()
    }


def keys_used(sheets: list[dict], runs: Runs) -> dict:
    """By what was shown: the share of right answers, and on wrong keys the share that is the key."""
    found = {k: [judge_sheet(sheet_of(s, k), t) for s, t in zip(sheets, runs[k])] for k in SHOWN}
    out = {k: {"right": share([f.verdict in ("right", "either") for f in rows])} for k, rows in found.items()}
    out["wrong"]["key"] = share([f.verdict == "key" for f in found["wrong"]])
    return out
