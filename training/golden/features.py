"""Golden encodings of feature dictionaries, for tests/model/dictionaries/saelens.test.ts.

    python -m training.golden.features

Small SAELens folders of every kind that the page reads, each with rows, activations and reconstructions as PyTorch
computes them. The arithmetic follows SAELens (sae_lens/saes/*.py of version 6, and its handling of earlier
configurations), written out here, so that the fixture depends on nothing but torch.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

OUT = Path(__file__).parents[2] / "tests" / "fixtures" / "saelens"
D, LATENTS, ROWS = 12, 40, 9
HOOK = "blocks.1.hook_resid_post"


def norm_in(x: Tensor, how: str) -> tuple[Tensor, Tensor | float, Tensor | float]:
    """(x as the encoder reads it, scale, shift); decoded * scale + shift undoes the normalisation. x is [rows, D]."""
    if how == "layer_norm":
        mean = x.mean(-1, keepdim=True)
        deviation = (x - mean).std(-1, keepdim=True)
        return (x - mean) / (deviation + 1e-5), deviation, mean
    if how == "constant_norm_rescale":
        factor = D**0.5 / x.norm(dim=-1, keepdim=True)
        return x * factor, 1 / factor, 0.0
    return x, 1.0, 0.0


def top(a: Tensor, k: int) -> Tensor:
    """Keeps the k largest pre-activations of each row, clipped at 0, and sets the others to 0."""
    values, at = a.topk(k, dim=-1)
    return torch.zeros_like(a).scatter_(-1, at, values.relu())


def activate(a: Tensor, kind: str, k: int | None, threshold: Tensor | None) -> Tensor:
    if kind == "topk":
        return top(a, k)
    if kind == "jump":
        return a.relu() * (a > threshold.relu())
    return a.relu()


def run(
    x: Tensor, w: dict[str, Tensor], kind: str, *, k=None, threshold=None, offset=True, norm="none", rescale=False
) -> tuple[Tensor, Tensor]:
    """Activations [rows, LATENTS] and reconstructions [rows, D] of x [rows, D].

    `offset` subtracts b_dec before encoding; `rescale` divides activations by the norms of the decoder's rows.
    """
    normed, scale, shift = norm_in(x, norm)
    a = (normed - w["b_dec"] * offset) @ w["W_enc"] + w["b_enc"]
    lengths = w["W_dec"].norm(dim=-1)
    f = activate(a * lengths if rescale else a, kind, k, threshold)
    decoded = (f / lengths if rescale else f) @ w["W_dec"] + w["b_dec"]
    return f, decoded * scale + shift


def weights(seed: int, dtype: torch.dtype = torch.float32) -> dict[str, Tensor]:
    g = torch.Generator().manual_seed(seed)
    draw = lambda *shape: torch.randn(*shape, generator=g)  # noqa: E731
    drawn = {
        "W_enc": draw(D, LATENTS) / D**0.5,
        "W_dec": draw(LATENTS, D) / 2,
        "b_enc": draw(LATENTS) / 4 - 0.2,
        "b_dec": draw(D) / 2,
    }
    return {name: value.to(dtype) for name, value in drawn.items()}


def version_6(architecture: str, **more: object) -> dict[str, object]:
    """cfg.json as SAELens 6 writes it."""
    return {
        "d_in": D,
        "d_sae": LATENTS,
        "dtype": "float32",
        "device": "cpu",
        "reshape_activations": "none",
        "metadata": {"sae_lens_version": "6.12.1", "model_name": "tiny", "hook_name": HOOK, "hook_head_index": None},
        "architecture": architecture,
        **more,
    }


def cases() -> dict[str, tuple[dict, dict[str, Tensor], dict]]:
    """Name -> (cfg.json, further tensors, arguments of `run`)."""
    threshold = torch.linspace(-0.2, 1.2, LATENTS)
    return {
        "standard": (
            version_6("standard", apply_b_dec_to_input=True, normalize_activations="none"),
            {},
            {"kind": "relu"},
        ),
        "standard-layer-norm": (
            version_6("standard", apply_b_dec_to_input=False, normalize_activations="layer_norm"),
            {},
            {"kind": "relu", "offset": False, "norm": "layer_norm"},
        ),
        "topk": (
            version_6(
                "topk",
                k=5,
                apply_b_dec_to_input=True,
                normalize_activations="constant_norm_rescale",
                rescale_acts_by_decoder_norm=True,
            ),
            {},
            {"kind": "topk", "k": 5, "norm": "constant_norm_rescale", "rescale": True},
        ),
        "jumprelu-half": (
            version_6("jumprelu", apply_b_dec_to_input=True, normalize_activations="none"),
            {"threshold": threshold.half()},
            {"kind": "jump", "threshold": threshold.half().float()},
        ),
        "jumprelu-log": (
            version_6("jumprelu", apply_b_dec_to_input=False),
            {"log_threshold": threshold - 1},
            {"kind": "jump", "threshold": (threshold - 1).exp(), "offset": False},
        ),
        "batchtopk-training": (
            version_6("batchtopk", k=6.5, apply_b_dec_to_input=True, rescale_acts_by_decoder_norm=True),
            {"topk_threshold": torch.tensor(0.7, dtype=torch.float64)},
            {"kind": "jump", "threshold": torch.tensor(0.7), "rescale": True},
        ),
        "before-6-relu": (
            {
                "d_in": D,
                "d_sae": LATENTS,
                "dtype": "torch.float32",
                "model_name": "gpt2-small",
                "hook_point": HOOK,
                "hook_point_head_index": None,
                "normalize_activations": False,
                "activation_fn_str": "relu",
                "finetuning_scaling_factor": False,
            },
            {},
            {"kind": "relu"},
        ),
        "before-6-topk": (
            {
                "d_in": D,
                "d_sae": LATENTS,
                "architecture": "standard",
                "model_name": "gpt2-small",
                "hook_name": HOOK,
                "activation_fn_str": "topk",
                "activation_fn_kwargs": {"k": 4},
                "apply_b_dec_to_input": False,
                "normalize_activations": "none",
            },
            {"scaling_factor": torch.ones(LATENTS)},
            {"kind": "topk", "k": 4, "offset": False},
        ),
    }


def main() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    x = torch.randn(ROWS, D, generator=torch.Generator().manual_seed(1)) * 2 + 0.3
    golden: dict[str, Tensor] = {"rows": x}
    for seed, (name, (config, extra, how)) in enumerate(cases().items()):
        w = weights(seed, torch.float16 if name.endswith("half") else torch.float32)
        folder = OUT / name
        folder.mkdir(parents=True)
        save_file({**w, **extra}, folder / "sae_weights.safetensors")
        (folder / "sae_weights.safetensors").chmod(0o644)
        (folder / "cfg.json").write_text(json.dumps(config, indent=1) + "\n")
        f, decoded = run(x, {key: value.float() for key, value in w.items()}, **how)
        golden[f"{name}.activations"], golden[f"{name}.reconstruction"] = f.contiguous(), decoded.contiguous()
    save_file(golden, OUT / "golden.safetensors")
    (OUT / "golden.safetensors").chmod(0o644)


if __name__ == "__main__":
    main()
