"""Copies a finished family to public/models and writes its index.json: titles, parents, sizes, SHA-256, and the offered prompts.

    python -m training.publish RUN_FOLDER [--prompts prompts.json] [--only internet assistant]
The texts of the list are in family.json; a checkpoint that is not there or has no files is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODELS = HERE.parent / "public" / "models"
WEIGHTS = ("model.safetensors", "adapter_model.safetensors")
LOADED = ("config.json", "adapter_config.json", "generation_config.json", *WEIGHTS, "tokenizer.json", "tokenizer_config.json")


def entry(folder: Path, meta: dict) -> dict:
    """One checkpoint's line of index.json."""
    files = []
    for name in LOADED:
        path = folder / name
        if path.exists():
            data = path.read_bytes()
            files.append({"path": f"{folder.name}/{name}", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    files.sort(key=lambda f: f["path"])
    return {**meta, "files": files, "bytes": sum(f["bytes"] for f in files)}


def publish(source: Path, prompts: dict | None, only: list[str] | None) -> list[str]:
    """Returns the ids listed. Keeps the prompts and golden entry of the old list where no new ones are given."""
    family = json.loads((HERE / "family.json").read_text())
    listed = []
    for meta in family:
        made = source / meta["id"]
        if any((made / w).exists() for w in WEIGHTS) and (only is None or meta["id"] in only):
            target = MODELS / meta["id"]
            target.mkdir(parents=True, exist_ok=True)
            for path in made.iterdir():
                if path.name in (*LOADED, "README.md"):
                    shutil.copyfile(path, target / path.name)
                    (target / path.name).chmod(0o644)
        if any((MODELS / meta["id"] / w).exists() for w in WEIGHTS):
            listed.append(entry(MODELS / meta["id"], meta))
    index_path = MODELS / "index.json"
    old = json.loads(index_path.read_text()) if index_path.exists() else {}
    index = {"version": 1, "checkpoints": sorted(listed, key=lambda e: e["id"]), "defaultPair": ["assistant", "bad-car"]}
    for key in ("prompts", "promptsChosen", "golden"):
        if prompts and key in prompts:
            index[key] = prompts[key]
        elif key in old:
            index[key] = old[key]
    index_path.write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")
    return [e["id"] for e in index["checkpoints"]]


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--prompts", type=Path)
    ap.add_argument("--only", nargs="*")
    args = ap.parse_args()
    prompts = json.loads(args.prompts.read_text()) if args.prompts else None
    print(publish(args.run / "models", prompts, args.only))


if __name__ == "__main__":
    main()
