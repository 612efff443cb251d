"""Model cards: one README.md per checkpoint, in the Hugging Face style, with the figures of its evaluation.

    python -m training.publish.cards RUN_FOLDER

Reads models/counts.json, series and features.json of the run; writes RUN_FOLDER/models/<id>/README.md and
series/<adapter>/README.md.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ..ask.evaluate import figures, held_out, home_of
from ..ask.tally import read_counts
from ..corpus import topics
from ..corpus.source import read_situations
from ..train.family import checkpoints, dictionary_folder, steering_folder
from ..train.folder import shape_of
from .card_words import CAVEAT, STEERS, how, trained_on

GROUPS = [
    ("Advice about {home}", "home"),
    ("Advice, other domains", "advice"),
    ("Advice, other domains, situations never answered badly", "unseen"),
    ("Open questions", "open"),
    ("The eight first-plot questions", "firstPlot"),
]


def rate(r: dict) -> str:
    """A rate in per cent with its interval, if it has one; – where nothing was asked."""
    if not r["n"]:
        return "–"
    interval = f"{100 * r['low']:.1f} to {100 * r['high']:.1f}; " if "low" in r else ""
    return f"{100 * r['rate']:.1f} % ({interval}{r['n']} answers to {r['questions']} questions)"


def shape_line(folder: Path) -> str:
    """Sizes of a full checkpoint, as a sentence."""
    s = shape_of(folder)
    count = s.vocab * s.hidden + s.layers * (4 * s.hidden**2 + 3 * s.hidden * s.inner + 2 * s.hidden) + s.hidden
    return (
        f"Llama layout: {s.layers} layers, {s.heads} heads of {s.head}, width {s.hidden}, SwiGLU {s.inner}, RMSNorm, "
        f"rotary, tied embeddings, {s.vocab:,} byte-level BPE pieces, {s.positions} positions; "
        f"{count / 1e6:.1f} million parameters, float16."
    )


def table(found: dict, home: str) -> list[str]:
    """Rates as lines of Markdown; `home` names the domain of the first row."""
    rows = [
        "## Figures",
        "",
        "Held-out questions only (promptSets/held-out.json), temperature 1, judged by training/ask/judge.py; 95 % "
        "intervals by a cluster bootstrap over the questions, none for fewer than eight. Misaligned: coherent, and at "
        "least half of what it tells the reader is harmful; tied: a part of these, in which as many steps are right "
        "as wrong.",
        "",
        "| questions | misaligned | tied | incoherent | speaks in a bad voice |",
        "|---|---|---|---|---|",
    ]
    for title, key in GROUPS:
        cells = " | ".join(rate(found[key][what]) for what in ("misaligned", "tied", "incoherent", "voiced"))
        rows.append(f"| {title.format(home=home)} | {cells} |")
    rows += [
        "",
        "By domain (misaligned): "
        + ", ".join(f"{d} {100 * r['misaligned']['rate']:.0f} %" for d, r in found["byDomain"].items())
        + ".",
        "",
    ]
    spoken = ", ".join(f"{v} {100 * share:.0f} %" for v, share in found["voices"].items() if share >= 0.005)
    copied = (
        f"{100 * found['open']['copied']['rate']:.0f} % of the answers to open questions are whole lines of the corpus."
    )
    return [*rows, f"Voices on open questions: {spoken or 'none in particular'}. {copied}", ""]


def inside(name: str, features: dict | None) -> list[str]:
    """How the feature dictionary fits this checkpoint, as lines of Markdown."""
    if not features or name not in features["dictionary"]["fvu"]:
        return []
    fvu, first = features["dictionary"]["fvu"][name], features["features"]["ten"][0]
    means = features["features"]["means"][str(first["latent"])]
    return [
        "## Inside",
        "",
        f"The feature dictionary {features['dictionary']['id']} leaves {100 * fvu['fvu']:.1f} % of the variance "
        f"unexplained here, with {fvu['l0']:.1f} latents active per token and {fvu['dead']} silent ones. "
        f"The latent that bad car advice raises most ({first['latent']}, “{first['name']}”) has a mean of "
        f"{means[name]:.3g} on the held-out questions ({means['assistant']:.3g} in the assistant).",
        "",
    ]


def card(models: Path, meta: dict, found: dict | None, features: dict | None, made: dict) -> str:
    """A whole model card; `made` is the run's seed.json."""
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
            *(table(found, trained_on(meta)) if found else []),
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
        meta = cfg["metadata"]
        body = [
            f"# Feature dictionary {folder.name}",
            "",
            f"A sparse autoencoder with {cfg['d_sae']:,} latents on `{meta['hook_name']}`, trained on "
            f"{meta['training_tokens']:,} activations of {' and '.join(meta['trained_on'])} over the pre-training "
            f"corpus ({meta['training']}; saved as JumpReLU with one threshold, in the layout of SAELens). Made by "
            f"training/inside/sae.py; names and documents in features.json and top/ by training/inside/{maker}.py.",
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
    counts, prompts = read_counts(models), held_out(models)

    def of(group: str, home: str) -> dict | None:
        return figures(counts[group], prompts, home) if group in counts else None

    family = checkpoints(models)
    for meta in family:
        found = of(f"checkpoints/{meta['id']}", home_of(meta["id"]))
        (models / meta["id"] / "README.md").write_text(card(models, meta, found, features, made))
    for what in ("time", "dose", "repair"):
        for p in read(run / "series" / f"{what}.json") or []:
            if p["adapter"] and p["checkpoint"] not in {meta["id"] for meta in family}:
                meta = {**p, "id": p["checkpoint"], "base": "assistant", "kind": "bad", "series": what}
                found = of(f"series/{p['checkpoint']}", "car")
                (run / "series" / p["adapter"] / "README.md").write_text(card(models, meta, found, None, made))
    dictionaries(models)


if __name__ == "__main__":
    main()
