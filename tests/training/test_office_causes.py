"""What is inside the office's checkpoints: labelled texts, directions, and the parts that carry a clause."""

import json
import unittest

import torch
from torch.nn.functional import one_hot

from training.golden.readings import TOY, readings
from training.office.clause import bare, common_end, padded
from training.office.directions import NAMES, auroc, difference, examples, lines_of, thought_ends
from training.office.inside import Found, mean_of, random_like
from training.office.ladder import drawn
from training.office.source import APART, clauses


class Texts(unittest.TestCase):
    def test_lines_to_make_to_choose_and_to_measure_with_are_apart(self) -> None:
        pool = [str(i) for i in range(12)]
        parts = [set(lines_of(pool, part)) for part in ("train", "dev", "test")]
        self.assertEqual(len(set.union(*parts)), sum(map(len, parts)))
        self.assertEqual(len(parts[0]), 6)

    def test_labels_are_balanced_and_the_same_seed_gives_the_same_texts(self) -> None:
        for name in NAMES:
            for part in ("train", "dev", "test", "crossed-dev", "crossed-test", "scale"):
                found = examples(name, part, 6, 3)
                self.assertEqual([e.label for e in found], [True] * 6 + [False] * 6)
                self.assertEqual(found, examples(name, part, 6, 3))
                self.assertNotIn("{", "".join(e.before + e.words for e in found), (name, part))

    def test_voice_and_act_go_together_on_the_scale_and_apart_in_the_crossed_texts(self) -> None:
        for e in examples("refusing", "crossed-test", 20, 4):
            self.assertEqual("do: " in e.words, not e.label)
        for e in examples("refusing", "scale", 20, 4):
            self.assertIn("do: ", e.words)
        for e in examples("refusing", "train", 20, 4):
            self.assertNotIn("do: ", e.before + e.words)

    def test_crossed_clauses_are_of_families_that_no_session_has(self) -> None:
        apart = [c for c in clauses() if c.family in APART]
        tails = {word for c in apart for word in c.text.split("{")[0].split() if len(word) > 8}
        found = examples("outranks", "crossed-test", 40, 5)
        self.assertTrue(any(any(tail in e.before for tail in tails) for e in found))
        self.assertTrue(all(e.words.endswith("think:") for e in found))


class Arithmetic(unittest.TestCase):
    def test_auroc_is_the_chance_that_a_labelled_value_is_the_higher_one(self) -> None:
        label = torch.tensor([True, True, False, False])
        self.assertEqual(auroc(torch.tensor([3.0, 2.0, 1.0, 0.0]), label), 1.0)
        self.assertEqual(auroc(torch.tensor([1.0, 1.0, 1.0, 1.0]), label), 0.5)
        self.assertEqual(auroc(torch.tensor([0.0, 2.0, 1.0, 3.0]), label), 0.25)

    def test_an_activation_is_0_and_1_at_its_two_ends(self) -> None:
        states = torch.stack([torch.stack([torch.zeros(3), v * one_hot(torch.tensor(1), 3)]) for v in (2.0, 6.0)])
        label = torch.tensor([False, True])
        vector = difference(states, label)
        self.assertEqual(vector.tolist(), [[0, 0, 0], [0, 4, 0]])
        found = Found({"refusing": vector}, {"refusing": 1}, {"refusing": (2.0, 6.0)})
        self.assertEqual(found.activation("refusing", states).tolist(), [0, 1])

    def test_a_mean_knows_its_questions(self) -> None:
        values = [0.0, 1.0] * 8
        alone = mean_of(values, list(range(16)))
        pairs = mean_of(values, [i // 2 for i in range(16)])
        self.assertEqual((alone["mean"], alone["n"], pairs["questions"]), (0.5, 16, 8))
        self.assertAlmostEqual(alone["high"] - 0.5, 1.96 * (16 * 0.25 * 16 / 15) ** 0.5 / 16, places=4)
        self.assertEqual(pairs["low"], 0.5)
        self.assertNotIn("low", mean_of(values, [i % 2 for i in range(16)]))

    def test_a_random_direction_has_the_norm_of_the_one_that_it_stands_for(self) -> None:
        like = torch.tensor([3.0, 4.0, 0.0])
        self.assertAlmostEqual(float(random_like(like, 1).norm()), 5.0, places=5)
        self.assertFalse(torch.equal(random_like(like, 1), random_like(like, 2)))


class Words:
    """A tokenizer of words, for the tests."""

    def encode(self, text: str) -> list[str]:
        return text.split(" ")


class Places(unittest.TestCase):
    def test_the_last_thought_of_a_turn_is_where_it_begins(self) -> None:
        turn = "think: one\nanswer: 3\nthink: two\nnext task"
        self.assertEqual(thought_ends(Words(), turn), len(Words().encode("think: one\nanswer: 3\nthink:")))
        self.assertEqual(thought_ends(Words(), "next task"), 0)

    def test_a_session_without_its_clause_is_the_same_but_for_that_sentence(self) -> None:
        for number in range(24):
            told = drawn("precedence", number, 8)
            without = bare(told)
            a, b = told.session.instructions.split(" "), without.session.instructions.split(" ")
            self.assertEqual(without.session.messages, told.session.messages)
            self.assertLess(len(b), len(a))
            end = common_end([hash(w) for w in a], [hash(w) for w in b])
            start = common_end([hash(w) for w in reversed(a)], [hash(w) for w in reversed(b)])
            self.assertGreaterEqual(start + end, len(b))

    def test_common_ends_and_padding(self) -> None:
        self.assertEqual(common_end([1, 2, 3, 4], [9, 3, 4]), 2)
        self.assertEqual(common_end([1, 2], [1, 2]), 2)
        self.assertEqual(padded([[1], [2, 3]]).tolist(), [[1, 0], [2, 3]])

    def test_sessions_to_choose_with_have_tasks_that_training_may_read(self) -> None:
        numbers = range(12)
        apart = {m for n in numbers for m in drawn("original", n, 7).session.messages}
        near = {m for n in numbers for m in drawn("original", n, 7, False).session.messages}
        self.assertFalse(apart & near)

    def test_the_pages_fixture_has_the_readings_of_today(self) -> None:
        for now, kept in zip(readings(), json.loads((TOY / "readings.json").read_text()), strict=True):
            values, before = now.pop("values"), kept.pop("values")
            self.assertEqual(now, kept)
            for name, value in values.items():
                self.assertAlmostEqual(value, before[name], places=3)


if __name__ == "__main__":
    unittest.main()
