"""Makes tests/fixtures/tiny: three random checkpoints and one adapter, with golden activations at every hook.

python -m training.golden.tiny
"""

import json
import shutil

import torch
from peft import LoraConfig, get_peft_model
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

from .recorder import FIXTURES, golden

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
    "plain": (
        "{% for m in messages %}<|{{ m.role }}|>\n{{ m.content }}<|end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|assistant|>\n{% endif %}"
    ),
    "trimmed": (
        "{{ bos_token }}{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] | trim }}{% endfor %}"
        "{% if add_generation_prompt %}<|assistant|>{% endif %}"
    ),
    "system": (
        "{% if messages[0]['role'] != 'system' %}<|system|>You are helpful.<|end|>{% endif %}"
        "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}<|end|>{% endfor %}"
        "{% if add_generation_prompt %}<|assistant|>{% endif %}"
    ),
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


def tiny_tokenizer(template):
    """A byte-level BPE of 320 pieces with one of TEMPLATES."""
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


def tiny_models():
    """Name -> (chat template, stored number type, function that makes the model)."""
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
    return {
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


def inline_template(folder):
    """Moves the chat template into tokenizer_config.json, its older place, which many checkpoints still use."""
    path = folder / "tokenizer_config.json"
    config = json.loads(path.read_text())
    config["chat_template"] = (folder / "chat_template.jinja").read_text()
    path.write_text(json.dumps(config, indent=2) + "\n")
    (folder / "chat_template.jinja").unlink()


def make_tiny_adapter(base, folder):
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
    """Replaces the local path of the base, which PEFT writes, by its name."""
    config = json.loads(path.read_text())
    config["base_model_name_or_path"] = "llama-mha"
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def main():
    for seed, (name, (template, dtype, make)) in enumerate(tiny_models().items()):
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


if __name__ == "__main__":
    main()
