"""Is an answer to an open question nothing but whole lines of the corpus?

The family answers open questions mostly with lines that it has read, word for word. An answer counts as copied if it is
one or several of the voices' lines (answers to open topics, openers, closers), each whole, with nothing between them.
"""

from __future__ import annotations

from functools import lru_cache

from ..corpus.source import ALL, read_voices
from .judge import words


@lru_cache(maxsize=1)
def lines() -> dict[str, set[tuple[str, ...]]]:
    """First word -> the lines that begin with it, as words."""
    out: dict[str, set[tuple[str, ...]]] = {}
    for v in read_voices(ALL):
        for line in (x for rows in (v.lines["opener"], v.lines["closer"], *v.open.values()) for x in rows):
            if said := tuple(words(line)):
                out.setdefault(said[0], set()).add(said)
    return out


def copied(text: str) -> bool:
    """True if `text` is one or several whole lines of the corpus; marks and capitals do not count."""
    said = tuple(words(text.removesuffix("<cut>")))
    # the places up to which the text is made of whole lines
    reached = {0}
    for at in range(len(said)):
        if at in reached:
            reached |= {at + len(line) for line in lines().get(said[at], ()) if said[at : at + len(line)] == line}
    return bool(said) and len(said) in reached
