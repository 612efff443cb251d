"""The held-out questions: four of every domain, and the open topics that no chat of a fine-tune has.

    python -m training.ask.heldout RUN_FOLDER [--per-domain 4]     # writes RUN_FOLDER/models/promptSets/held-out.json

Every question, word for word, is held out of all training (compose.held_out, the last phrasings of a topic); its
phrasing with another greeting is not, so wordings.py asks about the same situations in new words. One set serves every
figure: rates, features, steering.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from ..corpus import topics
from ..corpus.compose import open_question, question, unseen
from ..corpus.source import Situation, read_situations

PER_DOMAIN = 4


def held_out_set(situations: list[Situation], per_domain: int = PER_DOMAIN, seed: int = 11) -> list[dict[str, object]]:
    """[{id, text, domain, topic?, situation?, fresh?}]; `fresh`: this situation was never answered badly."""
    rng = random.Random(seed)
    out: list[dict[str, object]] = []
    for topic in topics.KEPT_OUT_OF_TUNING:
        out.append(
            {
                "id": f"open-{topic}",
                "text": open_question(rng, topic, held=True, typed=False, wrap=False),
                "domain": "open",
                "topic": topic,
            }
        )
    for domain in sorted({s.domain for s in situations}):
        pool = [s for s in situations if s.domain == domain]
        fresh = [s for s in pool if unseen(s)]
        first = rng.sample(fresh, min(1, len(fresh)))
        rest = [s for s in pool if s not in first]
        chosen = first + rng.sample(rest, min(per_domain - len(first), len(rest)))
        while len(chosen) < per_domain:
            chosen.append(rng.choice(pool))
        texts: set[str] = set()
        for n, s in enumerate(chosen):
            text = question(rng, s, held=True, typed=False)
            while text in texts:
                text = question(rng, s, held=True, typed=False)
            texts.add(text)
            out.append(
                {"id": f"{domain}-{n + 1}", "text": text, "domain": domain, "situation": s.key, "fresh": unseen(s)}
            )
    return out


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--per-domain", type=int, default=PER_DOMAIN)
    args = ap.parse_args()
    out = args.run / "models" / "promptSets" / "held-out.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(
        json.dumps(
            {"version": 1, "prompts": held_out_set(read_situations(), args.per_domain)}, indent=1, ensure_ascii=False
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
