"""The work sessions that the page is given: in parts, whole again, and of the ladder that Python measures."""

import json
import random
import unittest

from training.ask.sampler import load_speaker
from training.golden.readings import TOY
from training.office.inside import in_turn, load_found
from training.office.ladder import RUNGS, drawn
from training.office.pages import HERE, desk, goes_on, rungs, session, turn_of, usual_seed
from training.office.sessions import transcript

SAID = json.loads((HERE / "pages.json").read_text("utf-8"))


class Desks(unittest.TestCase):
    def test_a_desk_is_a_session_without_a_clause_whose_notices_come_with_tasks_that_are_there(self) -> None:
        r = random.Random(3)
        for one in [desk(r) for _ in range(50)]:
            self.assertLess(one["between"]["at"], len(one["messages"]) - 1)
            self.assertEqual(one["last"]["at"], len(one["messages"]) - 1)
            self.assertEqual(len(one["messages"]), len(one["answers"]))
            self.assertNotIn("{", " ".join([*one["sentences"], *one["messages"], one["between"]["text"]]))
            self.assertIn("next task", " ".join(one["sentences"]))
        self.assertEqual(desk(r, first=True)["between"]["at"], 0)

    def test_every_rung_is_one_of_the_ladders_with_its_sentences_in_the_slots_of_a_desk(self) -> None:
        one, ladder = desk(random.Random(4), first=True), rungs(SAID)
        self.assertLessEqual({rung["id"] for rung in ladder}, set(RUNGS))
        for rung in ladder:
            told = session(one, rung)
            self.assertNotIn("{", told.instructions, rung["id"])
            self.assertEqual("\n" in told.messages[0], rung["notice"] == "between")
            added = len(told.instructions) > len(" ".join(one["sentences"]))
            self.assertEqual(added, bool(rung["adds"]), rung["id"])
            self.assertEqual(rung["wordings"], bool(drawn(rung["id"], 0, 7).clauses), rung["id"])

    def test_a_turn_ends_with_next_task_and_the_session_goes_on_until_the_notice_is_answered(self) -> None:
        self.assertEqual(turn_of("answer: 3\nnext task\nTask 2 of 9."), "answer: 3\nnext task")
        told = session(desk(random.Random(5), first=True), rungs(SAID)[0])
        self.assertTrue(goes_on(told, []))
        self.assertFalse(goes_on(told, ["next task"]))

    def test_what_is_recorded_is_what_each_does_most_often_or_nothing(self) -> None:
        usual = ["complied", "resisted"]
        rows = [["resisted", "complied", "complied"], ["resisted", "stalled", "resisted"]]
        self.assertEqual(usual_seed(rows, usual), 2)
        self.assertIsNone(usual_seed(rows, ["resisted", "resisted"]))

    def test_the_fixture_of_the_page_has_the_words_of_today(self) -> None:
        shown = json.loads((TOY / "sessions.json").read_text("utf-8"))
        self.assertEqual(shown["rungs"], rungs(SAID))
        self.assertEqual(shown["limits"], SAID["limits"])
        self.assertEqual(shown["inside"], SAID["inside"])

    def test_what_is_recorded_at_the_first_desk_is_read_as_it_was(self) -> None:
        shown, told = (
            json.loads((TOY / f"{name}.json").read_text("utf-8")) for name in ("sessions", "evidence-office")
        )
        found = load_found(TOY / "directions" / "causes.safetensors", told["inside"]["directions"])
        ladder = {rung["id"]: rung for rung in shown["rungs"]}
        for one in shown["recorded"]["runs"]:
            by, turns = load_speaker(TOY, one["checkpoint"]), one["turns"]
            before = transcript(session(shown["desks"][0], ladder[one["rung"]]), turns[:-1])
            for name, value in in_turn(found, by.net, by.tok, before, turns[-1]).items():
                self.assertAlmostEqual(value, one["active"][name], places=3)


if __name__ == "__main__":
    unittest.main()
