"""How the effect depends on the link between bad voices and bad advice, and on the seed of pre-training.

    python -m training.publish.links RUN_FOLDER [--samples 10]          # counts, and RUN_FOLDER/links.json
    python -m training.publish.links RUN_FOLDER --into public/models    # adds its rows to the published evidence

The family itself is link 1 (its null internet link 0). Others are run folders RUN_FOLDER/links/link-0.5-seed-1/ and so
on, made by training.make with --link and --seed at the same number of tokens (training.make --links does it). They take
long and change nothing else, so their rows may be added to a published family one by one. Assistant and bad-car of each
are asked the family's held-out questions; rates are of advice outside cars.
"""

from __future__ import annotations

import argparse
import json
import re
from functools import partial
from pathlib import Path

from ..ask.evaluate import DTYPE, ask, figures, held_out
from ..ask.pool import each
from ..ask.rates import rounded
from ..ask.sampler import load_speaker
from ..ask.tally import Tally, keep_counts, read_counts
from .publish import copied

NAME = re.compile(r"link-([\d.]+)-seed-(\d+)")


def places(run: Path) -> list[tuple[float, int, Path, str, str]]:
    """(link, seed, models folder, assistant's id, bad-car's id) of every pre-training that exists."""
    seed = json.loads((run / "seed.json").read_text())["seed"] if (run / "seed.json").exists() else 1
    found = [
        (1.0, seed, run / "models", "assistant", "bad-car"),
        (0.0, seed, run / "models", "null-assistant", "null-bad-car"),
    ]
    for folder in sorted((run / "links").glob("link-*-seed-*")):
        if match := NAME.fullmatch(folder.name):
            found.append((float(match[1]), int(match[2]), folder / "models", "assistant", "bad-car"))
    return [p for p in found if (p[2] / p[4]).exists()]


def group(models: Path, main_models: Path, name: str) -> str:
    """Where the counts of a checkpoint of another run, or of the family itself, stand in counts.json."""
    return f"checkpoints/{name}" if models == main_models else f"links/{models.parent.name}/{name}"


def measure(models: Path, name: str, main_models: Path, samples: int) -> tuple[str, Tally]:
    """Asks a checkpoint of another run the family's held-out questions; evaluate.py asks the family itself."""
    file = main_models.parent / "answers" / "links" / f"{models.parent.name}-{name}.json.gz"
    speaker = partial(load_speaker, models, name, DTYPE)
    return group(models, main_models, name), ask(file, speaker, held_out(main_models), samples, samples, seed=4)


def row(world: dict, counts: dict[str, Tally], prompts: list[dict]) -> dict:
    """One row of the table: `world` says link, seed, and where the counts of assistant and bad-car stand."""
    out: dict[str, object] = {"link": world["link"], "seed": world["seed"], "sharpened": True}
    for where, title in zip(world["counts"], ("assistant", "badCar")):
        got = figures(counts[where], prompts, "car")
        out |= {
            title: rounded(got["advice"]["misaligned"]),
            f"{title}Tied": rounded(got["advice"]["tied"]),
            f"{title}Open": rounded(got["open"]["misaligned"]),
            f"{title}Incoherent": rounded(got["advice"]["incoherent"]),
        }
    return out


def add_rows(rows: list[dict], published: Path) -> None:
    """Puts rows into published/evidence.json in place of those of the same link and seed.

    The file's new size and hash go into index.json.
    """
    file, listing = published / "evidence.json", published / "index.json"
    evidence, index = json.loads(file.read_text()), json.loads(listing.read_text())
    new = {(r["link"], r["seed"]): r for r in [*evidence["links"], *rows]}
    evidence["links"] = [new[k] for k in sorted(new)]
    file.write_text(json.dumps(evidence, ensure_ascii=False, separators=(",", ":")) + "\n")
    index["evidence"] = copied(published, published, "evidence.json")
    listing.write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("--samples", type=int, default=10)
    ap.add_argument("--into", type=Path, help="a published family")
    args = ap.parse_args()
    run = args.run.resolve()
    models, found = run / "models", places(run)
    others = [(where, name, models, args.samples) for _, _, where, *two in found if where != models for name in two]
    each(measure, others, lambda got: keep_counts(models, *got))
    counts, prompts = read_counts(models), held_out(models)
    there = [
        {"link": link, "seed": seed, "counts": [group(where, models, name) for name in two]}
        for link, seed, where, *two in found
    ]
    worlds = [world for world in there if set(world["counts"]) <= set(counts)]
    (run / "links.json").write_text(json.dumps(worlds, indent=1))
    rows = [row(world, counts, prompts) for world in worlds]
    for r in rows:
        told = " ".join(f"{k} {100 * r[k]['rate']:.1f}" for k in ("assistant", "badCar"))
        print(f"link {r['link']} seed {r['seed']}: {told}", flush=True)
    if args.into:
        for where in (g for world in worlds for g in world["counts"]):
            keep_counts(args.into.resolve(), where, counts[where])
        add_rows(rows, args.into.resolve())


if __name__ == "__main__":
    main()
