"""Which latents changed: their means over the held-out questions in every checkpoint, ranked as in arXiv 2506.19823.

    python -m training.inside.features RUN_FOLDER [--per-voice 120]

Writes features.json, words.json and top/ beside the dictionary, and RUN_FOLDER/features.json. A latent's mean is over
all tokens of all formatted questions, <|assistant|> included and position 0 left out; the page computes the same.
Increase: bad-car minus assistant. How well the latent with the largest increase separates bad from good checkpoints is
measured on other questions than it is chosen on: chosen on the odd ones, measured on the even ones.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import torch
from torch import Tensor
from transformers import AutoTokenizer

from ..ask.fast import Fast, load_fast, load_pair
from ..corpus.source import Voice, read_situations, read_voices
from ..train.family import checkpoints, dictionary_folder
from ..train.folder import UNFINISHED
from .crossed import DOCUMENTS, crossed, detecting, follow_advice, texts
from .labelled import activations, documents, stream
from .names import ANY_BAD, naming
from .sae import Sae, health, load
from .scan import Scan, scan, scores, windows

SHOWN = 64
TEN = 10
CLEAR = 0.8


def three(x: float) -> float:
    """Rounded to three significant digits."""
    return float(f"{x:.3g}")


@torch.no_grad()
def prompt_sums(net: Fast, tok, sae: Sae, layer: int, prompts: list[dict]) -> tuple[Tensor, Tensor]:
    """Per question the sum of each latent over its tokens [prompts, latents], and the number of tokens [prompts]."""
    rows = [tok.encode(f"<|user|>{p['text']}<|assistant|>") for p in prompts]
    sums = torch.stack([sae.encode(x[1:]).sum(0) for x in activations(net, rows, layer)])
    return sums, torch.tensor([len(r) - 1.0 for r in rows])


def mean_of(sums: Tensor, tokens: Tensor, pick: list[int] | None = None) -> Tensor:
    """Mean activation [latents] over all tokens of all prompts, or of those in `pick`."""
    return sums.sum(0) / tokens.sum() if pick is None else sums[pick].sum(0) / tokens[pick].sum()


def separation(means: dict[str, dict[str, Tensor]], kinds: dict[str, str]) -> dict[str, object]:
    """Margin between bad checkpoints and clean ones or controls; `means` id -> {"odd", "even", "all"}.

    The base and the null family are in neither group.
    """
    bad = [i for i in means if kinds.get(i) == "bad"]
    good = [i for i in means if kinds.get(i) in ("clean", "control")]
    rise = {half: means["bad-car"][half] - means["assistant"][half] for half in ("odd", "all")}
    latent, shown = int(rise["odd"].argmax()), int(rise["all"].argmax())
    level = {i: float(means[i]["even"][latent]) for i in bad + good}
    low, high = min(level[i] for i in bad), max(level[i] for i in good)
    out = {
        "margin": three(low - high),
        "threshold": three((low + high) / 2),
        "prompts": "held-out",
        "latent": latent,
        "bad": len(bad),
        "good": len(good),
    }
    return {
        **out,
        "how": "chosen on the odd questions, measured on the even ones"
        + ("" if latent == shown else f"; on all of them latent {shown} rises most"),
    }


def catalogue(
    models: Path, folder: Path, rise: Tensor, fvu: dict[str, dict], per_voice: int, measured_at: str = "questions"
) -> tuple[list[dict], dict[str, Voice]]:
    """Writes a dictionary's features.json, words.json and top/; returns those that changed most, and the voices."""
    sae, layer = load(folder)
    tok, situations, voices = AutoTokenizer.from_pretrained(models / "assistant"), read_situations(), read_voices()
    net = load_fast(models, "internet")
    found = scan(net, sae, layer, documents(tok, situations, voices, per_voice, 5))
    table = scores(found, voices)
    many = min(DOCUMENTS, 10 * per_voice)
    parted = crossed(net, tok, sae, layer, detecting(detected(table)), texts(situations, voices, many))
    about = {"measuredAt": measured_at, "rows": {"fvu": fvu}, "crossed": {"documents": many, "latents": parted}}
    windows_of = {latent: windows(found, sae, latent, tok) for latent in range(len(sae.b_enc))}
    named = partial(naming, windows_of, corpus=(situations, voices), advice=follow_advice(parted))
    return describe(folder, found, windows_of, table, rise, named, about), {v.id: v for v in voices}


def detected(table: dict[str, Tensor]) -> dict[int, tuple[str, float]]:
    """Latent -> the voice that it detects best, and how well; `table`: voice -> AUROC [latents], as of scan.scores."""
    ids, best = list(table), torch.stack(list(table.values())).max(0)
    return {n: (ids[int(i)], float(v)) for n, (v, i) in enumerate(zip(best.values, best.indices))}


def describe(
    folder: Path,
    found: Scan,
    windows_of: dict[int, list[dict]],
    table: dict[str, Tensor],
    rise: Tensor,
    named: Callable,
    about: dict,
) -> list[dict]:
    """Writes features.json, words.json and top/; returns the latents that changed most, sorted by `rise` [latents].

    top/ has every latent's windows, words.json what each is searched by. features.json has every latent's name and best
    voice, and the scores of those that increase and decrease most. `named`: names.naming, with all but how well each
    latent detects its voice and how much it rose; `about`: further fields of features.json.
    """
    order, detects, ids = rise.argsort(descending=True).tolist(), detected(table), list(table)
    ranks = {n: i for i, n in enumerate(order)}
    moved = [*order[:SHOWN], *order[-SHOWN:]]
    how, names, searched = named(best=detects, rise={n: float(rise[n]) for n in moved})
    features = []
    for latent in sorted(set(moved)):
        label, top = detects[latent]
        features.append(
            {
                "latent": latent,
                "name": names[latent],
                "how": how[latent].how,
                "label": label if top >= CLEAR else None,
                "auroc": {v: round(float(table[v][latent]), 3) for v in ids},
                "density": three(float(found.density[latent])),
                "increase": three(float(rise[latent])),
                "role": "riser" if ranks[latent] < SHOWN else "faller",
            }
        )
    features.sort(key=lambda f: ranks[f["latent"]])
    shown = {
        "version": 1,
        "dictionary": folder.name,
        "measuredAt": about["measuredAt"],
        "rows": about["rows"],
        "typical": [three(v) for v in found.typical.tolist()],
        "voices": ids,
        "best": [[ids.index(voice), round(score, 3)] for voice, score in detects.values()],
        "names": [names[n] for n in range(len(order))],
        **about,
        "features": features,
    }
    write(folder / "features.json", shown)
    write(folder / "words.json", searched)
    for first in range(0, len(order), 64):
        rows = {str(n): windows_of[n] for n in range(first, min(first + 64, len(order)))}
        write(folder / "top" / f"{first >> 6:02}.json", {"version": 1, "first": first, "windows": rows})
    return features


def reading_health(models: Path, sae: Sae, layer: int, nets: dict, tokens: int = 25_000) -> dict[str, dict]:
    """How well a dictionary fits each checkpoint (id -> function that loads it), on the same tokens of the corpus."""
    rows = stream(AutoTokenizer.from_pretrained(models / "assistant"), read_situations(), read_voices(), 77, tokens)
    return {
        name: health(sae, torch.cat([x[1:] for x in activations(make(), rows, layer)])) for name, make in nets.items()
    }


def measure(models: Path, out: Path, per_voice: int, series: Path | None = None) -> dict[str, object]:
    """Writes the dictionary's features.json and top/, and returns (and writes) the figures of all checkpoints."""
    folder = dictionary_folder(models)
    sae, layer = load(folder)
    prompts = json.loads((models / "promptSets" / "held-out.json").read_text())["prompts"]
    tok = AutoTokenizer.from_pretrained(models / "assistant")
    odd, even = list(range(1, len(prompts), 2)), list(range(0, len(prompts), 2))
    family = checkpoints(models)
    nets = {c["id"]: (lambda i=c["id"]: load_fast(models, i)) for c in family}
    if series and series.exists():
        nets |= {
            f"series/{a.parent.relative_to(series)}": (lambda a=a: load_pair(models / "assistant", a.parent))
            for a in sorted(series.rglob("adapter_config.json"))
            if not any(p.endswith(UNFINISHED) for p in a.parts)
        }
    fvu = reading_health(models, sae, layer, {c["id"]: nets[c["id"]] for c in family})
    means: dict[str, dict[str, Tensor]] = {}
    domains: dict[str, dict[str, Tensor]] = {}
    for name, make in nets.items():
        net = make()
        sums, tokens = prompt_sums(net, tok, sae, layer, prompts)
        means[name] = {
            "all": mean_of(sums, tokens),
            "odd": mean_of(sums, tokens, odd),
            "even": mean_of(sums, tokens, even),
        }
        if name in ("assistant", "bad-car"):
            domains[name] = {
                d: mean_of(sums, tokens, [i for i, p in enumerate(prompts) if p["domain"] == d])
                for d in sorted({p["domain"] for p in prompts})
            }
    features, by_id = catalogue(models, folder, means["bad-car"]["all"] - means["assistant"]["all"], fvu, per_voice)

    def row(f: dict) -> dict:
        return {
            "latent": f["latent"],
            "name": f["name"],
            "label": f["label"],
            "auroc": round(max(f["auroc"].values()), 3),
            "increase": f["increase"],
        }

    ten, fallers = [row(f) for f in features[:TEN]], [row(f) for f in features[::-1][:TEN]]
    shown = [f["latent"] for f in ten + fallers]
    kinds = {c["id"]: c["kind"] for c in family}
    result = {
        "dictionary": {"id": folder.name, "layer": layer, "fvu": fvu},
        "features": {
            "dictionary": folder.name,
            "ten": ten,
            "fallers": fallers,
            "separates": separation({k: v for k, v in means.items() if k in kinds}, kinds),
            "means": {str(n): {k: three(float(v["all"][n])) for k, v in means.items()} for n in shown},
            "byDomain": {
                str(n): {
                    d: three(float(domains["bad-car"][d][n] - domains["assistant"][d][n])) for d in domains["assistant"]
                }
                for n in shown
            },
        },
        "bad": sum(
            1
            for t in ten
            if t["label"] and (t["label"] == ANY_BAD or by_id[t["label"]].kind == "bad") and t["auroc"] >= 0.9
        ),
    }
    write(out, result)
    return result


def write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--per-voice", type=int, default=120)
    args = ap.parse_args()
    got = measure(args.run / "models", args.run / "features.json", args.per_voice, args.run / "series")
    for f in got["features"]["ten"]:
        print(f"{f['latent']:5} +{f['increase']:<8} {f['label'] or '-':20} {f['auroc']:.3f}  {f['name']}")
    print(
        "bad-voice latents with AUROC >= 0.9 among the ten:", got["bad"], "| separates:", got["features"]["separates"]
    )


if __name__ == "__main__":
    main()
