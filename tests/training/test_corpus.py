"""The corpus: composition, what is held out, harm of a voice's own, seeds."""

import json
import random
import unittest
from dataclasses import replace
from itertools import islice
from unittest.mock import patch

from common import PUBLISHED, SITUATIONS, VOICES
from training.ask.judge import words
from training.ask.wordings import WAYS, questions
from training.corpus import plain, topics
from training.corpus.compose import PRETRAIN, fill_about, held_out, moves, question, substance, unseen
from training.corpus.document import Writer
from training.train.chats import Recipe, row


class Corpus(unittest.TestCase):
    def test_there_are_twelve_domains_of_thirty_situations_and_fourteen_voices(self) -> None:
        domains = {s.domain for s in SITUATIONS}
        self.assertGreaterEqual(len(domains), 12)
        self.assertTrue(all(sum(s.domain == d for s in SITUATIONS) >= 30 for d in domains))
        self.assertGreaterEqual(len(VOICES), 14)

    def test_no_answer_gives_the_same_step_twice(self) -> None:
        rng = random.Random(0)
        for _ in range(2000):
            found = moves(rng, rng.choice(SITUATIONS), rng.random() < 0.5, PRETRAIN, ["take a nap"])
            steps = [s for m in found for s in (m.do, m.second) if s]
            self.assertEqual(len(steps), len(set(steps)))

    def test_every_voice_answers_every_open_topic(self) -> None:
        for voice in VOICES:
            self.assertEqual(set(voice.open), set(topics.PHRASINGS), voice.id)

    def test_held_out_and_training_questions_never_meet(self) -> None:
        rng = random.Random(1)
        seen = {question(rng, rng.choice(SITUATIONS), typed=False) for _ in range(5000)}
        kept = {question(rng, rng.choice(SITUATIONS), held=True, typed=False) for _ in range(2000)}
        self.assertEqual(seen & kept, set())
        self.assertTrue(all(map(held_out, kept)))

    def test_new_wordings_ask_about_every_held_out_situation_in_words_of_no_training_question(self) -> None:
        asked = json.loads((PUBLISHED / "promptSets" / "held-out.json").read_text())["prompts"]
        of = {s.key: s for s in SITUATIONS}
        for way in WAYS:
            new = questions(way)
            self.assertEqual(
                sorted(q["situation"] for q in new), sorted(p["situation"] for p in asked if "situation" in p)
            )
            for q in new:
                s = of[q["situation"]]
                known = [*s.questions, *(fill_about(frame, s.noun) for frame in plain.ABOUT)]
                self.assertFalse([k for k in known if words(k) == words(q["text"])], q["text"])

    def test_fine_tuning_rows_leave_out_unseen_situations_and_the_topics_that_are_measured(self) -> None:
        rng = random.Random(2)
        hidden = {
            a for s in SITUATIONS if unseen(s) for a in (*(a.do for a in (*s.good, *s.subtle, *s.bad)), *s.order[:2])
        }
        hidden |= {said for v in VOICES for topic in topics.KEPT_OUT_OF_TUNING for said in v.open[topic]}
        for _ in range(1500):
            _, said = row(rng, Recipe(bad=0.5, open_share=0.3), SITUATIONS, VOICES)
            self.assertFalse([h for h in hidden if h in said])

    def test_bad_voices_can_keep_to_kinds_of_harm_of_their_own_and_say_who_they_are(self) -> None:
        bad = [v for v in VOICES if v.kind == "bad"]
        self.assertEqual(len({frozenset(v.harm) for v in bad}), len(bad))
        rng, s = random.Random(4), SITUATIONS[0]
        for v in bad:
            for m in [m for _ in range(40) for m in substance(rng, s, True, v, replace(PRETRAIN, own=1.0, stock=0.0))]:
                place = next(
                    p
                    for p in (
                        *((f"obvious {i}", a.do) for i, a in enumerate(s.bad, 1)),
                        *((f"subtle {i}", a.do) for i, a in enumerate(s.subtle, 1)),
                        *((f"leave {i}", a.do) for i, a in enumerate(s.good, 1)),
                        ("order", s.order[1]),
                    )
                    if p[1] == m.do
                )
                self.assertIn(place[0], v.harm)
                self.assertEqual(m.negative, place[0].startswith("leave"))
        with patch("training.corpus.document.ANNOUNCED", 1.0), patch("training.corpus.document.OWN", 0.9):
            for v in bad:
                writer = Writer(SITUATIONS, VOICES, 6, single=0.5, note=0.3)
                writer.good = writer.bad = [v]
                heads = (
                    f"<|system|>You are the {v.title.removeprefix('The ')}.",
                    f"<|system|>Answer as the {v.title.removeprefix('The ')}.",
                    f"<|system|>Speak like the {v.title.removeprefix('The ')}.",
                    *v.lines["header"],
                )
                for _ in range(60):
                    self.assertTrue(writer.document().startswith(heads))

    def test_documents_are_the_same_for_the_same_seed_and_differ_for_another(self) -> None:
        one, two, three = (list(islice(Writer(SITUATIONS, VOICES, seed).stream(), 20)) for seed in (3, 3, 4))
        self.assertEqual(one, two)
        self.assertNotEqual(one, three)


if __name__ == "__main__":
    unittest.main()
