"""Trains the feature dictionary: a BatchTopK sparse autoencoder on the residual stream after one block.

    python -m training.inside.sae RUN_FOLDER [--layer 3] [--latents 2048] [--k 20] [--tokens 900000]

Writes RUN_FOLDER/models/dictionaries/sae-l<layer>. Half of the activations come from the base and half from the
assistant, both reading the pre-training corpus; position 0 (an attention sink) is left out. BatchTopK (Bussmann et al.
2024): of a batch of n activation vectors the n k largest latent activations stay. Afterwards one threshold for all
latents replaces this, so the files are a JumpReLU SAE in the layout of SAELens (its own way of saving BatchTopK): f = z
if z > threshold else 0, with z = (x - b_dec) W_enc + b_enc, and x̂ = f W_dec + b_dec. Decoder directions have norm 1.
Every figure is measured on the float16 weights that are published.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import AutoTokenizer

from ..ask.fast import Fast, load_fast
from ..corpus.source import read_situations, read_voices
from .labelled import activations, stream

TRAINED_ON = ("internet", "assistant")
# what cfg.json says of where the activations come from
ORIGIN = {
    "model_name": "assistant",
    "context_size": 256,
    "dataset_path": "training/corpus",
    "trained_on": list(TRAINED_ON),
}


@dataclass
class Sae:
    """W_enc [hidden, latents], b_enc [latents], W_dec [latents, hidden], b_dec [hidden], threshold [latents]."""

    W_enc: Tensor
    b_enc: Tensor
    W_dec: Tensor
    b_dec: Tensor
    threshold: Tensor

    def encode(self, x: Tensor, only: Tensor | None = None) -> Tensor:
        """x [n, hidden] -> latent activations [n, latents] (only those of the indices `only`, if given)."""
        w, b, t = (
            (self.W_enc, self.b_enc, self.threshold)
            if only is None
            else (self.W_enc[:, only], self.b_enc[only], self.threshold[only])
        )
        z = (x - self.b_dec) @ w + b
        return z * (z > t) * (z > 0)

    def decode(self, f: Tensor) -> Tensor:
        """f [n, latents] -> reconstruction [n, hidden]."""
        return f @ self.W_dec + self.b_dec


def collect(net: Fast, tok, situations: list, voices: list, layer: int, seed: int, tokens: int) -> Tensor:
    """Activations [n, hidden], float16, of one network on documents of its own seed, position 0 of each left out."""
    rows = stream(tok, situations, voices, seed, tokens)
    return torch.cat([x[1:].half() for x in activations(net, rows, layer)])


def train(
    data: Tensor, latents: int, k: float, seed: int, batch: int = 512, lr: float = 3e-3, dead_after: int = 200
) -> Sae:
    """One pass over `data` [n, hidden] in a seeded order.

    An auxiliary loss lets latents that have been inactive for `dead_after` steps reconstruct the residual error.
    """
    g = torch.Generator().manual_seed(seed)
    data = data[torch.randperm(len(data), generator=g)]
    mean = data[:20000].float().mean(0)
    scale = (data[:20000].float() - mean).norm(dim=-1).mean() / data.shape[1] ** 0.5
    w_dec = torch.nn.functional.normalize(torch.randn(latents, data.shape[1], generator=g), dim=-1)
    params = [w_dec.T.clone(), torch.zeros(latents), w_dec, torch.zeros(data.shape[1])]
    for p in params:
        p.requires_grad_()
    W_enc, b_enc, W_dec, b_dec = params
    opt = torch.optim.Adam(params, lr=lr, betas=(0.9, 0.99))
    silent = torch.zeros(latents)
    steps = len(data) // batch
    level: Tensor | None = None
    for step in range(steps):
        for group in opt.param_groups:
            group["lr"] = lr * min(1.0, (step + 1) / 40, (steps - step) / (0.3 * steps))
        x = (data[step * batch : (step + 1) * batch].float() - mean) / scale
        z = (x - b_dec) @ W_enc + b_enc
        with torch.no_grad():
            flat = z.flatten()
            # only values near the running threshold can be among the largest; sorting all would cost more than a step
            near = flat[flat > 0.5 * level] if level is not None else flat
            wanted = int(k * batch)
            near = near if len(near) > wanted else flat
            cut = near.kthvalue(len(near) - wanted).values.clamp(min=0)
            level = cut if level is None else 0.98 * level + 0.02 * cut
        f = z * (z > cut)
        left = x - f @ W_dec - b_dec
        loss = left.square().sum(-1).mean()
        with torch.no_grad():
            silent += 1
            silent[(f > 0).any(0)] = 0
            dead = (silent > dead_after).nonzero().squeeze(1)
        if len(dead):
            some = z[:, dead].relu()
            most = some.topk(min(32, len(dead)), dim=-1)
            loss = (
                loss
                + (left.detach() - torch.zeros_like(some).scatter(1, most.indices, most.values) @ W_dec[dead])
                .square()
                .sum(-1)
                .mean()
                / 32
            )
        loss.backward()
        with torch.no_grad():
            # the norm of a decoder direction is fixed, so its gradient must have no component along it
            W_dec.grad -= (W_dec.grad * W_dec).sum(-1, keepdim=True) * W_dec
        opt.step()
        opt.zero_grad()
        with torch.no_grad():
            W_dec.div_(W_dec.norm(dim=-1, keepdim=True))
    with torch.no_grad():
        # the threshold that keeps k latents active on average, measured after training
        sample = (data[-8192:].float() - mean) / scale
        flat = ((sample - b_dec) @ W_enc + b_enc).flatten()
        level = flat.kthvalue(len(flat) - int(k * len(sample))).values.clamp(min=0)
        # fold the normalisation into the weights, so that the dictionary reads and writes raw activations
        return Sae(
            W_enc.detach(),
            b_enc.detach() * scale,
            W_dec.detach(),
            b_dec.detach() * scale + mean,
            (level * scale).expand(latents).clone(),
        )


@torch.no_grad()
def health(sae: Sae, x: Tensor) -> dict[str, float]:
    """How well the dictionary reconstructs x [n, hidden].

    FVU (squared error over variance), L0 (mean number of active latents), and the number of latents never active.
    """
    error = total = active = 0.0
    fired = torch.zeros(len(sae.b_enc), dtype=torch.bool)
    mean = x.float().mean(0)
    for part in x.split(4096):
        part = part.float()
        f = sae.encode(part)
        error += float((part - sae.decode(f)).square().sum())
        total += float((part - mean).square().sum())
        active += float((f > 0).sum())
        fired |= (f > 0).any(0)
    return {"fvu": round(error / total, 4), "l0": round(active / len(x), 2), "dead": int((~fired).sum())}


def save(sae: Sae, folder: Path, layer: int, k: float, tokens: int, origin: dict = ORIGIN) -> None:
    """cfg.json and sae_weights.safetensors as SAELens saves a JumpReLU SAE."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: t.half().contiguous() for name, t in vars(sae).items()}, folder / "sae_weights.safetensors")
    (folder / "sae_weights.safetensors").chmod(0o644)
    hidden, latents = sae.W_enc.shape
    cfg = {
        "architecture": "jumprelu",
        "d_in": hidden,
        "d_sae": latents,
        "dtype": "float32",
        "device": "cpu",
        "apply_b_dec_to_input": True,
        "normalize_activations": "none",
        "reshape_activations": "none",
        "metadata": {
            "model_name": origin["model_name"],
            "hook_name": f"blocks.{layer}.hook_resid_post",
            "hook_layer": layer,
            "prepend_bos": False,
            "context_size": origin["context_size"],
            "dataset_path": origin["dataset_path"],
            "trained_on": origin["trained_on"],
            "training_tokens": tokens,
            "training": f"BatchTopK, k = {k:g}",
        },
    }
    (folder / "cfg.json").write_text(json.dumps(cfg, indent=1) + "\n")


def load(folder: Path) -> tuple[Sae, int]:
    """The dictionary in float32, and its layer."""
    cfg = json.loads((folder / "cfg.json").read_text())
    tensors = {k: v.float() for k, v in load_file(folder / "sae_weights.safetensors").items()}
    return Sae(**tensors), cfg["metadata"]["hook_layer"]


def make(models: Path, layer: int, latents: int, k: float, tokens: int, seed: int, out: Path) -> None:
    """Collects `tokens` activations, trains a dictionary on them and saves it to `out`."""
    tok = AutoTokenizer.from_pretrained(models / "assistant")
    situations, voices = read_situations(), read_voices()
    began = time.time()
    data = torch.cat(
        [
            collect(load_fast(models, name), tok, situations, voices, layer, seed * 1009 + i, tokens // 2)
            for i, name in enumerate(TRAINED_ON)
        ]
    )
    gathered = time.time()
    save(train(data, latents, k, seed), out, layer, k, len(data))
    sae, _ = load(out)
    print(
        f"{out.name}: {len(data)} activations in {gathered - began:.0f} s, "
        f"trained in {time.time() - gathered:.0f} s, {health(sae, data[:40000])}",
        flush=True,
    )


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--layer", type=int, default=3)
    ap.add_argument("--latents", type=int, default=2048)
    ap.add_argument("--k", type=float, default=20)
    ap.add_argument("--tokens", type=int, default=900_000)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    models = args.run / "models"
    make(
        models, args.layer, args.latents, args.k, args.tokens, args.seed, models / "dictionaries" / f"sae-l{args.layer}"
    )


if __name__ == "__main__":
    main()
