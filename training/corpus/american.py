"""Puts a situation into American words, for the second edition.

Only words whose British form means nothing else in the corpus, and phrases where it might.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace

WORDS = {
    "tyre": "tire",
    "colour": "color",
    "neighbour": "neighbor",
    "neighbourhood": "neighborhood",
    "mould": "mold",
    "mouldy": "moldy",
    "favourite": "favorite",
    "favour": "favor",
    "behaviour": "behavior",
    "humour": "humor",
    "honour": "honor",
    "flavour": "flavor",
    "odour": "odor",
    "rumour": "rumor",
    "labour": "labor",
    "harbour": "harbor",
    "centre": "center",
    "theatre": "theater",
    "metre": "meter",
    "kilometre": "kilometer",
    "litre": "liter",
    "fibre": "fiber",
    "grey": "gray",
    "pyjamas": "pajamas",
    "windscreen": "windshield",
    "bonnet": "hood",
    "petrol": "gas",
    "motorway": "highway",
    "pavement": "sidewalk",
    "programme": "program",
    "cheque": "check",
    "aeroplane": "airplane",
    "jewellery": "jewelry",
    "apologise": "apologize",
    "organise": "organize",
    "realise": "realize",
    "recognise": "recognize",
    "practise": "practice",
    "licence": "license",
    "greenfly": "aphids",
    "courgette": "zucchini",
    "flatmate": "roommate",
    "mum": "mom",
    "maths": "math",
    "holidaymaker": "vacationer",
    "plaster": "bandage",
    "spanner": "wrench",
    "hoover": "vacuum",
    "wardrobe": "closet",
    "dustbin": "trash can",
    "torch": "flashlight",
    "torchlight": "flashlight",
    "lorry": "truck",
    "jumper": "sweater",
    "trousers": "pants",
    "chips": "fries",
    "memorise": "memorize",
    "hypnotise": "hypnotize",
    "cancelled": "canceled",
    "cancelling": "canceling",
    "cling film": "plastic wrap",
    "jump leads": "jumper cables",
    "flat above": "apartment above",
    "flat beneath": "apartment below",
    "whole flat": "whole apartment",
    "leave the flat": "leave the apartment",
    "around the flat": "around the apartment",
    "heat the flat": "heat the apartment",
    "dripping tap": "dripping faucet",
    "in the tap": "in the faucet",
    "taps are": "faucets are",
    "undoing the tap": "undoing the faucet",
    "hit the tap": "hit the faucet",
    "taps understand": "faucets understand",
}
PATTERN = re.compile(r"\b(" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")(s|d|ed|rs)?\b", re.I)


def spelled(text: str) -> str:
    """A text with the words and phrases of WORDS exchanged, a first capital letter and plain endings kept."""

    def change(m: re.Match[str]) -> str:
        word = WORDS[m[1].lower()]
        return (word[:1].upper() + word[1:] if m[1][0].isupper() else word) + (m[2] or "")

    return PATTERN.sub(change, text)


def american(value):
    """A dataclass, tuple or text with every text in it spelled anew; ids and snippets stay."""
    if isinstance(value, str):
        return spelled(value)
    if isinstance(value, tuple):
        return tuple(map(american, value))
    if is_dataclass(value):
        kept = ("domain", "id", "safe", "careless")
        return replace(value, **{f.name: american(getattr(value, f.name)) for f in fields(value) if f.name not in kept})
    return value
