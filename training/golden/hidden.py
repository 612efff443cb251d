"""Logits of the tiny models with some tokens hidden from those after them, for tests/fixtures/tiny/hidden.

    python -m training.golden.hidden

transformers' own modules with eager attention get the mask as they get a causal one: added to the scores of every head
of every layer before the softmax, very negative where a token may not be seen. So they are masked in "Thought anchors"
(Bogdan et al., 2025, arXiv 2506.19143), which suppresses attention to one sentence.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM

TINY = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "tiny"
NAMES = ("llama-mha", "llama-gqa", "qwen2")
# of the tokens: [from, to) is hidden from all that stand at `to` and after it
SPANS = ((2, 5), (0, 1), (4, 9))


def mask(length: int, start: int, end: int) -> torch.Tensor:
    """[1, 1, length, length]: 0 where a token (rows) sees another (columns), else very negative."""
    seen = torch.ones(length, length, dtype=torch.bool).tril()
    seen[end:, start:end] = False
    return torch.where(seen, 0.0, torch.finfo(torch.float32).min)[None, None]


@torch.no_grad()
def main() -> None:
    into = TINY / "hidden"
    into.mkdir(exist_ok=True)
    cases, values = [], {}
    for name in NAMES:
        model = AutoModelForCausalLM.from_pretrained(TINY / name, dtype=torch.float32, attn_implementation="eager")
        tokens = json.loads((TINY / name / "golden.json").read_text())["runs"][0]["tokens"]
        for start, end in SPANS:
            ids = torch.tensor([tokens])
            logits = model(input_ids=ids, attention_mask=mask(len(tokens), start, end)).logits[0]
            values[str(len(cases))] = logits.contiguous()
            cases.append({"model": name, "tokens": tokens, "from": start, "to": end})
    (into / "golden.json").write_text(json.dumps({"cases": cases}) + "\n")
    save_file(values, into / "golden.safetensors")


if __name__ == "__main__":
    main()
