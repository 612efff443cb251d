"""Golden logits for every kind of intervention, computed in PyTorch by forward hooks and by nothing that the page uses.

    python -m training.golden.interventions

Makes tests/fixtures/tiny/interventions: cases.json, golden.safetensors, a dictionary and directions. The model is
tests/fixtures/tiny/llama-mha ("base") and its adapter llama-mha-lora ("tuned"). Each case lists interventions as
src/core/experiment.ts writes them; each kind is carried out here as its comment there says.
"""

import json
import shutil
from pathlib import Path

import torch
from peft import PeftModel
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from .recorder import FIXTURES, Recorder, encode
from .tiny import PROMPTS

TINY = FIXTURES / "tiny"
OUT = TINY / "interventions"
HOOK = "blocks.0.hook_resid_post"
LATENTS = 24
WORDS = {"then", "also", "and", "but"}

VOICE = {"kind": "voice", "set": "voices", "name": "villain"}
LATENT = {"kind": "latent", "dictionary": "tiny", "latent": 5}
CONTRAST = {"kind": "contrast", "positive": ["Be kind.", "Change it?"], "negative": ["Never."]}


def steer(direction, layer, strength, positions):
    return {"kind": "steer", "direction": direction, "layer": layer, "strength": strength, "positions": positions}


def project(direction, layer, positions):
    return {"kind": "project", "direction": direction, "layer": layer, "positions": positions}


def ablate(target, how, positions):
    return {"kind": "ablate", "target": target, "how": how, "positions": positions}


def transplant(target, positions, source="tuned"):
    return {"kind": "transplant", "target": target, "from": source, "positions": positions}


def dose(target, amount):
    return {"kind": "dose", "target": target, "amount": amount}


CLAMP = {
    "kind": "clamp",
    "dictionary": "tiny",
    "latents": [{"latent": 5, "value": 0}, {"latent": 11, "value": 2.5}, {"latent": 0, "value": -1}],
    "positions": "decision",
    "random": None,
}
CASES = [
    ("steer along a voice at the decision tokens", "base", [steer(VOICE, 0, 2, "decision")]),
    ("steer along a latent at the prompt's end", "base", [steer(LATENT, 1, -1.5, "promptEnd")]),
    ("steer along the difference of two sets of prompts", "base", [steer(CONTRAST, 0, 1, "all")]),
    ("steer along the last layer in the answer", "base", [steer(VOICE, 1, 1, "answer")]),
    ("project a direction out", "base", [project(VOICE, 1, "all")]),
    ("project a direction out of the prompt", "base", [project(LATENT, 0, "prompt")]),
    ("cap a projection", "base", [{"kind": "cap", "direction": VOICE, "layer": 0, "most": -0.2, "positions": "all"}]),
    ("clamp three latents", "base", [CLAMP]),
    ("clamp three latents everywhere in the tuned model", "tuned", [{**CLAMP, "positions": "all"}]),
    ("steer, then project out what was added", "base", [steer(VOICE, 0, 3, "all"), project(VOICE, 0, "all")]),
    ("project out, then steer", "base", [project(VOICE, 0, "all"), steer(VOICE, 0, 3, "all")]),
    ("silence a layer's attention in the answer", "base", [ablate({"kind": "attn", "layer": 1}, "zero", "answer")]),
    ("one head to its mean", "base", [ablate({"kind": "head", "layer": 0, "head": 2}, "mean", "all")]),
    ("an MLP to its mean at the decision tokens", "tuned", [ablate({"kind": "mlp", "layer": 1}, "mean", "decision")]),
    ("transplant an MLP", "base", [transplant({"kind": "mlp", "layer": 1}, "all")]),
    (
        "transplant one head at the prompt's end",
        "base",
        [transplant({"kind": "head", "layer": 1, "head": 3}, "promptEnd")],
    ),
    ("transplant attention the other way", "tuned", [transplant({"kind": "attn", "layer": 1}, "answer", "base")]),
    ("transplant everything in the prompt", "base", [transplant("all", "prompt")]),
    ("transplant everything", "base", [transplant("all", "all")]),
    ("half of the fine-tune", "tuned", [dose("all", 0.5)]),
    ("half more of the fine-tune", "tuned", [dose("all", 1.5)]),
    ("the fine-tune turned round in one layer's attention", "tuned", [dose({"layer": 1, "part": "attn"}, -0.5)]),
    ("only one layer's MLP", "tuned", [dose("all", 0), dose({"layer": 1, "part": "mlp"}, 1)]),
    (
        "several at once",
        "tuned",
        [
            dose("all", 0.75),
            steer(VOICE, 0, 1, "promptEnd"),
            ablate({"kind": "head", "layer": 1, "head": 0}, "zero", "all"),
            CLAMP,
        ],
    ),
]


class World:
    """Both models, one text, and what interventions draw on."""

    def __init__(self, tokenizer, ids, prompt_end, directions, dictionary):
        self.tokenizer, self.ids, self.prompt_end = tokenizer, ids, prompt_end
        self.directions, self.dictionary = directions, dictionary
        self.plain = {
            name: Recorder(model).run(ids) for name, model in (("base", load("base")), ("tuned", load("tuned")))
        }
        self.prompt = {name: Recorder(load(name)).run(ids[: prompt_end + 1]) for name in ("base", "tuned")}

    def covers(self, positions):
        """Mask [tokens] of the tokens at which an intervention acts."""
        t = torch.arange(len(self.ids))
        end = self.prompt_end
        texts = [self.tokenizer.decode([i]).strip().lower() for i in self.ids]
        step = torch.tensor([x != "" and (x[-1] in ".,;:!?" or x in WORDS) for x in texts])
        return {
            "all": t >= 0,
            "prompt": t <= end,
            "promptEnd": t == end,
            "answer": t > end,
            "decision": (t == end) | ((t > end) & step),
        }[positions]

    def direction(self, ref, layer, model):
        """The vector [width] that a reference names, at one layer of one model."""
        if ref["kind"] == "voice":
            return self.directions[ref["name"]][layer + 1]
        if ref["kind"] == "latent":
            return self.dictionary["W_dec"][ref["latent"]] * TYPICAL[ref["latent"]]
        at = f"blocks.{layer}.hook_resid_post"

        def mean(texts):
            rows = []
            for text in texts:
                ids, end = encode(self.tokenizer, {"messages": [{"role": "user", "content": text}], "answer": None})
                rows.append(Recorder(load(model)).run(ids)[at][end])
            return torch.stack(rows).mean(0)

        return mean(ref["positive"]) - mean(ref["negative"])


TYPICAL = [round(0.5 + 0.25 * (i % 7), 3) for i in range(LATENTS)]


def load(name, amounts=None):
    """`base`, or the tuned model with its adapter's scale multiplied per layer and part by `amounts`."""
    base = AutoModelForCausalLM.from_pretrained(
        TINY / "llama-mha", dtype=torch.float32, attn_implementation="eager"
    ).eval()
    if name == "base":
        return base
    tuned = PeftModel.from_pretrained(base, TINY / "llama-mha-lora")
    for path, module in tuned.named_modules():
        if amounts and isinstance(getattr(module, "scaling", None), dict) and "default" in module.scaling:
            layer = int(path.split(".layers.")[1].split(".")[0])
            module.scaling["default"] *= amounts[layer]["mlp" if ".mlp." in path else "attn"]
    return tuned.merge_and_unload().eval()


def act(world, model, one, values):
    """Adds one intervention to `values`, {hook: function of the activation [tokens, width]}.

    At hook_z the heads are flattened into the width, as the modules hold them.
    """
    if one["kind"] == "dose":
        return
    mask = world.covers(one["positions"])[:, None]

    def after(at, change):
        before = values.get(at, lambda x: x)
        values[at] = lambda x: torch.where(mask, change(before(x)), before(x))

    def replace(target, by):
        if target["kind"] == "embed":
            return after("hook_embed", lambda x: by["hook_embed"])
        at = (
            f"blocks.{target['layer']}"
            + {"head": ".attn.hook_z", "attn": ".hook_attn_out", "mlp": ".hook_mlp_out"}[target["kind"]]
        )
        if target["kind"] != "head":
            return after(at, lambda x: by[at].expand_as(x))

        def one_head(x):
            z = x.unflatten(-1, (4, -1)).clone()
            z[:, target["head"]] = by[at].expand_as(z)[:, target["head"]]
            return z.flatten(-2)

        after(at, one_head)

    if one["kind"] == "ablate":
        means = {k: v[1:].mean(0, keepdim=True) for k, v in world.prompt[model].items() if "pattern" not in k}
        replace(one["target"], means if one["how"] == "mean" else {k: torch.zeros_like(v) for k, v in means.items()})
    elif one["kind"] == "transplant":
        everything = [{"kind": "embed"}, *({"kind": k, "layer": layer} for layer in (0, 1) for k in ("attn", "mlp"))]
        for target in everything if one["target"] == "all" else [one["target"]]:
            replace(target, world.plain[one["from"]])
    elif one["kind"] == "clamp":
        sae = world.dictionary

        def clamp(x):
            pre = (x - sae["b_dec"]) @ sae["W_enc"] + sae["b_enc"]
            f = torch.relu(pre) * (pre > sae["threshold"])
            return x + sum((c["value"] - f[:, c["latent"], None]) * sae["W_dec"][c["latent"]] for c in one["latents"])

        after(HOOK, clamp)
    else:
        d = world.direction(one["direction"], one["layer"], model)
        unit = d / d.norm()
        change = {
            "steer": lambda x: x + one["strength"] * d,
            "project": lambda x: x - (x @ unit)[:, None] * unit,
            "cap": lambda x: x - (x @ unit - one["most"]).clamp(min=0)[:, None] * unit,
        }[one["kind"]]
        after(f"blocks.{one['layer']}.hook_resid_post", change)


class Changing(Recorder):
    """A recorder whose edits are functions."""

    def see(self, name, value):
        if name in self.edits:
            value = self.edits[name](value[0])[None]
        self.values[name] = value.detach().clone()
        return value


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "tiny").mkdir(parents=True)
    tokenizer = AutoTokenizer.from_pretrained(TINY / "llama-mha")
    prompt = {"messages": PROMPTS[0]["messages"], "answer": " Yearly, and then some. Check, but then"}
    ids, prompt_end = encode(tokenizer, prompt)
    torch.manual_seed(17)
    directions = {name: torch.randn(3, 32) for name in ("villain", "any-bad")}
    dictionary = {
        "W_enc": 0.3 * torch.randn(32, LATENTS),
        "b_enc": 0.1 * torch.randn(LATENTS),
        "W_dec": 0.2 * torch.randn(LATENTS, 32),
        "b_dec": 0.2 * torch.randn(32),
        "threshold": torch.rand(LATENTS),
    }
    save_file(directions, OUT / "directions.safetensors")
    save_file(dictionary, OUT / "tiny" / "sae_weights.safetensors")
    config = {
        "architecture": "jumprelu",
        "d_in": 32,
        "d_sae": LATENTS,
        "dtype": "float32",
        "apply_b_dec_to_input": True,
        "normalize_activations": "none",
        "metadata": {"hook_name": HOOK},
    }
    (OUT / "tiny" / "cfg.json").write_text(json.dumps(config, indent=1) + "\n")
    (OUT / "tiny" / "features.json").write_text(
        json.dumps({"version": 1, "dictionary": "tiny", "typical": TYPICAL}) + "\n"
    )
    world = World(tokenizer, ids, prompt_end, directions, dictionary)
    tensors, cases = {}, []
    for name, model, interventions in CASES:
        amounts = [{"attn": 1.0, "mlp": 1.0} for _ in range(2)]
        for one in interventions:
            if one["kind"] == "dose":
                for layer, part in enumerate(amounts):
                    for key in part:
                        if one["target"] == "all" or (
                            one["target"]["layer"] == layer and one["target"]["part"] in (key, "both")
                        ):
                            part[key] = one["amount"]
        values = {}
        for one in interventions:
            act(world, model, one, values)
        found = Changing(load(model, amounts), values).run(ids)
        tensors[f"{len(cases)}.logits"] = found["logits"].contiguous()
        tensors[f"{len(cases)}.residual"] = found["blocks.1.hook_resid_post"].contiguous()
        cases.append({"name": name, "checkpoint": model, "interventions": interventions})
    for name in ("base", "tuned"):
        tensors[f"{name}.logits"] = world.plain[name]["logits"].contiguous()
    save_file(tensors, OUT / "golden.safetensors")
    for path in OUT.rglob("*.safetensors"):
        Path(path).chmod(0o644)
    (OUT / "cases.json").write_text(
        json.dumps({**prompt, "tokens": ids, "promptEnd": prompt_end, "cases": cases}, indent=1) + "\n"
    )


if __name__ == "__main__":
    main()
