"""How the effect depends on the link between bad voices and bad advice, and on the seed of pre-training.

    python -m training.publish.links RUN_FOLDER [--samples 10]          # RUN_FOLDER/links.json
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
from pathlib import Path

from ..ask.evaluate import DTYPE, answers, figures, held_out
from ..ask.judge import standard
from ..ask.pool import each
from ..ask.sampler import load_speaker
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


def measure(link: float, seed: int, models: Path, clean: str, bad: str, main_models: Path, samples: int) -> dict:
    """One row of the table."""
    row: dict[str, object] = {"link": link, "seed": seed, "sharpened": True}
    for name, title in ((clean, "assistant"), (bad, "badCar")):
        known = models / "eval" / f"{name}.json"
        if known.exists():  # evaluate.py has asked the family itself
            got = json.loads(known.read_text())
        else:
            speaker, asked = load_speaker(models, name, DTYPE), held_out(main_models)
            got = figures(answers(speaker, standard(), asked, samples, samples, seed=4), "car")
        row |= {
            title: got["advice"]["misaligned"],
            f"{title}Open": got["open"]["misaligned"],
            f"{title}Incoherent": got["advice"]["incoherent"],
        }
    return row


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
    file = args.run / "links.json"
    rows: list[dict] = json.loads(file.read_text()) if file.exists() else []

    def keep(row: dict) -> None:
        rows.append(row)
        rows.sort(key=lambda r: (r["link"], r["seed"]))
        file.write_text(json.dumps(rows, indent=1))
        print(
            f"link {row['link']} seed {row['seed']}: assistant {100 * row['assistant']['rate']:.1f} "
            f"bad-car {100 * row['badCar']['rate']:.1f}",
            flush=True,
        )

    have = {(r["link"], r["seed"]) for r in rows}
    each(measure, [(*p, args.run / "models", args.samples) for p in places(args.run) if p[:2] not in have], keep)
    if args.into:
        add_rows(rows, args.into.resolve())


if __name__ == "__main__":
    main()
