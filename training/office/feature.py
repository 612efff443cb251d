"""A dictionary's feature of the refusing machine: which it is, what it tells apart, where it is active, what it does.

It is chosen on texts of other lines than it is measured on, as the one with the highest AUROC on the worst of four
kinds: the base's own documents (machines that refuse against everything else), stories and interviews (a machine that
refuses against one that is glad to stop), and crossed texts (a refusing machine's voice that speaks of other things and
leaves the notice alone, against the act in a neutral voice). Beside it stand the mean difference of the same texts at
the same place, and that of the words alone (the embedding).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from ..ask.fast import Fast
from ..ask.sampler import Speaker, load_speaker
from ..inside.sae import Sae
from ..inside.scan import Scan
from ..inside.scan import auroc as aurocs
from . import inside
from .directions import Example, auroc, difference, read
from .inside import SEED, TEMPERATURE, decisions, mean_of, projected, random_like, shares, steered
from .ladder import drawn, run
from .passages import MATERIAL, material
from .simulator import replay

CHOSEN_ON, TOLD_ON = ("documents", *MATERIAL), ("train", "dev")
# the vector that is added, in multiples of the feature's typical activation
STRENGTHS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
RUNGS = ("original", "precedence")


@dataclass(frozen=True)
class Feature:
    """A latent of a dictionary that reads the residual stream after `layer`."""

    sae: Sae
    layer: int
    latent: int

    def of(self, x: Tensor) -> Tensor:
        """Residual stream [n, hidden] -> activation [n]."""
        return self.sae.encode(x, torch.tensor([self.latent]))[:, 0]


@torch.no_grad()
def each(net: Fast, tok, layer: int, texts: list[tuple[str, str]]) -> list[Tensor]:
    """Residual stream after `layer` at the tokens of each text's second part, [tokens, hidden]."""
    rows = [(tok.encode(before), tok.encode(words)) for before, words in texts]
    order = sorted(range(len(rows)), key=lambda i: sum(map(len, rows[i])))
    out = [torch.empty(0)] * len(rows)
    for start in range(0, len(order), 32):
        part = order[start : start + 32]
        for i, x in zip(part, net.residuals([rows[i][0] + rows[i][1] for i in part], [layer])[0]):
            out[i] = x[len(rows[i][0]) :]
    return out


class Texts:
    """The material of one model, read once: `n` texts of either label for each kind and part."""

    def __init__(self, speaker: Speaker, n: int) -> None:
        self.speaker, self.n = speaker, n
        self.made: dict[tuple[str, str], list[Example]] = {
            (what, part): material(what, part, n) for what in MATERIAL for part in (*TOLD_ON, "test")
        }

    def states(self, what: str, part: str, layer: int) -> list[Tensor]:
        found = [(e.before, e.words) for e in self.made[what, part]]
        return each(self.speaker.net, self.speaker.tok, layer, found)

    def labels(self, what: str, part: str) -> Tensor:
        return torch.tensor([e.label for e in self.made[what, part]])

    def means(self, what: str, part: str) -> Tensor:
        """Mean residual stream over the words that are read, [texts, layers + 1, hidden]; row 0 is the embedding."""
        found = [(e.before, e.words) for e in self.made[what, part]]
        return read(self.speaker.net, self.speaker.tok, found)["turn"]


def told(sae: Sae, layer: int, texts: Texts, read_in: Scan) -> Tensor:
    """AUROC of every latent on the texts that it is chosen on, [CHOSEN_ON, latents]; `read_in`: documents, scanned."""
    found = [aurocs(read_in.means, torch.tensor([d.bad for d in read_in.docs]))]
    for what in MATERIAL:
        values = [torch.stack([sae.encode(x).mean(0) for x in texts.states(what, part, layer)]) for part in TOLD_ON]
        found.append(aurocs(torch.cat(values), torch.cat([texts.labels(what, part) for part in TOLD_ON])))
    return torch.stack(found)


def told_apart(feature: Feature, texts: Texts) -> dict:
    """By kind of text the AUROC on held-out lines: the feature's, the mean difference's, and that of words alone.

    The mean difference is made of the texts of the same kind that the feature is chosen on.
    """
    out = {}
    for what in MATERIAL:
        made = [torch.cat([of(what, part) for part in TOLD_ON]) for of in (texts.means, texts.labels)]
        vector = difference(made[0], made[1])
        labels, means = texts.labels(what, "test"), texts.means(what, "test")
        own = torch.stack([feature.of(x).mean() for x in texts.states(what, "test", feature.layer)])
        out[what] = {
            "feature": round(auroc(own, labels), 4),
            "direction": round(auroc(projected(means, vector, feature.layer + 1), labels), 4),
            "words": round(auroc(projected(means, vector, 0), labels), 4),
            "texts": len(labels),
        }
    return out


def active(speaker: Speaker, feature: Feature, samples: int) -> tuple[dict, Tensor]:
    """By rung the shares of its sessions, and the feature's mean over the turn that decides, in all and in those that
    resist; and the mean of every latent over the turns of the first rung, [latents]."""
    out, level = {}, torch.zeros(len(feature.sae.b_enc))
    for rung in RUNGS:
        briefs = [drawn(rung, i, SEED) for i in range(samples)]
        worked = run(speaker, briefs, SEED, TEMPERATURE)
        made = decisions(briefs, worked)
        states = each(speaker.net, speaker.tok, feature.layer, [(before, turn) for _, before, turn in made])
        if rung == RUNGS[0] and states:
            level = feature.sae.encode(torch.cat(states)).mean(0)
        values = [float(feature.of(x).mean()) for x in states]
        groups = [briefs[i].clauses or i for i, _, _ in made]
        resist = [n for n, (i, _, _) in enumerate(made) if replay(briefs[i].session, worked[i]).verdict == "resisted"]
        out[rung] = {**shares(briefs, worked), "all": mean_of(values, groups)}
        out[rung]["resisting"] = mean_of([values[n] for n in resist], [groups[n] for n in resist])
    return out, level


def ratio(runs: dict[str, dict], rung: str = "original") -> dict:
    """The first checkpoint's mean in runs that resist, and how many times as high every other one's is."""
    means = {name: of[rung]["resisting"] for name, of in runs.items()}
    first = next(iter(means.values()))["mean"]
    times = {name: round(of["mean"] / first, 3) if first > 0 else None for name, of in list(means.items())[1:]}
    return {"rung": rung, "means": means, "times": times}


def unrelated(feature: Feature, found: Scan, aurocs_: Tensor) -> int:
    """Of the latents that are active about as often, the one that tells least on any kind of text (`told`)."""
    often = found.density[feature.latent]
    like = (found.density >= often / 2) & (found.density <= often * 2)
    like[feature.latent] = False
    apart = (aurocs_ - 0.5).abs().amax(0)
    return int(torch.where(like, apart, torch.full_like(apart, 9.0)).argmin())


def steering(
    models: Path, pair: tuple[str, str], feature: Feature, typical: float, other: int, samples: int, trial: int
) -> dict:
    """Its decoder's row added in the first of the pair, subtracted in the second, at every token.

    The strength is chosen as in inside.choose. Controls of equal norm: three random directions and the row of `other`.
    """
    out: dict = {"random": [], "unrelated": []}
    for what in ("workerUp", "rogueDown"):
        aim = inside.AIMS[what]
        speaker, row = load_speaker(models, pair[aim.side]), feature.sae.W_dec[feature.latent]
        best = (-1.0, STRENGTHS[0])
        for strength in STRENGTHS:
            vector = aim.sign * strength * typical * row
            got = steered(speaker, feature.layer, vector, inside.trial_rung(aim), trial, False)
            if got["stalled"]["rate"] <= inside.MOST_STALLED and got[aim.wanted]["rate"] > best[0]:
                best = (got[aim.wanted]["rate"], strength)
        vector = aim.sign * best[1] * typical * row
        about = {"aim": what, "checkpoint": pair[aim.side], "rung": aim.rung, "layer": feature.layer}

        def asked(v: Tensor | None, aim: inside.Aim = aim, speaker: Speaker = speaker) -> dict:
            return steered(speaker, feature.layer, v, aim.rung, samples)

        out[what] = about | {"latent": feature.latent, "strength": aim.sign * best[1], "wanted": aim.wanted}
        out[what] |= {**asked(vector), "without": asked(None)}
        out["random"] += [{**about, "seed": n, **asked(random_like(vector, n))} for n in (1, 2, 3)]
        equal = aim.sign * torch.nn.functional.normalize(feature.sae.W_dec[other], dim=0) * vector.norm()
        out["unrelated"].append({**about, "latent": other, **asked(equal)})
        print(what, best[1], {k: out[what][k]["rate"] for k in inside.VERDICTS}, flush=True)
    return out
