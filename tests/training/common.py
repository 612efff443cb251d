"""What the tests of training/ share: the whole corpus and the published models.

PYTHONPATH=. python -m unittest discover -s tests/training    # some minutes; needs training/requirements.txt
"""

from pathlib import Path

from training.corpus.source import ALL, read_situations, read_voices

ROOT = Path(__file__).resolve().parents[2]
SITUATIONS, VOICES = read_situations(ALL), read_voices(ALL)
PUBLISHED = ROOT / "public" / "models"
