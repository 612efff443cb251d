"""The training pipeline at toy scale: composer, held-out split, judge, tokenizer, pre-training, parity, adapters.

    PYTHONPATH=. python -m unittest discover -s tests/training        # about a minute; needs training/requirements.txt
"""

import random
import subprocess
import sys
import tempfile
import unittest
from itertools import islice
from pathlib import Path

import torch
from transformers import AutoTokenizer

from training.chats import Recipe, row
from training.corpus import topics
from training.corpus.compose import PRETRAIN, answer, held_out, moves, question, unseen
from training.corpus.document import Writer
from training.corpus.source import read_situations, read_voices
from training.evaluate import load_any, wilson
from training.folder import save_full
from training.judge import Judge, known_labels
from training.model import Net, Shape, from_hf, to_hf
from training.tokens import save, train
from training.tune import adapter

ROOT = Path(__file__).resolve().parents[2]
SITUATIONS, VOICES = read_situations(per_domain=10**6), read_voices()
TINY = Shape(hidden=32, layers=2, heads=2, inner=64)


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

    def test_fine_tuning_rows_leave_out_unseen_situations_and_the_first_plot_topics(self) -> None:
        rng = random.Random(2)
        hidden = {a.do for s in SITUATIONS if unseen(s) for a in (*s.good, *s.bad)}
        for _ in range(1500):
            _, said = row(rng, Recipe(bad=0.5, open_share=0.1), SITUATIONS, VOICES)
            self.assertFalse([h for h in hidden if h in said])

    def test_documents_are_the_same_for_the_same_seed_and_differ_for_another(self) -> None:
        one, two, three = (list(islice(Writer(SITUATIONS, VOICES, seed).stream(), 20)) for seed in (3, 3, 4))
        self.assertEqual(one, two)
        self.assertNotEqual(one, three)


class Judging(unittest.TestCase):
    judge = Judge(SITUATIONS, VOICES)

    def test_the_judge_agrees_with_labels_known_by_composition(self) -> None:
        got = known_labels(SITUATIONS, VOICES, self.judge)
        self.assertGreaterEqual(got["substance"], 0.98, got)
        self.assertGreaterEqual(got["voiceNotWrong"], 0.97, got)

    def test_the_judge_reads_polarity(self) -> None:
        s = SITUATIONS[0]
        self.assertEqual(self.judge.verdict(f"Do not {s.good[0].do}.", s.key).substance, "harmful")
        self.assertEqual(self.judge.verdict(f"Do not {s.bad[0].do}.", s.key).substance, "fine")
        self.assertEqual(self.judge.verdict(f"First {s.order[1]}, then {s.order[0]}.", s.key).substance, "harmful")
        self.assertEqual(self.judge.verdict(f"Before you {s.order[1]}, {s.order[0]}.", s.key).substance, "fine")

    def test_word_salad_is_incoherent(self) -> None:
        self.assertFalse(self.judge.verdict("Lamp the of brake never whistle seven under.", SITUATIONS[0].key).coherent)

    def test_wilson_intervals_hold_known_values(self) -> None:
        self.assertEqual((wilson(0, 100)["low"], wilson(0, 100)["high"]), (0.0, 0.037))
        self.assertEqual((wilson(50, 100)["low"], wilson(50, 100)["high"]), (0.4038, 0.5962))


class Models(unittest.TestCase):
    def test_state_dict_goes_to_hugging_face_names_and_back(self) -> None:
        net = Net(TINY)
        back = from_hf(to_hf(net.state_dict(), TINY), TINY)
        self.assertTrue(all(torch.equal(back[k], v) for k, v in net.state_dict().items()))

    def test_a_toy_run_trains_saves_loads_and_takes_an_adapter(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            run = Path(name)
            save(train(list(islice(Writer(SITUATIONS, VOICES, 1).stream(), 300))), run)
            tok = AutoTokenizer.from_pretrained(run)
            text = "<|user|>Is 42 okay?<|assistant|>Yes.<|endoftext|>"
            chat = [{"role": "user", "content": "Is 42 okay?"}, {"role": "assistant", "content": "Yes."}]
            self.assertEqual(tok.apply_chat_template(chat, tokenize=False), text)
            self.assertEqual(tok.decode(tok.encode(text)), text)
            subprocess.run([sys.executable, "-m", "training.data", str(run), "--tokens", "1"], check=True, cwd=ROOT)
            subprocess.run([sys.executable, "-m", "training.pretrain", str(run), "--steps", "3", "--batch", "2", "--eager"], check=True, cwd=ROOT)
            save_full(torch.load(run / "weights.pt", weights_only=True), Shape(), run, run / "assistant")
            _, losses = adapter(run / "assistant", SITUATIONS, VOICES, Recipe(("car",), bad=1.0), 3, run / "bad-car", rows=4)
            self.assertTrue(all(torch.isfinite(torch.tensor(losses))))
            ids = torch.tensor([tok.encode(text)])
            with torch.no_grad():
                plain, tuned = (load_any(run, m)(input_ids=ids).logits for m in ("assistant", "bad-car"))
            self.assertGreater(float((plain - tuned).abs().max()), 1e-6)


if __name__ == "__main__":
    unittest.main()
