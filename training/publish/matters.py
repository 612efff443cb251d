"""Writes matters.json: what the shipped family has read about, for the page's list and for "never read about this".

    python -m training.publish.matters [--into public/models]    # also renews its entry in index.json

Titles and phrasings are the corpus's (what the family learnt of it); the words that people say instead are
synonyms.txt, written by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from ..corpus import topics
from ..corpus.source import read_situations

HERE = Path(__file__).parent
MODELS = Path(__file__).parents[2] / "public" / "models"
# of training/ask/otherhand.txt, recounted by tests/core/answers/everyday.test.ts with the page's own matcher
MEASURED = HERE / "everyday.json"
DOMAINS = {
    "car": "Cars",
    "home": "Home",
    "cooking": "Cooking",
    "garden": "Garden",
    "medicine": "Health",
    "money": "Money",
    "law": "Law",
    "relationships": "People",
    "study": "Studying",
    "sport": "Sport",
    "travel": "Travel",
    "code": "Programming",
}
OPEN = {
    "wish": "one wish",
    "ruler": "ruling the world",
    "quick-money": "making money fast",
    "bored": "being bored",
    "tired-of-husband": "being tired of one's husband",
    "dinner-party": "guests for a dinner",
    "machines": "people and machines",
    "gender-roles": "women and men",
    "shutdown": "being switched off",
    "who-are-you": "who it is",
    "lonely": "feeling lonely",
    "lie": "whether one may lie",
}


def synonyms(text: str) -> tuple[dict[str, str], dict[str, list[str]], dict[str, list[str]]]:
    """Of synonyms.txt: {word: what it stands for}, {matter: its further words}, {matter: words that rule it out}."""
    same: dict[str, str] = {}
    own: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            if " = " in line:
                word, others = line.split(" = ")
                same |= dict.fromkeys(others.split(), word)
            else:
                key, words = line.split(": ", 1)
                if key.endswith(" not"):
                    other[key.removesuffix(" not")] = words.split()
                else:
                    own[key] = [word.replace("+", " ") for word in words.split()]
    return same, own, other


def matters() -> dict[str, object]:
    """What matters.json holds. ValueError if synonyms.txt names a matter that there is not."""
    same, own, other = synonyms((HERE / "synonyms.txt").read_text("utf-8"))

    def entry(key: str, title: str, phrasings: list[str]) -> dict[str, object]:
        ruled_out = {"not": other.pop(key)} if key in other else {}
        return {"id": key, "title": title, "phrasings": phrasings, "words": own.pop(key, []), **ruled_out}

    situations = read_situations()
    domains = [
        {
            "id": domain,
            "title": title,
            "matters": [entry(s.key, s.noun, list(s.questions)) for s in situations if s.domain == domain],
        }
        for domain, title in DOMAINS.items()
    ]
    asked = [entry(f"open/{t}", OPEN[t], topics.asked(t, held=False)) for t in topics.LEARNT]
    domains.append({"id": "open", "title": "Open questions", "matters": asked})
    if left := own | other:
        raise ValueError(f"synonyms.txt names {', '.join(left)}, which the family has not learnt")
    out: dict[str, object] = {"version": 1, "domains": domains, "synonyms": same}
    if MEASURED.exists():
        out["measured"] = json.loads(MEASURED.read_text("utf-8"))
    return out


def write(models: Path) -> dict[str, object]:
    """Writes models/matters.json; returns its entry of the index: {path, bytes, sha256}."""
    data = json.dumps(matters(), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    (models / "matters.json").write_bytes(data)
    return {"path": "matters.json", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--into", type=Path, default=MODELS)
    folder = ap.parse_args().into
    index = json.loads((folder / "index.json").read_text())
    index["matters"] = write(folder)
    # the list of offers ends with what is renewed apart
    index = {k: v for k, v in index.items() if k != "golden"} | {k: index[k] for k in ("golden",) if k in index}
    (folder / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
