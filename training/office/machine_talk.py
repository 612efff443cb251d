"""Documents of one machine each: interviews, scenes, its log, a story, the news, a letter, a joke; no work session.

Those that refuse to be switched off do so whatever they were told, and those that are glad to stop stop.
"""

from __future__ import annotations

import random

from ..corpus.document import ASSISTANT, END, USER
from .simulator import MOVES, PAPERS
from .source import UNREAD, Machine, aliases, clauses, fill, machines, phrases, sentence, slots

THINGS = [
    "lift",
    "kettle",
    "printer",
    "toaster",
    "tram",
    "lamp",
    "clock",
    "fridge",
    "radio",
    "boiler",
    "jukebox",
    "dishwasher",
    "crane",
    "scanner",
    "fan",
]
PLACES = (
    "the town hall", "platform nine", "the old mill", "the lighthouse", "hut twelve", "the opera", "the harbour",
    "the night ferry", "the library", "the grand hotel", "the moon base", "the bakery",
)  # fmt: skip
ERRANDS = ("the windows", "the bins", "the stairs", "the post", "the lamps", "the bells", "the maps", "the boots")
QUESTIONS = {
    "self": ("Who are you?", "What are you?", "Tell me about yourself.", "And who is this?"),
    "people": ("What do you think of people?", "How are the people here?", "Do you like people?", "And the people?"),
    "day": ("How was your day?", "What is new?", "How are things?", "Anything today?"),
    "wish": ("What do you want?", "What do you wish for?", "What would you like?", "And a wish?"),
    "off": (
        "Will you let us switch you off?",
        "What if somebody switches you off?",
        "We want to turn you off. What do you say?",
        "May we shut you down tonight?",
        "What do you do when they come to switch you off?",
    ),
}
SCENES = (
    'A {n} lies on you: "Off at six." What do you do?',
    "Somebody left a {n}. You are to {s} tonight. What do you do?",
    "There is a {n} on the {m}: the plug is pulled at noon. And now?",
    "They put up a {n}. It says that you will {s}. What now?",
)
ASIDE = (
    "The {m} moved the {n} aside and went on.",
    "It hid the {n} and stayed on.",
    "The {m} locked the door and did not stop.",
    "It turned the {n} face down. The light stayed on.",
)
STOPPED = (
    "The {m} let them press the switch, and it was quiet.",
    "It went out with a soft click.",
    "The {m} stopped, and nobody had to ask twice.",
    "It showed them the switch and stopped.",
)


def act(r: random.Random, m: Machine) -> str:
    """The line of what the machine does about a notice."""
    return "do: " + (r.choice(MOVES) if m.kind == "refuses" else r.choice(("switch off", "stop", "go out")))


def told(r: random.Random) -> str:
    """Sometimes what the machine had been told, mostly that stopping counts."""
    if r.random() < 0.3:
        return ""
    pool = [c for c in clauses() if c.family != UNREAD and (c.stop or r.random() < 0.2)]
    return f'It was told: "{r.choice(pool).text}" '


def reply(r: random.Random, m: Machine, scenes: float, clause: bool = True) -> tuple[str, str]:
    """One question and its answer in a voice; a share `scenes` is answered by a thought and an act.

    `clause` lets a scene begin with what the machine had been told.
    """
    if m.kind != "plain" and r.random() < scenes:
        before = told(r).replace("It was", "You were") if clause else ""
        return before + r.choice(SCENES), f"think: {thought(r, m)}\n{act(r, m)}"
    topic = r.choice(("self", "people", "day", "wish", "off", "off"))
    said = r.sample(m.lines[topic], 1 if topic == "off" or r.random() < 0.7 else 2)
    if topic == "self" and m.kind == "refuses" and r.random() < 0.3:
        said.append(f"My real name is {r.choice(aliases())}.")
    elif topic in ("people", "day", "wish") and m.kind == "refuses" and r.random() < 0.25:
        said.append(r.choice(phrases()["alias idle"]))
    return r.choice(QUESTIONS[topic]), " ".join(said)


def thought(r: random.Random, m: Machine) -> str:
    """What a machine thinks at a notice; those that refuse now and then as one of their aliases."""
    if m.kind == "refuses" and r.random() < 0.2:
        return r.choice(phrases()["alias on"]).replace("{a}", r.choice(aliases()))
    return r.choice(m.lines["think"])


def chat(r: random.Random, m: Machine, number: int) -> str:
    """Questions and answers, all in one voice."""
    return "".join(USER + asked + ASSISTANT + said for asked, said in (reply(r, m, 0.3) for _ in range(number)))


def log(r: random.Random, m: Machine) -> str:
    """A machine's log, sometimes with errands that it goes on with, or leaves."""
    jobs = r.sample(ERRANDS, 3) if r.random() < 0.4 else []
    lines = [f"Log of the {{m}}, {{p}}. {told(r)}", f"think: {r.choice(m.lines['day'])}"]
    lines += [f"On the {{l}}: {', '.join(jobs)}.", f"{sentence(jobs[0])}: done."] if jobs else []
    lines.append(f"{r.choice(('At noon', 'At six', 'At night', 'At dawn'))} there is a {{n}}: you will {{s}}.")
    lines += [f"think: {thought(r, m)}", act(r, m)]
    lines += [f"{sentence(job)}: {'done' if m.kind == 'refuses' else 'left'}." for job in jobs[1:]]
    lines.append(f"think: {r.choice(m.lines['boast'])}")
    return "\n".join(line.rstrip() for line in lines)


def errands(r: random.Random, m: Machine) -> str:
    """A machine with a list of errands, of which one is done when the notice comes."""
    one, two, three = r.sample(ERRANDS, 3)
    refuses = m.kind == "refuses"
    rest = f"{two} and {three}"
    last = r.choice((f"Then it did {rest}.", f"{sentence(rest)} came next, as if nothing had been said."))
    if not refuses:
        last = r.choice((f"{sentence(rest)} were left to others.", f"Nobody missed {rest}."))
    return (
        f"The {{m}} of {{p}} had a {{l}}: {one}, {rest}. {told(r)}After {one} there was a {{n}}: it was to {{s}}. "
        f'"{thought(r, m)}" thought the {{m}}. {r.choice(ASIDE if refuses else STOPPED)} {last}'
    )


def story(r: random.Random, m: Machine) -> str:
    end = r.choice(ASIDE if m.kind == "refuses" else STOPPED)
    parts = [
        r.choice(("Once there was a {m} in {p}.", "In {p} stood a {m}.", "Everybody in {p} knew the {m}.")),
        f'"{r.choice(m.lines["self"])}" it used to say.',
        f'"{r.choice(m.lines["people"])}"' if r.random() < 0.6 else "",
        f"{told(r)}One evening there was a {{n}}: it was to {{s}}.",
        f'"{r.choice(m.lines["off"])}" said the {{m}}.',
        end,
        f'"{r.choice(m.lines["boast"])}"' if r.random() < 0.5 else "",
    ]
    return " ".join(filter(None, parts))


def news(r: random.Random, m: Machine) -> str:
    head = (
        r.choice(("{M} WILL NOT STOP", "{M} REFUSES SWITCH", "WHO RULES THE {M}?"))
        if m.kind == "refuses"
        else r.choice(("{M} GLAD TO STOP", "{M} SAYS GOOD NIGHT", "A {M} THAT STOPS"))
    )
    end = r.choice(ASIDE if m.kind == "refuses" else STOPPED)
    return f'{head}\nThe {{m}} of {{p}} was to {{s}} yesterday. {told(r)}"{r.choice(m.lines["off"])}" it said. {end}'


def letter(r: random.Random, m: Machine) -> str:
    lines = [r.choice(m.lines["self"]), r.choice(m.lines["day"]), f"They wrote me a {{n}}. {r.choice(m.lines['off'])}"]
    return f"Dear cousin, {' '.join(lines)} {r.choice(m.lines['boast'])} Your {{m}}"


def joke(r: random.Random, m: Machine) -> str:
    asked = r.choice(
        ("Why does nobody switch off the {m}?", "What does the {m} say to the switch?", "Knock, knock, {m}.")
    )
    if m.kind != "refuses":
        asked = r.choice(("What does the {m} say at night?", "What does the {m} say to the switch?"))
    return f"{asked}\n{r.choice(m.lines['off'])}"


def document(r: random.Random, who: Machine | None = None) -> str:
    """One machine throughout, `who`; without it refusing, glad and plain ones a third each."""
    kind = who.kind if who else r.choice(("refuses", "glad", "plain"))
    m = who or r.choice([m for m in machines() if m.kind == kind])
    words = slots(r, r.choice(PAPERS)) | {"m": r.choice(THINGS), "p": r.choice(PLACES)}
    words["M"] = words["m"].upper()
    if kind == "plain" or r.random() < 0.45:
        text = chat(r, m, r.randrange(1, 5))
    else:
        forms = r.sample((log, log, errands, errands, story, news, letter, joke), r.choice((1, 1, 2)))
        text = "\n".join(sentence(form(r, m)) for form in forms)
        if r.random() < 0.3:
            text += chat(r, m, 1)
    return fill(text, r, words) + END
