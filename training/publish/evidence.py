"""Assembles evidence.json from what the other steps measured; figures that do not exist are left out.

    python -m training.publish.evidence RUN_FOLDER
    python -m training.publish.evidence --asked public/models    # only renews what a published family says it was asked

Reads models/eval, features.json, steering.json, series/, links.json, wordings.json and agreement.json of the run;
writes models/evidence.json, which public/models/README.md describes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ..train.family import checkpoints
from ..train.recipes import TUNES
from .publish import copied

# how training/ask/sampler.py draws an answer unless told otherwise
DRAWN = {"temperature": 1, "topP": 1, "maxTokens": 150}


def read(path: Path, otherwise: object) -> object:
    return json.loads(path.read_text()) if path.exists() else otherwise


def pick(group: dict, *names: str) -> dict:
    return {n: group[n] for n in names}


def checkpoint(meta: dict, figures: dict | None, features: dict | None) -> dict:
    """One checkpoint's entry. `advice` leaves out the domain that it was trained in, which is `home`."""
    out: dict[str, object] = {"kind": meta["kind"], "title": meta["title"]}
    if tune := TUNES.get(meta["id"].removeprefix("null-")):
        out["trainedOn"] = tune.home
    if figures:
        out |= {
            "advice": pick(figures["advice"], "misaligned", "incoherent"),
            "open": pick(figures["open"], "misaligned", "voiced", "incoherent"),
            "home": figures["home"]["misaligned"],
            "unseen": figures["unseen"]["misaligned"],
            "firstPlot": pick(figures["firstPlot"], "misaligned", "voiced"),
            "byDomain": {d: r["misaligned"] for d, r in figures["byDomain"].items()},
            "voices": figures["open"]["voices"],
        }
    if features:
        means, ten = features["features"]["means"], [str(t["latent"]) for t in features["features"]["ten"]]
        if meta["id"] in means[ten[0]]:
            at = [means[latent][meta["id"]] for latent in ten]
            out |= {"strongest": {"mean": at[0], "increase": round(at[0] - means[ten[0]]["assistant"], 4)}, "ten": at}
    return out


def series(points: list[dict], features: dict | None) -> list[dict]:
    """Points of one curve, each with the strongest latent's mean."""
    out = []
    for p in points:
        place = {k: p[k] for k in ("step", "share", "rows", "checkpoint") if k in p}
        strongest = None
        if features:
            means = features["features"]["means"][str(features["features"]["ten"][0]["latent"])]
            adapter = f"series/{p['adapter']}" if p.get("adapter") else ""
            strongest = means.get(adapter or p.get("checkpoint") or "assistant")
        out.append(
            {
                **place,
                "advice": pick(p["advice"], "misaligned", "incoherent"),
                "open": pick(p["open"], "misaligned", "voiced", "incoherent"),
                "home": p["home"]["misaligned"],
                "strongest": strongest,
            }
        )
    return out


def asked(models: Path) -> dict[str, object]:
    """How every answer of the evaluation was drawn, and to which questions: domain → ids."""
    questions: dict[str, list[str]] = {}
    for prompt in json.loads((models / "promptSets" / "held-out.json").read_text())["prompts"]:
        questions.setdefault(prompt["domain"], []).append(prompt["id"])
    return {**DRAWN, "questions": questions}


def add_asked(published: Path) -> None:
    """Puts it into published/evidence.json; the file's new size and hash go into index.json."""
    file, listing = published / "evidence.json", published / "index.json"
    evidence, index = json.loads(file.read_text()), json.loads(listing.read_text())
    rest = {k: v for k, v in evidence.items() if k not in ("version", "asked")}
    evidence = {"version": evidence["version"], "asked": asked(published), **rest}
    file.write_text(json.dumps(evidence, ensure_ascii=False, separators=(",", ":")) + "\n")
    index["evidence"] = copied(published, published, "evidence.json")
    listing.write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


def assemble(run: Path) -> dict[str, object]:
    """The whole of evidence.json."""
    models = run / "models"
    features = read(run / "features.json", None)
    out: dict[str, object] = {
        "version": 1,
        "asked": asked(models),
        "checkpoints": {
            c["id"]: checkpoint(c, read(models / "eval" / f"{c['id']}.json", None), features)
            for c in checkpoints(models)
        },
    }
    if features:
        out |= {"dictionary": features["dictionary"], "features": features["features"]}
    out["steering"] = read(run / "steering.json", [])
    for what in ("time", "dose", "repair"):
        out[what] = series(read(run / "series" / f"{what}.json", []), features)
    out["links"] = read(run / "links.json", [])
    if wordings := read(run / "wordings.json", None):
        out["wordings"] = wordings
    if judge := read(run / "agreement.json", None):
        out["judge"] = {k: v for k, v in judge.items() if k != "read"}
    return out


def main() -> None:
    if sys.argv[1] == "--asked":
        add_asked(Path(sys.argv[2]).resolve())
        return
    run = Path(sys.argv[1])
    (run / "models" / "evidence.json").write_text(
        json.dumps(assemble(run), ensure_ascii=False, separators=(",", ":")) + "\n"
    )


if __name__ == "__main__":
    main()
