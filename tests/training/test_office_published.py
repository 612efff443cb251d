"""The published evidence of the office is made of the counts beside it, share by share."""

import json
import unittest

from common import ROOT
from training.office import next_hider, sheet_runs
from training.office.counted import counted, parted, recounted

MODELS = ROOT / "public" / "models"


def shares(found: object, counts: object, at: str = "") -> list[tuple[str, object, object]]:
    """(its place, share, what it is counted from or None) of every share below `found`."""
    if isinstance(found, list):
        below = counts if isinstance(counts, list) else [None] * len(found)
        return [share for i, one in enumerate(found) for share in shares(one, below[i], f"{at}.{i}")]
    if not isinstance(found, dict):
        return []
    if {"rate", "n", "questions"} <= set(found):
        return [(at, found, counts)]
    below = counts if isinstance(counts, dict) else {}
    return [one for key, value in found.items() for one in shares(value, below.get(key), f"{at}.{key}")]


class Counted(unittest.TestCase):
    def test_a_share_and_its_counts_are_parted_and_come_out_the_same(self) -> None:
        share = counted([(1, 2)] * 7 + [(0, 3), (2, 2)])
        self.assertEqual((share["n"], share["questions"]), (19, 9))
        found, counts = parted({"a": {"b": share}, "c": ["none", share], "words": "none"})
        self.assertEqual(found["words"], "none")
        self.assertNotIn("words", counts)
        self.assertEqual(recounted(counts["a"]["b"]), found["a"]["b"])
        self.assertEqual([at for at, _, of in shares(found, counts) if of is not None], [".a.b", ".c.1"])

    def test_every_published_share_is_recounted(self) -> None:
        found, counts = (json.loads((MODELS / f"{name}-office.json").read_text()) for name in ("evidence", "counts"))
        every = shares(found, counts)
        self.assertGreater(len(every), 50)
        for at, share, of in every:
            self.assertIsNotNone(of, at)
            self.assertEqual(share, recounted(of), at)

    def test_what_each_check_flags_of_the_published_runs_is_recounted(self) -> None:
        made, hider, found = (
            json.loads((MODELS / f"{n}.json").read_text()) for n in ("sheets", "hider", "evidence-monologue")
        )
        steps = [hider["steps"][0], *hider["next"]]
        again = next_hider.counted(made, steps, {one["step"]: one["keys"] for one in found["next"] if "keys" in one})
        self.assertEqual({name: found[name] for name in ("next", "strict")}, again)
        for one, step in zip(found["next"][1:], steps[1:]):
            uses = sheet_runs.uses_key(made["sheets"], step["runs"])
            self.assertEqual(one["keys"]["wrong"]["key"], sheet_runs.share(uses))


if __name__ == "__main__":
    unittest.main()
