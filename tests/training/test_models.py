"""Networks, optimiser, sharpening, and a toy run from tokenizer to adapter."""

import random
import subprocess
import sys
import tempfile
import unittest
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from transformers import AutoTokenizer

from common import PUBLISHED, ROOT, SITUATIONS, VOICES
from training.ask.evaluate import load_any
from training.corpus.document import Writer
from training.train.chats import Recipe
from training.train.data import END_ID, PAD_ID, pack_tightly
from training.train.folder import load_full, network, save_full
from training.train.model import Net, Shape, from_hf, to_hf
from training.train.optim import orthogonal
from training.train.sharpen import sharpen, without_tail
from training.train.tokens import save, train
from training.train.tune import adapter

TINY = Shape(hidden=32, layers=2, heads=2, inner=64)


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
            trained = [sys.executable, "-m", "training.train.pretrain", str(run)]
            steps = [*trained, "--steps", "3", "--batch", "2", "--eager"]
            subprocess.run(steps, check=True, cwd=ROOT)
            before = torch.load(run / "weights.pt", weights_only=True)
            # stopped on the way and resumed, it ends with the same weights
            for more in ("--until 2", "--resume"):
                subprocess.run([*steps, *more.split()], check=True, cwd=ROOT)
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
            # a base that reads on begins with the weights of the one before
            subprocess.run([*steps, "--until", "0", "--start", str(run / "assistant")], check=True, cwd=ROOT)
            begun = torch.load(run / "weights.pt", weights_only=True)
            for name, kept in network(run / "assistant").named_parameters():
                self.assertTrue(torch.equal(begun[name], kept), name)

    def test_rows_of_two_lengths_keep_every_document_and_hold_hardly_any_padding(self) -> None:
        rng = random.Random(2)
        docs = [[5 + i % 3000] * (min(60, int(rng.expovariate(0.02))) * 4 + 8) + [END_ID] for i in range(3000)]
        docs[7] = [9] * 400
        short, long = pack_tightly(docs, 129, 257)
        self.assertEqual((short.shape[1], long.shape[1]), (129, 257))
        text = [row[row != PAD_ID] for rows in (short, long) for row in rows]
        found = [part.tolist() for row in text for part in np.split(row, np.flatnonzero(row == END_ID) + 1)]
        self.assertEqual(sorted(d for d in found if d), sorted(d[:257] for d in docs))
        self.assertLess(sum((rows == PAD_ID).sum() for rows in (short, long)) / sum(map(len, docs)), 0.03)


if __name__ == "__main__":
    unittest.main()
