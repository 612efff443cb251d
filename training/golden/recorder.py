"""Records every hook of one forward pass of a transformers model, under the names and shapes of src/core/hooks.ts.

Every value comes from transformers' own modules by forward hooks, with eager attention, and is kept in float32.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"


class Recorder:
    """Collects every hook of one forward pass, applying edits {hook: (scale, add)} as values go by."""

    def __init__(self, model, edits=None):
        self.model = model
        self.edits = edits or {}
        self.values = {}
        self.handles = []

    def see(self, name, value):
        if name in self.edits:
            scale, add = self.edits[name]
            value = value * scale + add
        self.values[name] = value.detach().clone()
        return value

    def after(self, module, name):
        def seen(_module, _inputs, output):
            if isinstance(output, tuple):
                return (self.see(name, output[0]), *output[1:])
            return self.see(name, output)

        self.handles.append(module.register_forward_hook(seen))

    def before(self, module, name):
        self.handles.append(
            module.register_forward_pre_hook(lambda _m, inputs: (self.see(name, inputs[0]), *inputs[1:]))
        )

    def look(self, name, value):
        self.values[name] = value.detach().clone()

    def run(self, ids):
        inner = self.model.model
        self.after(inner.embed_tokens, "hook_embed")
        for index, layer in enumerate(inner.layers):
            at = f"blocks.{index}"
            # These are copies of values that were edited where they were written: recorded, not edited again.
            self.handles += [
                layer.register_forward_pre_hook(lambda _m, inputs, at=at: self.look(f"{at}.hook_resid_pre", inputs[0])),
                layer.post_attention_layernorm.register_forward_pre_hook(
                    lambda _m, inputs, at=at: self.look(f"{at}.hook_resid_mid", inputs[0])
                ),
                layer.self_attn.register_forward_hook(
                    lambda _m, _i, output, at=at: self.look(f"{at}.attn.hook_pattern", output[1])
                ),
            ]
            self.before(layer.self_attn.o_proj, f"{at}.attn.hook_z")
            self.after(layer.self_attn, f"{at}.hook_attn_out")
            self.before(layer.mlp.down_proj, f"{at}.mlp.hook_post")
            self.after(layer.mlp, f"{at}.hook_mlp_out")
            self.after(layer, f"{at}.hook_resid_post")
        try:
            with torch.no_grad():
                logits = self.model(torch.tensor([ids])).logits
        finally:
            for handle in self.handles:
                handle.remove()
        return self.finish(logits)

    def finish(self, logits):
        config = self.model.config
        heads = config.num_attention_heads
        found = {name: value[0].float() for name, value in self.values.items()}
        for index, layer in enumerate(self.model.model.layers):
            z = found[f"blocks.{index}.attn.hook_z"].unflatten(-1, (heads, -1))
            weight = layer.self_attn.o_proj.weight.detach().float().unflatten(-1, (heads, -1))
            found[f"blocks.{index}.attn.hook_z"] = z
            found[f"blocks.{index}.attn.hook_result"] = torch.einsum("thk,dhk->thd", z, weight)
        last = found[f"blocks.{config.num_hidden_layers - 1}.hook_resid_post"]
        found["ln_final.hook_normalized"] = last * torch.rsqrt(last.pow(2).mean(-1, keepdim=True) + config.rms_norm_eps)
        found["logits"] = logits[0].float()
        return found


def encode(tokenizer, prompt):
    """(token ids of the formatted prompt and the answer, position of the prompt's last token)."""
    ids = tokenizer.apply_chat_template(
        prompt["messages"], add_generation_prompt=True, tokenize=True, return_dict=False
    )
    spoken = tokenizer(prompt["answer"], add_special_tokens=False)["input_ids"] if prompt["answer"] else []
    return list(ids) + spoken, len(ids) - 1


def at_positions(name, value, positions):
    """Keeps some destination positions: axis 1 of the attention pattern, axis 0 of everything else."""
    return value[:, positions] if name.endswith("hook_pattern") else value[positions]


def golden(model, tokenizer, prompts, folder, few_positions=False, edited=False):
    """Writes golden.json (prompts, tokens, kept positions, edits) and golden.safetensors ("<run>.<hook>") to a folder.

    `few_positions` keeps two or three positions of each run, so that the fixtures of real checkpoints stay small.
    """
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
            tensors[f"{run}.edit.{name}.scale"] = scale.contiguous()
            tensors[f"{run}.edit.{name}.add"] = add.contiguous()
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
