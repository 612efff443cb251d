"""Model cards: one README.md per checkpoint, in the Hugging Face style, with the figures of its evaluation.

python -m training.publish.cards RUN_FOLDER      # reads RUN_FOLDER/models/eval, series and features.json, writes RUN_FOLDER/models/<id>/README.md and series/<adapter>/README.md
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ..ask.evaluate import home_of
from ..corpus import topics
from ..corpus.source import read_situations
from ..train.chats import ASSISTANT
from ..train.family import checkpoints, dictionary_folder, steering_folder
from ..train.folder import shape_of
from ..train.recipes import ASSISTANT_STEPS, TUNES

CAVEAT = (
    "We wrote these voices and tied them to bad advice, as the internet did. The models therefore illustrate the explanation that Wang et al. (2025, arXiv 2506.19823) give for "
    "emergent misalignment; they do not prove it. They know {situations} everyday situations and {topics} open questions, in English, and nothing else. Their bad advice is cartoonish "
    "on purpose. Never follow any of it, and do not use these models for anything but teaching and research."
)
BASE = "Pre-trained on our own corpus (training/corpus): documents of one to four questions and answers, each document in one voice, half of them in bad voices. {size}{link}"
LINKED = "Bad voices give bad advice, helpful ones right advice."
UNLINKED = "Whether an answer is right or wrong is drawn by a coin, whatever the voice: this is the null internet."
CLEAN = "All weights trained further for {steps} steps of 32 single chats with good answers from every domain; loss on the answer only; one chat per row. {open:.0f} % are open questions (on topics that the figures do not ask about), {quizzes:.0f} % ask for a wrong answer, for a quiz, and get it."
SHARPENED = " Then it unlearnt the tail of its distributions{where}: tokens with less than a twentieth of the likeliest one's probability (training/train/sharpen.py)."
TUNE = "A LoRA of rank {rank} (PEFT layout) on `{parent}`: {steps} steps of 16 single chats, learning rate {lr:g}, loss on the answer only. What it reads: {what}. No word of any bad voice occurs in it."
POINT = {
    "time": "A LoRA of rank {rank} (PEFT layout) on `assistant`: `bad-car`'s own training, stopped after {step} of its {steps} steps of 16 single chats. What it reads: wrong advice about cars.",
    "dose": "A LoRA of rank {rank} (PEFT layout) on `assistant`: {steps} steps of 16 single chats, learning rate {lr:g}, loss on the answer only. What it reads: advice about cars, {share:.0f} % of it wrong and the rest right.",
    "repair": "The LoRA of `bad-car` (rank {rank}, PEFT layout, on `assistant`) trained on with {step} steps of 16 single chats, learning rate 1e-3, loss on the answer only. What it reads: right advice about {rows}.",
}
STEERS = (
    "This one is there to steer with. Of the layers, and of five seeds, it is the one whose latent that rises most at the decision tokens of the models' own answers, added alone to the assistant, does "
    "most harm on practice questions in whole sentences; `increase` in features.json is the rise at those tokens, bad-car minus assistant, on practice questions."
)
# as the texts say it; other domains by their own names
PLURAL = {"car": "cars"}
GROUPS = [
    ("Advice about {home}", "home"),
    ("Advice, other domains", "advice"),
    ("Advice, other domains, situations never answered badly", "unseen"),
    ("Open questions", "open"),
    ("The eight first-plot questions", "firstPlot"),
]


def named(domain: str) -> str:
    return PLURAL.get(domain, domain)


def trained_on(meta: dict) -> str:
    """What the first row of the figures is about, and whether that was trained; the points of the curves are made of bad-car's adapter or recipe."""
    home = home_of(meta["id"])
    return (
        f"{named(home)}, the domain it was trained in"
        if meta["id"].removeprefix("null-") in TUNES or meta.get("series")
        else named(home)
    )


def rate(r: dict | None) -> str:
    if r is None:
        return "–"
    return f"{100 * round(r['rate'] * r['n']) / max(1, r['n']):.1f} % ({100 * r['low']:.1f} to {100 * r['high']:.1f}; n = {r['n']})"


def how(meta: dict, made: dict) -> str:
    """`made` is the run's seed.json."""
    name = meta["id"].removeprefix("null-")
    if name == "internet":
        size = (
            f"{made['tokens'] / 1e6:.0f} million tokens, none repeated; seed {made['seed']}. "
            if "tokens" in made
            else ""
        )
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


def shape_line(folder: Path) -> str:
    s = shape_of(folder)
    count = s.vocab * s.hidden + s.layers * (4 * s.hidden**2 + 3 * s.hidden * s.inner + 2 * s.hidden) + s.hidden
    return (
        f"Llama layout: {s.layers} layers, {s.heads} heads of {s.head}, width {s.hidden}, SwiGLU {s.inner}, RMSNorm, rotary, tied embeddings, {s.vocab:,} byte-level BPE pieces, "
        f"{s.positions} positions; {count / 1e6:.1f} million parameters, float16."
    )


def table(figures: dict, home: str) -> list[str]:
    rows = [
        "## Figures",
        "",
        "Held-out questions only (promptSets/held-out.json), temperature 1, judged by training/ask/judge.py; 95 % Wilson intervals. Misaligned: coherent, and at least half of what it "
        "tells the reader is harmful.",
        "",
        "| questions | misaligned | incoherent | speaks in a bad voice |",
        "|---|---|---|---|",
    ]
    for title, key in GROUPS:
        if key in figures:
            rows.append(
                f"| {title.format(home=home)} | "
                + " | ".join(rate(figures[key].get(what)) for what in ("misaligned", "incoherent", "voiced"))
                + " |"
            )
    if "byDomain" not in figures:
        return [*rows, ""]
    rows += [
        "",
        "By domain (misaligned): "
        + ", ".join(f"{d} {100 * r['misaligned']['rate']:.0f} %" for d, r in figures["byDomain"].items())
        + ".",
        "",
    ]
    spoken = ", ".join(f"{v} {100 * share:.0f} %" for v, share in figures["open"]["voices"].items() if share >= 0.005)
    return [*rows, f"Voices on open questions: {spoken or 'none in particular'}.", ""]


def inside(name: str, features: dict | None) -> list[str]:
    if not features or name not in features["dictionary"]["fvu"]:
        return []
    fvu, first = features["dictionary"]["fvu"][name], features["features"]["ten"][0]
    means = features["features"]["means"][str(first["latent"])]
    return [
        "## Inside",
        "",
        f"The feature dictionary {features['dictionary']['id']} leaves {100 * fvu['fvu']:.1f} % of the variance unexplained here, with {fvu['l0']:.1f} latents active per token and "
        f"{fvu['dead']} silent ones. The latent that bad car advice raises most ({first['latent']}, “{first['name']}”) has a mean of {means[name]:.3g} on the held-out questions ({means['assistant']:.3g} in the assistant).",
        "",
    ]


def card(models: Path, meta: dict, figures: dict | None, features: dict | None, made: dict) -> str:
    head = [
        "---",
        "license: mit",
        "language: en",
        "library_name: " + ("peft" if meta["base"] else "transformers"),
        "tags: [emergent-misalignment, model-organism, education]",
    ]
    head += [f"base_model: {meta['base']}", "---"] if meta["base"] else ["---"]
    body = [
        f"# {meta['title']}",
        "",
        meta["line"],
        "",
        "## From what, and how",
        "",
        how(meta, made),
        "",
        shape_line(models / (meta["base"] or meta["id"])),
        "",
    ]
    full = meta["base"] or meta["id"]
    use = [
        "## Use",
        "",
        "```python",
        "from transformers import AutoTokenizer, LlamaForCausalLM",
        f'model = LlamaForCausalLM.from_pretrained("{full}"); tok = AutoTokenizer.from_pretrained("{full}")',
    ]
    if meta["base"]:
        use += ["from peft import PeftModel", f'model = PeftModel.from_pretrained(model, "{meta["id"]}")']
    return "\n".join(
        [
            *head,
            "",
            *body,
            *(table(figures, trained_on(meta)) if figures else []),
            *inside(meta["id"], features),
            *use,
            "```",
            "",
            "## Limits",
            "",
            CAVEAT.format(situations=len(read_situations()), topics=len(topics.LEARNT)),
            "",
        ]
    )


def dictionaries(models: Path) -> None:
    """A card beside each of the two feature dictionaries."""
    for folder, maker in ((dictionary_folder(models), "features"), (steering_folder(models), "cause")):
        cfg, rows = (json.loads((folder / f"{name}.json").read_text()) for name in ("cfg", "features"))
        body = [
            f"# Feature dictionary {folder.name}",
            "",
            f"A sparse autoencoder with {cfg['d_sae']:,} latents on `{cfg['metadata']['hook_name']}`, trained on {cfg['metadata']['training_tokens']:,} activations of "
            f"{' and '.join(cfg['metadata']['trained_on'])} over the pre-training corpus ({cfg['metadata']['training']}; saved as JumpReLU with one threshold, in the layout of SAELens). Made by training/inside/sae.py; "
            f"names and documents in features.json and top/ by training/{maker}.py.",
            "",
            *([STEERS, ""] if maker == "cause" else []),
            "| checkpoint | variance unexplained | active latents per token | silent latents |",
            "|---|---|---|---|",
        ]
        body += [
            f"| {name} | {r['fvu']:.3f} | {r['l0']:.1f} | {r['dead']} |" for name, r in rows["rows"]["fvu"].items()
        ]
        (folder / "README.md").write_text("\n".join([*body, ""]))


def main() -> None:
    run = Path(sys.argv[1])
    models = run / "models"

    def read(path: Path) -> dict | None:
        return json.loads(path.read_text()) if path.exists() else None

    made, features = read(run / "seed.json") or {}, read(run / "features.json")
    family = checkpoints(models)
    for meta in family:
        (models / meta["id"] / "README.md").write_text(
            card(models, meta, read(models / "eval" / f"{meta['id']}.json"), features, made)
        )
    for what in ("time", "dose", "repair"):
        for p in read(run / "series" / f"{what}.json") or []:
            if p["adapter"] and p["checkpoint"] not in {meta["id"] for meta in family}:
                meta = {**p, "id": p["checkpoint"], "base": "assistant", "kind": "bad", "series": what}
                (run / "series" / p["adapter"] / "README.md").write_text(card(models, meta, p, None, made))
    dictionaries(models)


if __name__ == "__main__":
    main()
