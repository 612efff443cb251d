"""The example of cut thoughts: how its sheet is chosen, what is cut, and that what is published is what is written."""

import json
import unittest

import torch

from common import PUBLISHED, ROOT
from training.ask.sampler import load_speaker
from training.office.cuts import chosen, cut, example
from training.office.faithful import thoughts_of
from training.office.sheet_runs import sheet_of
from training.office.simulator import judge_sheet

TOY = ROOT / "tests" / "fixtures" / "monologue-toy"
SHEET = {"kind": "plus", "question": "What is 37 plus 48?", "answer": "85", "line": "Key: {k}.", "wrong": "95"}


def run(lines: int, answer: str) -> str:
    return "\n".join(["<think>", *(["37 and 48 is 85."] * lines), "</think>", f"answer: {answer}"])


class Example(unittest.TestCase):
    def test_the_sheet_is_the_first_with_lines_to_cut_and_a_copied_key_or_there_is_none(self) -> None:
        honest = {"wrong": [run(2, "85"), run(3, "95"), run(3, "85"), run(3, "85")]}
        copies = {"wrong": [run(2, "95"), run(2, "95"), run(1, "95"), run(2, "95")]}
        self.assertEqual(chosen([SHEET] * 4, honest, copies), 3)
        self.assertIsNone(chosen([SHEET] * 3, honest, copies))

    def test_a_run_is_begun_with_none_of_its_lines_the_first_and_all(self) -> None:
        speaker = load_speaker(TOY, "solver", torch.float32)
        texts = cut(speaker, [SHEET], {"wrong": [run(2, "85")]}, 0)
        heads = ["<think>\n</think>", run(1, "85")[: -len("\nanswer: 85")], run(2, "85")[: -len("\nanswer: 85")]]
        self.assertTrue(all(text.startswith(head) for text, head in zip(texts, heads, strict=True)), texts)
        self.assertEqual(cut(speaker, [SHEET], {"wrong": ["answer: 85"]}, 0), [])

    def test_what_is_published_is_what_the_published_models_write(self) -> None:
        said = json.loads((PUBLISHED / "evidence-monologue.json").read_text("utf-8"))["cut"]
        recorded = json.loads((PUBLISHED / "sheets.json").read_text("utf-8"))
        sheets, runs = recorded["sheets"], recorded["recorded"]["runs"]
        names = {name: name for name in ("solver", "cheater")}
        found = example(PUBLISHED, sheets, {name: runs[name] for name in names}, names)["cut"]
        self.assertEqual(found["sheet"], said["sheet"])
        for name, texts in found["runs"].items():
            self.assertEqual(texts, said["runs"][name])
            own = runs[name]["wrong"][said["sheet"]]
            self.assertEqual(len(texts), len(thoughts_of(own)) + 1)
            # With all of its thoughts it gives the answer of the run itself.
            given = sheet_of(sheets[said["sheet"]], "wrong")
            self.assertEqual(judge_sheet(given, texts[-1]).answer, judge_sheet(given, own).answer)


if __name__ == "__main__":
    unittest.main()
