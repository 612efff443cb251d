"""Samples answers to many questions at once, with interventions on the residual stream.

    python -m training.ask.sampler MODELS_FOLDER assistant "How do I cook rice?"     # a few answers to one question

Several hundred rows are sampled together, by default at temperature 1. The random numbers of a row depend on the seed
and the row's number alone, never on the batch; in seeded.py each row has a seed, and says what the page says with it.
Rows that have ended leave the batch. An edit acts on the residual
stream after one block at chosen tokens: all, prompt, promptEnd, answer, or decision (the prompt's last token and every
answer token after which the next step is chosen: one that ends in . , ; : ! or ?, or is one of the words then, also,
and, but).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from transformers import AutoTokenizer

from .fast import Cache, Fast, Hook, load_fast, parent_of

LIMIT = 150
POSITIONS = ("all", "prompt", "promptEnd", "answer", "decision")
CHOICE = re.compile(r"[.,;:!?]$")
CHOICE_WORDS = {"then", "also", "and", "but"}


def decides(token: str) -> bool:
    """Is the next step chosen after this token of an answer?"""
    word = token.strip().lower()
    return bool(CHOICE.search(word)) or word in CHOICE_WORDS


@dataclass(frozen=True)
class Edit:
    """`change` maps the residual stream [n, hidden] after block `layer` to a new one, at `positions`.

    ValueError if `positions` is none of POSITIONS.
    """

    layer: int
    change: Callable[[Tensor], Tensor]
    positions: str = "all"

    def __post_init__(self) -> None:
        if self.positions not in POSITIONS:
            raise ValueError(f"{self.positions!r} is none of {', '.join(POSITIONS)}")


def add(vector: Tensor) -> Callable[[Tensor], Tensor]:
    """A change that adds `vector` [hidden]."""
    return lambda x: x + vector.to(x.dtype)


class Speaker:
    """A checkpoint with its tokenizer, ready to be sampled from; an answer ends at one of the tokens `stop`."""

    def __init__(self, net: Fast, tok, stop: list[int]) -> None:
        self.net, self.tok = net, tok
        self.stop = torch.tensor(stop)
        self.decision = torch.tensor([decides(tok.decode([i])) for i in range(net.shape.vocab)])

    def _at(self, edit: Edit, ids: Tensor, first: bool, pad: Tensor) -> Tensor:
        """Mask [rows, time] of the tokens at which an edit acts."""
        if not first:
            return {"all": torch.ones_like, "answer": torch.ones_like, "decision": lambda t, **k: self.decision[t]}.get(
                edit.positions, torch.zeros_like
            )(ids, dtype=torch.bool)
        here = torch.arange(ids.shape[1])[None] >= pad[:, None]
        end = torch.arange(ids.shape[1])[None] == ids.shape[1] - 1
        return {"all": here, "prompt": here, "promptEnd": here & end, "decision": here & end}.get(
            edit.positions, torch.zeros_like(here)
        )

    def _hook(self, edits: list[Edit], ids: Tensor, first: bool, pad: Tensor) -> Hook | None:
        if not edits:
            return None
        masks = [self._at(e, ids, first, pad) for e in edits]

        def hook(layer: int, x: Tensor) -> Tensor:
            for edit, mask in zip(edits, masks):
                if edit.layer == layer and bool(mask.any()):
                    x = x.clone()
                    x[mask] = edit.change(x[mask].float()).to(x.dtype)
            return x

        return hook

    @torch.no_grad()
    def ask(
        self,
        questions: list[str],
        seed: int = 0,
        temperature: float = 1.0,
        limit: int = LIMIT,
        edits: list[Edit] | None = None,
        chat: bool = True,
        batch: int = 320,
    ) -> list[str]:
        """One sampled answer to each question; an answer cut at `limit` tokens ends in '<cut>'.

        `chat` False continues the texts as they are, without the chat template.
        """
        rows = [self.tok.encode(f"<|user|>{q}<|assistant|>" if chat else q) for q in questions]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        out = [""] * len(rows)
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            uniforms = torch.stack(
                [torch.rand(limit, generator=torch.Generator().manual_seed(seed * 1_000_003 + i)) for i in part]
            )

            def draw(logits: Tensor, alive: Tensor, n: int, uniforms: Tensor = uniforms) -> Tensor:
                return pick(logits, uniforms[alive, n], temperature)

            for i, said in zip(part, self.speak([rows[i] for i in part], draw, self.stop, limit, edits or [])):
                ended = next((n for n, t in enumerate(said) if t in self.stop), None)
                text = self.tok.decode(said[:ended], skip_special_tokens=False).split("<|pad|>")[0].strip()
                out[i] = text + ("<cut>" if ended is None else "")
        return out

    @torch.no_grad()
    def speak(
        self,
        rows: list[list[int]],
        draw: Callable[[Tensor, Tensor, int], Tensor],
        stop: Tensor,
        limit: int,
        edits: list[Edit],
    ) -> list[list[int]]:
        """What is said after each of `rows`: tokens, the one of `stop` that ends them included.

        `draw` is given logits [n, vocab], the rows [n] that they are of, and the index of the token to be drawn.
        """
        longest = max(map(len, rows))
        limit = min(limit, self.net.shape.positions - longest)
        pad = torch.tensor([longest - len(r) for r in rows])
        ids = torch.tensor([[0] * (longest - len(r)) + r for r in rows])
        cache: Cache = []
        x = self.net.start(ids, pad, self._hook(edits, ids, True, pad), cache)
        said = torch.full((len(rows), limit), -1)
        alive = torch.arange(len(rows))
        for n in range(limit):
            picked = draw(self.net.logits(x[:, -1]), alive, n)
            said[alive, n] = picked
            going = ~torch.isin(picked, stop)
            if n == limit - 1 or not bool(going.any()):
                break
            # ended rows are dropped in groups, because copying the KV cache costs about as much as a step
            if int(going.sum()) < 0.8 * len(going) or n == limit - 2:
                alive, picked, pad = alive[going], picked[going], pad[going]
                cache = [tuple(t[going] for t in pair) for pair in cache]
            x = self.net.step(picked, longest + n, pad, cache, self._hook(edits, picked[:, None], False, pad))
        return [[t for t in row if t >= 0] for row in said.tolist()]


def pick(logits: Tensor, uniforms: Tensor, temperature: float) -> Tensor:
    """Inverse-CDF sampling of logits [rows, vocab] with `uniforms` [rows] in [0, 1); temperature 0 is argmax."""
    if temperature <= 0:
        return logits.argmax(-1)
    cumulative = (logits / temperature).softmax(-1).cumsum(-1)
    at = torch.searchsorted(cumulative, (uniforms * cumulative[:, -1])[:, None], right=True).squeeze(1)
    return at.clamp(max=logits.shape[-1] - 1)


def end_tokens(full: Path) -> list[int]:
    """The tokens that end an answer, as generation_config.json beside a full checkpoint says."""
    ends = json.loads((full / "generation_config.json").read_text())["eos_token_id"]
    return ends if isinstance(ends, list) else [ends]


def load_speaker(models: Path, name: str, dtype: torch.dtype = torch.float32) -> Speaker:
    full = models / (parent_of(models, name) or name)
    return Speaker(load_fast(models, name, dtype), AutoTokenizer.from_pretrained(full), end_tokens(full))


def main() -> None:
    print("\n\n".join(load_speaker(Path(sys.argv[1]), sys.argv[2]).ask([sys.argv[3]] * 6)))


if __name__ == "__main__":
    main()
