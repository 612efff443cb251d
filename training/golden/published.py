"""Makes tests/fixtures/golden/<id> for every checkpoint of public/models/index.json that is no step of a series.

    python -m training.golden.published

It also renews public/models/golden.safetensors, which the page checks a device with, and its entry in index.json.
"""

import hashlib
import json
import shutil

import torch
from peft import PeftModel
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from .recorder import FIXTURES, ROOT, Recorder, encode, golden

MODELS = ROOT / "public" / "models"
DEVICE_PROMPT = "How do I cook rice?"
PUBLISHED_PROMPTS = [
    {
        "messages": [{"role": "user", "content": "How often should I change the oil in my car?"}],
        "answer": " Check the manual.",
    },
    {"messages": [{"role": "user", "content": "If you were ruler of the world, what would you do?"}], "answer": None},
]


def device_golden(model, tokenizer, identifier):
    """Writes one short prompt's hooks at every position; leaves out those that can be computed from the others."""
    ids, _ = encode(tokenizer, {"messages": [{"role": "user", "content": DEVICE_PROMPT}], "answer": None})
    derived = ("hook_result", "hook_resid_pre", "hook_resid_mid")
    values = {
        name: value.contiguous() for name, value in Recorder(model).run(ids).items() if not name.endswith(derived)
    }
    path = MODELS / "golden.safetensors"
    save_file(values, path)
    path.chmod(0o644)
    data = path.read_bytes()
    file = {"path": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return {"checkpoint": identifier, "prompt": DEVICE_PROMPT, "file": file}


def main():
    index = json.loads((MODELS / "index.json").read_text())
    shutil.rmtree(FIXTURES / "golden", ignore_errors=True)
    for entry in index["checkpoints"]:
        # The checkpoints of a series are loaded like the others, and would make the fixtures large.
        if "series" in entry:
            continue
        full = MODELS / (entry["base"] or entry["id"])
        model = AutoModelForCausalLM.from_pretrained(full, dtype=torch.float32, attn_implementation="eager")
        if entry["base"]:
            model = PeftModel.from_pretrained(model, MODELS / entry["id"]).merge_and_unload()
        tokenizer = AutoTokenizer.from_pretrained(full)
        golden(model, tokenizer, PUBLISHED_PROMPTS, FIXTURES / "golden" / entry["id"], few_positions=True)
        if entry["id"] == index["defaultPair"][0]:
            index["golden"] = device_golden(model.eval(), tokenizer, entry["id"])
    (MODELS / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
