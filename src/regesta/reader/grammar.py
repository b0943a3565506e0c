"""The grammar as tables: blocks, marks, attributes and what they may say; a new one is a new row.

Holds no code that reads: whoever reads a manuscript looks here, and so does whoever writes the manual.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple


class Point(NamedTuple):
    """`{verb: words | option: value}`, which puts something in one place."""

    meaning: str
    example: str
    words: bool = True  # whether there must be some
    options: tuple[str, ...] = ()


class Verb(NamedTuple):
    """`[text]{verb=value qualifier="value"}`, which says something about words."""

    meaning: str
    example: str
    needs_value: bool = False
    qualifiers: tuple[str, ...] = ()


class Block(NamedTuple):
    """`::: name …` to `:::`; among the parents "" is the text itself."""

    meaning: str
    example: str
    parents: tuple[str, ...]
    attributes: tuple[str, ...] = ()
    needs: str = ""  # the attribute that must be there
    word: str = ""  # the attribute that a bare word on the fence stands for


class Change(NamedTuple):
    """CriticMarkup; `names` are the elements that hold its part or parts."""

    meaning: str
    example: str
    kind: str
    closer: str
    names: tuple[str, ...]


class Value(NamedTuple):
    """What a value must look like, and how to say so."""

    pattern: re.Pattern[str]
    form: str
    choices: tuple[str, ...] = ()


INDEX = ("sort", "see", "also")
POINTS: Mapping[str, Point] = {
    "ix": Point("an index entry for this place", "{ix: Dubček, Alexander > resignation}", options=INDEX),
    "ix+": Point("where a range of the index begins", "{ix+: censorship}", options=INDEX),
    "ix-": Point("where a range of the index ends", "{ix-: censorship}"),
    "ix!": Point("an index entry for the principal passage", "{ix!: Action Programme}", options=INDEX),
    "event": Point("an event for the chronology", "{event: 1968-08-20/1968-08-21 | The invasion}"),
    "s+": Point("a sentence ends here", "at 5 p.m.{s+} Nobody", words=False),
    "s-": Point("no sentence ends here", "the XIV.{s-} Congress", words=False),
}

ROLES = tuple(verb for verb in POINTS if verb.startswith("ix"))

SPANS: Mapping[str, Verb] = {
    "who": Verb("a person", "[Dubček]{who=dubcek-alexander}"),
    "org": Verb("an organization", "[the Presidium]{org=presidium}"),
    "place": Verb("a place", "[Prague]{place=praha}"),
    "term": Verb("a term of the glossary", "[Presidium]{term}"),
    "event": Verb(
        "an event for the chronology",
        '[armies crossed]{event=1968-08-20T23:00 label="Invasion" tags="armies night" #ev-invasion}',
        needs_value=True,
        qualifiers=("label", "tags"),
    ),
    "date": Verb("a date in words", "[that August]{date=1968-08}", needs_value=True),
    "lang": Verb("words of another language", "[pražské jaro]{lang=cs}", needs_value=True),
    "ix": Verb("an index entry for these words", "[censorship]{ix}, [the censors]{ix: censorship}"),
}
QUALIFIERS: Mapping[str, tuple[str, ...]] = {
    name: tuple(verb for verb, row in SPANS.items() if name in row.qualifiers)
    for row in SPANS.values()
    for name in row.qualifiers
}

POINTERS: Mapping[str, str] = {"src": "a source", "ch": "a chapter", "ev": "an event", "q": "a question"}

CHANGES: Mapping[str, Change] = {
    "++": Change("words to put in", "{++at once++}", "insert", "++", ("ins",)),
    "--": Change("words to take out", "{--at once--}", "delete", "--", ("del",)),
    "~~": Change("words to put for others", "{~~five~>four~~}", "substitute", "~~", ("del", "ins")),
    "==": Change("words to look at", "{==five==}", "highlight", "==", ("mark",)),
    ">>": Change("a comment", "{>>JN: which archive?<<}", "comment", "<<", ("small",)),
}

BLOCKS: Mapping[str, Block] = {
    "source": Block(
        "a source of the collection, printed here",
        "::: source @src-proclamation\n:::",
        parents=("", "aside", "teacher"),
        attributes=("ref",),
        needs="ref",
    ),
    "transcript": Block(
        "the words of a source in their own language",
        "::: transcript cs\nVšemu lidu!\n:::",
        parents=("",),
        attributes=("lang",),
        needs="lang",
        word="lang",
    ),
    "retold": Block(
        "the matter of a source in the editors' words",
        "::: retold\nThe party leadership protests.\n:::",
        parents=("",),
    ),
    "questions": Block(
        "questions for the class",
        '::: questions "Reading the proclamation"\n:::',
        parents=("", "teacher"),
        attributes=("title",),
    ),
    "question": Block(
        "one question, with the lines to leave for an answer and what it counts",
        '::: question lines=2 marks=1 skill=sourcing at="l. 4" #q-told\nWho was *not* told?\n:::',
        parents=("questions",),
        attributes=("lines", "marks", "skill", "at"),
    ),
    "answer": Block(
        "what a good answer says, for the teacher",
        "::: answer\nThe President.\n:::",
        parents=("question",),
    ),
    "teacher": Block(
        "words for the teacher only",
        '::: teacher "Before the lesson"\nAllow an hour.\n:::',
        parents=("", "questions", "question", "aside"),
        attributes=("title",),
    ),
    "aside": Block(
        "a text beside the main one",
        '::: aside "The tanks"\nMost were T-54s.\n:::',
        parents=("", "teacher"),
        attributes=("title",),
    ),
}

SKILLS = ("sourcing", "contextualization", "corroboration", "close-reading")
NUMBER = Value(re.compile(r"\d{1,3}"), "a whole number")
VALUES: Mapping[str, Value] = {
    "lang": Value(re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"), 'a language code such as "cs" or "en-GB"'),
    "tags": Value(re.compile(r"[\w-]+(?: [\w-]+)*"), "words parted by spaces"),
    "lines": NUMBER,
    "marks": NUMBER,
    "skill": Value(re.compile("|".join(SKILLS)), "one of " + ", ".join(SKILLS), SKILLS),
    "ref": Value(re.compile(r"src-[a-z0-9][a-z0-9-]*"), "a source, @src-…"),
}
DATED = ("event", "date")  # their values are dates
IDS: Mapping[str, Value] = {  # what may be pointed at is named so that a pointer finds it
    "event": Value(re.compile(r"ev-[a-z0-9][a-z0-9-]*"), "#ev-… in a-z, 0-9 and -"),
    "question": Value(re.compile(r"q-[a-z0-9][a-z0-9-]*"), "#q-… in a-z, 0-9 and -"),
}
