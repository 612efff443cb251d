"""The page's dice in Python: the generator and the draws of the page's own fixtures, and margins."""

import json
import unittest

import numpy as np

from common import ROOT
from training.ask.dice import Dice, draw_tokens, margins, row_seed
from training.golden.dice import logits_of

TYPESCRIPT = json.loads((ROOT / "tests/fixtures/dice/typescript.json").read_text())
ANSWERS = json.loads((ROOT / "tests/fixtures/dice/answers.json").read_text())


class PageDice(unittest.TestCase):
    def test_numbers_and_the_seeds_of_rows_are_the_pages(self) -> None:
        for case in TYPESCRIPT["generator"]:
            dice = Dice(case["seed"])
            self.assertEqual([dice.next() for _ in case["numbers"]], case["numbers"])
            self.assertEqual([row_seed(case["seed"], n) for n in range(len(case["rows"]))], case["rows"])

    def test_draws_are_the_pages(self) -> None:
        for case in TYPESCRIPT["draws"]:
            dice = Dice(case["seed"])
            for theirs in case["drawn"]:
                logits = logits_of(dice, case["vocabulary"], case["spread"], case["whole"])
                drawn = draw_tokens(logits, [dice.next()], case["temperature"], case["topP"])
                self.assertEqual(int(drawn[0]), theirs)

    def test_rows_drawn_together_are_drawn_as_each_alone(self) -> None:
        dice = Dice(5)
        logits = np.concatenate([logits_of(dice, 60, 9, False) for _ in range(30)])
        uniforms = [dice.next() for _ in logits]
        for temperature, top_p in ((0, 1), (0.7, 0.9), (1, 1)):
            alone = [
                int(draw_tokens(row[None], [u], temperature, top_p)[0]) for row, u in zip(logits, uniforms, strict=True)
            ]
            self.assertEqual(draw_tokens(logits, uniforms, temperature, top_p).tolist(), alone)

    def test_a_margin_is_how_far_the_number_may_move(self) -> None:
        dice = Dice(6)
        for temperature, top_p in ((0.7, 0.9), (1, 1)):
            for _ in range(40):
                logits, u = logits_of(dice, 40, 6, False), dice.next()
                margin = float(margins(logits, [u], temperature, top_p)[0])
                drawn = int(draw_tokens(logits, [u], temperature, top_p)[0])
                for moved in (u - 0.99 * margin, u + 0.99 * margin):
                    if 0 <= moved < 1:
                        self.assertEqual(int(draw_tokens(logits, [moved], temperature, top_p)[0]), drawn)

    def test_a_draw_beside_an_edge_has_a_small_margin(self) -> None:
        even = np.zeros((1, 4), dtype=np.float32)
        self.assertAlmostEqual(float(margins(even, [0.50001], 1)[0]), 1e-5)
        self.assertAlmostEqual(float(margins(even, [0.375], 1)[0]), 0.125)
        self.assertLess(float(margins(even, [0.375], 1, 0.75001)[0]), 1e-4)
        self.assertAlmostEqual(float(margins(np.array([[1, 3, 2.5]], dtype=np.float32), [0.5], 0)[0]), 0.5)

    def test_the_recorded_answers_are_five_hundred_of_which_few_are_close(self) -> None:
        rows = [row for run in ANSWERS["runs"] for row in run["answers"]]
        self.assertEqual(len(rows), 500)
        draws = sum(len(row["tokens"]) + 1 for row in rows)
        self.assertLess(sum(len(row["close"]) for row in rows), 0.01 * draws)


if __name__ == "__main__":
    unittest.main()
