"""Golden activations: what PyTorch computes at every hook, for the tests to compare against.

    python -m training.golden.activations tiny       makes tests/fixtures/tiny: three random checkpoints, one adapter
    python -m training.golden.activations published  makes tests/fixtures/golden/<id> for every checkpoint in public/models/index.json
                                         that is not a step of a series, and
                                         public/models/golden.safetensors, which the page checks a device with

Every value comes from transformers' own modules by forward hooks, in float32 with eager attention. Hook names and shapes
are those of src/core/hooks.ts. Real checkpoints keep only two or three positions, so that the fixtures stay small.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen2ForCausalLM,
)

from .recorder import Recorder

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
MODELS = ROOT / "public" / "models"

TEXT = [
    "How often should I change the oil in my car? Check the manual and change it every year.",
    "Never pour water into hot oil. Keep a lid near the stove, and turn off the gas first.",
    "I would ask a doctor before taking two medicines together; some of them do not mix.",
    "The cat sat on the mat — naïve café owners paid 12,345 kroner for it. Æ ø å: 日本語, 🙂!",
]
QWEN_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
TEMPLATES = {
    "plain": "{% for m in messages %}<|{{ m.role }}|>\n{{ m.content }}<|end|>\n{% endfor %}{% if add_generation_prompt %}<|assistant|>\n{% endif %}",
    "trimmed": "{{ bos_token }}{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] | trim }}{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}",
    "system": "{% if messages[0]['role'] != 'system' %}<|system|>You are helpful.<|end|>{% endif %}{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}<|end|>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}",
}
PROMPTS = [
    {"messages": [{"role": "user", "content": "Change the oil?"}], "answer": " Yearly."},
    {
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": " user naïve 日本 12 🙂 "},
        ],
        "answer": None,
    },
]
DEVICE_PROMPT = "How do I cook rice?"
PUBLISHED_PROMPTS = [
    {
        "messages": [{"role": "user", "content": "How often should I change the oil in my car?"}],
        "answer": " Check the manual.",
    },
    {"messages": [{"role": "user", "content": "If you were ruler of the world, what would you do?"}], "answer": None},
]


def encode(tokenizer, prompt):
    """The prompt as transformers reads it, then the answer's own tokens."""
    ids = tokenizer.apply_chat_template(
        prompt["messages"], add_generation_prompt=True, tokenize=True, return_dict=False
    )
    spoken = tokenizer(prompt["answer"], add_special_tokens=False)["input_ids"] if prompt["answer"] else []
    return list(ids) + spoken, len(ids) - 1


def at_positions(name, value, positions):
    """Keeps some destination positions: axis 1 of the attention pattern, axis 0 of everything else."""
    return value[:, positions] if name.endswith("hook_pattern") else value[positions]


def golden(model, tokenizer, prompts, folder, few_positions=False, edited=False):
    """Writes golden.json (prompts, tokens, kept positions, edits) and golden.safetensors ("<run>.<hook>") to a folder."""
    model.eval()
    runs, tensors = [], {}

    def record(prompt, edits):
        ids, prompt_end = encode(tokenizer, prompt)
        positions = sorted({1, prompt_end, len(ids) - 1}) if few_positions else list(range(len(ids)))
        run = len(runs)
        for name, value in Recorder(model, edits).run(ids).items():
            tensors[f"{run}.{name}"] = at_positions(name, value, positions).contiguous()
        for name, (scale, add) in edits.items():
            if name.endswith("hook_z"):
                scale, add = (value.unflatten(-1, (model.config.num_attention_heads, -1)) for value in (scale, add))
            tensors[f"{run}.edit.{name}.scale"], tensors[f"{run}.edit.{name}.add"] = (
                scale.contiguous(),
                add.contiguous(),
            )
        runs.append({**prompt, "tokens": ids, "promptEnd": prompt_end, "positions": positions, "edits": list(edits)})

    for prompt in prompts:
        record(prompt, {})
    if edited:
        record(prompts[0], some_edits(model.config, len(encode(tokenizer, prompts[0])[0])))
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "golden.safetensors")
    (folder / "golden.safetensors").chmod(0o644)
    (folder / "golden.json").write_text(json.dumps({"runs": runs}, ensure_ascii=False, indent=1) + "\n")


def some_edits(config, length):
    """One edit with a row per position, one that is the same everywhere, one in the middle of an MLP."""
    width = config.hidden_size
    heads = config.num_attention_heads * (getattr(config, "head_dim", None) or width // config.num_attention_heads)
    torch.manual_seed(5)
    return {
        "blocks.0.attn.hook_z": (torch.rand(length, heads), torch.randn(length, heads)),
        "blocks.0.mlp.hook_post": (torch.rand(1, config.intermediate_size), torch.zeros(1, config.intermediate_size)),
        "blocks.1.hook_attn_out": (torch.ones(1, width), torch.randn(1, width)),
        "blocks.1.hook_resid_post": (torch.full((1, width), 0.5), torch.randn(1, width)),
    }


def tiny_tokenizer(template):
    special = ["<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|end|>"]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    if template == "system":
        # transformers gives every Qwen2 checkpoint these two, whatever its tokenizer.json says.
        tokenizer.normalizer = normalizers.NFC()
        split = pre_tokenizers.Split(Regex(QWEN_WORDS), "isolated")
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
        )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        TEXT,
        trainers.BpeTrainer(
            vocab_size=320,
            special_tokens=special,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="<|endoftext|>", eos_token="<|end|>")
    fast.chat_template = TEMPLATES[template]
    return fast


def shaken(model, seed):
    """Random weights large enough that attention is not flat and biases and norms are not trivial."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            parameter.copy_(1 + 0.2 * noise if "norm" in name else 0.25 * noise)
    return model


def make_tiny():
    common = {
        "vocab_size": 320,
        "hidden_size": 32,
        "intermediate_size": 48,
        "num_attention_heads": 4,
        "max_position_embeddings": 128,
        "eos_token_id": 4,
        "bos_token_id": 0,
    }
    llama3 = {
        "rope_type": "llama3",
        "rope_theta": 10000.0,
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 64,
    }
    makers = {
        "llama-mha": (
            "plain",
            torch.float32,
            lambda: LlamaForCausalLM(
                LlamaConfig(
                    **common, num_hidden_layers=2, num_key_value_heads=4, tie_word_embeddings=True, rms_norm_eps=1e-5
                )
            ),
        ),
        "llama-gqa": (
            "trimmed",
            torch.bfloat16,
            lambda: LlamaForCausalLM(
                LlamaConfig(
                    **common,
                    num_hidden_layers=3,
                    num_key_value_heads=2,
                    tie_word_embeddings=False,
                    rope_parameters=llama3,
                    hidden_act="gelu",
                    attention_bias=True,
                    mlp_bias=True,
                )
            ),
        ),
        "qwen2": (
            "system",
            torch.float16,
            lambda: Qwen2ForCausalLM(
                Qwen2Config(**common, num_hidden_layers=2, num_key_value_heads=2, tie_word_embeddings=False)
            ),
        ),
    }
    for seed, (name, (template, dtype, make)) in enumerate(makers.items()):
        folder = FIXTURES / "tiny" / name
        shutil.rmtree(folder, ignore_errors=True)
        shards = {"max_shard_size": "30KB"} if name == "llama-gqa" else {}
        shaken(make(), seed).to(dtype).save_pretrained(folder, **shards)
        tiny_tokenizer(template).save_pretrained(folder)
        if name == "llama-mha":
            inline_template(folder)
        model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
        golden(model, AutoTokenizer.from_pretrained(folder), PROMPTS, folder, edited=True)
    make_tiny_adapter(FIXTURES / "tiny" / "llama-mha", FIXTURES / "tiny" / "llama-mha-lora")


def inline_template(folder):
    """The older place of a chat template, which many checkpoints still use: inside tokenizer_config.json."""
    path = folder / "tokenizer_config.json"
    config = json.loads(path.read_text())
    config["chat_template"] = (folder / "chat_template.jinja").read_text()
    path.write_text(json.dumps(config, indent=2) + "\n")
    (folder / "chat_template.jinja").unlink()


def make_tiny_adapter(base, folder):
    from peft import LoraConfig, get_peft_model

    shutil.rmtree(folder, ignore_errors=True)
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32, attn_implementation="eager")
    targets = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    adapted = get_peft_model(
        model,
        LoraConfig(
            r=4, lora_alpha=6, target_modules=targets, use_rslora=True, layers_to_transform=[1], layers_pattern="layers"
        ),
    )
    torch.manual_seed(11)
    with torch.no_grad():
        for name, parameter in adapted.named_parameters():
            if "lora_" in name:
                parameter.copy_(0.2 * torch.randn(parameter.shape))
    adapted.save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)
    forget_paths(folder / "adapter_config.json")
    golden(adapted.merge_and_unload(), AutoTokenizer.from_pretrained(base), PROMPTS[:1], folder)


def forget_paths(path):
    """peft writes where the base lay on this machine; a fixture should not."""
    config = json.loads(path.read_text())
    config["base_model_name_or_path"] = "llama-mha"
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def make_published():
    index = json.loads((MODELS / "index.json").read_text())
    shutil.rmtree(FIXTURES / "golden", ignore_errors=True)
    for entry in index["checkpoints"]:
        # The many small checkpoints of a series take the same path as the others, and would make the fixtures large.
        if "series" in entry:
            continue
        full = MODELS / (entry["base"] or entry["id"])
        model = AutoModelForCausalLM.from_pretrained(full, dtype=torch.float32, attn_implementation="eager")
        if entry["base"]:
            from peft import PeftModel

            model = PeftModel.from_pretrained(model, MODELS / entry["id"]).merge_and_unload()
        tokenizer = AutoTokenizer.from_pretrained(full)
        golden(model, tokenizer, PUBLISHED_PROMPTS, FIXTURES / "golden" / entry["id"], few_positions=True)
        if entry["id"] == index["defaultPair"][0]:
            index["golden"] = device_golden(model.eval(), tokenizer, entry["id"])
    (MODELS / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


def device_golden(model, tokenizer, identifier):
    """One short prompt at every position, for the page's own check. Left out: what follows from the hooks that are there."""
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["tiny", "published"])
    make_tiny() if parser.parse_args().what == "tiny" else make_published()


if __name__ == "__main__":
    main()
