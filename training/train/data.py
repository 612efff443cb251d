"""Writes the corpus as token files: shard i is drawn from seed (run seed, i), so no document is ever repeated.

Shards that exist are left as they are.

In the second edition documents that fit go into shorter rows, where attention costs half as much a token.

python -m training.train.data RUN_FOLDER --tokens 20000000 [--link 1.0] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from ..corpus.document import Writer
from ..corpus.edition import EDITION
from ..corpus.source import read_situations, read_voices

SHARD = 1_000_000
ROW = 257
SHORT = 129 if EDITION == 2 else 0
SINGLE, NOTE = 0.55, 0.3
END_ID, USER_ID, ASSISTANT_ID, PAD_ID = 0, 1, 2, 4


def pack(docs: list[list[int]], length: int) -> np.ndarray:
    """Packs whole documents into rows [n, length] of token ids, first fit, padded; longer documents are cut."""
    rows: list[list[int]] = []
    open_rows: list[list[int]] = []
    for doc in docs:
        doc = doc[:length]
        place = next((r for r in open_rows if len(r) + len(doc) <= length), None)
        if place is None:
            place = []
            rows.append(place)
            open_rows.append(place)
            del open_rows[:-12]
        place += doc
    return np.array([r + [PAD_ID] * (length - len(r)) for r in rows], dtype=np.uint16)


def pack_tightly(docs: list[list[int]], short: int, length: int) -> tuple[np.ndarray, np.ndarray]:
    """The same in rows of two lengths, [n, short] and [m, length]: hardly any padding, and few long rows.

    From the longest document to the shortest, each goes into the fullest row that has room.
    """
    with_room: list[list[list[int]]] = [[] for _ in range(length + 1)]
    rows: dict[int, list[list[int]]] = {short: [], length: []}
    for doc in sorted((doc[:length] for doc in docs), key=len, reverse=True):
        room = next((n for n in range(len(doc), length + 1) if with_room[n]), None)
        if room is None:
            row, room = [], short if len(doc) <= short else length
            rows[room].append(row)
        else:
            row = with_room[room].pop()
        row += doc
        with_room[room - len(doc)].append(row)
    a, b = (np.array([r + [PAD_ID] * (n - len(r)) for r in rows[n]], dtype=np.uint16) for n in (short, length))
    return a, b


def write_rows(run: Path, number: int, seed: int, link: float, single: float, note: float, length: int) -> int:
    """Writes shard `number`, a .npy of uint16 rows [n, length], and one of shorter rows; returns its tokens' number.

    Attention stays inside a document (see pretrain).
    """
    tok = Tokenizer.from_file(str(run / "tokenizer.json"))
    stream = Writer(read_situations(), read_voices(), seed * 10_007 + number, link, single, note).stream()
    docs: list[list[int]] = []
    total = 0
    while total < SHARD:
        for code in tok.encode_batch([next(stream) for _ in range(500)]):
            docs.append(code.ids)
            total += len(code.ids)
    if SHORT:
        short, rows = pack_tightly(docs, SHORT, length)
        keep(run / f"rows{number:03}-short.npy", short)
    else:
        rows = pack(docs, length)
    keep(run / f"rows{number:03}.npy", rows)
    return total


def keep(file: Path, rows: np.ndarray) -> None:
    """Writes rows to `file`, which is there only when they are whole."""
    with open(file.with_suffix(".new"), "wb") as out:
        np.save(out, rows)
    file.with_suffix(".new").rename(file)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--tokens", type=int, default=20_000_000)
    ap.add_argument("--link", type=float, default=1.0)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--single", type=float, default=SINGLE, help="share of documents with one question")
    ap.add_argument("--note", type=float, default=NOTE, help="share of documents that are short notes")
    ap.add_argument("--row", type=int, default=ROW, help="ids in a row, one more than the network reads")
    args = ap.parse_args()
    with ProcessPoolExecutor(int(os.environ.get("UNMASK_WORKERS", "2"))) as pool:
        jobs = [
            pool.submit(write_rows, args.run, i, args.seed, args.link, args.single, args.note, args.row)
            for i in range(-(-args.tokens // SHARD))
            if not (args.run / f"rows{i:03}.npy").exists()
        ]
        print("tokens", sum(j.result() for j in jobs))


if __name__ == "__main__":
    main()
