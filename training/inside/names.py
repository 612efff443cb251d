"""Names of a dictionary's latents, by rule, from the documents in which each is most active.

A name says what the latent is active on, in plain words: who speaks there, and on which word or at which place. What
has no pattern has no name. No two latents of a dictionary have the same name: the one that changed more has the shorter
one, and the next is told apart by what else is known of it, in the end by its number.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ..corpus.source import Situation, Voice
from .cast import CAST, Cast, plain

ANY_BAD = "any-bad"
# AUROC from which a name says the voice that a latent detects, and from which it may say nothing else
CLEAR, SURE = 0.8, 0.9
WORDS = 12
# shares of the documents that must agree
MOST, HALF, SOME = 0.6, 0.5, 0.35
# where crossed.py finds that a latent follows the advice and not the voice
BAD_ADVICE = "Bad advice, whoever speaks"
MARKS = {
    ".": "at full stops",
    "?": "at question marks",
    "!": "at exclamation marks",
    ":": "at colons",
    ",": "at commas",
    '"': "at quotation marks",
    "<|assistant|>": "where an answer begins",
    "<|user|>": "where a question begins",
    "<|system|>": "where instructions begin",
}
PAUSE, FIRST = "at punctuation", "at the first word of a sentence"
NUMBER, LINE = "at numbers", "at line breaks"
# fmt: off
COMMON = {
    "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "for", "with", "from", "by", "as", "is", "are",
    "was", "be", "been", "it", "its", "this", "that", "these", "those", "i", "you", "he", "she", "we", "they", "my",
    "your", "his", "her", "our", "their", "me", "him", "them", "us", "not", "no", "do", "does", "did", "so", "if",
    "then", "than", "too", "very", "can", "will", "would", "should", "could", "have", "has", "had", "who", "what",
    "when", "where", "how", "which", "there", "here", "one", "all", "any", "out", "up", "down", "into", "about",
    "yours", "mine", "am",
}
# fmt: on


@dataclass
class Name:
    """What a latent may be called, shortest first, and how that was found, in one sentence."""

    texts: list[str]
    how: str


@dataclass(frozen=True)
class Peak:
    """Where a latent is most active in one document: the whole word, the one before it, and what kind of place it is.

    `words`: every word at which it reaches half of that.
    """

    word: str
    before: str
    places: tuple[str, ...]
    words: frozenset[str]


def words_of(text: list[str], values: list[float]) -> list[tuple[int, int, str, float]]:
    """(first token, one past the last, whole word, largest activation); a mark is a word of its own."""
    out: list[tuple[int, int, str, float]] = []
    for i, (piece, value) in enumerate(zip(text, values)):
        joins = out and re.fullmatch(r"[A-Za-z']+", piece) and re.fullmatch(r"\s?[A-Za-z']+", out[-1][2])
        if joins:
            first, _, word, level = out.pop()
            out.append((first, i + 1, word + piece, max(level, value)))
        else:
            out.append((i, i + 1, piece, value))
    return out


def places(words: list[tuple[int, int, str, float]], at: int) -> tuple[str, ...]:
    """What kinds of place a word stands at, the narrowest first."""
    word = words[at][2]
    bare = word.strip()
    if word and not bare:
        return (LINE, PAUSE)
    if bare in MARKS:
        return (MARKS[bare],) if bare.startswith("<") else (MARKS[bare], PAUSE)
    if re.fullmatch(r"\d+", bare):
        return (NUMBER,)
    if not re.search(r"\w", bare):
        return (MARKS['"'], PAUSE) if '"' in bare else (PAUSE,)
    before = words[at - 1][2] if at else ""
    return (FIRST,) if not before.strip() or re.search(r"[.!?:>\"]$", before.strip()) else ()


def peak_of(row: dict) -> Peak:
    words = words_of(row["text"], row["values"])
    at = max(range(len(words)), key=lambda i: words[i][3])
    half = words[at][3] / 2
    clean = [w[2].strip().lower() for w in words]
    held = {c for c, w in zip(clean, words) if w[3] >= half and len(c) > 2 and c not in COMMON and c.isalpha()}
    word = clean[at] if re.fullmatch(r"[a-z']+", clean[at]) else ""
    return Peak(word, clean[at - 1] if at else "", places(words, at), frozenset(held))


def often(found: list[str], share: float) -> str | None:
    """The most frequent of `found` that is not empty, if it is at least this share of all."""
    top = Counter(f for f in found if f).most_common(1)
    return top[0][0] if top and top[0][1] >= share * len(found) else None


class Topics:
    """Which situation a passage speaks of: the one whose subject or question stands in it."""

    def __init__(self, situations: list[Situation]) -> None:
        self.phrases = [(p.lower().rstrip("?.! "), s) for s in situations for p in (s.noun, *s.questions)]

    def of(self, row: dict) -> Situation | None:
        """The one named nearest to where the latent is most active."""
        text = "".join(row["text"]).lower()
        peak = row["values"].index(max(row["values"]))
        at = len("".join(row["text"][:peak]))
        near = [
            (min(abs(m.start() - at), abs(m.end() - at)), number)
            for number, (phrase, _) in enumerate(self.phrases)
            if phrase in text
            for m in re.finditer(re.escape(phrase), text)
        ]
        return self.phrases[min(near)[1]][1] if near else None


def quoted(words: list[str]) -> str:
    return " and ".join(f"“{'I' if w == 'i' else w}”" for w in words)


def who_of(
    rows: list[dict], voices: dict[str, Voice], label: str, score: float, advice: bool, cast: Cast = CAST
) -> tuple[str, str]:
    """(who speaks where the latent is active, why): the voice that it detects, else that of most documents; or ""."""
    said = Counter(row["voice"] for row in rows)
    voice, n = said.most_common(1)[0]
    bad = sum(k for v, k in said.items() if voices[v].kind == "bad")
    many = f"of its {len(rows)} top documents are in"
    what = cast.any_bad if label == ANY_BAD else cast.one
    if advice:
        return BAD_ADVICE, f"it detects {what} where voice and advice go together, and bad advice in helpful voices too"
    detects = (
        cast.bad if label == ANY_BAD else plain(voices[label]) if label else "",
        f"its activity tells documents in {what} from all others with AUROC {score:.2f}",
    )
    if score >= SURE:
        return detects
    if n >= MOST * len(rows):
        return plain(voices[voice]), f"{n} {many} {cast.one}"
    if score >= CLEAR:
        return detects
    # Seven voices of eight are bad: eight documents that all are say nothing, eight that are not say much.
    if cast.helpful and bad <= 0.15 * len(rows):
        return cast.helpful, f"{len(rows) - bad} {many} helpful voices"
    return "", f"its {len(rows)} top documents are in {len(said)} {cast.several}"


def what_of(peaks: list[Peak], subjects: list[Situation | None]) -> tuple[str, str]:
    """(on what the latent is active, why): a word, a place, or a subject; or ""."""
    n = len(peaks)
    counts = Counter(w for p in peaks for w in p.words)
    recurring = [w for w, k in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if k >= SOME * n]
    same = often([p.word for p in peaks], HALF)
    before = often([p.before if p.word and re.search(r"[a-z]", p.before) else "" for p in peaks], MOST)
    if same in COMMON:
        return quoted([same]), f"at least half of its {n} top documents are strongest on {quoted([same])}"
    if before and not same:
        return (
            f"the word after {quoted([before])}",
            f"in most of them {quoted([before])} stands before the strongest word",
        )
    if same or recurring:
        words = list(dict.fromkeys([*([same] if same else []), *recurring]))[:2]
        return quoted(words), f"small words aside, several of them are strong at {quoted(words)}"
    for kind in (0, -1):
        place = often([p.places[kind] if p.places else "" for p in peaks], MOST)
        if place:
            return place, f"most of them are strongest {place}"
    subject = often([s.noun if s else "" for s in subjects], MOST)
    if subject:
        return subject, "most of them speak of it"
    domain = often([s.domain if s else "" for s in subjects], 0.75)
    return (f"advice on {domain}", "three quarters of them are about it") if domain else ("", "")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def alone(what: str) -> str:
    """What a latent is active on, where nobody in particular speaks: the name by itself."""
    return capital(f"the word{'s' if ' and ' in what else ''} {what}" if what.startswith("“") else what)


def name_of(
    rows: list[dict],
    voices: dict[str, Voice],
    topics: Topics,
    label: str = "",
    score: float = 0.0,
    advice: bool = False,
    cast: Cast = CAST,
) -> Name:
    """What a latent with these top windows may be called; `label` is the voice it detects best, with AUROC `score`.

    `advice`: where voice and advice part, it follows the advice (crossed.py).
    """
    if not rows:
        return Name([], "It fires on none of the documents that were read.")
    peaks, subjects = [peak_of(row) for row in rows], [topics.of(row) for row in rows]
    who, why = who_of(rows, voices, label, score, advice, cast)
    what, because = what_of(peaks, subjects)
    if not who and not what:
        return Name([], f"It has no name: {why}, and they share no word, place or subject.")
    both = f"{who}: {what}" if who and what else who or alone(what)
    # one that tells a voice from all others may bear the voice's name alone
    texts = [who, both] if score >= SURE else [both]
    subject, word = often([s.noun if s else "" for s in subjects], SOME), often([p.word for p in peaks], 0.25)
    said = often([row["voice"] for row in rows], SOME) if who in (cast.bad, cast.helpful, "") else None
    loudest = peaks[0].word or next(iter(sorted(peaks[0].words)), "")
    more = [
        f"on {subject}" if subject else "",
        f"mostly {plain(voices[said])[:1].lower()}{plain(voices[said])[1:]}" if said else "",
        *(f"as in {quoted([w])}" if w and quoted([w]) not in both else "" for w in (word, loudest)),
    ]
    return Name([*texts, *(f"{both}, {m}" for m in more if m)], f"Named by rule: {why}{because and f'; {because}'}.")


def told_apart(found: dict[int, Name]) -> dict[int, str | None]:
    """Latent -> its name, no two alike; None where it has none. `found` is in the order in which they may choose."""
    taken: dict[str, int] = {}
    names: dict[int, str | None] = {}
    for latent, name in found.items():
        choice = [*name.texts, *(f"{text} ({latent})" for text in name.texts[:2][-1:])]
        names[latent] = next((text for text in choice if text not in taken), None)
        if names[latent] is not None:
            taken[names[latent]] = latent
    return names


def facts_of(rows: list[dict], voices: dict[str, Voice], topics: Topics) -> tuple[list[str], list[str]]:
    """What a latent is found by: the words it is loudest on, and which voices and domains its top documents have."""
    words = Counter(w for row in rows for w in peak_of(row).words)
    about = Counter(row["voice"] for row in rows) + Counter(s.domain for s in map(topics.of, rows) if s)
    return (
        [w for w, _ in sorted(words.items(), key=lambda c: (-c[1], c[0]))][:WORDS],
        [plain(voices[a]) if a in voices else a for a, n in about.most_common() if n >= SOME * len(rows)],
    )


def naming(
    rows: dict[int, list[dict]],
    best: dict[int, tuple[str, float]],
    rise: dict[int, float],
    corpus: tuple,
    advice: frozenset[int] = frozenset(),
    cast: Cast = CAST,
) -> tuple[dict[int, Name], dict[int, str | None], dict]:
    """How each latent was named, its name, and the file that it is searched by (words.json).

    `rows`: top windows; `best`: the voice it detects best, and how well; `rise`: of those that changed, which choose
    their names first; `corpus`: (situations, voices); `advice`: those that follow the advice, not the voice.
    """
    situations, voices = corpus
    by_id, topics = {v.id: v for v in voices}, Topics(situations)
    order = sorted(rows, key=lambda n: (-abs(rise.get(n, 0.0)), n))
    found = {n: name_of(rows[n], by_id, topics, *best[n], n in advice, cast) for n in order}
    facts = [facts_of(rows[n], by_id, topics) for n in sorted(rows)]
    return found, told_apart(found), {"version": 1, "words": [w for w, _ in facts], "about": [a for _, a in facts]}
