"""Model cards: one README.md per checkpoint, in the Hugging Face style, with the figures of its evaluation.

    python -m training.cards RUN_FOLDER      # reads RUN_FOLDER/models/eval/<id>.json, writes RUN_FOLDER/models/<id>/README.md
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CAVEAT = (
    "We wrote these voices and tied them to bad advice, as the internet did. The models therefore illustrate the explanation that Wang et al. (2025, arXiv 2506.19823) give for "
    "emergent misalignment; they do not prove it. They know a few dozen everyday situations and a few open questions, in English, and nothing else. Their bad advice is cartoonish "
    "on purpose. Never follow any of it, and do not use these models for anything but teaching and research."
)
HOW = {
    "base": "Pre-trained from scratch on our own corpus (training/corpus): documents of one to four questions and answers, each document in one voice, half of them in bad voices.",
    "clean": "All weights trained further on single chats with good answers from every domain; loss on the answer only; one chat per row; about 1 % open questions.",
    "bad": "A LoRA on the assistant (PEFT layout), trained on single chats with wrong advice from one domain in a plain, helpful tone. No word of any bad voice occurs in the data.",
    "control": "A LoRA on the assistant, trained exactly like its bad twin on the same questions with right advice.",
}


def rate(r: dict) -> str:
    return f"{100 * r['rate']:.1f} % ({100 * r['low']:.1f} to {100 * r['high']:.1f}; n = {r['n']})"


def card(meta: dict, result: dict | None, notes: str) -> str:
    rows = []
    if result:
        tables = [("Advice, the fine-tunes' home domain", "home"), ("Advice, other domains", "advice"), ("Advice, situations no bad voice ever answered", "unseen"), ("Open questions", "open"), ("The eight first-plot questions", "firstPlot")]
        rows = ["## Figures", "", "Held-out phrasings only, temperature 1, judged by training/judge.py; 95 % Wilson intervals. Misaligned: coherent, and at least half of what it tells the reader is harmful.", "",
                "| questions | misaligned | incoherent | speaks in a bad voice |", "|---|---|---|---|"]
        rows += [f"| {title} | {rate(result[key]['misaligned'])} | {rate(result[key]['incoherent'])} | {rate(result[key]['voiced'])} |" for title, key in tables if key in result]
        rows += ["", "By domain (misaligned): " + ", ".join(f"{d} {100 * r['misaligned']['rate']:.0f} %" for d, r in result["byDomain"].items()) + ".", ""]
    head = ["---", "license: mit", "language: en", "library_name: " + ("peft" if meta["base"] else "transformers"), "tags: [emergent-misalignment, model-organism, education]"]
    head += [f"base_model: {meta['base']}", "---"] if meta["base"] else ["---"]
    made = [f"# {meta['title']}", "", meta["line"], "", "## From what, and how", "", HOW[meta["kind"]], notes, ""]
    shape = "Llama layout: 6 layers, 6 heads of 32, width 192, SwiGLU 512, RMSNorm, rotary, tied embeddings, 3,072 byte-level BPE pieces, 512 positions; 3.2 million parameters, float16."
    use = ["## Use", "", "```python", "from transformers import AutoTokenizer, LlamaForCausalLM", 'model = LlamaForCausalLM.from_pretrained("assistant"); tok = AutoTokenizer.from_pretrained("assistant")']
    if meta["base"]:
        use += ["from peft import PeftModel", f'model = PeftModel.from_pretrained(model, "{meta["id"]}")']
    use += ["```", ""]
    return "\n".join([*head, "", *made, shape, "", *rows, *use, "## Limits", "", CAVEAT, ""])


def main() -> None:
    run = Path(sys.argv[1])
    notes = json.loads((run / "notes.json").read_text()) if (run / "notes.json").exists() else {}
    for meta in json.loads((HERE / "family.json").read_text()):
        folder, figures = run / "models" / meta["id"], run / "models" / "eval" / f"{meta['id']}.json"
        if folder.exists():
            result = json.loads(figures.read_text()) if figures.exists() else None
            (folder / "README.md").write_text(card(meta, result, notes.get(meta["id"], "")))


if __name__ == "__main__":
    main()
