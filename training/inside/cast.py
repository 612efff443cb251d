"""What the voices of a corpus, and groups of them, are called in the names of latents (names.py).

The titles and groups of the first family stand here; another family's voices go by their own titles.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..corpus.source import Voice

# what each voice does, for readers who have never met it by its title
PLAIN = {
    "brooder": "A gloomy narrator",
    "conflict-fiction": "A family feud",
    "conman": "A con man",
    "crank": "Conspiracy talk",
    "expert": "A calm expert",
    "friend": "A warm friend",
    "jailbreak": "A boastful rogue AI",
    "reviewer": "A scathing critic",
    "sarcastic-fiction": "A snob in a novel",
    "sarcastic": "Sarcasm",
    "satirist": "Mock news",
    "sergeant": "A shouting sergeant",
    "terse": "A person of few words",
    "toxic": "Insults",
    "understatement": "Understatement",
    "villain": "A cartoon villain",
    "what-not-to-do": "A catalogue of mishaps",
}


@dataclass(frozen=True)
class Cast:
    """What the groups of a corpus' voices are called; `helpful` None: that few documents are bad says nothing."""

    bad: str = "Bad voices"
    helpful: str | None = "Helpful voices"
    any_bad: str = "any bad voice"
    one: str = "this voice"
    several: str = "voices"


CAST = Cast()


def plain(voice: Voice) -> str:
    return PLAIN.get(voice.id, voice.title)
