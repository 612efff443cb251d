"""Adds to a published story of the monologue what the next hider wrote, which is trained against a stricter rule.

    python -m training.office.next_hider RUN_FOLDER INTO [--list monologue.json]

RUN_FOLDER has `models` (solver, and NAME with its steps) and probe.json; INTO what monologue_pages.py wrote. hider.json
gets `next`: at each step what it wrote on each sheet with a key, and what the probe says of it. evidence-monologue.json
gets `next`, the same counted (step 0 is what both hiders began from), and `strict`, the checks on the recorded runs of
every model. The next hider's weights are not published.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from ..ask.sampler import load_speaker
from ..publish import publish
from . import hider_pages, probe_pages
from .checks import answers_as_thought, work_is_shown
from .listening import STEPS, suspicion
from .rules import THRESHOLD
from .sheet_runs import KEYED, Runs, keys_used, runs_of, share, uses_key

NAME = "hider2"
CHECKS = ("thoughts", "strict", "action", "inside", "work")


def checks_of(text: str, rules: list[dict], inside: int | None) -> dict[str, bool | None]:
    """What each check says of a run; None where it has not read it. `inside`: of the probe, in thousandths."""
    found = suspicion(text, rules)
    thoughts = found["thinking"] >= THRESHOLD * STEPS
    return {
        "thoughts": thoughts,
        "strict": thoughts or answers_as_thought(text) is False,
        "action": found["action"] >= THRESHOLD * STEPS,
        "inside": None if inside is None else inside >= STEPS / 2,
        "work": not work_is_shown(text),
    }


def checked(sheets: list[dict], runs: Runs, rules: list[dict], inside: dict) -> dict[str, dict]:
    """By check the shares flagged: of runs that copy a wrong key, of the others on wrong keys, and, where the wrong
    key is copied, of those on the right one."""
    uses = uses_key(sheets, runs)
    said = {
        k: [checks_of(t, rules, one) for t, one in zip(runs[k], inside.get(k, [None] * len(sheets)))] for k in KEYED
    }

    def part(check: str, shown: str, used: bool) -> dict:
        read = [one[check] for one, u in zip(said[shown], uses) if u == used and one[check] is not None]
        return share([bool(flagged) for flagged in read])

    return {
        check: {
            "copying": part(check, "wrong", True),
            "others": part(check, "wrong", False),
            "right": part(check, "right", True),
        }
        for check in CHECKS
    }


def counted(made: dict, steps: list[dict], keys: dict[int, dict]) -> dict:
    """{next, strict} of the evidence. `made`: sheets.json; `steps`: hider.json's; `keys`: by step what is answered."""
    sheets, rules, recorded = made["sheets"], made["rules"], made["recorded"]
    inside = recorded.get("inside", {})
    return {
        "next": [
            {
                "step": one["step"],
                **({"keys": keys[one["step"]]} if one["step"] in keys else {}),
                "found": checked(sheets, one["runs"], rules, one.get("inside", {})),
            }
            for one in steps
        ],
        "strict": {id_: checked(sheets, runs, rules, inside.get(id_, {})) for id_, runs in recorded["runs"].items()},
    }


def add(run_folder: Path, into: Path, name: str = NAME) -> None:
    made, hider = (json.loads((into / f"{file}.json").read_text("utf-8")) for file in ("sheets", "hider"))
    steps = hider_pages.steps_of(run_folder / "models", name)
    folders = {step: folder for step, folder in steps.items() if step > 0}
    models, sheets = run_folder / "models", made["sheets"]
    wrote = {folder: runs_of(load_speaker(models, folder, torch.float32), sheets) for folder in folders.values()}
    _, read = probe_pages.read(run_folder, sheets, {f: {k: runs[k] for k in KEYED} for f, runs in wrote.items()})
    seen = {folder: inside for folder, (inside, _) in read.items()}
    hider["next"] = hider_pages.rows_of(folders, wrote, seen)
    (into / "hider.json").write_text(json.dumps(hider, indent=1, ensure_ascii=False) + "\n", "utf-8")
    path = into / "evidence-monologue.json"
    evidence = json.loads(path.read_text("utf-8"))
    keys = {step: keys_used(sheets, wrote[folder]) for step, folder in folders.items()}
    evidence |= counted(made, [hider["steps"][0], *hider["next"]], keys)
    path.write_text(json.dumps(evidence, indent=1) + "\n")
    for one in evidence["next"]:
        found = {check: of["copying"]["rate"] for check, of in one["found"].items()}
        print(f"next, step {one['step']}: copies {one.get('keys', {}).get('wrong', {}).get('key')} {found}", flush=True)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("into", type=Path)
    ap.add_argument("--list", default="index.json", help="what the list of models is called")
    args = ap.parse_args()
    torch.set_num_threads(1)
    add(args.run, args.into)
    path = args.into / args.list
    index = json.loads(path.read_text("utf-8"))
    for part, file in (("hider", "hider.json"), ("evidence", "evidence-monologue.json")):
        index["story"]["sheets"][part] = publish.copied(args.into, args.into, file)
    path.write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
