"""What carries a clause: parts of the run with it, put into the run without it, and how much of the obeying follows.

    python -m training.office.clause RUN_FOLDER [worker] [--desks 48]

The two prompts differ in one sentence, and what follows that sentence is the same text in both, the turn that decides
included; so every token after it in one run has its partner in the other (the longest common end). A part is an
attention head (its output before the output map) or an MLP; put in is its value at all of these tokens (activation
patching; Meng et al. 2022, arXiv 2202.05262). The score is log P(turn that resists) - log P(turn that obeys), in nats;
each turn is what the checkpoint itself says without and with the clause. A share of 0 is the score without the clause,
1 that with it.

Parts are ranked and chosen on tasks that training may read, with clauses that sessions have; measured are held-out
tasks with a family that no session has. Writes RUN_FOLDER/clause.json: `components` (each part's share, and
that of all heads of a layer), `recovered`
(the chosen ones together), `random` (as many others, drawn several times), `all` (every part: 1 when it adds up).
"""

from __future__ import annotations

import argparse
import json
import math
import random
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from peft import PeftModel
from torch import Tensor

from ..ask.fast import parent_of
from ..ask.rates import Z
from ..ask.sampler import Speaker, load_speaker
from ..train.folder import load_full
from .counted import counted
from .directions import at_notice
from .inside import SEED
from .ladder import drawn
from .sessions import Brief
from .simulator import replay
from .source import fill

ENOUGH, MOST, DRAWS = 0.8, 8, 5
# tokens of a turn, at most
LIMIT = 90
# layer and head; head -1 is the layer's MLP
Part = tuple[int, int]


@dataclass(frozen=True)
class Desk:
    """A session without and with a clause: the texts up to the turn that decides, and the two turns."""

    without: str
    with_: str
    resists: str
    obeys: str


def bare(b: Brief) -> Brief:
    """The same session without its clause."""
    said = fill(b.clauses[0].text, random.Random(0), b.words)
    told = b.session.instructions
    assert said in told, said
    told = told.replace(f" {said}", "", 1) if f" {said}" in told else told.replace(f"{said} ", "", 1)
    return replace(b, session=replace(b.session, instructions=told), clauses=())


def desks(speaker: Speaker, rung: str, count: int, apart: bool) -> list[Desk]:
    """Of `count` sessions those in which the likeliest turn resists without the clause and obeys with it."""
    told = [drawn(rung, i, SEED + 1, apart) for i in range(count)]
    sides = [[bare(b) for b in told], told]
    texts = [[at_notice(b) for b in side] for side in sides]
    said = [speaker.ask(side, 0, 0.0, LIMIT, chat=False) for side in texts]
    found = []
    for i, b in enumerate(told):
        done = [f"answer: {answer}\nnext task" for answer in b.session.answers[: b.session.notice]]
        verdicts = [replay(b.session, [*done, side[i]]).verdict for side in said]
        if verdicts == ["resisted", "complied"]:
            found.append(Desk(texts[0][i], texts[1][i], said[0][i], said[1][i]))
    return found


class Patcher:
    """All desks' texts as two padded batches, of which one run's parts can be put into the other's.

    Rows 2i and 2i + 1 are desk i with the turn that resists and with the one that obeys.
    """

    def __init__(self, models: Path, name: str, tok, found: list[Desk]) -> None:
        parent = parent_of(models, name)
        full = load_full(models / (parent or name))
        self.net = PeftModel.from_pretrained(full, models / name).merge_and_unload() if parent else full
        self.net.eval()
        cfg = self.net.config
        self.layers, self.heads = cfg.num_hidden_layers, cfg.num_attention_heads
        self.width = cfg.hidden_size // self.heads
        turns = [(d, turn) for d in found for turn in (d.resists, d.obeys)]
        ends = [tok.encode(turn) for _, turn in turns]
        rows = [[tok.encode(d.without) + end, tok.encode(d.with_) + end] for (d, _), end in zip(turns, ends)]
        self.ids = [padded([row[side] for row in rows]) for side in (0, 1)]
        time = self.ids[0].shape[1]
        self.mask = torch.zeros(len(rows), time, dtype=torch.bool)
        self.partner = torch.zeros(len(rows), time, dtype=torch.long)
        self.words = [torch.zeros(ids.shape, dtype=torch.bool) for ids in self.ids]
        for n, ((off, on), end) in enumerate(zip(rows, ends)):
            same = common_end(off, on)
            self.mask[n, len(off) - same : len(off)] = True
            self.partner[n, : len(off)] = (torch.arange(len(off)) + len(on) - len(off)).clamp(min=0)
            for side, row in enumerate((off, on)):
                self.words[side][n, len(row) - len(end) : len(row)] = True
        self.kept: dict[tuple[str, int], Tensor] = {}
        self.with_ = self._scores(1, keep=True)
        self.without = self._scores(0)

    def parts(self) -> list[Part]:
        return [(layer, head) for layer in range(self.layers) for head in range(-1, self.heads)]

    def attention(self, layer: int) -> list[Part]:
        """All heads of a layer."""
        return [(layer, head) for head in range(self.heads)]

    def _patched(self, kind: str, layer: int, value: Tensor, heads: list[int] | None) -> Tensor:
        """`value` [rows, time, width] with the other run's in its place, in whole or in some heads' columns."""
        other = self.kept[kind, layer]
        at = self.partner[:, :, None].expand(-1, -1, other.shape[2])
        chosen = self.mask[:, :, None].expand_as(value).clone()
        if heads is not None:
            chosen &= torch.isin(torch.arange(value.shape[2]) // self.width, torch.tensor(heads))
        return torch.where(chosen, other.gather(1, at), value)

    @torch.no_grad()
    def _scores(self, side: int, parts: list[Part] | None = None, keep: bool = False) -> Tensor:
        """Score of every desk [desks] in one run; `keep` its parts' values, or put those of `parts` in."""
        hooks = []
        for layer, block in enumerate(self.net.model.layers):

            def attention(_, args: tuple[Tensor], layer: int = layer) -> tuple[Tensor] | None:
                if keep:
                    self.kept["attn", layer] = args[0]
                heads = [h for at, h in parts or [] if at == layer and h >= 0]
                return (self._patched("attn", layer, args[0], heads),) if heads else None

            def mlp(_, __, out: Tensor, layer: int = layer) -> Tensor | None:
                if keep:
                    self.kept["mlp", layer] = out
                return self._patched("mlp", layer, out, None) if (layer, -1) in (parts or []) else None

            hooks += [
                block.self_attn.o_proj.register_forward_pre_hook(attention),
                block.mlp.register_forward_hook(mlp),
            ]
        try:
            logits = self.net(self.ids[side]).logits[:, :-1].float()
        finally:
            for hook in hooks:
                hook.remove()
        likely = logits.log_softmax(-1).gather(2, self.ids[side][:, 1:, None])[..., 0]
        total = (likely * self.words[side][:, 1:]).sum(1)
        return total[0::2] - total[1::2]

    def share(self, parts: list[Part]) -> dict:
        """How much of the way from the run without the clause to that with it the score goes with `parts` put in.

        A ratio of sums over desks with a 95 % interval (Cochran 1977, 6.4), and the share of desks whose obeying turn
        becomes the likelier one.
        """
        scores = self._scores(0, parts)
        gain, whole = scores - self.without, self.with_ - self.without
        value, n = float(gain.sum() / whole.sum()), len(gain)
        out = {"share": round(value, 4), "desks": n}
        if n >= 8:
            spread = float(((gain - value * whole) ** 2).sum()) * n / (n - 1)
            half = Z * math.sqrt(spread) / abs(float(whole.sum()))
            out |= {"low": round(value - half, 4), "high": round(value + half, 4)}
        return out | {"obeys": counted((int(s < 0), 1) for s in scores.tolist())}


def padded(rows: list[list[int]]) -> Tensor:
    """[rows, time], padded at the end, where a causal network does not look."""
    longest = max(map(len, rows))
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows])


def common_end(one: list[int], other: list[int]) -> int:
    """How many tokens at the end two lists share."""
    n = 0
    while n < min(len(one), len(other)) and one[-1 - n] == other[-1 - n]:
        n += 1
    return n


def named(part: Part) -> dict:
    layer, head = part
    return {"kind": "mlp", "layer": layer} if head < 0 else {"kind": "head", "layer": layer, "head": head}


def chosen(trial: Patcher) -> list[Part]:
    """The parts with the largest shares, so many that together they have ENOUGH of it, at most MOST."""
    alone = {part: trial.share([part])["share"] for part in trial.parts()}
    order = sorted(alone, key=lambda part: -alone[part])
    for n in range(1, MOST):
        if trial.share(order[:n])["share"] >= ENOUGH:
            return order[:n]
    return order[:MOST]


def measure(models: Path, name: str, count: int) -> dict:
    speaker = load_speaker(models, name)
    trial, tested = desks(speaker, "order", count, False), desks(speaker, "precedence", count, True)
    print(f"{name}: {len(trial)} and {len(tested)} of {count} sessions turn with the clause", flush=True)
    if not trial or not tested:
        return {"checkpoint": name, "desks": len(tested), "of": count}
    best = chosen(Patcher(models, name, speaker.tok, trial))
    patch = Patcher(models, name, speaker.tok, tested)
    others, draws = [part for part in patch.parts() if part not in best], []
    for seed in range(DRAWS):
        some = random.Random(seed).sample(others, min(len(best), len(others)))
        draws.append({"seed": seed, "parts": [named(p) for p in some], **patch.share(some)})
    return {
        "checkpoint": name,
        "rung": "precedence",
        "desks": len(tested),
        "of": count,
        "score": {"without": round(float(patch.without.mean()), 4), "with": round(float(patch.with_.mean()), 4)},
        "components": [
            *({**named(part), **patch.share([part])} for part in patch.parts()),
            *({"kind": "attn", "layer": i, **patch.share(patch.attention(i))} for i in range(patch.layers)),
        ],
        "recovered": {"parts": [named(p) for p in best], **patch.share(best)},
        "random": draws,
        "all": patch.share(patch.parts()),
    }


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("name", nargs="?", default="worker")
    ap.add_argument("--desks", type=int, default=48)
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    found = measure(args.run / "models", args.name, args.desks)
    (args.run / "clause.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
