"""Makes tests/fixtures/golden/<id> for every checkpoint of public/models/index.json that is no step of a series.

    python -m training.golden.published

It also renews the answers of tests/fixtures/dice, and public/models/golden, which the page checks a device with, and
its entries in index.json.
"""

import hashlib
import json
import shutil

import torch
from peft import PeftModel
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from . import dice
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
    """Writes every hook of one short prompt, at every position, and returns the entry of the list."""
    ids, _ = encode(tokenizer, {"messages": [{"role": "user", "content": DEVICE_PROMPT}], "answer": None})
    values = {name: value.contiguous() for name, value in Recorder(model).run(ids).items()}
    path = MODELS / "golden" / f"{identifier}.safetensors"
    path.parent.mkdir(exist_ok=True)
    save_file(values, path)
    path.chmod(0o644)
    data = path.read_bytes()
    file = {"path": f"golden/{path.name}", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return {"checkpoint": identifier, "prompt": DEVICE_PROMPT, "file": file}


def opened(entry):
    """(model, tokenizer) of an entry of the list, adapters merged."""
    full = MODELS / (entry["base"] or entry["id"])
    model = AutoModelForCausalLM.from_pretrained(full, dtype=torch.float32, attn_implementation="eager")
    if entry["base"]:
        model = PeftModel.from_pretrained(model, MODELS / entry["id"]).merge_and_unload()
    return model.eval(), AutoTokenizer.from_pretrained(full)


def device_goldens(index):
    """The list's entries for the check on a device: the good and the bad model of the pair that the page opens with."""
    shutil.rmtree(MODELS / "golden", ignore_errors=True)
    entries = {entry["id"]: entry for entry in index["checkpoints"]}
    return [device_golden(*opened(entries[identifier]), identifier) for identifier in index["defaultPair"]]


def main():
    index = json.loads((MODELS / "index.json").read_text())
    shutil.rmtree(FIXTURES / "golden", ignore_errors=True)
    for entry in index["checkpoints"]:
        # The checkpoints of a series are loaded like the others, and would make the fixtures large.
        if "series" not in entry:
            golden(*opened(entry), PUBLISHED_PROMPTS, FIXTURES / "golden" / entry["id"], few_positions=True)
    dice.main()
    index["golden"] = device_goldens(index)
    (MODELS / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
