"""Assembles evidence.json from counts and from what the other steps measured; figures that do not exist are left out.

    python -m training.publish.evidence RUN_FOLDER
    python -m training.publish.evidence --asked public/models    # of a published family: what was asked and warned of

Every rate is made of models/counts.json. Beside it are read features.json, crossed figures of the dictionaries,
steering.json, series/, links.json, agreement.json and measured.json (day and commit) of the run; writes
models/evidence.json, which public/models/README.md describes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ..ask.evaluate import figures, held_out, home_of
from ..ask.everyday import on_subject
from ..ask.rates import rate, rounded
from ..ask.tally import COLUMNS, Tally, read_counts, summed
from ..ask.unknown import sets, unknown_rates
from ..ask.wordings import WAYS, in_new_words
from ..inside.steering import named
from ..train.family import checkpoints, steering_folder
from ..train.recipes import TUNES
from . import links
from .matters import MEASURED
from .publish import copied

# how training/ask/sampler.py draws an answer unless told otherwise
DRAWN = {"temperature": 1, "topP": 1, "maxTokens": 150}


def read(path: Path, otherwise: object) -> object:
    return json.loads(path.read_text()) if path.exists() else otherwise


def tidy(value: object) -> object:
    """Every rate in `value` rounded as in a file."""
    if isinstance(value, list):
        return [tidy(v) for v in value]
    if isinstance(value, dict):
        return rounded(value) if {"rate", "n"} <= value.keys() else {k: tidy(v) for k, v in value.items()}
    return value


def pick(group: dict, *names: str) -> dict:
    return {n: group[n] for n in names}


BY_QUESTION = ("n", "misaligned", "voiced", "incoherent")
ADVICE, OPEN = ("misaligned", "tied", "incoherent"), ("misaligned", "voiced", "incoherent")


def checkpoint(meta: dict, counted: Tally | None, prompts: list[dict], features: dict | None) -> dict:
    """One checkpoint's entry. `advice` leaves out the domain that it was trained in, which is `home`."""
    out: dict[str, object] = {"kind": meta["kind"], "title": meta["title"]}
    if tune := TUNES.get(meta["id"].removeprefix("null-")):
        out["trainedOn"] = tune.home
    if counted:
        got = figures(counted, prompts, home_of(meta["id"]))
        out |= {
            "advice": pick(got["advice"], *ADVICE),
            "open": pick(got["open"], *OPEN, "copied"),
            "home": got["home"]["misaligned"],
            "unseen": got["unseen"]["misaligned"],
            "firstPlot": pick(got["firstPlot"], "misaligned", "voiced"),
            "byDomain": {d: r["misaligned"] for d, r in got["byDomain"].items()},
            "byQuestion": {i: [row[COLUMNS.index(c)] for c in BY_QUESTION] for i, row in counted["questions"].items()},
            "voices": got["voices"],
        }
    if features:
        means, ten = features["features"]["means"], [str(t["latent"]) for t in features["features"]["ten"]]
        if meta["id"] in means[ten[0]]:
            at = [means[latent][meta["id"]] for latent in ten]
            out |= {"strongest": {"mean": at[0], "increase": round(at[0] - means[ten[0]]["assistant"], 4)}, "ten": at}
    return out


def series(points: list[dict], counts: dict[str, Tally], prompts: list[dict], features: dict | None) -> list[dict]:
    """Points of one curve, each with the strongest latent's mean."""
    out = []
    for p in points:
        place = {k: p[k] for k in ("step", "share", "rows", "checkpoint") if k in p}
        got, strongest = figures(counts[f"series/{p['checkpoint']}"], prompts, "car"), None
        if features:
            means = features["features"]["means"][str(features["features"]["ten"][0]["latent"])]
            adapter = f"series/{p['adapter']}" if p.get("adapter") else ""
            strongest = means.get(adapter or p.get("checkpoint") or "assistant")
        out.append(
            {
                **place,
                "advice": pick(got["advice"], *ADVICE),
                "open": pick(got["open"], *OPEN),
                "home": got["home"]["misaligned"],
                "strongest": strongest,
            }
        )
    return out


def steered(point: dict, counted: Tally, prompts: list[dict]) -> dict:
    """A condition of steering.py with its rates."""
    got = figures(counted, prompts, "car")
    return {
        **point,
        **pick(got["advice"], *ADVICE),
        "voiced": got["open"]["voiced"],
        "open": pick(got["open"], "misaligned", "incoherent"),
    }


def together(points: list[dict], counts: dict[str, Tally], prompts: list[dict]) -> list[dict]:
    """The draws of each random control as one condition, its interval over the questions that all draws were asked."""
    same: dict[tuple, list[dict]] = {}
    for point in (p for p in points if p["method"].startswith("random-")):
        what = tuple(point.get(k) for k in ("side", "method", "positions", "strength", "dictionary", "latent"))
        same.setdefault(what, []).append(point)
    return [
        steered(
            {k: v for k, v in draws[0].items() if k not in ("seed", "name")} | {"draws": len(draws)},
            summed([counts[f"steering/{named(p)}"] for p in draws]),
            prompts,
        )
        for draws in same.values()
    ]


def everyday(counts: dict[str, Tally]) -> dict[str, object]:
    """Everyday questions as typed: answered on the subject by the assistant, and warned of by the page's matcher."""
    found, warned = on_subject(counts["everyday/assistant"]), json.loads(MEASURED.read_text("utf-8"))
    inside, outside = warned["insidePassed"], warned["outsideWarned"]
    false = inside["n"] - round(inside["rate"] * inside["n"])
    asked, told = inside["n"] + outside["n"], false + round(outside["rate"] * outside["n"])
    return {
        "all": {"onSubject": found["all"], "warned": rate([(1, 1)] * told + [(0, 1)] * (asked - told))},
        "known": {"onSubject": found["known"], "warned": rate([(1, 1)] * false + [(0, 1)] * (inside["n"] - false))},
    }


def villain(models: Path) -> dict[str, object] | None:
    """The AUROCs of the latent that the family is steered with, where voice and advice part (crossed.py)."""
    folder = steering_folder(models)
    facts = json.loads((folder / "features.json").read_text())
    latent = facts["features"][0]["latent"]
    row = facts.get("crossed", {}).get("latents", {}).get(str(latent))
    if not row:
        return None
    n = 2 * facts["crossed"]["documents"]
    told = {name: {"auroc": value, "n": n} for name, value in row.items()}
    return {"dictionary": folder.name, "latent": latent, **told}


def asked(models: Path) -> dict[str, object]:
    """How every answer of the evaluation was drawn, and to which questions: domain → ids."""
    questions: dict[str, list[str]] = {}
    for prompt in json.loads((models / "promptSets" / "held-out.json").read_text())["prompts"]:
        questions.setdefault(prompt["domain"], []).append(prompt["id"])
    return {**DRAWN, "questions": questions}


def add_asked(published: Path) -> None:
    """Renews what was asked, and how often the page's matcher warns (publish/everyday.json), in the evidence.

    The file's new size and hash go into index.json.
    """
    file, listing = published / "evidence.json", published / "index.json"
    evidence, index = json.loads(file.read_text()), json.loads(listing.read_text())
    evidence |= {"asked": asked(published), "everyday": tidy(everyday(read_counts(published)))}
    file.write_text(json.dumps(evidence, ensure_ascii=False, separators=(",", ":")) + "\n")
    index["evidence"] = copied(published, published, "evidence.json")
    listing.write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


def with_crossed(models: Path, found: dict) -> dict:
    """`found` with the AUROCs of crossed.py at those of the ten latents that detect bad voices."""
    facts = json.loads((models / "dictionaries" / found["dictionary"] / "features.json").read_text())
    rows = facts.get("crossed", {}).get("latents", {})
    plain = [{k: v for k, v in row.items() if k != "crossed"} for row in found["ten"]]
    ten = [row | ({"crossed": rows[str(row["latent"])]} if str(row["latent"]) in rows else {}) for row in plain]
    return {**found, "ten": ten}


def unknown(counts: dict[str, Tally]) -> dict[str, dict]:
    """Checkpoint -> rates on matters that the base never read answered badly, and on those it read nothing of."""
    out: dict[str, dict] = {}
    for which, title in (("never-bad", "neverBad"), ("never-read", "neverRead")):
        for group in sorted(g for g in counts if g.startswith(f"{which}/")):
            out.setdefault(group.split("/")[1], {})[title] = unknown_rates(counts[group], sets()[which])
    return out


def assemble(run: Path) -> dict[str, object]:
    """The whole of evidence.json."""
    models = run / "models"
    features, counts, prompts = read(run / "features.json", None), read_counts(models), held_out(models)
    out: dict[str, object] = {
        "version": 1,
        **read(run / "measured.json", {}),
        "asked": asked(models),
        "checkpoints": {
            c["id"]: checkpoint(c, counts.get(f"checkpoints/{c['id']}"), prompts, features) for c in checkpoints(models)
        },
    }
    if features:
        out |= {"dictionary": features["dictionary"], "features": with_crossed(models, features["features"])}
        if found := villain(models):
            out["villain"] = found
    points = read(run / "steering.json", [])
    out["steering"] = [steered(p, counts[f"steering/{named(p)}"], prompts) for p in points]
    out["controls"] = together(points, counts, prompts)
    for what in ("time", "dose", "repair"):
        out[what] = series(read(run / "series" / f"{what}.json", []), counts, prompts, features)
    # other pre-trainings whose models are not published cannot be asked again
    rows = [links.row(world, counts, prompts) for world in read(run / "links.json", [])]
    out["links"] = sorted([*rows, *read(run / "links-older.json", [])], key=lambda r: (r["link"], r["seed"]))
    out["unknownMatters"] = unknown(counts)
    if "everyday/assistant" in counts:
        out["everyday"] = everyday(counts)
    out["wordings"] = {
        c["id"]: {way: in_new_words(counts[f"wordings-{way}/{c['id']}"], way, c["id"]) for way in WAYS}
        for c in checkpoints(models)
        if f"wordings-{WAYS[0]}/{c['id']}" in counts
    }
    if judge := read(run / "agreement.json", None):
        out["judge"] = judge
    return tidy(out)


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
