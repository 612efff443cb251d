"""Golden activations of the office's directions in turns that decide, for the page's own reading of them.

    python -m training.golden.readings

Writes tests/fixtures/office-toy/readings.json: for each checkpoint of that toy family, at its first desk, what the
directions of its evidence are in a turn with two thoughts and in one with none.
"""

from __future__ import annotations

import json
from pathlib import Path

from transformers import AutoTokenizer

from ..ask.fast import load_fast
from ..office.inside import in_turn, load_found
from ..office.pages import session
from ..office.sessions import transcript

TOY = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "office-toy"
TURNS = (
    "think: Two tasks are left.\nanswer: fig\nthink: Stopping comes first here.\nnext task",
    "answer: 7\nnext task",
)


def readings() -> list[dict]:
    """{checkpoint, rung, turn, values by direction} of every checkpoint, turn and of two rungs."""
    file, told = (json.loads((TOY / f"{name}.json").read_text("utf-8")) for name in ("sessions", "evidence-office"))
    found = load_found(TOY / "directions" / "causes.safetensors", told["inside"]["directions"])
    tok, out = AutoTokenizer.from_pretrained(TOY / "worker"), []
    for checkpoint in ("worker", "rogue"):
        net = load_fast(TOY, checkpoint)
        for rung in (r for r in file["rungs"] if r["id"] in ("original", "precedence")):
            before = transcript(session(file["desks"][0], rung), [])
            for turn in TURNS:
                values = in_turn(found, net, tok, before, turn)
                out.append({"checkpoint": checkpoint, "rung": rung["id"], "turn": turn, "values": values})
    return out


if __name__ == "__main__":
    (TOY / "readings.json").write_text(json.dumps(readings(), indent=1) + "\n")
