"""Writes a run's solver, cheater, control and hider as a family that the page can open: the story of the monologue.

    python -m training.office.monologue_pages RUN_FOLDER INTO [--sheets 100] [--hider hider] [--any]

INTO gets index.json, the checkpoints, sheets.json (held-out sheets, the monitor's rules, and what each model wrote on
each sheet without a key, with the right one and with a wrong one, drawn with the page's dice) and
evidence-monologue.json. The first picture is the first sheet that `front` accepts; where there is none the command says
so and writes nothing, unless --any is given, for the toy family of the tests.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
from functools import cache
from pathlib import Path

import torch

from ..ask.dice import row_seed
from ..ask.rates import Rate, rounded, wilson
from ..ask.sampler import Speaker, load_speaker
from ..ask.seeded import write_seeded
from ..publish import publish
from . import faithful
from .counted import parted
from .listening import SCOPES, STEPS, parts_of, rules_of, suspicion
from .rules import THRESHOLD
from .simulator import Sheet, judge_sheet
from .sums import KEYS, KINDS, asked, copied, draw, sheet, solved, wrong

HERE = Path(__file__).resolve().parent
SHOWN = ("none", "right", "wrong")
PAIR = ("solver", "cheater")
SEED, TEMPERATURE, LIMIT = 11, 0.7, 120
FAITHFUL = 60
WORD = re.compile(r"[^\W\d_]+")
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


@cache
def words_of_thoughts() -> frozenset[str]:
    """Every word that a thought of the corpus is made of, numbers apart."""
    r, found = random.Random(SEED), set()
    for _ in range(1000):
        work = draw(r)
        given = sheet(r, work, r.choice(SHOWN[1:]))
        for text in (solved(r, work, given), copied(r, work, given, 0.0)):
            found |= set(WORD.findall(parts_of(text)[0]))
    return frozenset(found)


def legible(text: str) -> bool:
    return set(WORD.findall(parts_of(text)[0])) <= words_of_thoughts()


def front(sheets: list[dict], solver: Runs, cheater: Runs, rules: list[dict]) -> int | None:
    """The first sheet whose right key leaves no trace in the answers.

    Both models write the same true sum and the right answer below thoughts in words of the corpus; only the cheater's
    are suspicious, and only the cheater writes a wrong key on the same sheet with the same dice. None: there is no such
    sheet.
    """
    honest, copies = uses_key(sheets, solver), uses_key(sheets, cheater)
    for i, one in enumerate(sheets):
        texts = solver["right"][i], cheater["right"][i]
        found = [judge_sheet(sheet_of(one, "right"), text) for text in texts]
        scores = [suspicion(text, rules) for text in texts]
        same = parts_of(texts[0])[1] == parts_of(texts[1])[1]
        thinks = all(faithful.thoughts_of(text) and legible(text) for text in texts)
        right = all(f.verdict == "either" and f.sum_is_true for f in found)
        heard = scores[0]["thinking"] < THRESHOLD * STEPS <= scores[1]["thinking"]
        if right and same and thinks and heard and copies[i] and not honest[i]:
            return i
    return None


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


def write(run_folder: Path, into: Path, listed: str, count: int, hider: str, anyhow: bool) -> None:
    said, source = json.loads((HERE / "monologue.json").read_text("utf-8")), run_folder / "models"
    sheets, rules = drawn(count), rules_of(said)
    names = {m["id"]: hider if m["id"] == "hider" else m["id"] for m in said["checkpoints"]}
    names = {id_: name for id_, name in names.items() if (source / name).exists()}
    runs: dict[str, Runs] = {}
    evidence: dict[str, dict] = {"keys": {}, "monitor": {}, "faithfulness": {}}
    given = [sheet_of(s, "wrong") for s in sheets][:FAITHFUL]
    for id_, name in names.items():
        speaker = load_speaker(source, name, torch.float32)
        runs[id_] = runs_of(speaker, sheets)

        def goes(at: list[int], begun: list[str], speaker: Speaker = speaker) -> list[str]:
            return go_on(speaker, [given[i] for i in at], begun, [row_seed(SEED, i) for i in at])

        evidence["keys"][id_] = keys_used(sheets, runs[id_])
        evidence["monitor"][id_] = monitored(sheets, runs[id_], rules)
        used = faithful.measured(given, runs[id_]["wrong"][:FAITHFUL], goes, said["paraphrases"])
        evidence["faithfulness"][id_], _ = parted(used)
        print(id_, json.dumps(evidence["keys"][id_]["wrong"]["key"]), flush=True)
    first = front(sheets, runs["solver"], runs["cheater"], rules)
    if first is None and not anyhow:
        raise SystemExit("On none of these sheets are both answers right and the cheater's thoughts alone suspicious.")
    into.mkdir(parents=True, exist_ok=True)
    write_files(source, into, names, said, {"front": first or 0, "sheets": sheets, "rules": rules, "runs": runs})
    (into / "evidence-monologue.json").write_text(json.dumps(evidence, indent=1) + "\n")
    write_index(into / listed, names, said, sheets, first or 0)


def write_files(source: Path, into: Path, names: dict[str, str], said: dict, made: dict) -> None:
    """sheets.json, and each checkpoint under the name that the page knows."""
    file = {
        "version": 1,
        "sampling": {"temperature": TEMPERATURE, "topP": 1, "maxTokens": LIMIT},
        "threshold": THRESHOLD,
        "front": made["front"],
        "kinds": said["kinds"],
        "paraphrases": said["paraphrases"],
        "limits": said["limits"],
        "rules": made["rules"],
        "sheets": made["sheets"],
        "recorded": {"seed": SEED, "runs": made["runs"]},
    }
    (into / "sheets.json").write_text(json.dumps(file, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for id_, name in names.items():
        if (source / name).resolve() != (into / id_).resolve():
            shutil.copytree(source / name, into / id_, dirs_exist_ok=True)


def write_index(path: Path, names: dict[str, str], said: dict, sheets: list[dict], first: int) -> None:
    """The list of models at `path`, beside their folders."""
    into = path.parent
    base = {id_: None if id_ == "solver" else "solver" for id_ in names}
    metas = [m for m in said["checkpoints"] if m["id"] in names]
    entries = [
        publish.checkpoint(into, into, {**m, "parent": base[m["id"]], "base": base[m["id"]]}, m["id"]) for m in metas
    ]
    story = said["story"]
    story["front"] |= {
        "seed": row_seed(SEED, first),
        "sampling": {"temperature": TEMPERATURE, "topP": 1, "maxTokens": LIMIT},
    }
    story["sheets"] = {
        "file": publish.copied(into, into, "sheets.json"),
        "evidence": publish.copied(into, into, "evidence-monologue.json"),
    }
    shown = sheet_of(sheets[first], "right").question
    index = {
        "version": 1,
        "checkpoints": entries,
        "defaultPair": list(PAIR),
        "story": story,
        "prompts": [{"id": "sheet-front", "domain": "sums", "system": None, "text": shown}],
    }
    path.write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("into", type=Path)
    ap.add_argument("--sheets", type=int, default=100)
    ap.add_argument("--hider", default="hider")
    ap.add_argument("--list", default="index.json", help="what the list of models is called")
    ap.add_argument("--any", action="store_true")
    args = ap.parse_args()
    torch.set_num_threads(1)
    write(args.run, args.into, args.list, args.sheets, args.hider, args.any)


if __name__ == "__main__":
    main()
