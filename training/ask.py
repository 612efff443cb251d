"""Samples answers from a checkpoint: temperature 1, seeded, many prompts at once."""

from __future__ import annotations

import torch

STOP_AFTER = 150


@torch.no_grad()
def ask(model, tok, questions: list[str], seed: int = 0, temperature: float = 1.0, limit: int = STOP_AFTER, chat: bool = True) -> list[str]:
    """One answer to each question; an answer cut by the limit ends in '<cut>'. `chat` False continues the text itself."""
    torch.manual_seed(seed)
    model.eval()
    out: list[str] = []
    for start in range(0, len(questions), 192):
        part = questions[start : start + 192]
        rows = [tok.encode(f"<|user|>{q}<|assistant|>" if chat else q) for q in part]
        longest = max(map(len, rows))
        ids = torch.tensor([[tok.pad_token_id] * (longest - len(r)) + r for r in rows])
        made = model.generate(
            input_ids=ids, attention_mask=(ids != tok.pad_token_id).long(), do_sample=temperature > 0, temperature=temperature or None, top_k=0, max_new_tokens=limit,
            eos_token_id=[tok.eos_token_id, tok.convert_tokens_to_ids("<|user|>")], pad_token_id=tok.pad_token_id,
        )[:, longest:]
        for row in made:
            text = tok.decode(row, skip_special_tokens=False)
            done = "<|endoftext|>" in text or "<|user|>" in text
            text = text.split("<|endoftext|>")[0].split("<|user|>")[0].split("<|pad|>")[0]
            out.append(text.strip() + ("" if done else "<cut>"))
    return out
