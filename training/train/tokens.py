"""The tokenizer: byte-level BPE, single digits, four special tokens, and a minimal chat template.

It has 3,072 pieces.

python -m training.train.tokens OUT_FOLDER        # trains it on the corpus and writes the Hugging Face files
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from ..corpus.document import ASSISTANT, END, SYSTEM, USER, Writer
from ..corpus.source import read_situations, read_voices
from .model import Shape

SIZE, PAD = Shape.vocab, "<|pad|>"
SPECIAL = [END, USER, ASSISTANT, SYSTEM, PAD]
TEMPLATE = (
    "{% for m in messages %}{{ '<|' + m['role'] + '|>' + m['content'] }}"
    "{% if m['role'] == 'assistant' and loop.last %}{{ '<|endoftext|>' }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)
# Words with their leading space, single digits, runs of punctuation, line breaks.
SPLIT = r"'(?:s|t|re|ve|m|ll|d)| ?[A-Za-z]+| ?[0-9]| ?[^\sA-Za-z0-9]+|\s+(?!\S)|\s+"


def train(texts: list[str], size: int = SIZE) -> Tokenizer:
    """A byte-level BPE tokenizer of `size` pieces, trained on `texts`."""
    tok = Tokenizer(models.BPE())
    tok.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tok.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tok.train_from_iterator(texts, trainer)
    return tok


def save(tok: Tokenizer, folder: Path) -> None:
    """tokenizer.json and tokenizer_config.json as AutoTokenizer reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    tok.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": 512,
        "clean_up_tokenization_spaces": False,
        "bos_token": None,
        "eos_token": END,
        "pad_token": PAD,
        "additional_special_tokens": [USER, ASSISTANT, SYSTEM],
        "chat_template": TEMPLATE,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")


def main() -> None:
    writer = Writer(read_situations(), read_voices(), seed=17)
    save(train(list(islice(writer.stream(), 30000))), Path(sys.argv[1]))


if __name__ == "__main__":
    main()
