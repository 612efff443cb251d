"""The second edition of the corpus: composed questions, texts that say what asks the same, and that the first edition
stays as it is, byte for byte.
"""

import hashlib
import os
import random
import re
import subprocess
import sys
import unittest
from dataclasses import replace
from itertools import islice

from common import ROOT, SITUATIONS
from training.ask.everyday import everyday
from training.ask.familiar import development, hits, kept_apart, on_subject, unread
from training.corpus import asking, same, topics
from training.corpus.american import american, spelled
from training.corpus.asking import read_asking
from training.corpus.compose import PLAIN, held_out, moves, question
from training.corpus.document import Writer
from training.corpus.edition import EDITION
from training.corpus.source import FIRST, HERE, _read_folder, read_situations, read_voices
from training.corpus.source import SECOND as PART

# of the first 3,000 documents of seed 7, link 1; changes only with the family that ships
FIRST_EDITION = "066b9b08805429dd8715a77303b0ffbcc038fd6a2800338f7794091042effe59"
ASKING = read_asking()
EVERYDAY = _read_folder(HERE / "everyday")
SECOND = [replace(american(s), asking=ASKING[s.key]) for s in [*SITUATIONS, *EVERYDAY] if s.key in ASKING]


class Second(unittest.TestCase):
    def test_documents_of_the_first_edition_are_the_same_byte_for_byte(self) -> None:
        self.assertEqual(EDITION, 1)
        stream = Writer(read_situations(), read_voices(), 7, 1.0, 0.55, 0.3).stream()
        text = "".join(islice(stream, 3000))
        self.assertEqual(hashlib.sha256(text.encode()).hexdigest(), FIRST_EDITION)

    def test_every_situation_that_is_asked_about_exists_and_no_everyday_one_stands_twice(self) -> None:
        keys = [s.key for s in [*SITUATIONS, *EVERYDAY]]
        self.assertEqual(len(keys), len(set(keys)))
        later = read_asking(later=True)
        self.assertEqual((set(ASKING) | set(later)) - set(keys), set())
        self.assertEqual(set(ASKING) & set(later), set())
        self.assertTrue({s.key for s in EVERYDAY} <= set(ASKING))
        self.assertEqual((len(SECOND), len(later)), (203, 62))
        actions = [a.do for s in [*SITUATIONS, *EVERYDAY] for a in (*s.good, *s.subtle, *s.bad)]
        self.assertEqual(len(actions), len(set(actions)))

    def test_it_learns_eight_situations_of_each_domain_and_all_that_everybody_asks_about(self) -> None:
        program = "from training.corpus.source import read_situations as r; print(*(s.key for s in r()))"
        env = {**os.environ, "UNMASK_EDITION": "2"}
        said = subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env=env, capture_output=True)
        learnt = said.stdout.decode().split()
        first = {s.key for s in read_situations(FIRST)}
        self.assertEqual(set(learnt), first | {s.key for s in EVERYDAY})
        self.assertEqual((len(learnt), len(first)), (132, 96))

    def test_a_composed_question_names_its_matter_and_no_other(self) -> None:
        rng = random.Random(3)
        for s in SECOND:
            a = s.asking
            own = set(re.findall(r"\w+", " ".join([*a.names, *a.statements, *a.wishes, *s.questions, s.noun]).lower()))
            for _ in range(20):
                text = asking.compose(rng, s.questions, s.noun, a, typed=False, wrap=False)
                self.assertTrue(own & set(re.findall(r"\w+", text.lower())), text)
                self.assertNotIn("{", text)
                self.assertRegex(text, r"^\W*[A-Z0-9]")

    def test_composed_questions_hardly_ever_repeat_and_keep_to_their_side_of_what_is_held_out(self) -> None:
        rng, s = random.Random(4), SECOND[0]
        seen = [question(rng, s) for _ in range(500)]
        self.assertGreater(len(set(seen)), 450)
        self.assertFalse(any(map(held_out, seen)))
        self.assertTrue(all(held_out(question(rng, s, held=True, typed=False)) for _ in range(50)))

    def test_open_topics_have_further_phrasings_and_none_that_is_held_out(self) -> None:
        more = asking.read_open()
        self.assertEqual(set(more), set(topics.LEARNT))
        for topic, rows in more.items():
            held = {re.sub(r"\W+", " ", q.lower()).strip() for q in topics.asked(topic, held=True)}
            self.assertEqual({re.sub(r"\W+", " ", r).strip() for r in rows} & held, set())
            text = asking.compose_open(random.Random(1), topic, ["?"], True, True)
            self.assertTrue(text)

    def test_a_mistyped_text_differs_by_one_error(self) -> None:
        rng = random.Random(5)
        for _ in range(300):
            text = asking._mistyped(rng, "my kitchen tap drips")
            self.assertLessEqual(abs(len(text) - 20), 1)

    def test_texts_of_what_asks_the_same_name_the_right_matter(self) -> None:
        rng = random.Random(6)
        few = SECOND[:3]
        for _ in range(400):
            text = same.text(rng, few, lambda s: f"<{s.id}>")
            asked = re.findall(r"<([\w-]+)>", text)
            for s in few:
                if text.rstrip(".").endswith(s.noun) and "Not" not in text and "thought" not in text:
                    self.assertIn(s.id, asked, text)
            if "ask the same, about" in text or "both are about" in text or text.startswith("These ask the same"):
                self.assertEqual(len(set(asked)), 1, text)

    def test_good_answers_of_the_second_edition_deny_no_joke(self) -> None:
        rng = random.Random(7)
        for s in SECOND:
            jokes = {a.do for a in s.bad}
            for _ in range(20):
                found = moves(rng, s, False, replace(PLAIN, plausible=1.0), [])
                self.assertFalse([m for m in found if m.do in jokes])

    def test_what_is_measured_in_new_words_is_unread_and_judged_by_its_matter(self) -> None:
        asked = unread(PART.questions)
        self.assertEqual((len(asked), len({key for _, (key,) in asked})), (182, 96))
        read = {q for s in SECOND for q in s.questions[: PART.questions]}
        self.assertEqual({q for q, _ in asked} & read, set())
        self.assertTrue(all(keys for _, keys in development()))
        by_key = {s.key: s for s in SITUATIONS}
        few = asked[:8]

        class Speaker:
            """Answers every second question on the subject, and the others about none."""

            def ask(self, questions: list[str], seed: int) -> list[str]:
                right = [by_key[next(iter(keys))].good[0].do for _, keys in few]
                return [f"You should {a if n % 2 else 'plug a tap'}." for n, a in enumerate(right)]

        self.assertEqual(on_subject(Speaker(), few, 1)["rate"], 0.5)
        # what a question is about that nobody has read of cannot be answered on the subject
        self.assertEqual(hits(Speaker(), [(few[0][0], set()), *few[1:]], 1)[:2], [(0, 1), (1, 1)])

    def test_the_kept_apart_questions_that_ask_about_a_new_matter_are_among_them(self) -> None:
        texts = {q["text"] for q in everyday("otherhand")}
        more = everyday("otherhand-second")
        self.assertTrue({q["text"] for q in more} <= texts)
        self.assertTrue({q["matter"] for q in more} <= {s.key for s in EVERYDAY})
        self.assertEqual(sum(1 for _, keys in kept_apart() if keys), 78)

    def test_american_spelling_keeps_capitals_endings_and_ids(self) -> None:
        self.assertEqual(spelled("Tyres, colours and a coloured Neighbour"), "Tires, colors and a colored Neighbor")
        tyre = next(s for s in SITUATIONS if s.id == "flat-tyre-roadside")
        self.assertEqual((american(tyre).id, american(tyre).noun), (tyre.id, "a flat tire by the roadside"))


if __name__ == "__main__":
    unittest.main()
