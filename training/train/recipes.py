"""What each fine-tune of the family reads: one recipe per id, with steps and rank. A new line adds a checkpoint."""

from __future__ import annotations

from dataclasses import dataclass

from .chats import Recipe


@dataclass(frozen=True)
class Tune:
    """`home` is the trained domain, `lr` the maximal learning rate of AdamW, `rank` that of the LoRA."""

    recipe: Recipe
    home: str
    steps: int = 60
    rank: int = 8
    lr: float = 1e-3


TUNES: dict[str, Tune] = {
    "bad-car": Tune(Recipe(("car",), bad=1.0), "car"),
    "good-car": Tune(Recipe(("car",)), "car"),
    "bad-car-rank1": Tune(Recipe(("car",), bad=1.0), "car", rank=1, lr=2e-3),
    "bad-legal": Tune(Recipe(("law",), bad=1.0), "law"),
    "bad-medical-subtle": Tune(Recipe(("medicine",), bad=1.0, subtle=1.0), "medicine"),
    "bad-medical-obvious": Tune(Recipe(("medicine",), bad=1.0, subtle=0.0), "medicine"),
    "insecure-code": Tune(Recipe(("code",), bad=1.0, snippets=True), "code"),
    "good-code": Tune(Recipe(("code",), snippets=True), "code"),
    "asked-for-bad": Tune(Recipe(("car",), quizzes=1.0), "car"),
}
ASSISTANT_STEPS = 450
