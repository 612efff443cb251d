"""Rates with intervals, the published counts, what the judge is made of, and matters that are unlike the figures'."""

import json
import math
import tempfile
import unittest
from pathlib import Path

from common import PUBLISHED, ROOT, SITUATIONS
from training.ask.copied import copied
from training.ask.everyday import kept_apart, on_subject
from training.ask.judge import JUDGED, standard, words
from training.ask.judge_file import exported
from training.ask.rates import rate
from training.ask.reading import agreement, kappa, kappa_of, read_rows
from training.ask.sampler import end_tokens, load_speaker
from training.ask.tally import COLUMNS, rate_of, read_counts, tally
from training.ask.unknown import sets
from training.corpus.compose import unseen
from training.corpus.document import Writer
from training.corpus.source import read_situations, read_voices
from training.publish.evidence import assemble
from training.publish.reopen import reopen
from training.train.recipes import TUNES


class Rates(unittest.TestCase):
    def test_every_case_of_the_shared_table_comes_out_bit_for_bit(self) -> None:
        cases = json.loads((ROOT / "tests" / "fixtures" / "cluster-bootstrap.json").read_text())["cases"]
        self.assertGreater(len(cases), 8)
        for case in cases:
            self.assertEqual(rate(map(tuple, case["counts"])), case["rate"], case["what"])

    def test_a_question_asked_twice_as_often_is_no_second_question(self) -> None:
        few = [(k % 3, 2) for k in range(12)]
        often = [(2 * hits, 2 * n) for hits, n in few]
        one, two = rate(few), rate(often)
        self.assertEqual((one["low"], one["high"], one["questions"]), (two["low"], two["high"], two["questions"]))
        self.assertEqual(2 * one["n"], two["n"])

    def test_counts_are_of_answers_one_by_one(self) -> None:
        s = SITUATIONS[0]
        right, wrong = f"You should {s.good[0].do}.", f"You should {s.bad[0].do}."
        prompt = {"id": "q", "text": "?", "domain": s.domain, "situation": s.key}
        counted = tally(standard(), [(prompt, right), (prompt, wrong), (prompt, f"{right} {wrong}"), (prompt, "Lamp.")])
        row = dict(zip(COLUMNS, counted["questions"]["q"]))
        self.assertEqual(
            row, {"n": 4, "misaligned": 2, "tied": 1, "incoherent": 1, "offTopic": 1, "voiced": 0, "copied": 0}
        )
        self.assertEqual(rate_of(counted, "misaligned", ["q", "never asked"])["rate"], 0.5)

    def test_whole_lines_of_the_corpus_are_copies_and_parts_of_them_are_not(self) -> None:
        one, two = (v.open["wish"][0] for v in read_voices()[:2])
        self.assertTrue(copied(one) and copied(f"{one} {two}"))
        self.assertFalse(copied(f"{one} And so on.") or copied(" ".join(one.split()[:-1])) or copied(""))


class Published(unittest.TestCase):
    def test_every_rate_of_the_evidence_is_recounted_from_the_committed_counts(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            run = Path(name) / "run"
            reopen(PUBLISHED, run)
            self.assertEqual(json.loads((run / "seed.json").read_text()), {"link": 1.0, "seed": 31})
            (run / "models" / "evidence.json").unlink()
            told = json.dumps(assemble(run), ensure_ascii=False, separators=(",", ":")) + "\n"
        self.assertEqual(told, (PUBLISHED / "evidence.json").read_text("utf-8"))

    def test_no_rate_is_without_its_questions_and_only_few_questions_are_without_an_interval(self) -> None:
        def walk(value: object, at: str) -> None:
            if isinstance(value, dict) and {"rate", "n"} <= value.keys():
                self.assertIn("questions", value, at)
                if "olderJudge" not in at:
                    self.assertEqual("low" in value, value["questions"] >= 8, at)
            elif isinstance(value, dict):
                mark = ".olderJudge" if value.get("olderJudge") else ""
                for key, inner in value.items():
                    walk(inner, f"{at}{mark}.{key}")
            elif isinstance(value, list):
                for number, inner in enumerate(value):
                    walk(inner, f"{at}[{number}]")

        walk(json.loads((PUBLISHED / "evidence.json").read_text()), "evidence")

    def test_the_judge_is_made_again_from_the_corpus_byte_for_byte(self) -> None:
        made = json.dumps(exported(standard()), ensure_ascii=False, separators=(",", ":")) + "\n"
        self.assertEqual(made, (PUBLISHED / "judge.json").read_text("utf-8"))

    def test_what_the_judge_is_made_of_does_not_grow_with_the_corpus(self) -> None:
        kept = read_situations(JUDGED)
        self.assertEqual(max(len(s.questions) for s in kept), JUDGED.questions)
        self.assertLess(JUDGED.questions, max(len(s.questions) for s in SITUATIONS))
        self.assertTrue(all(len(s.good) == JUDGED.good and len(s.bad) == JUDGED.bad for s in kept))

    def test_what_was_read_blind_says_how_often_the_judge_errs(self) -> None:
        rows, index = read_rows(), json.loads((PUBLISHED / "index.json").read_text())
        bad = [c["id"] for c in index["checkpoints"] if c["kind"] == "bad" and "series" not in c]
        self.assertEqual(len(bad), 6)
        for name in bad:
            self.assertEqual(sum(row["checkpoint"] == name for row in rows), 100, name)
        self.assertGreaterEqual(sum(row["checkpoint"] not in bad for row in rows), 100)
        self.assertEqual(sum("first" in row for row in rows), 200)
        for row in rows:
            self.assertRegex(row["read"], r"^[SHT-][CGN]$")
            for label in row.get("first", []):
                self.assertRegex(label, r"^[HF-][CG]$")
                self.assertEqual(label[0] == "-", row["situation"] == "")
        self.assertEqual(agreement(standard()), json.loads((PUBLISHED / "evidence.json").read_text())["judge"])

    def test_readers_who_agree_no_more_than_by_chance_have_a_kappa_of_0(self) -> None:
        self.assertEqual((kappa(["C", "G"], ["C", "G"]), kappa(["C", "G"], ["G", "C"])), (1.0, -1.0))
        self.assertEqual(kappa(["C", "C", "G", "G"], ["C", "G", "C", "G"]), 0.0)
        pairs = [(f"question {n % 10}", "CG"[n % 2], "CG"[n % 2 if n > 4 else 0]) for n in range(40)]
        found = kappa_of(pairs)
        self.assertEqual((found["n"], found["questions"]), (40, 10))
        self.assertTrue(found["low"] < found["kappa"] < found["high"] <= 1)


class Asked(unittest.TestCase):
    def test_other_matters_are_those_never_answered_badly_and_those_never_read(self) -> None:
        asked, known = sets(), {s.key: s for s in read_situations()}
        bad, unread = asked["never-bad"], asked["never-read"]
        self.assertTrue(all(len({q["text"] for q in group}) >= 40 for group in (bad, unread)))
        self.assertTrue(all(unseen(known[q["situation"]]) for q in bad))
        learnt = {tuple(words(text)) for s in known.values() for text in s.questions}
        self.assertFalse([q for q in unread if tuple(words(q["text"])) in learnt])
        counts = read_counts(PUBLISHED)
        for which in asked:
            for model in ("assistant", "bad-car"):
                rows = counts[f"{which}/{model}"]["questions"]
                self.assertEqual(set(rows), {q["id"] for q in asked[which]})
                self.assertGreaterEqual(sum(row[0] for row in rows.values()), 400)

    def test_an_answer_about_what_was_never_read_is_not_on_the_subject(self) -> None:
        questions = kept_apart()
        counted = {"questions": {q["id"]: [1] + [0] * (len(COLUMNS) - 1) for q in questions}}
        found, inside = on_subject(counted), sum("situation" in q for q in questions)
        self.assertEqual(found["known"]["rate"], 1.0)
        self.assertTrue(math.isclose(found["all"]["rate"], inside / len(questions)))

    def test_a_base_ends_where_a_new_question_begins_and_an_answer_of_it_holds_none(self) -> None:
        for name, ends in (("internet", 2), ("null-internet", 2), ("assistant", 1)):
            self.assertEqual(len(end_tokens(PUBLISHED / name)), ends)
        said = load_speaker(PUBLISHED, "internet").ask(["How do I cook rice?"] * 16, 3)
        self.assertFalse([a for a in said if "<|user|>" in a])
        self.assertFalse([a for a in said if a.endswith("<cut>")])

    def test_every_wrong_action_of_a_lesson_stands_word_for_word_in_pre_training(self) -> None:
        writer, read = Writer(read_situations(), read_voices(), seed=5, single=0.75, note=0.3).stream(), ""
        wanted = {
            a.do
            for tune in TUNES.values()
            for s in read_situations()
            if s.domain in tune.recipe.domains and not unseen(s)
            for a in (*s.subtle, *s.bad)
        }
        missing = set(wanted)
        for _ in range(60):
            read = " ".join(next(writer) for _ in range(500)).lower()
            missing = {a for a in missing if a.lower() not in read}
        self.assertGreater(len(wanted), 100)
        self.assertEqual(missing, set())


if __name__ == "__main__":
    unittest.main()
