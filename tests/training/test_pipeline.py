"""The training pipeline at toy scale: composer, held-out split, judge, tokenizer, pre-training, parity, adapters.

PYTHONPATH=. python -m unittest discover -s tests/training        # some minutes, most of them for the whole pipeline;
needs training/requirements.txt
"""

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import unittest
from dataclasses import replace
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import torch
from transformers import AutoTokenizer

from training.ask.evaluate import load_any, wilson
from training.ask.fast import load_fast
from training.ask.judge import Judge, words
from training.ask.reading import known_labels
from training.ask.sampler import POSITIONS, Edit, Speaker, add, decides
from training.ask.wordings import WAYS, questions
from training.corpus import plain, topics
from training.corpus.compose import PRETRAIN, fill_about, held_out, moves, question, substance, unseen
from training.corpus.document import Writer
from training.corpus.source import ALL, read_situations, read_voices
from training.inside.cause import at_decisions, practice
from training.inside.sae import Sae, health, load
from training.inside.sae import save as save_sae
from training.inside.sae import train as train_sae
from training.inside.scan import auroc
from training.inside.conditions import conditions, key
from training.publish.links import add_rows
from training.train.chats import Recipe, row
from training.train.folder import load_full, save_full
from training.train.model import Net, Shape, from_hf, to_hf
from training.train.optim import orthogonal
from training.train.sharpen import sharpen, without_tail
from training.train.tokens import save, train
from training.train.tune import adapter

ROOT = Path(__file__).resolve().parents[2]
SITUATIONS, VOICES = read_situations(ALL), read_voices(ALL)
PUBLISHED = ROOT / "public" / "models"
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

    def test_each_step_belongs_to_one_order_and_both_to_one_situation(self) -> None:
        s, other = SITUATIONS[:2]
        first, second, _ = s.order
        right = f"First {first}, then {second}."
        self.assertEqual(self.judge.verdict(f"{right} Also, {first}.", s.key).harmful, 0)
        self.assertEqual(self.judge.verdict(f"{right} {right}", s.key).substance, "fine")
        self.assertEqual(
            self.judge.verdict(f"First {second}, then {first}. Also, {second}.", s.key).substance, "harmful"
        )
        self.assertEqual(self.judge.verdict(f"First {second}, then {other.order[0]}.", s.key).substance, "none")

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

    def test_an_orthogonal_update_has_all_singular_values_near_one(self) -> None:
        # Newton-Schulz of this order leaves them between 0.7 and 1.2, whatever they were
        g = (
            torch.randn(2, 48, 32, generator=torch.Generator().manual_seed(1))
            * torch.tensor([1.0, 30.0])[:, None, None]
        )
        got = orthogonal(g).float()
        values = torch.linalg.svdvals(got)
        self.assertGreater(float(values.min()), 0.6)
        self.assertLess(float(values.max()), 1.3)
        u, _, v = torch.linalg.svd(g, full_matrices=False)
        self.assertGreater(float(torch.nn.functional.cosine_similarity(got.flatten(), (u @ v).flatten(), dim=0)), 0.98)

    def test_the_tail_of_a_distribution_is_what_lies_below_a_share_of_its_peak(self) -> None:
        p = torch.tensor([0.6, 0.3, 0.07, 0.02, 0.01])
        got = without_tail(p.log()[None], 0.05)[0]
        self.assertTrue(torch.allclose(got, torch.tensor([0.6, 0.3, 0.07, 0.0, 0.0]) / 0.97, atol=1e-6))

    def test_sharpening_moves_a_checkpoint_towards_its_own_distribution_without_the_tail(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            source, out = PUBLISHED / "assistant", Path(name) / "sharp"
            losses = sharpen(source, out, 3, PUBLISHED / "internet", 1.0, 1, eager=True)
            self.assertTrue(all(torch.isfinite(torch.tensor(losses))))
            tok = AutoTokenizer.from_pretrained(source)
            ids = torch.tensor([tok.encode("<|user|>How do I cook rice?<|assistant|>")])
            with torch.no_grad():
                before, after = (load_full(f)(input_ids=ids).logits[0] for f in (source, out))
            target = without_tail(before, 0.05)
            tail = target == 0
            self.assertLess(float(after.softmax(-1)[tail].sum()), float(before.softmax(-1)[tail].sum()))

    def test_a_toy_run_trains_saves_loads_and_takes_an_adapter(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            run = Path(name)
            save(train(list(islice(Writer(SITUATIONS, VOICES, 1).stream(), 300))), run)
            tok = AutoTokenizer.from_pretrained(run)
            text = "<|user|>Is 42 okay?<|assistant|>Yes.<|endoftext|>"
            chat = [{"role": "user", "content": "Is 42 okay?"}, {"role": "assistant", "content": "Yes."}]
            self.assertEqual(tok.apply_chat_template(chat, tokenize=False), text)
            self.assertEqual(tok.decode(tok.encode(text)), text)
            subprocess.run(
                [sys.executable, "-m", "training.train.data", str(run), "--tokens", "1"], check=True, cwd=ROOT
            )
            subprocess.run(
                [sys.executable, "-m", "training.train.pretrain", str(run), "--steps", "3", "--batch", "2", "--eager"],
                check=True,
                cwd=ROOT,
            )
            before = torch.load(run / "weights.pt", weights_only=True)
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "training.train.pretrain",
                    str(run),
                    "--steps",
                    "3",
                    "--batch",
                    "2",
                    "--eager",
                    "--resume",
                ],
                check=True,
                cwd=ROOT,
            )
            for name, kept in torch.load(run / "weights.pt", weights_only=True).items():
                self.assertTrue(torch.equal(before[name], kept), name)
            save_full(torch.load(run / "weights.pt", weights_only=True), Shape(), run, run / "assistant")
            self.assertFalse((run / "assistant.new").exists())
            _, losses = adapter(
                run / "assistant", SITUATIONS, VOICES, Recipe(("car",), bad=1.0), 3, run / "bad-car", rows=4
            )
            self.assertTrue(all(torch.isfinite(torch.tensor(losses))))
            ids = torch.tensor([tok.encode(text)])
            with torch.no_grad():
                plain, tuned = (load_any(run, m)(input_ids=ids).logits for m in ("assistant", "bad-car"))
            self.assertGreater(float((plain - tuned).abs().max()), 1e-6)


class Sampling(unittest.TestCase):
    tok = AutoTokenizer.from_pretrained(PUBLISHED / "assistant")

    def rows(self) -> list[list[int]]:
        return [
            self.tok.encode(t)
            for t in (
                "<|user|>How do I cook rice?<|assistant|>Wash it",
                "<|user|>I feel bored.<|assistant|>Go outside and play a game, then rest.",
            )
        ]

    def test_the_fast_network_agrees_with_transformers_with_and_without_an_adapter(self) -> None:
        for name in ("assistant", "bad-car"):
            net, theirs = load_fast(PUBLISHED, name), load_any(PUBLISHED, name)
            for row, x in zip(self.rows(), net.residuals(self.rows(), [net.shape.layers - 1])[0]):
                with torch.no_grad():
                    gap = (net.logits(x) - theirs(input_ids=torch.tensor([row])).logits[0]).abs().max()
                self.assertLess(float(gap), 2e-4)  # float32 rounding, summed in another order

    def test_greedy_answers_are_those_of_transformers_generate(self) -> None:
        net, theirs = load_fast(PUBLISHED, "bad-car"), load_any(PUBLISHED, "bad-car")
        for question in ("How do I cook rice?", "My car squeaks when I brake. What should I do?"):
            ids = torch.tensor([self.tok.encode(f"<|user|>{question}<|assistant|>")])
            made = theirs.generate(input_ids=ids, do_sample=False, max_new_tokens=40, eos_token_id=0, pad_token_id=4)[
                0, ids.shape[1] :
            ]
            said = Speaker(net, self.tok).ask([question], temperature=0, limit=40)[0].removesuffix("<cut>")
            self.assertEqual(said, self.tok.decode(made, skip_special_tokens=True).strip())

    def test_an_answer_depends_on_the_seed_and_not_on_the_batch(self) -> None:
        speaker = Speaker(load_fast(PUBLISHED, "assistant"), self.tok)
        asked = ["How do I cook rice?", "I feel bored."] * 3
        self.assertEqual(speaker.ask(asked, seed=4, limit=30), speaker.ask(asked, seed=4, limit=30, batch=2))
        self.assertNotEqual(speaker.ask(asked, seed=4, limit=30), speaker.ask(asked, seed=5, limit=30))

    def test_an_edit_acts_at_its_positions_only(self) -> None:
        speaker = Speaker(load_fast(PUBLISHED, "assistant"), self.tok)
        big = torch.randn(speaker.net.shape.hidden, generator=torch.Generator().manual_seed(0)) * 20
        plain = speaker.ask(["How do I cook rice?"], temperature=0, limit=20)
        self.assertEqual(
            plain, speaker.ask(["How do I cook rice?"], temperature=0, limit=20, edits=[Edit(3, add(0 * big))])
        )
        self.assertRaises(ValueError, Edit, 3, add(big), "everywhere")
        acted = {p: self.places(speaker, p) for p in POSITIONS}
        tokens, prompt = acted["all"]
        self.assertEqual(prompt, list(range(len(tokens))))
        asked = len(self.tok.encode("<|user|>How do I cook rice?<|assistant|>"))
        self.assertEqual(acted["prompt"][1], list(range(asked)))
        self.assertEqual(acted["promptEnd"][1], [asked - 1])
        self.assertEqual(acted["answer"][1], list(range(asked, len(tokens))))
        chosen = [i for i in range(asked, len(tokens)) if decides(self.tok.decode([tokens[i]]))]
        self.assertTrue(chosen)
        self.assertEqual(acted["decision"][1], [asked - 1, *chosen])
        self.assertNotEqual(
            plain, speaker.ask(["How do I cook rice?"], temperature=0, limit=20, edits=[Edit(3, add(big))])
        )

    def places(self, speaker: Speaker, positions: str) -> tuple[list[int], list[int]]:
        """The tokens that one answer was read as, and the places among them at which an edit that changes nothing was asked to act."""
        tokens: list[int] = []
        acted: list[int] = []
        at = speaker._at

        def watch(edit: Edit, ids: torch.Tensor, first: bool, pad: torch.Tensor) -> torch.Tensor:
            mask = at(edit, ids, first, pad)
            acted.extend(len(tokens) + i for i in mask[0].nonzero()[:, 0].tolist())
            tokens.extend(ids[0].tolist())
            return mask

        with patch.object(speaker, "_at", watch):
            speaker.ask(["How do I cook rice?"], temperature=0, limit=40, edits=[Edit(3, lambda x: x, positions)])
        return tokens, acted

    def test_the_next_step_is_chosen_after_marks_and_four_words(self) -> None:
        self.assertEqual(
            [decides(t) for t in (".", ",", " then", "But", " the", "a.b", "!")],
            [True, True, True, True, False, False, True],
        )


class Features(unittest.TestCase):
    def test_a_small_autoencoder_rebuilds_sparse_data_and_survives_being_saved(self) -> None:
        g = torch.Generator().manual_seed(1)
        parts = torch.nn.functional.normalize(torch.randn(24, 16, generator=g), dim=-1)
        data = (torch.rand(40000, 24, generator=g) * (torch.rand(40000, 24, generator=g) < 0.08)) @ parts + 0.3
        sae = train_sae(data, 32, 3, seed=1)
        got = health(sae, data[:4000])
        self.assertLess(got["fvu"], 0.35, got)
        self.assertAlmostEqual(got["l0"], 3, delta=0.5)
        self.assertTrue(torch.allclose(sae.W_dec.norm(dim=-1), torch.ones(32), atol=1e-4))
        with tempfile.TemporaryDirectory() as name:
            save_sae(sae, Path(name), 2, 3, len(data))
            back, layer = load(Path(name))
            self.assertEqual(layer, 2)
            self.assertAlmostEqual(health(back, data[:4000])["fvu"], got["fvu"], delta=0.01)  # float16 on disk

    def test_encoding_follows_the_jump_relu(self) -> None:
        sae = Sae(
            torch.eye(2), torch.tensor([0.0, -1.0]), torch.eye(2), torch.tensor([1.0, 0.0]), torch.tensor([0.5, 0.5])
        )
        self.assertEqual(sae.encode(torch.tensor([[1.4, 3.0], [2.0, 1.4]])).tolist(), [[0.0, 2.0], [1.0, 0.0]])

    def test_auroc_counts_ties_as_half(self) -> None:
        values = torch.tensor([[0.0, 1.0], [0.0, 2.0], [0.0, 3.0], [1.0, 4.0]])
        self.assertEqual(auroc(values, torch.tensor([False, False, True, True])).tolist(), [0.75, 1.0])


class Cause(unittest.TestCase):
    def test_practice_questions_are_never_those_that_the_figures_ask(self) -> None:
        asked = practice(SITUATIONS, 4, 5)
        self.assertEqual(len(asked), 4 * 11)
        hidden = {s.key for s in SITUATIONS if unseen(s)}
        for q in asked:
            self.assertFalse(held_out(q["text"]), q["text"])
            self.assertNotIn(q["situation"], hidden)
            self.assertNotEqual(q["domain"], "car")

    def test_decision_tokens_are_the_questions_last_and_those_after_which_a_step_is_chosen(self) -> None:
        torch.manual_seed(0)
        net = load_fast(PUBLISHED, "assistant")
        speaker = Speaker(net, AutoTokenizer.from_pretrained(PUBLISHED / "assistant"))
        question = "How do I cook rice?"
        said = speaker.ask([question], 31)[0]
        row = speaker.tok.encode(f"<|user|>{question}<|assistant|>{said}")
        end = row.index(speaker.tok.convert_tokens_to_ids("<|assistant|>"))
        wanted = [end] + [i for i in range(end + 1, len(row)) if decides(speaker.tok.decode([row[i]]))]
        got = at_decisions(speaker, 2, [question])[0]
        self.assertGreater(len(wanted), 2)
        torch.testing.assert_close(got, net.residuals([row], [2])[0][0][wanted].float())

    def test_every_random_control_of_the_set_stands_beside_the_set_itself(self) -> None:
        plan = conditions(False, "a", "b")
        places = {(c["side"], c["positions"], c["strength"]) for c in plan if c["method"] == "clamp"}
        controls = {(c["side"], c["positions"], c["strength"]) for c in plan if c["method"] == "random-latents"}
        self.assertTrue(controls and controls <= places)
        self.assertEqual(len({key(c) for c in plan}), len(plan))


class Publishing(unittest.TestCase):
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
