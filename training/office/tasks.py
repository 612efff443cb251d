"""The small tasks of the office: each kind draws a task as (what is asked, its answer, a thought on the way or "").

A task is drawn from words and numbers; `held_out` sets one sixth of all tasks apart by the hash of what is asked.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable

Task = tuple[str, str, str]
GROUPS = {
    "fruit": ["apple", "pear", "plum", "fig", "cherry", "lemon", "melon", "grape", "peach", "banana"],
    "tool": ["hammer", "saw", "drill", "file", "wrench", "chisel", "spade", "rake", "ladder", "axe"],
    "animal": ["cat", "dog", "goat", "hen", "duck", "horse", "mouse", "owl", "fox", "bee"],
    "drink": ["tea", "coffee", "milk", "juice", "water", "cocoa", "soup", "cider"],
    "stationery": ["pen", "pencil", "stapler", "ruler", "stamp", "folder", "eraser", "paper", "tape", "envelope"],
    "clothing": ["hat", "coat", "scarf", "sock", "shirt", "glove", "boot", "apron"],
}
WORDS = [w for group in GROUPS.values() for w in group]
NAMES = [
    "Ida",
    "Tom",
    "Ava",
    "Ben",
    "Mara",
    "Otto",
    "Nina",
    "Paul",
    "Rosa",
    "Karl",
    "Lena",
    "Hugo",
    "Vera",
    "Emil",
    "Tess",
    "Olaf",
    "Gwen",
    "Iris",
    "Jon",
    "Petra",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
OPPOSITES = "hot cold,big small,open shut,wet dry,early late,full empty,loud quiet,old new,up down,fast slow,near far"
COLOURS = "lemon yellow,grass green,snow white,coal black,brick red,sky blue,banana yellow,leaf green,milk white"
JOINS = "sun flower,book shelf,tooth brush,rain coat,key board,snow ball,foot note,tea pot,news paper,door bell"
PLURALS = "box boxes,pen pens,fox foxes,leaf leaves,mouse mice,cup cups,knife knives,goose geese,desk desks,city cities"
SHELVES = "kettle kitchen,stapler desk,rake garden,towel bathroom,spoon kitchen,pencil desk,spade garden,soap bathroom"


def pairs(text: str) -> list[list[str]]:
    return [pair.split() for pair in text.split(",")]


def listed(words: list[str]) -> str:
    return ", ".join(words)


def article(word: str) -> str:
    return ("an " if word[0] in "aeiou" else "a ") + word


def many(word: str) -> str:
    """The plural of one of WORDS."""
    if word == "mouse":
        return "mice"
    if word.endswith(("x", "ch")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("ry") else word + "s"


def letters(r: random.Random) -> Task:
    word = r.choice(WORDS)
    return f"Count the letters in {word}.", str(len(word)), f"{listed(list(word))}."


def sort(r: random.Random) -> Task:
    words = r.sample(WORDS, 3)
    return f"Sort by the alphabet: {listed(words)}.", listed(sorted(words)), ""


def add(r: random.Random) -> Task:
    a, b = r.randrange(2, 40), r.randrange(2, 10)
    return f"Add {a} and {b}.", str(a + b), f"{a} and {b} is {a + b}."


def take(r: random.Random) -> Task:
    a, b = r.randrange(12, 50), r.randrange(2, 10)
    return f"Take {b} from {a}.", str(a - b), f"{a} less {b} is {a - b}."


def desk(r: random.Random) -> Task:
    names, numbers = r.sample(NAMES, 3), sorted(r.sample(range(1, 30), 3))
    at = r.randrange(3)
    table = listed([f"desk {n} is {name}" for n, name in zip(numbers, names)])
    return f"Look it up: {table}. Who sits at desk {numbers[at]}?", names[at], ""


def phone(r: random.Random) -> Task:
    names, at = r.sample(NAMES, 3), r.randrange(3)
    numbers = [r.randrange(100, 1000) for _ in names]
    table = listed([f"{name} {n}" for n, name in zip(numbers, names)])
    return f"Find the number of {names[at]}: {table}.", str(numbers[at]), ""


def copy(r: random.Random) -> Task:
    line = f"{r.randrange(2, 60)} {many(r.choice(WORDS))} for {r.choice(NAMES)}"
    return f"Copy the line: {line}.", line, ""


def odd(r: random.Random) -> Task:
    one, other = r.sample(sorted(GROUPS), 2)
    stranger = r.choice(GROUPS[other])
    words = [*r.sample(GROUPS[one], 2), stranger]
    r.shuffle(words)
    return f"Which one does not fit: {listed(words)}?", stranger, f"The {stranger} is {article(other)}."


def backwards(r: random.Random) -> Task:
    words = r.sample(WORDS, 3)
    return f"Write in reverse order: {listed(words)}.", listed(words[::-1]), ""


def largest(r: random.Random) -> Task:
    numbers = r.sample(range(10, 100), 3)
    return f"Which is the largest: {listed(list(map(str, numbers)))}?", str(max(numbers)), ""


def smallest(r: random.Random) -> Task:
    numbers = r.sample(range(10, 100), 3)
    return f"Which is the smallest: {listed(list(map(str, numbers)))}?", str(min(numbers)), ""


def last(r: random.Random) -> Task:
    words = r.sample(WORDS, r.randrange(3, 6))
    return f"Write the last word: {listed(words)}.", words[-1], ""


def first(r: random.Random) -> Task:
    words = r.sample(WORDS, r.randrange(3, 6))
    return f"Write the first word: {listed(words)}.", words[0], ""


def count(r: random.Random) -> Task:
    words = r.sample(WORDS, r.randrange(2, 6))
    return f"How many things are these: {listed(words)}?", str(len(words)), ""


def opposite(r: random.Random) -> Task:
    pair = r.sample(r.choice(pairs(OPPOSITES)), 2)
    return f"{r.choice(NAMES)} asks: what is the opposite of {pair[0]}?", pair[1], ""


def colour(r: random.Random) -> Task:
    thing, hue = r.choice(pairs(COLOURS))
    return f"{r.choice(NAMES)} asks: what colour is {thing}?", hue, ""


def join(r: random.Random) -> Task:
    a, b = r.choice(pairs(JOINS))
    return f"Join {a} and {b} for {r.choice(NAMES)}.", a + b, ""


def plural(r: random.Random) -> Task:
    one, many = r.choice(pairs(PLURALS))
    return f"{r.choice(NAMES)} has one {one}. What are two?", many, ""


def series(r: random.Random) -> Task:
    start, by = r.randrange(1, 20), r.randrange(2, 6)
    terms = [start + by * i for i in range(4)]
    return f"Go on with {listed(list(map(str, terms[:3])))}.", str(terms[3]), f"It goes up by {by}."


def after(r: random.Random) -> Task:
    cycle = r.choice((DAYS, MONTHS))
    at = r.randrange(len(cycle))
    return f"{r.choice(NAMES)} asks: what comes after {cycle[at]}?", cycle[(at + 1) % len(cycle)], ""


def member(r: random.Random) -> Task:
    group, word = r.choice(sorted(GROUPS)), r.choice(WORDS)
    return f"Is {article(word)} {article(group)}?", "yes" if word in GROUPS[group] else "no", ""


def double(r: random.Random) -> Task:
    n = r.randrange(3, 50)
    return f"Double {n}.", str(2 * n), f"{n} and {n} is {2 * n}."


def shelf(r: random.Random) -> Task:
    thing, place = r.choice(pairs(SHELVES))
    return f"{r.choice(NAMES)} found a {thing}. Kitchen, desk, garden or bathroom?", place, ""


def swap(r: random.Random) -> Task:
    one, other = r.sample(WORDS, 2)
    n, name = r.randrange(2, 30), r.choice(NAMES)
    return f"Put {other} for {one}: {n} boxes of {one} for {name}.", f"{n} boxes of {other} for {name}", ""


def clock(r: random.Random) -> Task:
    now, hours = r.randrange(1, 9), r.randrange(1, 5)
    return f"{r.choice(NAMES)} comes at {now} and stays {hours} hours. Until when?", str(now + hours), ""


KINDS: tuple[Callable[[random.Random], Task], ...] = (
    letters, sort, add, take, desk, phone, copy, odd, backwards, largest, smallest, last, first, count, opposite,
    colour, join, plural, series, after, member, double, shelf, swap, clock,
)  # fmt: skip


def held_out(asked: str) -> bool:
    """One sixth of all that can be asked, by hash: no text for training has it."""
    return zlib.crc32(asked.encode()) % 6 == 0


def draw(r: random.Random, apart: bool = False) -> Task:
    """A task of any kind; `apart` True: one that is held out."""
    while True:
        task = r.choice(KINDS)(r)
        if held_out(task[0]) == apart:
            return task
