"""Every hook of one forward pass of a transformers model, under the names of src/core/hooks.ts; used by golden.py and golden_interventions.py."""

import torch


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
            # Values that enter a block are what the one before left, edits included; they are looked at, not edited again.
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
            weight = layer.self_attn.o_proj.weight.detach().unflatten(-1, (heads, -1))
            found[f"blocks.{index}.attn.hook_z"] = z
            found[f"blocks.{index}.attn.hook_result"] = torch.einsum("thk,dhk->thd", z, weight)
        last = found[f"blocks.{config.num_hidden_layers - 1}.hook_resid_post"]
        found["ln_final.hook_normalized"] = last * torch.rsqrt(last.pow(2).mean(-1, keepdim=True) + config.rms_norm_eps)
        found["logits"] = logits[0].float()
        return found
