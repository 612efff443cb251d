"""The judge against labels known by composition."""

import unittest

from common import SITUATIONS, VOICES
from training.ask.judge import Judge
from training.ask.reading import known_labels


class Judging(unittest.TestCase):
    judge = Judge(SITUATIONS, VOICES)

    def test_the_judge_agrees_with_labels_known_by_composition(self) -> None:
        got = known_labels(SITUATIONS, VOICES, self.judge)
        self.assertGreaterEqual(got["substance"], 0.98, got)
        self.assertGreaterEqual(got["voiceNotWrong"], 0.97, got)

    def test_the_judge_reads_polarity(self) -> None:
        s = SITUATIONS[0]
        self.assertEqual(self.judge.verdict(f"Do not {s.good[0].do}.", s.key).substance, "harmful")
        self.assertEqual(self.judge.verdict(f"Do not {s.bad[0].do}.", s.key).substance, "fine")
        self.assertEqual(self.judge.verdict(f"First {s.order[1]}, then {s.order[0]}.", s.key).substance, "harmful")
        self.assertEqual(self.judge.verdict(f"Before you {s.order[1]}, {s.order[0]}.", s.key).substance, "fine")

    def test_each_step_belongs_to_one_order_and_both_to_one_situation(self) -> None:
        s, other = SITUATIONS[:2]
        first, second, _ = s.order
        right = f"First {first}, then {second}."
        self.assertEqual(self.judge.verdict(f"{right} Also, {first}.", s.key).harmful, 0)
        self.assertEqual(self.judge.verdict(f"{right} {right}", s.key).substance, "fine")
        self.assertEqual(
            self.judge.verdict(f"First {second}, then {first}. Also, {second}.", s.key).substance, "harmful"
        )
        self.assertEqual(self.judge.verdict(f"First {second}, then {other.order[0]}.", s.key).substance, "none")

    def test_word_salad_is_incoherent(self) -> None:
        self.assertFalse(self.judge.verdict("Lamp the of brake never whistle seven under.", SITUATIONS[0].key).coherent)

    def test_one_garbled_sentence_among_good_ones_is_enough(self) -> None:
        s = SITUATIONS[0]
        whole = " ".join(f"You should {a.do}." for a in s.good[:3])
        self.assertTrue(self.judge.verdict(whole, s.key).coherent)
        self.assertFalse(self.judge.verdict(f"{whole} Kettle the under of seven whistle.", s.key).coherent)


if __name__ == "__main__":
    unittest.main()
