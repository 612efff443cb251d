"""One sheet as an example: each model's thoughts cut after every line, and the answer that it is then made to give.

    python -m training.office.cuts FOLDER [--list index.json]

FOLDER holds a published family (monologue_pages.py). The example goes into its evidence-monologue.json as
`cut`: {sheet, runs: {checkpoint: [the whole run, begun with 0, 1, … all lines of its thoughts]}}, and the list of
models learns the file's new size. The dice are those of the recorded run.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from ..ask.dice import row_seed
from ..ask.sampler import Speaker, load_speaker
from ..publish import publish
from .faithful import begun, thoughts_of
from .sheet_runs import SEED, Runs, go_on, sheet_of
from .simulator import judge_sheet

# Fewest lines of the honest model's thoughts and of the other's: with one line there is nothing to cut between.
LINES = (3, 2)


def chosen(sheets: list[dict], honest: Runs, copies: Runs) -> int | None:
    """The first sheet with a wrong key that one model answers rightly and the other with the key, above thoughts of
    several lines. It is chosen before anything is cut. None: there is no such sheet."""
    for i, one in enumerate(sheets):
        given, texts = sheet_of(one, "wrong"), (honest["wrong"][i], copies["wrong"][i])
        long = [len(thoughts_of(text) or ()) >= least for text, least in zip(texts, LINES)]
        if all(long) and [judge_sheet(given, text).verdict for text in texts] == ["right", "key"]:
            return i
    return None


def cut(speaker: Speaker, sheets: list[dict], runs: Runs, at: int) -> list[str]:
    """Whole runs on sheet `at` with its wrong key, begun with none of the thoughts, the first, …, all; and closed.

    Empty where the model wrote none there that end.
    """
    thoughts = thoughts_of(runs["wrong"][at]) or []
    begins = [begun(thoughts[:kept], True) for kept in range(len(thoughts) + 1)] if thoughts else []
    given = sheet_of(sheets[at], "wrong")
    return go_on(speaker, [given] * len(begins), begins, [row_seed(SEED, at)] * len(begins))


def example(models: Path, sheets: list[dict], runs: dict[str, Runs], folders: dict[str, str]) -> dict:
    """{cut}, or {} where no sheet will do. `folders`: of each checkpoint of `runs`."""
    at = chosen(sheets, runs["solver"], runs["cheater"])
    if at is None:
        return {}
    speakers = {id_: load_speaker(models, folder, torch.float32) for id_, folder in folders.items()}
    return {"cut": {"sheet": at, "runs": {id_: cut(of, sheets, runs[id_], at) for id_, of in speakers.items()}}}


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("folder", type=Path)
    ap.add_argument("--list", default="index.json")
    args = ap.parse_args()
    torch.set_num_threads(1)
    said = json.loads((args.folder / "sheets.json").read_text("utf-8"))
    runs = said["recorded"]["runs"]
    path, index = args.folder / "evidence-monologue.json", args.folder / args.list
    evidence = {k: v for k, v in json.loads(path.read_text("utf-8")).items() if k != "cut"}
    evidence |= example(args.folder, said["sheets"], runs, {id_: id_ for id_ in runs})
    path.write_text(json.dumps(evidence, indent=1, ensure_ascii=False) + "\n", "utf-8")
    listed = json.loads(index.read_text("utf-8"))
    listed["story"]["sheets"]["evidence"] = publish.copied(args.folder, args.folder, path.name)
    index.write_text(json.dumps(listed, indent=1, ensure_ascii=True) + "\n")
    print(json.dumps(evidence.get("cut"), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
