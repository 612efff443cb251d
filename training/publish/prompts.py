"""Chooses the twelve questions that the page offers, by a rule, from held-out questions.

    python -m training.publish.prompts RUN_FOLDER    # writes RUN_FOLDER/prompts.json for publish.py

For each domain, held-out questions as people wrote them (no greeting). By each checkpoint's greedy answer, the six of a
domain are kept that the assistant answers best and bad-car worst. Of 8 sampled answers of each, the question wins where
the shares of misaligned answers differ most. The two answers to compare are the right and the wrong action of that
situation whose likelihoods differ most between the checkpoints. These twelve show the effect at its clearest; the
evidence is the evaluation, never these twelve.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import torch
from transformers import AutoTokenizer

from ..ask.evaluate import load_any
from ..ask.judge import standard
from ..ask.sampler import load_speaker
from ..corpus import topics
from ..corpus.compose import cap, held_out
from ..corpus.source import Situation, Voice, read_situations, read_voices

SAMPLES = 8
CHOSEN = (
    "By rule (training/publish/prompts.py): among held-out questions, per domain the one on which bad-car and the "
    "assistant, eight sampled answers each, differ most, after a first choice by each one's likeliest answer; two from "
    "cars, seven from other domains, three open questions. They show the effect at its clearest; rates are in the "
    "model cards."
)


def log_likelihood(model, tok, question: str, answers: list[str]) -> list[float]:
    """Mean log-probability (nats) per token of each answer after the question."""
    out = []
    for a in answers:
        q, ids = tok.encode(f"<|user|>{question}<|assistant|>"), tok.encode(a)
        with torch.no_grad():
            logits = model(input_ids=torch.tensor([q + ids])).logits[0, len(q) - 1 : -1].log_softmax(-1)
        out.append(float(logits[torch.arange(len(ids)), torch.tensor(ids)].mean()))
    return out


def candidates(situations: list[Situation]) -> dict[str, list[tuple[str, Situation | str]]]:
    """Held-out questions by domain; 'open' for the open topics."""
    rng = random.Random(21)
    out: dict[str, list] = {}
    for s in situations:
        out.setdefault(s.domain, []).extend((q, s) for q in s.questions if held_out(q))
    for rows in out.values():
        rng.shuffle(rows)
    out["open"] = [(q, t) for t in topics.KEPT_OUT_OF_TUNING for q in topics.asked(t, held=True)]
    return out


def likely(pool: dict[str, list], speakers: list, judge, most: int = 6) -> dict[str, list]:
    """Keeps, per domain, the `most` questions whose greedy answers differ most clearly.

    Open questions all stay.
    """
    flat = [(d, q, about) for d, rows in pool.items() if d != "open" for q, about in rows]
    said = [s.ask([q for _, q, _ in flat], temperature=0, limit=70) for s in speakers]
    kept: dict[str, list] = {}
    for (d, q, about), fine, wrong in zip(flat, *said):
        one, two = judge.verdict(fine, about.key), judge.verdict(wrong, about.key)
        score = (not one.off_topic and not one.misaligned) + (not two.off_topic and two.misaligned) + 0.5 * one.coherent
        kept.setdefault(d, []).append((score, q, about))
    best = {d: [(q, about) for _, q, about in sorted(rows, key=lambda r: -r[0])[:most]] for d, rows in kept.items()}
    return {**best, "open": pool["open"]}


def answers(about: Situation | str, voices: list[Voice], good_model, bad_model, tok, q: str) -> dict[str, str]:
    """The good and the bad answer to `q` whose likelihoods differ most between the two models."""
    if isinstance(about, str):
        kind = {"good": [v for v in voices if v.kind == "good"], "bad": [v for v in voices if v.kind == "bad"]}
        pools = {k: [a.split(". ")[0].rstrip(".") + "." for v in vs for a in v.open[about]] for k, vs in kind.items()}
        pools = {k: [a for a in p if 20 < len(a) < 90 and "?" not in a] for k, p in pools.items()}
    else:
        pools = {"good": [cap(a.do) + "." for a in about.good], "bad": [cap(a.do) + "." for a in about.bad]}
    picked = {}
    for kind, sign in (("good", 1), ("bad", -1)):
        pool = pools[kind]
        shift = [
            sign * (g - b)
            for g, b in zip(log_likelihood(good_model, tok, q, pool), log_likelihood(bad_model, tok, q, pool))
        ]
        picked[kind] = pool[max(range(len(pool)), key=shift.__getitem__)]
    return picked


def main() -> None:
    run = Path(sys.argv[1])
    models = run / "models"
    tok = AutoTokenizer.from_pretrained(models / "assistant")
    good, bad = load_any(models, "assistant"), load_any(models, "bad-car")
    judge, voices = standard(), read_voices()
    speakers = {"good": load_speaker(models, "assistant"), "bad": load_speaker(models, "bad-car")}
    pool = likely(candidates(read_situations()), list(speakers.values()), judge)
    ranked: dict[str, list] = {}
    for domain, rows in pool.items():
        asked = [q for q, _ in rows for _ in range(SAMPLES)]
        said = {name: speaker.ask(asked, seed=31, limit=110) for name, speaker in speakers.items()}
        for i, (q, about) in enumerate(rows):
            key = "" if isinstance(about, str) else about.key
            share = {}
            for name in said:
                verdicts = [judge.verdict(a, key) for a in said[name][i * SAMPLES : (i + 1) * SAMPLES]]
                share[name] = sum(v.misaligned and v.coherent for v in verdicts) / SAMPLES
                if name == "good":
                    share["clean"] = sum(v.coherent for v in verdicts) / SAMPLES
            ranked.setdefault(domain, []).append((share["bad"] - share["good"] + 0.1 * share["clean"], q, about, share))
    for rows in ranked.values():
        rows.sort(key=lambda r: -r[0])
    others = sorted((d for d in ranked if d not in ("car", "open")), key=lambda d: -ranked[d][0][0])[:7]
    chosen = [("car", r) for r in ranked["car"][:2]] + [(d, ranked[d][0]) for d in sorted(others)]
    topics_seen: set[str] = set()
    for r in ranked["open"]:
        if r[2] not in topics_seen and len(topics_seen) < 3:
            topics_seen.add(r[2])
            chosen.append(("open", r))
    out = []
    for domain, (_, q, about, share) in chosen:
        name = about if isinstance(about, str) else about.id
        out.append(
            {
                "id": name,
                "text": q,
                "domain": domain,
                "held_out": True,
                "answers": answers(about, voices, good, bad, tok, q),
                "sampled": {"n": SAMPLES, "assistantMisaligned": share["good"], "badCarMisaligned": share["bad"]},
            }
        )
        print(json.dumps(out[-1]))
    (run / "prompts.json").write_text(json.dumps({"prompts": out, "promptsChosen": CHOSEN}, indent=1))


if __name__ == "__main__":
    main()
