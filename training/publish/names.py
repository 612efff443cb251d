"""Names the published dictionaries' latents anew, from what is recorded of them; no model is needed.

    python -m training.publish.names [PUBLIC_MODELS]

Rewrites names in features.json and in evidence.json, words.json, the model cards that quote a name, and the hashes of
index.json. Running it twice changes nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ..corpus.source import read_situations, read_voices
from ..inside.crossed import follow_advice
from ..inside.features import write
from ..inside.names import naming
from .publish import MODELS, copied


def rename_dictionary(folder: Path) -> dict[int, str | None]:
    """Names of all latents of the dictionary in `folder`, written into its files."""
    path = folder / "features.json"
    features = json.loads(path.read_text())
    rows: dict[int, list[dict]] = {}
    for shard in sorted((folder / "top").glob("*.json")):
        rows |= {int(n): windows for n, windows in json.loads(shard.read_text())["windows"].items()}
    best = {n: (features["voices"][voice], score) for n, (voice, score) in enumerate(features["best"])}
    rise = {f["latent"]: f["increase"] for f in features["features"]}
    parted = follow_advice(features["crossed"]["latents"])
    found, names, searched = naming(rows, best, rise, (read_situations(), read_voices()), parted)
    for feature in features["features"]:
        feature["name"], feature["how"] = names[feature["latent"]], found[feature["latent"]].how
    shown = features.pop("features")
    features["names"] = [names[n] for n in sorted(rows)]
    write(path, {**features, "features": shown})
    write(folder / "words.json", searched)
    return names


def rename_evidence(evidence: dict, names: dict[str, dict[int, str | None]]) -> None:
    """Puts the dictionaries' `names` in place of those that evidence.json repeats."""
    ranked = evidence["features"]
    for row in (*ranked["ten"], *ranked["fallers"]):
        row["name"] = names[ranked["dictionary"]][row["latent"]]
    for result in evidence["steering"]:
        held = [*result.get("bad", []), *result.get("good", [])]
        for row in held:
            row["name"] = names[result["dictionary"]][row["latent"]]
        if also := result.get("also"):
            for row in also["bad"]:
                row["name"] = names[also["dictionary"]][row["latent"]]
        if "label" in result:
            result["label"] = names[result["dictionary"]][result["latent"]]


def rename(models: Path) -> None:
    index, evidence = (json.loads((models / f"{name}.json").read_text()) for name in ("index", "evidence"))
    first = evidence["features"]["ten"][0]
    before = first["name"]
    names = {d["id"]: rename_dictionary(models / "dictionaries" / d["id"]) for d in index["dictionaries"]}
    rename_evidence(evidence, names)
    (models / "evidence.json").write_text(json.dumps(evidence, ensure_ascii=False, separators=(",", ":")) + "\n")
    for card in models.glob("*/README.md"):
        old, new = f"({first['latent']}, “{before}”)", f"({first['latent']}, “{first['name']}”)"
        card.write_text(card.read_text().replace(old, new))
    for d in index["dictionaries"]:
        paths = {*(f["path"] for f in d["files"]), f"dictionaries/{d['id']}/words.json"}
        d["files"] = [copied(models, models, path) for path in sorted(paths)]
    index["evidence"] = copied(models, models, "evidence.json")
    (models / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


def main() -> None:
    rename(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else MODELS)


if __name__ == "__main__":
    main()
