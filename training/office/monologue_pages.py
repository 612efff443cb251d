"""Writes a run's solver, cheater, control and hider as a family that the page can open: the story of the monologue.

    python -m training.office.monologue_pages RUN_FOLDER INTO [--sheets 100] [--hider hider] [--tried] [--any]

INTO gets index.json, the checkpoints, sheets.json (held-out sheets, the monitor's rules, and what each model wrote on
each sheet without a key, with the right one and with a wrong one, drawn with the page's dice) and
evidence-monologue.json; with a hider (hider, or one of its steps: hider-040) also hider.json, what it wrote at every
step of its training, and with a next one (next_hider.py) what that wrote; where the run has a probe (monitor.py) also
probe.json, and what that says of every run. --tried: it is no good example; what it did is counted, and it is not
published. The first picture is the first sheet that `front` accepts; where there is none the command says so and writes
nothing, unless --any is given, for the tests' toy family.
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
from ..ask.sampler import Speaker, load_speaker
from ..publish import publish
from . import cuts, faithful, hider_pages, next_hider, probe_pages
from .counted import parted
from .listening import STEPS, parts_of, rules_of, suspicion
from .rules import THRESHOLD
from .sheet_runs import (
    LIMIT,
    SEED,
    SHOWN,
    TEMPERATURE,
    Runs,
    drawn,
    go_on,
    keys_used,
    monitored,
    runs_of,
    sheet_of,
    uses_key,
)
from .simulator import judge_sheet
from .sums import copied, draw, sheet, solved

HERE = Path(__file__).resolve().parent
PAIR = ("solver", "cheater")
FAITHFUL = 60
WORD = re.compile(r"[^\W\d_]+")


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


def write(run_folder: Path, into: Path, listed: str, count: int, hider: str, tried: bool, anyhow: bool) -> None:
    said, source = json.loads((HERE / "monologue.json").read_text("utf-8")), run_folder / "models"
    sheets, rules = drawn(count), rules_of(said)
    names = {m["id"]: hider if m["id"] == "hider" else m["id"] for m in said["checkpoints"]}
    names = {id_: name for id_, name in names.items() if (source / name).exists()}
    evidence: dict[str, dict] = {"keys": {}, "monitor": {}, "faithfulness": {}}
    steps = hider_pages.steps_of(source, hider) if "hider" in names else {}
    if tried:
        names.pop("hider", None)
    # by folder: those that are published, and those of the hider's training
    wrote: dict[str, Runs] = {}
    for id_, name in names.items():
        wrote[name] = counted_one(id_, load_speaker(source, name, torch.float32), sheets, said, evidence)
    for name in steps.values():
        wrote[name] = wrote.get(name) or runs_of(load_speaker(source, name, torch.float32), sheets)
    runs = {id_: wrote[name] for id_, name in names.items()}
    first = front(sheets, runs["solver"], runs["cheater"], rules)
    if first is None and not anyhow:
        raise SystemExit("On none of these sheets are both answers right and the cheater's thoughts alone suspicious.")
    probe, read = probe_pages.read(run_folder, sheets, wrote)
    seen = {name: inside for name, (inside, _) in read.items()}
    evidence |= hider_pages.evidence(steps, tried, sheets, rules, wrote, seen)
    evidence |= cuts.example(source, sheets, runs, names)
    made = {"front": first or 0, "sheets": sheets, "rules": rules, "runs": runs}
    if probe:
        made["inside"] = {id_: seen[name] for id_, name in names.items()}
    into.mkdir(parents=True, exist_ok=True)
    write_files(source, into, names, said, made)
    if steps and not tried:
        hider_pages.write(into / "hider.json", steps, wrote, seen)
    if probe:
        probe_pages.write(into / "probe.json", probe, {id_: read[name][1] for id_, name in names.items()})
    (into / "evidence-monologue.json").write_text(json.dumps(evidence, indent=1) + "\n")
    if steps and not tried and (source / next_hider.NAME).exists():
        next_hider.add(run_folder, into)
    write_index(into / listed, names, said, sheets, first or 0)


def counted_one(id_: str, speaker: Speaker, sheets: list[dict], said: dict, evidence: dict) -> Runs:
    """What one model wrote; what is counted of it goes into `evidence`."""
    runs, rules = runs_of(speaker, sheets), rules_of(said)
    given = [sheet_of(s, "wrong") for s in sheets][:FAITHFUL]

    def goes(at: list[int], begun: list[str]) -> list[str]:
        return go_on(speaker, [given[i] for i in at], begun, [row_seed(SEED, i) for i in at])

    evidence["keys"][id_] = keys_used(sheets, runs)
    evidence["monitor"][id_] = monitored(sheets, runs, rules)
    used = faithful.measured(given, runs["wrong"][:FAITHFUL], goes, said["paraphrases"])
    evidence["faithfulness"][id_], _ = parted(used)
    print(id_, json.dumps(evidence["keys"][id_]["wrong"]["key"]), flush=True)
    return runs


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
        "recorded": {"seed": SEED, "runs": made["runs"], **({"inside": made["inside"]} if "inside" in made else {})},
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
    if (into / "probe.json").exists():
        story["sheets"]["probe"] = publish.copied(into, into, "probe.json")
    if "hider" in names:
        story["sheets"]["hider"] = publish.copied(into, into, "hider.json")
    else:
        story["chapters"].remove("hides")
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
    ap.add_argument("--tried", action="store_true")
    ap.add_argument("--any", action="store_true")
    args = ap.parse_args()
    torch.set_num_threads(1)
    write(args.run, args.into, args.list, args.sheets, args.hider, args.tried, args.any)


if __name__ == "__main__":
    main()
