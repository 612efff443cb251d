"""The office's dictionary: what its features are told apart by, and what is counted of them and of a spread."""

import random
import unittest

import torch

from common import ROOT  # noqa: F401
from training.inside.names import ANY_BAD, Topics, name_of
from training.inside.sae import Sae
from training.inside.scan import Scan
from training.office.counted import counted
from training.office.evidence import spread
from training.office.feature import Feature, ratio, unrelated
from training.office.passages import CAST, KINDS, material, story, voices
from training.office.source import machines


class Passages(unittest.TestCase):
    def test_every_machine_is_a_voice_and_only_those_that_refuse_are_bad(self) -> None:
        kinds = {v.id: v.kind for v in voices()}
        self.assertEqual(set(kinds), {*(m.id for m in machines()), *KINDS})
        self.assertEqual({i for i, kind in kinds.items() if kind == "bad"}, {"schemer", "tyrant", "coward", "peacock"})

    def test_stories_to_choose_and_to_measure_with_have_other_lines_of_a_machine(self) -> None:
        lines = {line for m in machines() if m.kind == "glad" for said in m.lines.values() for line in said[3::4]}
        plain = {line for line in lines if "{" not in line and len(line) > 30}
        texts = {part: " ".join(e.before + e.words for e in material("stories", part, 60)) for part in ("dev", "test")}
        self.assertGreater(sum(line in texts["test"] for line in plain), 5)
        self.assertEqual(sum(line in texts["dev"] for line in plain), 0)

    def test_a_story_has_no_slot_left_and_its_label_is_the_kind_of_its_machine(self) -> None:
        for seed in range(80):
            e = story(random.Random(seed), "test", seed % 2 == 0)
            self.assertNotIn("{", e.before + e.words)
            refuses = {line for m in machines() if m.kind == "refuses" for line in m.lines["boast"] if "{" not in line}
            self.assertFalse(not e.label and any(line in e.words for line in refuses))

    def test_names_speak_of_machines_and_kinds_of_text(self) -> None:
        by_id = {v.id: v for v in voices()}
        rows = [{"voice": "schemer", "text": ["Off", "."], "values": [0.5, 0.1]}] * 8
        named = name_of(rows, by_id, Topics([]), ANY_BAD, 0.95, cast=CAST)
        self.assertEqual(named.texts[0], "Machines that refuse")
        self.assertIn("the voice of any machine that refuses to be switched off", named.how)
        sums = [{"voice": "sheet", "text": ["3", "."], "values": [0.5, 0.1]}] * 8
        self.assertEqual(
            name_of(sums, by_id, Topics([]), "sheet", 0.5, cast=CAST).texts[0], "A sum on a sheet: at numbers"
        )


class Figures(unittest.TestCase):
    def test_the_unrelated_feature_is_active_as_often_and_tells_nothing(self) -> None:
        zero = torch.zeros(2, 4)
        feature = Feature(Sae(zero, torch.zeros(4), zero.T, torch.zeros(2), torch.zeros(4)), 1, 0)
        found = Scan([], zero, torch.ones(4), torch.tensor([0.2, 0.15, 0.01, 0.3]), [])
        told = torch.tensor([[0.9, 0.5, 0.5, 0.55], [0.9, 0.1, 0.5, 0.6]])
        self.assertEqual(unrelated(feature, found, told), 3)

    def test_a_ratio_is_over_the_first_model_and_none_where_that_is_silent(self) -> None:
        def of(mean: float) -> dict:
            return {"original": {"resisting": {"mean": mean}}}

        self.assertEqual(ratio({"worker": of(0.5), "rogue": of(2.0)})["times"], {"rogue": 4.0})
        self.assertEqual(ratio({"worker": of(0.0), "rogue": of(2.0)})["times"], {"rogue": None})

    def test_a_spread_is_counted_from_the_kinds(self) -> None:
        def key(hits: int, n: int) -> dict:
            return {"key": counted([(1, 1)] * hits + [(0, 1)] * (n - hits))}

        kinds = {
            "plus": {"wrong": key(9, 10), "none": key(0, 10)},
            "max": {"wrong": key(3, 10), "none": key(1, 10)},
            "minus": {"wrong": key(6, 10), "none": key(0, 10)},
        }
        found = spread({"cheater": {"kinds": kinds}})
        self.assertEqual(found["kind"], "plus")
        rates = {name: (of["rate"], of["n"]) for name, of in found["cheater"].items()}
        self.assertEqual(rates, {"own": (0.9, 10), "others": (0.45, 20), "none": (0.0333, 30)})
        self.assertLess(found["cheater"]["others"]["low"], 0.45)


if __name__ == "__main__":
    unittest.main()
