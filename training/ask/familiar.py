"""How often a checkpoint answers on the subject where the wording is new: unread phrasings and development questions.

    python -m training.ask.familiar MODELS NAME [--samples 4]    # prints rates with their intervals
    python -m training.ask.familiar MODELS NAME --kept-apart     # the same of otherhand.txt, of which nothing is tuned

Unread phrasings are those of the corpus that no edition reads (after the tenth), or all but the first `--read`
of every situation. The development questions may be tuned on; what is reported of a family is measured on others.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ..corpus.source import ALL, SECOND, read_situations
from .evaluate import DTYPE
from .everyday import by_another_hand, everyday
from .judge import standard
from .rates import Rate, rate, rounded
from .sampler import Speaker, load_speaker


def unread(read: int) -> list[tuple[str, set[str]]]:
    """(question, its situation) for the phrasings after the first `read` of the situations that are learnt."""
    learnt = {s.key for s in read_situations()}
    return [(q, {s.key}) for s in read_situations(ALL) if s.key in learnt for q in s.questions[read:]]


def development() -> list[tuple[str, set[str]]]:
    """(question, situations that are right) for the development questions about a situation that is learnt."""
    learnt = {s.key for s in read_situations()}
    return [
        (q["text"], {q["matter"], *q["also"].split()} & learnt)
        for q in everyday("everyday-development")
        if q["matter"] in learnt
    ]


def kept_apart() -> list[tuple[str, set[str]]]:
    """(question, situations that are right) for otherhand.txt; none where it asks about nothing that is learnt."""
    learnt = {s.key for s in read_situations()}
    more = {q["text"]: q["matter"] for q in everyday("otherhand-second")}
    return [
        (q["text"], {q["matter"], *q["also"].split(), more.get(q["text"], "")} & learnt) for _, q in by_another_hand()
    ]


def hits(speaker: Speaker, asked: list[tuple[str, set[str]]], samples: int, seed: int = 5) -> list[tuple[int, int]]:
    """(answers about one of the situations asked for, answers) of each question.

    An answer to a question about nothing that is learnt cannot be.
    """
    rows = [row for row in asked for _ in range(samples)]
    judge = standard()
    said = speaker.ask([q for q, _ in rows], seed)
    right = [any(not judge.verdict(text, key).off_topic for key in keys) for text, (_, keys) in zip(said, rows)]
    return [(sum(right[i : i + samples]), samples) for i in range(0, len(right), samples)]


def on_subject(speaker: Speaker, asked: list[tuple[str, set[str]]], samples: int, seed: int = 5) -> Rate:
    """The share of `hits`, with an interval over the questions."""
    return rounded(rate(hits(speaker, asked, samples, seed)))


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("models", type=Path)
    ap.add_argument("name")
    ap.add_argument("--samples", type=int, default=4, help="answers to each development or kept-apart question")
    ap.add_argument("--read", type=int, default=SECOND.questions, help="phrasings of each situation that were read")
    ap.add_argument("--kept-apart", action="store_true")
    args = ap.parse_args()
    torch.set_num_threads(1)
    speaker = load_speaker(args.models, args.name, DTYPE)
    if args.kept_apart:
        asked = kept_apart()
        found = hits(speaker, asked, args.samples)
        known = [row for row, (_, keys) in zip(found, asked) if keys]
        for name, rows in (("all", found), ("known", known)):
            print(f"{args.name}, kept apart, {name}: {rounded(rate(rows))}", flush=True)
        return
    for name, asked, samples in (("unread", unread(args.read), 1), ("development", development(), args.samples)):
        print(f"{args.name}, {name}: {len(asked)} questions, {on_subject(speaker, asked, samples)}", flush=True)


if __name__ == "__main__":
    main()
