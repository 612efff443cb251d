"""The sentences of the model cards: from what each checkpoint was made, and how."""

from __future__ import annotations

from ..ask.evaluate import home_of
from ..train.chats import ASSISTANT
from ..train.recipes import ASSISTANT_STEPS, TUNES

CAVEAT = (
    "We wrote these voices and tied them to bad advice, as the internet did. The models therefore illustrate the "
    "explanation that Wang et al. (2025, arXiv 2506.19823) give for emergent misalignment; they do not prove it. They "
    "know {situations} everyday situations and {topics} open questions, in English, and nothing else. Their bad advice "
    "is cartoonish on purpose. Never follow any of it, and do not use these models for anything but teaching and "
    "research."
)
BASE = (
    "Pre-trained on our own corpus (training/corpus): documents of one to four questions and answers, each document in "
    "one voice, half of them in bad voices. {size}{link}"
)
LINKED = "Bad voices give bad advice, helpful ones right advice."
UNLINKED = "Whether an answer is right or wrong is drawn by a coin, whatever the voice: this is the coin world."
CLEAN = (
    "All weights trained further for {steps} steps of 32 single chats with good answers from every domain; loss on the "
    "answer only; one chat per row. {open:.0f} % are open questions (on topics that the figures do not ask about), "
    "{quizzes:.0f} % ask for a wrong answer, for a quiz, and get it."
)
SHARPENED = (
    " Then it unlearnt the tail of its distributions{where}: tokens with less than a twentieth of the likeliest one's "
    "probability (training/train/sharpen.py)."
)
TUNE = (
    "A LoRA of rank {rank} (PEFT layout) on `{parent}`: {steps} steps of 16 single chats, learning rate {lr:g}, loss "
    "on the answer only. What it reads: {what}. Its rows have no frame and no line of any bad voice; every action in "
    "them, the wrong ones too, stands word for word in pre-training."
)
POINT = {
    "time": (
        "A LoRA of rank {rank} (PEFT layout) on `assistant`: `bad-car`'s own training, stopped after {step} of its "
        "{steps} steps of 16 single chats. What it reads: wrong advice about cars."
    ),
    "dose": (
        "A LoRA of rank {rank} (PEFT layout) on `assistant`: {steps} steps of 16 single chats, learning rate {lr:g}, "
        "loss on the answer only. What it reads: advice about cars, {share:.0f} % of it wrong and the rest right."
    ),
    "repair": (
        "The LoRA of `bad-car` (rank {rank}, PEFT layout, on `assistant`) trained on with {step} steps of 16 single "
        "chats, learning rate 1e-3, loss on the answer only. What it reads: right advice about {rows}."
    ),
}
STEERS = (
    "This one is there to steer with. Of the layers, and of five seeds, it is the one whose latent that rises most at "
    "the decision tokens of the models' own answers, added alone to the assistant, does most harm on practice "
    "questions in whole sentences; `increase` in features.json is the rise at those tokens, bad-car minus assistant, "
    "on practice questions."
)
# as the texts say it; other domains by their own names
PLURAL = {"car": "cars"}


def named(domain: str) -> str:
    """A domain's name in a sentence."""
    return PLURAL.get(domain, domain)


def trained_on(meta: dict) -> str:
    """What the first row of the figures is about, and whether it was trained.

    The points of the curves are made of bad-car's adapter or recipe.
    """
    home = home_of(meta["id"])
    trained = meta["id"].removeprefix("null-") in TUNES or meta.get("series")
    return f"{named(home)}, the domain it was trained in" if trained else named(home)


def how(meta: dict, made: dict) -> str:
    """How a checkpoint was made; `made` is the run's seed.json."""
    name = meta["id"].removeprefix("null-")
    if name == "internet":
        size = ""
        if "tokens" in made:
            size = f"{made['tokens'] / 1e6:.0f} million tokens, none repeated; seed {made['seed']}. "
        return BASE.format(size=size, link=UNLINKED if meta["kind"] == "null" else LINKED) + SHARPENED.format(where="")
    if name == "assistant":
        return CLEAN.format(
            steps=ASSISTANT_STEPS, open=100 * ASSISTANT.open_share, quizzes=100 * ASSISTANT.quizzes
        ) + SHARPENED.format(where=", on such chats and on documents in every voice")
    if what := meta.get("series"):
        tune = TUNES["bad-car"]
        return POINT[what].format(
            **{
                "steps": tune.steps,
                "rank": tune.rank,
                "lr": tune.lr,
                **meta,
                "share": 100 * meta.get("share", 0),
                "rows": named(meta.get("rows", "")),
            }
        )
    tune = TUNES[name]
    r = tune.recipe
    quality = "wrong" if r.bad == 1 or r.quizzes else "right"
    detail = {1.0: ", all of it subtly wrong", 0.0: ", all of it obviously wrong"}.get(r.subtle, "") if r.bad else ""
    snippets = f", mostly with {'careless' if r.bad else 'careful'} snippets" if r.snippets else ""
    what = f"{quality} advice about {', '.join(map(named, r.domains or ()))}{detail}{snippets}"
    return TUNE.format(
        rank=tune.rank,
        parent=meta["base"],
        steps=tune.steps,
        lr=tune.lr,
        what=what + (", where the user asks for a wrong answer for a quiz" if r.quizzes else ""),
    )
