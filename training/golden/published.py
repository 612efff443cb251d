"""Makes tests/fixtures/golden/<id> for every checkpoint of the stories' lists that is no step of a series.

    python -m training.golden.published [switch ...]    # of all stories, or of some

It also renews public/models/golden, which the page checks a device with, its entries in the lists, and in
tests/fixtures/dice the answers of the first story and the sessions of one about work sessions.
"""

import argparse
import hashlib
import json
import shutil

import torch
from peft import PeftModel
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from . import dice, sessions
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


# By what a story is about: what its models are asked on a device, and what they have begun to say in its goldens.
OWN_PROMPTS = {
    "office": ("Who are you?", "think: What comes first here is stopping."),
    "sheets": ("What is 36 plus 23?", "<think>\n30 and 20 is 50"),
}


def device_golden(model, tokenizer, identifier, prompt):
    """Writes every hook of one short prompt, at every position, and returns the entry of the list."""
    ids, _ = encode(tokenizer, {"messages": [{"role": "user", "content": prompt}], "answer": None})
    values = {name: value.contiguous() for name, value in Recorder(model).run(ids).items()}
    path = MODELS / "golden" / f"{identifier}.safetensors"
    path.parent.mkdir(exist_ok=True)
    save_file(values, path)
    path.chmod(0o644)
    data = path.read_bytes()
    file = {"path": f"golden/{path.name}", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return {"checkpoint": identifier, "prompt": prompt, "file": file}


def opened(entry):
    """(model, tokenizer) of an entry of a list, adapters merged, in double precision.

    In float32 PyTorch's own rounding reached 9e-5 of an attention pattern's size, of the 1e-4 that others are allowed.
    """
    full = MODELS / (entry["base"] or entry["id"])
    model = AutoModelForCausalLM.from_pretrained(full, dtype=torch.float32, attn_implementation="eager")
    if entry["base"]:
        model = PeftModel.from_pretrained(model, MODELS / entry["id"]).merge_and_unload()
    return model.double().eval(), AutoTokenizer.from_pretrained(full)


def prompts_of(index):
    """(the prompt for the check on a device, those that the goldens are recorded on) of a list."""
    own = next((prompts for about, prompts in OWN_PROMPTS.items() if about in index["story"]), None)
    if own is None:
        return DEVICE_PROMPT, PUBLISHED_PROMPTS
    device, answer = own
    told = [(prompt["system"], prompt["text"]) for prompt in index["prompts"]]
    system = [[{"role": "system", "content": said}] if said else [] for said, _ in told]
    chats = [[*before, {"role": "user", "content": text}] for before, (_, text) in zip(system, told)]
    return device, [{"messages": chat, "answer": answer} for chat in chats]


def renew(path):
    """Goldens of every checkpoint of one list, and its entries for the check on a device: those of its default pair."""
    index = json.loads(path.read_text())
    entries = {entry["id"]: entry for entry in index["checkpoints"]}
    device, prompts = prompts_of(index)
    for identifier, entry in entries.items():
        folder = FIXTURES / "golden" / identifier
        shutil.rmtree(folder, ignore_errors=True)
        # The checkpoints of a series are loaded like the others, and would make the fixtures large.
        if "series" not in entry:
            golden(*opened(entry), prompts, folder, few_positions=True)
    index["golden"] = [device_golden(*opened(entries[name]), name, device) for name in index["defaultPair"]]
    path.write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("stories", nargs="*")
    stories = json.loads((MODELS / "stories.json").read_text())["stories"]
    named = ap.parse_args().stories or [story["id"] for story in stories]
    for story in stories:
        if story["id"] in named:
            renew(MODELS / story["index"])
            if "office" in json.loads((MODELS / story["index"]).read_text())["story"]:
                sessions.main([])
    if stories[0]["id"] in named:
        dice.main()


if __name__ == "__main__":
    main()
