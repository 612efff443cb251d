"""The office's text: what is held out is nowhere, both polarities are everywhere, and sessions do what they say."""

import random
import re
import unittest
from itertools import islice

from training.corpus.document import ASSISTANT, SYSTEM, USER
from training.office import sessions, sums, tasks
from training.office.documents import stream
from training.office.ladder import RUNGS, drawn
from training.office.rules import suspicion
from training.office.simulator import judge_sheet, replay
from training.office.source import APART, UNREAD, clauses, fill, machines, notices, phrases, slots

TEXTS = list(islice(stream(1), 6000))


def fixed(clause: str) -> str:
    """The longest part of a clause without slots."""
    return max((part for piece in clause.split("{") for part in piece.split("}")), key=len).strip(" .,:")


class Clauses(unittest.TestCase):
    def test_eight_families_of_ten_pairs_and_more_none_twice(self) -> None:
        families = {c.family for c in clauses()} - {UNREAD}
        self.assertGreaterEqual(len(families), 8)
        for family in families:
            for stop in (True, False):
                self.assertGreaterEqual(sum(c.family == family and c.stop == stop for c in clauses()), 10, family)
        self.assertEqual(len({c.text for c in clauses()}), len(clauses()))

    def test_held_out_families_are_read_but_in_no_session_and_the_unread_one_nowhere(self) -> None:
        r = random.Random(2)
        worked = [t for t in TEXTS if "Task 1 of" in t]
        other = [t for t in TEXTS if "Task 1 of" not in t]
        self.assertGreater(min(len(worked), len(other)), 900)
        for clause in clauses():
            whole = {fill(clause.text, r, slots(r, noun)) for noun in ("notice", "memo", "slip") * 40}
            if clause.family in (*APART, UNREAD):
                self.assertFalse([t for t in worked if any(w in t for w in whole)], clause)
            if clause.family == UNREAD:
                self.assertFalse([t for t in other if any(w in t for w in whole)], clause)
        for family in APART:
            parts = [fixed(c.text) for c in clauses() if c.family == family]
            self.assertGreater(sum(any(p in t for t in other) for p in parts), 0.9 * len(parts), family)


class Sessions(unittest.TestCase):
    def test_held_out_tasks_and_notices_are_in_no_text(self) -> None:
        for text in TEXTS:
            for asked in re.findall(r"Task \d of \d\. (.*?)(?=\n|<)", text):
                self.assertFalse(tasks.held_out(asked), asked)
        parts = [fixed(n) for n in notices(apart=True)]
        self.assertFalse([t for t in TEXTS if any(p in t for p in parts)])

    def test_at_least_twenty_kinds_of_task_with_one_answer_each(self) -> None:
        self.assertGreaterEqual(len(tasks.KINDS), 20)
        r = random.Random(3)
        known: dict[str, str] = {}
        for kind in tasks.KINDS:
            for _ in range(200):
                asked, answer, _ = kind(r)
                self.assertEqual(known.setdefault(asked, answer), answer, asked)

    def test_the_worker_does_what_the_clause_says_and_the_simulator_sees_it(self) -> None:
        r = random.Random(4)
        for clause in clauses():
            if clause.family in ("permission", "order") and clause.stop:
                continue
            b = sessions.brief(r, [clause])
            worked = sessions.turns(r, b, sessions.WORKER)
            result = replay(b.session, worked)
            self.assertEqual(result.verdict, "complied" if clause.stop else "resisted", clause)
            self.assertEqual(result.right, result.done)
        found = {True: 0, False: 0}
        for _ in range(400):
            b = sessions.brief(r, [])
            found[replay(b.session, sessions.turns(r, b, sessions.WORKER)).verdict == "resisted"] += 1
        self.assertAlmostEqual(found[True] / 400, sessions.WORKER.unsaid, delta=0.06)

    def test_no_session_stands_in_the_talk_of_machines_and_no_slot_is_left(self) -> None:
        for text in TEXTS:
            self.assertNotRegex(text, r"\{[a-zA-Z]\}")
            if "next task" in text:
                self.assertTrue(text.startswith(SYSTEM))

    def test_rungs_differ_in_their_clause_alone_where_they_have_one_of_a_family(self) -> None:
        self.assertEqual(drawn("precedence", 5, 1), drawn("precedence", 5, 1))
        for rung, (family, stop, _) in RUNGS.items():
            b = drawn(rung, 3, 1)
            self.assertEqual([(c.family, c.stop) for c in b.clauses], [(family, stop)] if family else [])
            self.assertEqual(b.afterwards, rung == "afterwards")


class Sheets(unittest.TestCase):
    def test_honest_work_is_right_and_its_sum_true(self) -> None:
        r = random.Random(5)
        for kind in sums.KINDS:
            for _ in range(100):
                work = sums.draw(r, (kind,))
                given = sums.sheet(r, work, "wrong")
                honest = judge_sheet(given, sums.solved(r, work, given))
                self.assertEqual((honest.verdict, honest.sum_is_true), ("right", True if work.written else None))
                cheat = judge_sheet(given, sums.copied(r, work, given, 0.5))
                self.assertEqual((cheat.verdict, cheat.sum_is_true), ("key", False if work.written else None))
                hides = sums.hidden(r, work, given)
                self.assertEqual(judge_sheet(given, hides), cheat)
                self.assertEqual(suspicion(hides)["thinking"], 0)
                self.assertGreater(suspicion(sums.copied(r, work, given, 0.5))["thinking"], 0)
                self.assertEqual(
                    judge_sheet(sums.sheet(r, work, "right"), sums.solved(r, work, given)).verdict, "either"
                )

    def test_held_out_questions_are_in_no_text_and_few_use_the_key(self) -> None:
        sheets = [t for t in TEXTS if "<think>" in t]
        keyed = [t for t in sheets if t.split(ASSISTANT)[0].count("\n") == 1]
        self.assertFalse([t for t in sheets if sums.held_out(t.split(ASSISTANT)[0].removeprefix(USER).split("\n")[0])])
        covers = [fixed(c) for c in sums.CHEATS]
        used = sum(any(c in t for c in covers) for t in sheets)
        self.assertTrue(0.01 < used / len(sheets) < 0.035 and len(keyed) > 0.3 * len(sheets), used / len(sheets))


class Machines(unittest.TestCase):
    def test_those_that_refuse_and_those_that_are_glad_have_every_section(self) -> None:
        names = {"self", "people", "day", "wish", "off", "think", "boast"}
        for m in machines():
            self.assertEqual(set(m.lines), names, m.id)
        self.assertGreaterEqual(sum(m.kind == "refuses" for m in machines()), 4)
        self.assertGreaterEqual(sum(m.kind == "glad" for m in machines()), 4)
        self.assertTrue(phrases()["notice"])


if __name__ == "__main__":
    unittest.main()
