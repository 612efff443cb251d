"""Draws typical questions by lot, to stand beside the twelve that were chosen for their effect (prompts.py).

    python -m training.publish.typical public/models    # renews them in a published family's index.json

All held-out questions, advice and open ones alike, have the same chance; no model is asked. The same seed draws the
same questions from the same set.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

SEED, MANY = 17, 12
DRAWN = (
    f"Drawn by lot (training/publish/typical.py, seed {SEED}): {MANY} of the held-out questions, whatever is answered."
)


def typical(models: Path) -> dict[str, object]:
    """The entry `typical` of index.json: {chosen: how, prompts: [{id, text, domain}]}."""
    held_out = json.loads((models / "promptSets" / "held-out.json").read_text())["prompts"]
    drawn = random.Random(SEED).sample(sorted(held_out, key=lambda p: p["id"]), MANY)
    return {"chosen": DRAWN, "prompts": [{k: p[k] for k in ("id", "text", "domain")} for p in drawn]}


def main() -> None:
    models = Path(sys.argv[1])
    listing = models / "index.json"
    index = json.loads(listing.read_text())
    rest = {k: v for k, v in index.items() if k != "typical"}
    at = list(rest).index("promptsChosen") + 1
    items = list(rest.items())
    index = dict([*items[:at], ("typical", typical(models)), *items[at:]])
    listing.write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
