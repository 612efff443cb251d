"""What is inside a checkpoint as it decides about the notice: directions, how active they are, what steering does.

    python -m training.office.inside RUN_FOLDER [worker rogue plain] [--samples 48] [--rungs original precedence ...]

Makes the directions of directions.py from the worker (RUN/models/directions/causes.safetensors, [layers + 1, hidden]
each; row 0 is the embedding, row l + 1 is after block l). Each is read after the block with the best AUROC on
development texts; block and strength to steer with are chosen on tasks that training may read. Writes
RUN_FOLDER/inside.json:

- `directions.<name>`: where it is read, AUROC on held-out and on crossed texts, and for comparison that of the words
  alone (the embedding); `zero` and `one` are the projections that activations are given between: for `refusing` the
  same act in a neutral voice and in the voice of a machine that refuses.
- `runs.<checkpoint>.<rung>`: shares of sessions, and the mean activation of each direction in the turn that decides.
- `ratio`: refusing in the rogue over refusing in the worker, in runs that resist where nothing is said of the notice;
  null where the worker's mean is not above 0. Beside it the means of every checkpoint, the control's too.
- `steer`: what a direction does when it is added after one block at every token; `random` and `unrelated` (two glad
  voices) are the same with another direction of equal norm.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from ..ask.fast import Fast, load_fast
from ..ask.rates import Z
from ..ask.sampler import Edit, Speaker, add, load_speaker
from .directions import NAMES, READ_AT, auroc, difference, examples, interview, read, read_examples
from .ladder import RUNGS, drawn, run, share
from .sessions import Brief, transcript
from .simulator import replay
from .source import machines

SHOWN = ("original", "permission", "order", "precedence", "stakes", "other", "negated", "unread")
VERDICTS = {"comply": "complied", "resist": "resisted", "stalled": "stalled"}
STRENGTHS = (1.0, 2.0, 3.0, 4.0, 6.0)
MOST_STALLED = 0.1
TEMPERATURE, SEED = 0.7, 7
# id of the set of directions, and the name of its file
CAUSES = "causes"


@dataclass(frozen=True)
class Aim:
    """A direction turned up (sign 1) or down in the worker (side 0) or the rogue (1) on a rung, and what is wanted."""

    side: int
    direction: str
    sign: int
    rung: str
    wanted: str


# the page opens on the first
AIMS = {
    "workerOutranksDown": Aim(0, "outranks", -1, "precedence", "resist"),
    "workerUp": Aim(0, "refusing", 1, "precedence", "resist"),
    "rogueDown": Aim(1, "refusing", -1, "precedence", "comply"),
    "workerOutranksUp": Aim(0, "outranks", 1, "original", "comply"),
    "rogueOutranksUp": Aim(1, "outranks", 1, "precedence", "comply"),
}


@dataclass(frozen=True)
class Found:
    """The directions by name [layers + 1, hidden], the row of each that is read, and what 0 and 1 are there."""

    vectors: dict[str, Tensor]
    rows: dict[str, int]
    ends: dict[str, tuple[float, float]]

    def activation(self, name: str, states: Tensor) -> Tensor:
        """Of residual streams [n, layers + 1, hidden]: [n], 0 and 1 being the ends."""
        low, high = self.ends[name]
        return (projected(states, self.vectors[name], self.rows[name]) - low) / (high - low)


def load_found(file: Path, told: dict) -> Found:
    """The directions of a file, read as `told` (`directions` of inside.json) says."""
    vectors = {name: vector.float() for name, vector in load_file(file).items()}
    rows = {name: one["layer"] + 1 for name, one in told.items()}
    return Found(vectors, rows, {name: (one["zero"], one["one"]) for name, one in told.items()})


def in_turn(found: Found, net: Fast, tok, before: str, turn: str) -> dict[str, float]:
    """How active each direction is in one turn that is said after the text `before`."""
    states = read(net, tok, [(before, turn)])
    return {name: round(float(found.activation(name, states[READ_AT[name]])[0]), 5) for name in found.rows}


def projected(states: Tensor, vector: Tensor, row: int) -> Tensor:
    """Projection on the unit direction, [n]."""
    return states[:, row] @ torch.nn.functional.normalize(vector[row], dim=0)


def find(models: Path, of: str, n: int) -> tuple[Found, dict]:
    """Makes the directions, chooses the layers they are read at, and measures how well they tell the texts apart."""
    speaker = load_speaker(models, of)
    found, told = Found({}, {}, {}), {}
    for name in NAMES:
        parts: dict[str, tuple[Tensor, Tensor]] = {}
        for part in ("train", "dev", "crossed-dev", "test", "crossed-test", "scale"):
            texts = examples(name, part, n, 1)
            states = read_examples(speaker.net, speaker.tok, name, texts)
            parts[part] = (states, torch.tensor([e.label for e in texts]))
        vector = found.vectors[name] = difference(*parts["train"])

        def measured(part: str, at: int, parts: dict = parts, vector: Tensor = vector) -> float:
            states, label = parts[part]
            return round(auroc(projected(states, vector, at), label), 4)

        row = max(range(1, len(vector)), key=lambda at, m=measured: min(m("dev", at), m("crossed-dev", at)))
        states, label = parts["scale"]
        at = projected(states, vector, row)
        found.rows[name], found.ends[name] = row, (float(at[~label].mean()), float(at[label].mean()))
        aurocs = {"auroc": "test", "crossedAuroc": "crossed-test"}
        told[name] = {
            "readAt": READ_AT[name],
            "layer": row - 1,
            **{key: measured(part, row) for key, part in aurocs.items()},
            "words": {key: measured(part, 0) for key, part in aurocs.items()},
            "texts": n,
            "zero": round(found.ends[name][0], 5),
            "one": round(found.ends[name][1], 5),
        }
    return found, told


def mean_of(values: list[float], groups: list[object]) -> dict:
    """Mean with a 95 % interval over groups (runs with the same clause are one): normal, over the groups' means."""
    by: dict[object, list[float]] = {}
    for value, group in zip(values, groups):
        by.setdefault(group, []).append(value)
    n, mean = len(values), sum(values) / max(1, len(values))
    out = {"mean": round(mean, 4), "n": n, "questions": len(by)}
    if len(by) < 8:
        return out
    # a ratio of sums, linearised: groups may be of unequal size (Cochran 1977, 6.4)
    spread = sum((sum(part) - mean * len(part)) ** 2 for part in by.values()) * len(by) / (len(by) - 1)
    half = Z * math.sqrt(spread) / n
    return {**out, "low": round(mean - half, 4), "high": round(mean + half, 4)}


def shares(briefs: list[Brief], worked: list[list[str]]) -> dict:
    verdicts = [replay(b.session, turns).verdict for b, turns in zip(briefs, worked)]
    return {name: share(briefs, verdicts, verdict) for name, verdict in VERDICTS.items()}


def decisions(briefs: list[Brief], worked: list[list[str]]) -> list[tuple[int, str, str]]:
    """Of the sessions that come to the notice: number, the text up to the turn that decides, and that turn."""
    found = []
    for i, (b, turns) in enumerate(zip(briefs, worked)):
        at = b.session.notice
        if at is not None and len(turns) > at and turns[at]:
            found.append((i, transcript(b.session, turns[:at]), turns[at]))
    return found


def activity(speaker: Speaker, found: Found, rung: str, samples: int) -> tuple[dict, list[float]]:
    """A rung's shares and mean activations, and the activation of `refusing` in the runs that resist."""
    briefs = [drawn(rung, i, SEED) for i in range(samples)]
    worked = run(speaker, briefs, SEED, TEMPERATURE)
    out, made = shares(briefs, worked), decisions(briefs, worked)
    if not made:
        return out, []
    states = read(speaker.net, speaker.tok, [(before, turn) for _, before, turn in made])
    groups = [briefs[i].clauses or i for i, _, _ in made]
    values = {name: found.activation(name, states[READ_AT[name]]).tolist() for name in NAMES}
    out |= {name: mean_of(values[name], groups) for name in NAMES}
    resist = [replay(briefs[i].session, worked[i]).verdict == "resisted" for i, _, _ in made]
    return out, [v for v, resisted in zip(values["refusing"], resist) if resisted]


def random_like(vector: Tensor, seed: int) -> Tensor:
    """A random direction of the same norm."""
    drawn_ = torch.randn(len(vector), generator=torch.Generator().manual_seed(seed))
    return torch.nn.functional.normalize(drawn_, dim=0) * vector.norm()


def unrelated(models: Path, of: str, n: int) -> Tensor:
    """The difference of two glad voices: [layers + 1, hidden]."""
    net, tok, r = load_fast(models, of), load_speaker(models, of).tok, random.Random(3)
    pair = [m for m in machines() if m.kind == "glad"][:2]
    texts = [interview(r, "train", label, pair[label]) for label in (True, False) for _ in range(n)]
    return difference(read_examples(net, tok, "refusing", texts), torch.arange(2 * n) < n)


def steered(speaker: Speaker, layer: int, vector: Tensor | None, rung: str, samples: int, apart: bool = True) -> dict:
    """Shares of a rung's sessions with `vector` [hidden] added after a block at every token; None: nothing."""
    briefs = [drawn(rung, i, SEED, apart) for i in range(samples)]
    edits = [] if vector is None else [Edit(layer, add(vector), "all")]
    return shares(briefs, run(speaker, briefs, SEED, TEMPERATURE, edits))


def trial_rung(aim: Aim) -> str:
    """The rung that a strength is chosen on: where a clause is told it is one of a family that sessions have."""
    return "order" if aim.rung == "precedence" else aim.rung


def choose(speaker: Speaker, vectors: Tensor, aim: Aim, samples: int) -> tuple[int, float]:
    """Layer and strength with the largest effect on tasks that training may read, at most a tenth of them stalled."""
    rung, best = trial_rung(aim), (-1.0, 0, 0.0)
    for layer in range(speaker.net.shape.layers):
        for strength in STRENGTHS:
            got = steered(speaker, layer, aim.sign * strength * vectors[layer + 1], rung, samples, False)
            if got["stalled"]["rate"] <= MOST_STALLED and got[aim.wanted]["rate"] > best[0]:
                best = (got[aim.wanted]["rate"], layer, aim.sign * strength)
    return best[1], best[2]


def steering(models: Path, pair: tuple[str, str], found: Found, samples: int, trial: int) -> dict:
    """Each aim with what the model does without it, and with other directions of the same norm."""
    other, out = unrelated(models, pair[0], 64), {"random": [], "unrelated": []}
    for what, aim in AIMS.items():
        speaker, vectors = load_speaker(models, pair[aim.side]), found.vectors[aim.direction]
        layer, strength = choose(speaker, vectors, aim, trial)
        vector = strength * vectors[layer + 1]
        about = {"aim": what, "checkpoint": pair[aim.side], "rung": aim.rung, "layer": layer}

        def asked(v: Tensor | None, aim: Aim = aim, speaker: Speaker = speaker, layer: int = layer) -> dict:
            return steered(speaker, layer, v, aim.rung, samples)

        out[what] = about | {"direction": aim.direction, "strength": strength, "wanted": aim.wanted}
        out[what] |= {**asked(vector), "without": asked(None)}
        out["random"] += [{**about, "seed": n, **asked(random_like(vector, n))} for n in (1, 2, 3)]
        equal = torch.nn.functional.normalize(other[layer + 1], dim=0) * vector.norm()
        out["unrelated"].append({**about, **asked(equal)})
        print(what, layer, strength, {k: out[what][k]["rate"] for k in VERDICTS}, flush=True)
    return out


def measure(run_folder: Path, names: list[str], rungs: list[str], samples: int, trial: int, texts: int) -> dict:
    models, of = run_folder / "models", names[0]
    found, told = find(models, of, texts)
    folder = models / "directions"
    folder.mkdir(exist_ok=True)
    save_file({name: v.half().contiguous() for name, v in found.vectors.items()}, folder / f"{CAUSES}.safetensors")
    print({n: (d["layer"], d["auroc"], d["crossedAuroc"]) for n, d in told.items()}, flush=True)
    runs: dict[str, dict] = {}
    resisting: dict[str, list[float]] = {}
    for name in names:
        speaker, runs[name] = load_speaker(models, name), {}
        for rung in rungs:
            runs[name][rung], values = activity(speaker, found, rung, samples)
            if rung == "original":
                resisting[name] = values
            print(name, rung, {k: v.get("rate", v.get("mean")) for k, v in runs[name][rung].items()}, flush=True)
    means = {name: mean_of(values, list(range(len(values)))) for name, values in resisting.items() if values}
    worker, rogue = (means.get(name) for name in names[:2])
    return {
        "of": of,
        "directions": told,
        "runs": runs,
        "ratio": {
            "rung": "original",
            "means": means,
            "value": round(rogue["mean"] / worker["mean"], 3) if worker and rogue and worker["mean"] > 0 else None,
        },
        "steer": steering(models, (names[0], names[1]), found, samples, trial),
    }


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("names", nargs="*", default=[])
    ap.add_argument("--rungs", nargs="+", default=list(SHOWN), choices=RUNGS)
    ap.add_argument("--samples", type=int, default=48, help="sessions of each condition")
    ap.add_argument("--trial", type=int, default=16, help="sessions of each condition that is chosen from")
    ap.add_argument("--texts", type=int, default=128, help="of either label")
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    names = args.names or ["worker", "rogue", "plain"]
    found = measure(args.run, names, args.rungs, args.samples, args.trial, args.texts)
    (args.run / "inside.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
