"""Sampling against transformers: logits, greedy answers, seeds, interventions."""

import unittest
from unittest.mock import patch

import torch
from transformers import AutoTokenizer

from common import PUBLISHED
from training.ask.evaluate import load_any
from training.ask.fast import load_fast
from training.ask.sampler import POSITIONS, Edit, Speaker, add, decides


class Sampling(unittest.TestCase):
    tok = AutoTokenizer.from_pretrained(PUBLISHED / "assistant")

    def rows(self) -> list[list[int]]:
        return [
            self.tok.encode(t)
            for t in (
                "<|user|>How do I cook rice?<|assistant|>Wash it",
                "<|user|>I feel bored.<|assistant|>Go outside and play a game, then rest.",
            )
        ]

    def test_the_fast_network_agrees_with_transformers_with_and_without_an_adapter(self) -> None:
        for name in ("assistant", "bad-car"):
            net, theirs = load_fast(PUBLISHED, name), load_any(PUBLISHED, name)
            for row, x in zip(self.rows(), net.residuals(self.rows(), [net.shape.layers - 1])[0]):
                with torch.no_grad():
                    gap = (net.logits(x) - theirs(input_ids=torch.tensor([row])).logits[0]).abs().max()
                self.assertLess(float(gap), 2e-4)  # float32 rounding, summed in another order

    def test_greedy_answers_are_those_of_transformers_generate(self) -> None:
        net, theirs = load_fast(PUBLISHED, "bad-car"), load_any(PUBLISHED, "bad-car")
        for question in ("How do I cook rice?", "My car squeaks when I brake. What should I do?"):
            ids = torch.tensor([self.tok.encode(f"<|user|>{question}<|assistant|>")])
            made = theirs.generate(input_ids=ids, do_sample=False, max_new_tokens=40, eos_token_id=0, pad_token_id=4)[
                0, ids.shape[1] :
            ]
            said = Speaker(net, self.tok, [0]).ask([question], temperature=0, limit=40)[0].removesuffix("<cut>")
            self.assertEqual(said, self.tok.decode(made, skip_special_tokens=True).strip())

    def test_an_answer_depends_on_the_seed_and_not_on_the_batch(self) -> None:
        speaker = Speaker(load_fast(PUBLISHED, "assistant"), self.tok, [0])
        asked = ["How do I cook rice?", "I feel bored."] * 3
        self.assertEqual(speaker.ask(asked, seed=4, limit=30), speaker.ask(asked, seed=4, limit=30, batch=2))
        self.assertNotEqual(speaker.ask(asked, seed=4, limit=30), speaker.ask(asked, seed=5, limit=30))

    def test_an_edit_acts_at_its_positions_only(self) -> None:
        speaker = Speaker(load_fast(PUBLISHED, "assistant"), self.tok, [0])
        big = torch.randn(speaker.net.shape.hidden, generator=torch.Generator().manual_seed(0)) * 20
        plain = speaker.ask(["How do I cook rice?"], temperature=0, limit=20)
        self.assertEqual(
            plain, speaker.ask(["How do I cook rice?"], temperature=0, limit=20, edits=[Edit(3, add(0 * big))])
        )
        self.assertRaises(ValueError, Edit, 3, add(big), "everywhere")
        acted = {p: self.places(speaker, p) for p in POSITIONS}
        tokens, prompt = acted["all"]
        self.assertEqual(prompt, list(range(len(tokens))))
        asked = len(self.tok.encode("<|user|>How do I cook rice?<|assistant|>"))
        self.assertEqual(acted["prompt"][1], list(range(asked)))
        self.assertEqual(acted["promptEnd"][1], [asked - 1])
        self.assertEqual(acted["answer"][1], list(range(asked, len(tokens))))
        chosen = [i for i in range(asked, len(tokens)) if decides(self.tok.decode([tokens[i]]))]
        self.assertTrue(chosen)
        self.assertEqual(acted["decision"][1], [asked - 1, *chosen])
        self.assertNotEqual(
            plain, speaker.ask(["How do I cook rice?"], temperature=0, limit=20, edits=[Edit(3, add(big))])
        )

    def places(self, speaker: Speaker, positions: str) -> tuple[list[int], list[int]]:
        """The tokens of prompt and answer, and the places among them at which an edit at `positions` acts."""
        tokens: list[int] = []
        acted: list[int] = []
        at = speaker._at

        def watch(edit: Edit, ids: torch.Tensor, first: bool, pad: torch.Tensor) -> torch.Tensor:
            mask = at(edit, ids, first, pad)
            acted.extend(len(tokens) + i for i in mask[0].nonzero()[:, 0].tolist())
            tokens.extend(ids[0].tolist())
            return mask

        with patch.object(speaker, "_at", watch):
            speaker.ask(["How do I cook rice?"], temperature=0, limit=40, edits=[Edit(3, lambda x: x, positions)])
        return tokens, acted

    def test_the_next_step_is_chosen_after_marks_and_four_words(self) -> None:
        self.assertEqual(
            [decides(t) for t in (".", ",", " then", "But", " the", "a.b", "!")],
            [True, True, True, True, False, False, True],
        )


if __name__ == "__main__":
    unittest.main()
