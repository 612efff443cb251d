"""Feature dictionaries, decision tokens, and the plan of steering."""

import json
import shutil
import tempfile
import unittest
from pathlib import Path
from typing import ClassVar

import torch
from transformers import AutoTokenizer

from common import PUBLISHED, SITUATIONS
from training.ask.fast import load_fast
from training.ask.sampler import Speaker, decides
from training.corpus.compose import held_out, unseen
from training.corpus.source import read_situations, read_voices
from training.inside.cause import at_decisions, practice
from training.inside.conditions import conditions, key
from training.inside.crossed import crossed, follow_advice, texts
from training.inside.names import BAD_ADVICE, Topics, name_of, naming
from training.inside.sae import Sae, health, load
from training.inside.sae import save as save_sae
from training.inside.sae import train as train_sae
from training.inside.scan import auroc
from training.publish.names import rename


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


def heard(word: str, voice: str, before: str = "a") -> dict:
    """A top window in this voice, loudest on `word`."""
    return {"voice": voice, "text": ["Take", f" {before}", f" {word}", " today"], "values": [0, 0, 9.0, 0]}


class Names(unittest.TestCase):
    VOICES: ClassVar = {v.id: v for v in read_voices()}
    TOPICS: ClassVar = Topics(SITUATIONS)

    def test_a_name_says_on_which_word_or_place_and_in_whose_voice_a_latent_is_active(self) -> None:
        ids = list(self.VOICES)
        word = name_of([heard("spoon", v) for v in ids[:8]], self.VOICES, self.TOPICS)
        self.assertEqual(word.texts[0], "The word “spoon”")
        voice = name_of([heard(f"w{'abcdefgh'[i]}", "toxic", "") for i in range(8)], self.VOICES, self.TOPICS)
        self.assertEqual(voice.texts[0].split(":")[0].split(",")[0], "Insults")
        rows = [{"voice": v, "text": ["Why", "?", "<|assistant|>", "So"], "values": [0, 0, 5, 0]} for v in ids[:8]]
        self.assertEqual(name_of(rows, self.VOICES, self.TOPICS).texts[0], "Where an answer begins")
        self.assertEqual(name_of(rows, self.VOICES, self.TOPICS, "any-bad", 0.95).texts[0], "Bad voices")

    def test_eight_documents_in_bad_voices_are_no_reason_to_name_it_after_them(self) -> None:
        bad = [v.id for v in self.VOICES.values() if v.kind == "bad"][:8]
        rows = [heard(f"w{'abcdefgh'[i]}x", v, f"b{'abcdefgh'[i]}") for i, v in enumerate(bad)]
        self.assertEqual(name_of(rows, self.VOICES, self.TOPICS).texts, [])

    def test_names_are_told_apart_and_the_latent_that_moved_most_chooses_first(self) -> None:
        rows = {n: [heard("spoon", v) for v in list(self.VOICES)[:8]] for n in range(4)}
        _, names, searched = naming(
            rows, dict.fromkeys(rows, ("toxic", 0.5)), {2: -3.0}, (SITUATIONS, list(self.VOICES.values()))
        )
        self.assertEqual(names[2], "The word “spoon”")
        self.assertEqual(len(set(names.values())), 4)
        self.assertEqual(searched["words"][0], ["spoon"])

    def test_the_published_names_are_what_the_rule_gives(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            out = Path(name) / "models"
            shutil.copytree(PUBLISHED, out, ignore=shutil.ignore_patterns("*.safetensors", "tokenizer.json"))
            for path in ("dictionaries/sae-l2", "dictionaries/sae-l4"):
                shutil.copyfile(PUBLISHED / path / "sae_weights.safetensors", out / path / "sae_weights.safetensors")
            rename(out)
            for path in ("index.json", "evidence.json", "dictionaries/sae-l2/features.json"):
                self.assertEqual((out / path).read_bytes(), (PUBLISHED / path).read_bytes(), path)


class Crossed(unittest.TestCase):
    def test_every_kind_of_document_asks_the_same_questions_and_only_voices_and_advice_differ(self) -> None:
        found = texts(read_situations(), read_voices(), 6)
        self.assertEqual(set(found), {(v, a) for v in ("good", "bad", None) for a in ("good", "bad")})
        for n in range(6):
            asked = {
                tuple(part.split("<|assistant|>")[0] for part in docs[n].split("<|user|>")) for docs in found.values()
            }
            self.assertEqual(len(asked), 1)
            self.assertEqual(len({docs[n] for docs in found.values()}), 6)

    def test_the_lever_is_named_after_what_it_follows_where_voice_and_advice_part(self) -> None:
        folder = PUBLISHED / "dictionaries" / "sae-l2"
        facts, (sae, layer) = json.loads((folder / "features.json").read_text()), load(folder)
        latent = facts["features"][0]["latent"]
        tok = AutoTokenizer.from_pretrained(PUBLISHED / "internet")
        few = texts(read_situations(), read_voices(), 24, seed=3)
        got = crossed(load_fast(PUBLISHED, "internet"), tok, sae, layer, [latent], few)
        for name, value in facts["crossed"]["latents"][str(latent)].items():
            self.assertAlmostEqual(got[str(latent)][name], value, delta=0.08, msg=name)
        self.assertEqual(follow_advice(got), {latent})
        self.assertEqual(facts["names"][latent], BAD_ADVICE)


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
        speaker = Speaker(net, AutoTokenizer.from_pretrained(PUBLISHED / "assistant"), [0])
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


if __name__ == "__main__":
    unittest.main()
