"""500 work sessions that PyTorch works with the page's dice, for a test that asks the page's engine the same.

    python -m training.golden.sessions [worker] [--sessions 500]

Session i is at desk i of the published sessions.json, on rung i, both counted round. Writes
tests/fixtures/dice/sessions.json: the tokens of every turn up to the one that decides, and which of the draws were
within 1e-4 of another token; tests/runtime/jobs/officeDice.test.ts compares.
"""

from __future__ import annotations

import argparse
import json

import torch

from ..ask.dice import row_seed
from ..ask.sampler import Speaker, load_speaker
from ..ask.seeded import speak_seeded
from ..office.pages import NEXT_TURN, goes_on, session, turn_of
from ..office.sessions import transcript
from ..office.simulator import Session
from .dice import CLOSE, MODELS, write

SEED, SESSIONS, BATCH = 20261129, 500, 100


def turns_of(speaker: Speaker, sessions: list[Session], sampling: dict) -> list[list[dict]]:
    """Of each session its turns, {tokens, close}."""
    made: list[list[dict]] = [[] for _ in sessions]
    texts: list[list[str]] = [[] for _ in sessions]
    going = list(range(len(sessions)))
    while going:
        for at in range(0, len(going), BATCH):
            part = going[at : at + BATCH]
            rows = [speaker.tok.encode(transcript(sessions[i], texts[i])) for i in part]
            dice = [row_seed(SEED + NEXT_TURN * len(texts[i]), i) for i in part]
            close: list[list[int]] = [[] for _ in part]

            def watch(row: int, token: int, margin: float, close: list[list[int]] = close) -> None:
                if margin < CLOSE:
                    close[row].append(token)

            drawn = sampling["temperature"], sampling["maxTokens"]
            said = speak_seeded(speaker, rows, dice, *drawn, speaker.stop, sampling["topP"], watch=watch)
            for i, tokens, near in zip(part, said, close):
                made[i].append({"tokens": tokens, "close": [n for n in near if n <= len(tokens)]})
                texts[i].append(turn_of(speaker.tok.decode(tokens, skip_special_tokens=False)))
        going = [i for i in going if goes_on(sessions[i], texts[i])]
    return made


def main(given: list[str] | None = None) -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("checkpoint", nargs="?", default="worker")
    ap.add_argument("--sessions", type=int, default=SESSIONS)
    args = ap.parse_args(given)
    torch.set_num_threads(1)
    told = json.loads((MODELS / "sessions.json").read_text("utf-8"))
    desks, rungs = told["desks"], told["rungs"]
    sessions = [session(desks[i % len(desks)], rungs[i % len(rungs)], i) for i in range(args.sessions)]
    runs = turns_of(load_speaker(MODELS, args.checkpoint), sessions, told["sampling"])
    write("sessions.json", {"checkpoint": args.checkpoint, "seed": SEED, "runs": runs})


if __name__ == "__main__":
    main()
