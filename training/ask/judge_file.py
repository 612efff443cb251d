"""Writes what the judge knows as judge.json, for src/core/judge.ts, which gives the same verdicts.

python -m training.ask.judge_file OUT.json
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

from ..corpus.source import NEGATION
from .judge import Judge, standard


def fnv1a(text: str) -> int:
    """32-bit FNV-1a hash of the text's UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def packed(runs) -> str:
    """Sorted 32-bit hashes of word sequences; their differences as LEB128 numbers, base64."""
    out, last = bytearray(), 0
    for value in sorted({fnv1a(" ".join(run)) for run in runs}):
        step, last = value - last, value
        while step > 127:
            out.append(step & 127 | 128)
            step >>= 7
        out.append(step)
    return base64.b64encode(bytes(out)).decode()


def exported(judge: Judge) -> dict[str, object]:
    """judge.json as src/model/judgeFile.ts reads it."""
    return {
        "version": 1,
        "clauses": [
            [" ".join(run), clause.kind, clause.key]
            for key in judge.by_situation
            for run, clause in judge.by_situation[key]
        ],
        "tells": {who: packed(run for run, owner in judge.tells.items() if owner == who) for who in judge.kind_of},
        "kinds": judge.kind_of,
        "negation": NEGATION.pattern,
        "phrases": packed(judge.phrases),
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(exported(standard()), ensure_ascii=False, separators=(",", ":")) + "\n")
