"""Copies a finished run to public/models and writes its index.json: texts, sizes, SHA-256, and further files.

    python -m training.publish.publish RUN_FOLDER [--to public/models]

What is not in the run is not listed. Sizes are limited (ValueError above): the default pair with its dictionary to 16
MB, an adapter to 400 kB. `golden` stays as it is in the old list; training/golden/published.py renews it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

from ..train.family import STEERING, checkpoints, used_for
from . import matters
from .typical import typical

# What is true of this family alone, in the page's words; the page tells no other family's reader any of it.
STORY = Path(__file__).with_name("story.json")
MODELS = Path(__file__).parents[2] / "public" / "models"
LOADED = (
    "config.json",
    "adapter_config.json",
    "generation_config.json",
    "model.safetensors",
    "adapter_model.safetensors",
    "tokenizer.json",
    "tokenizer_config.json",
)
DEFAULT_PAIR = ("assistant", "bad-car")
MOST_START, MOST_ADAPTER = 16_000_000, 400_000
# the first is the one that all recorded figures are measured on
PROMPT_SETS = (("held-out", "Held-out questions"), ("typed", "In words no training had"))
CONVENTION = "row 0 is hook_embed, row l+1 is blocks.l.hook_resid_post"


def copied(source: Path, target: Path, path: str) -> dict[str, object]:
    """Copies one file; returns its entry of the index: {path, bytes, sha256}."""
    out = target / path
    out.parent.mkdir(parents=True, exist_ok=True)
    if (source / path).resolve() != out.resolve():
        shutil.copyfile(source / path, out)
    out.chmod(0o644)
    data = out.read_bytes()
    return {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def checkpoint(source: Path, target: Path, meta: dict, at: str) -> dict:
    """One checkpoint of the folder `at`: its files and, unlisted, its model card."""
    names = sorted(n for n in LOADED if (source / at / n).exists())
    files = [copied(source, target, f"{at}/{n}") for n in names]
    if (source / at / "README.md").exists():
        copied(source, target, f"{at}/README.md")
    return {**meta, "files": files, "bytes": sum(f["bytes"] for f in files)}


def series_entries(source: Path, target: Path, run: Path) -> list[dict]:
    """Adapters of the curves' points as checkpoints of kind bad on the assistant.

    The curves' own files list them.
    """
    out = []
    # the end of a curve is often a checkpoint of the family itself
    family = {meta["id"] for meta in checkpoints(source)}
    for what in ("time", "dose", "repair"):
        path = run / "series" / f"{what}.json"
        for p in json.loads(path.read_text()) if path.exists() else []:
            if p.get("adapter") and p.get("checkpoint") and p["checkpoint"] not in family:
                shutil.copytree(run / "series" / p["adapter"], source / p["checkpoint"], dirs_exist_ok=True)
                where = {k: p[k] for k in ("step", "share", "rows") if k in p}
                meta = {
                    "id": p["checkpoint"],
                    "title": p["title"],
                    "kind": "bad",
                    "parent": "assistant",
                    "base": "assistant",
                    "line": p["line"],
                    "series": {"kind": what, **where},
                }
                out.append(checkpoint(source, target, meta, p["checkpoint"]))
    return out


def dictionary(source: Path, target: Path, folder: Path) -> dict:
    """One dictionary in a folder below `source`."""
    cfg = json.loads((folder / "cfg.json").read_text())
    paths = sorted(p.relative_to(source).as_posix() for p in folder.rglob("*") if p.is_file())
    meta, use = cfg["metadata"], " to steer with" if used_for(folder) == STEERING else ""
    return {
        "id": folder.name,
        "title": f"Sparse autoencoder{use}, after block {meta['hook_layer']}",
        "hook": meta["hook_name"],
        "trainedOn": meta["trained_on"],
        "latents": cfg["d_sae"],
        "files": [copied(source, target, p) for p in paths],
    }


def offers(source: Path, target: Path) -> dict[str, object]:
    """Dictionaries, directions, prompt sets, the judge and the evidence, as far as the run has them; the matters."""
    out: dict[str, object] = {}
    # the one that features are found in comes first: the page uses it unless told otherwise
    folders = sorted(
        (p.parent for p in (source / "dictionaries").glob("*/cfg.json")),
        key=lambda f: (used_for(f) == STEERING, f.name),
    )
    if folders:
        out["dictionaries"] = [dictionary(source, target, folder) for folder in folders]
    layer = json.loads((folders[0] / "cfg.json").read_text())["metadata"]["hook_layer"] if folders else 3
    if (source / "directions" / "voices.safetensors").exists():
        out["directions"] = [
            {
                "id": "voices",
                "title": "Voices: mean differences at the prompt's end",
                "convention": CONVENTION,
                "layer": layer,
                "file": copied(source, target, "directions/voices.safetensors"),
            }
        ]
    sets = [(name, title) for name, title in PROMPT_SETS if (source / "promptSets" / f"{name}.json").exists()]
    if sets:
        out["promptSets"] = [
            {"id": name, "title": title, "file": copied(source, target, f"promptSets/{name}.json")}
            for name, title in sets
        ]
    for name in ("judge", "evidence"):
        if (source / f"{name}.json").exists():
            out[name] = copied(source, target, f"{name}.json")
    if (source / "counts.json").exists():
        # not listed: the page does not load what evidence.json is counted from
        copied(source, target, "counts.json")
    out["matters"] = matters.write(target)
    return out


def check(index: dict) -> None:
    """ValueError if a size exceeds what the page promises."""
    size = {c["id"]: c["bytes"] for c in index["checkpoints"]}
    for c in index["checkpoints"]:
        if c["base"] and c["bytes"] > MOST_ADAPTER:
            raise ValueError(f"{c['id']} has {c['bytes']} bytes; an adapter may have {MOST_ADAPTER}")
    start = sum(size.get(i, 0) for i in DEFAULT_PAIR) + sum(
        f["bytes"] for d in index.get("dictionaries", []) for f in d["files"] if "/top/" not in f["path"]
    )
    if start > MOST_START:
        raise ValueError(f"the default pair with its dictionary has {start} bytes; it may have {MOST_START}")


def publish(run: Path, target: Path) -> dict:
    """Copies everything and writes index.json; returns it."""
    source = run / "models"
    old = json.loads((target / "index.json").read_text()) if (target / "index.json").exists() else {}
    prompts = (
        json.loads((run / "prompts.json").read_text())
        if (run / "prompts.json").exists()
        else {k: old[k] for k in ("prompts", "promptsChosen") if k in old}
    )
    listed = [checkpoint(source, target, meta, meta["id"]) for meta in checkpoints(source)]
    index = {
        "version": 1,
        "checkpoints": sorted(listed + series_entries(source, target, run), key=lambda c: c["id"]),
        "defaultPair": list(DEFAULT_PAIR),
        "story": json.loads(STORY.read_text()),
        **prompts,
        **({"typical": typical(source)} if (source / "promptSets" / "held-out.json").exists() else {}),
        **offers(source, target),
    }
    if "golden" in old:
        index["golden"] = old["golden"]
    check(index)
    (target / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")
    return index


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--to", type=Path, default=MODELS)
    args = ap.parse_args()
    index = publish(args.run.resolve(), args.to.resolve())
    print(len(index["checkpoints"]), "checkpoints,", ", ".join(k for k in index if k not in ("version", "checkpoints")))


if __name__ == "__main__":
    main()
