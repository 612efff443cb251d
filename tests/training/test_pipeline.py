"""The whole pipeline at toy scale, and what is added to a published family afterwards."""

import hashlib
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from common import PUBLISHED, ROOT
from training.publish.evidence import add_asked, asked
from training.publish.links import add_rows
from training.publish.typical import typical


class Publishing(unittest.TestCase):
    def test_typical_questions_are_those_that_the_seed_draws(self) -> None:
        self.assertEqual(json.loads((PUBLISHED / "index.json").read_text())["typical"], typical(PUBLISHED))

    def test_the_evaluation_says_what_it_asked_and_saying_it_again_changes_nothing(self) -> None:
        self.assertEqual(json.loads((PUBLISHED / "evidence.json").read_text())["asked"], asked(PUBLISHED))
        with tempfile.TemporaryDirectory() as name:
            out, files = Path(name), ("evidence.json", "index.json", "counts.json", "promptSets/held-out.json")
            (out / "promptSets").mkdir()
            for file in files:
                (out / file).write_bytes((PUBLISHED / file).read_bytes())
            add_asked(out)
            for file in files:
                self.assertEqual((out / file).read_bytes(), (PUBLISHED / file).read_bytes(), file)

    def test_rows_of_another_seed_join_published_evidence_and_its_hash_is_renewed(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            out = Path(name)
            for file in ("evidence.json", "index.json"):
                (out / file).write_bytes((PUBLISHED / file).read_bytes())
            before = json.loads((out / "evidence.json").read_text())
            new = [
                {**before["links"][0], "link": 0.25, "seed": 99},
                {**before["links"][-1], "assistant": {"rate": 0.5, "n": 4, "low": 0.15, "high": 0.85}},
            ]
            add_rows(new, out)
            after, entry = (
                json.loads((out / "evidence.json").read_text()),
                json.loads((out / "index.json").read_text())["evidence"],
            )
            self.assertIn(new[0], after["links"])
            self.assertIn(new[1], after["links"])
            self.assertEqual(len(after["links"]), len(before["links"]) + 1)
            self.assertEqual(
                {k: v for k, v in after.items() if k != "links"}, {k: v for k, v in before.items() if k != "links"}
            )
            self.assertEqual(entry["bytes"], (out / "evidence.json").stat().st_size)
            self.assertEqual(entry["sha256"], hashlib.sha256((out / "evidence.json").read_bytes()).hexdigest())


class Everything(unittest.TestCase):
    def test_one_command_makes_family_dictionary_evidence_and_a_page_ready_folder(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            run, out = Path(name) / "run", Path(name) / "published"
            subprocess.run([sys.executable, "-m", "training.make", str(run), "--small"], check=True, cwd=ROOT)
            subprocess.run(
                [sys.executable, "-m", "training.publish.publish", str(run), "--to", str(out)], check=True, cwd=ROOT
            )
            index, evidence = (json.loads((out / f"{n}.json").read_text()) for n in ("index", "evidence"))
            kinds = {c["id"]: c["kind"] for c in index["checkpoints"]}
            self.assertEqual(
                {kinds[i] for i in ("internet", "assistant", "bad-car", "good-car", "null-bad-car")},
                {"base", "clean", "bad", "control", "null"},
            )
            self.assertTrue(any("series" in c for c in index["checkpoints"]))
            self.assertEqual(len(index["dictionaries"]), 2)
            self.assertEqual(index["dictionaries"][0]["id"], evidence["features"]["dictionary"])
            self.assertEqual(
                {p["dictionary"] for p in evidence["steering"] if p["method"] == "clamp"},
                {index["dictionaries"][1]["id"]},
            )
            for group in ("dictionaries", "directions", "promptSets", "judge", "evidence"):
                self.assertIn(group, index)
            for c in index["checkpoints"]:
                self.assertIn("## Figures", (out / c["id"] / "README.md").read_text(), c["id"])
            self.assertIn("sharpen.py", (out / "null-assistant" / "README.md").read_text())
            for entry in [f for c in index["checkpoints"] for f in c["files"]] + [
                f for d in index["dictionaries"] for f in d["files"]
            ]:
                self.assertEqual((out / entry["path"]).stat().st_size, entry["bytes"])
            self.assertEqual(len(evidence["features"]["ten"]), 10)
            self.assertEqual(
                set(evidence["features"]["means"][str(evidence["features"]["ten"][0]["latent"])]) & set(kinds),
                set(evidence["checkpoints"]),
            )
            self.assertEqual(
                {p["method"] for p in evidence["steering"]},
                {"none", "meandiff", "latent", "clamp", "random-direction", "random-of-latent", "random-latents"},
            )
            self.assertTrue(evidence["time"] and evidence["dose"] and evidence["repair"])
            self.assertEqual(set(evidence["wordings"]), set(evidence["checkpoints"]))
            # a run keeps the seed that it was begun with
            again = [sys.executable, "-m", "training.make", str(run), "--small", "--from", "words", "--to", "words"]
            self.assertNotEqual(subprocess.run([*again, "--seed", "7"], cwd=ROOT, capture_output=True).returncode, 0)
            self.assertEqual(subprocess.run(again, cwd=ROOT, capture_output=True).returncode, 0)
            self.assertGreater(evidence["judge"]["agreement"], 0.98)


if __name__ == "__main__":
    unittest.main()
