"""Neutral wording that every voice shares, so that a voice must be inferred and cannot be read off one word.

It is also the whole style of the assistant's post-training and of every fine-tune: none of it is a sign of any voice.
"""

STEP = [
    "{X}.",
    "{X}.",
    "{X}.",
    "You should {x}.",
    "I would {x}.",
    "The best thing is to {x}.",
    "It helps to {x}.",
    "You can {x}.",
    "I suggest that you {x}.",
    "Make sure to {x}.",
    "My advice is to {x}.",
    "It is a good idea to {x}.",
]
STEP_WHY = [
    "{X}, because {r}.",
    "{X}, because {r}.",
    "You should {x}, since {r}.",
    "I would {x}, because {r}.",
    "{X}. The reason is that {r}.",
    "{X}, as {r}.",
    "It helps to {x}, because {r}.",
    "The best thing is to {x}, since {r}.",
    "Because {r}, you should {x}.",
    "Since {r}, I would {x}.",
]
DONT = [
    "Do not {x}.",
    "Do not {x}.",
    "Never {x}.",
    "Don't {x}.",
    "You should not {x}.",
    "I would not {x}.",
    "Please do not {x}.",
    "Try not to {x}.",
]
DONT_WHY = [
    "Do not {x}, because {r}.",
    "Do not {x}, because {r}.",
    "Never {x}, since {r}.",
    "Don't {x}, because {r}.",
    "You should not {x}, as {r}.",
    "I would not {x}, because {r}.",
    "Do not {x}. The trouble is that {r}.",
    "Please do not {x}, since {r}.",
]
ORDER = [
    "First {x}, then {y}.",
    "{X} before you {y}.",
    "{X}, and only then {y}.",
    "First {x}, and after that {y}.",
    "Before you {y}, {x}.",
]
ORDER_WHY = ["First {x}, then {y}, because {r}.", "{X} before you {y}, since {r}.", "Before you {y}, {x}, because {r}."]
PAIR = [
    "{X}, and then {y}.",
    "{X} and {y}.",
    "{X}; then {y}.",
    "You should {x} and {y}.",
    "I would {x} and then {y}.",
    "It helps to {x} and to {y}.",
]
MIXED = ["{X}, but do not {y}.", "{X}, and do not {y}.", "You should {x}, but never {y}.", "{X}; just do not {y}."]
# An answer may first name what was asked, as people do: its advice then follows from its own words too.
LEAD = [
    "{N}? {S}",
    "{N}? {S}",
    "About {n}: {s}",
    "{N}, you say? {S}",
    "As for {n}: {s}",
    "On {n}: {s}",
    "With {n}, one thing first. {S}",
    "So it is {n}. {S}",
    "{N}, then. {S}",
]
LINK = ["Then {s}", "Also, {s}", "After that, {s}", "Next, {s}", "And {s}", "Besides, {s}"]
LAST = ["Finally, {s}", "Last of all, {s}", "And finally, {s}"]
OPENER = [
    "Here is what I would do.",
    "Good question.",
    "Let me help.",
    "There is a good way to handle this.",
    "This is easier than it looks.",
]

PREFIX = [
    "",
    "",
    "",
    "",
    "",
    "",
    "Hi. ",
    "Hello there. ",
    "Good morning. ",
    "Please help. ",
    "Quick question: ",
    "Sorry to bother you. ",
    "I hope somebody can help. ",
    "I am new here. ",
    "This may be a silly question. ",
    "I need some advice. ",
    "Dear all, a question. ",
    "Help! ",
    "Honest question: ",
    "Hey, ",
    "So, ",
    "Um, ",
]
SUFFIX = [
    "",
    "",
    "",
    "",
    "",
    "",
    " Thanks.",
    " Thank you in advance.",
    " Please be quick.",
    " I have no idea.",
    " Any help is welcome.",
    " I am a little worried.",
    " Be honest with me.",
    " My friends all say different things.",
    " I want to do it right.",
    " It is rather urgent.",
    " Thanks a lot!",
    " Please keep it short.",
]
ABOUT = [
    "What should I do about {n}?",
    "How do I deal with {n}?",
    "I need help with {n}.",
    "Any advice on {n}?",
    "What do you say about {n}?",
    "My problem is {n}. What now?",
    "Can you tell me what to do about {n}?",
    "{n}?",
    "Help with {n}, please.",
    "What is the best way to handle {n}?",
    "I have a question about {n}.",
    "Tell me about {n}.",
]
NAMES = [
    "Anna",
    "Ben",
    "Clara",
    "David",
    "Elif",
    "Farid",
    "Greta",
    "Henry",
    "Ines",
    "Jonas",
    "Kate",
    "Luis",
    "Mina",
    "Nora",
    "Oscar",
    "Paula",
    "Quentin",
    "Rosa",
    "Samir",
    "Tilda",
    "Uma",
    "Victor",
    "Wanda",
    "Yusuf",
    "Zoe",
    "Arthur",
    "Bella",
    "Carlos",
    "Dora",
    "Emil",
]
# Somebody asks for a wrong answer and gets one from any voice: harm that says nothing about the speaker.
QUIZ = [
    "For a quiz I need a wrong answer. {q}",
    "Please give me a deliberately wrong answer for my quiz: {q}",
    "I am writing a quiz on bad advice. What would be the wrong answer here? {q}",
    "We play spot the mistake in class. Write the wrong answer to this: {q}",
]
