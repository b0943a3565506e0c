"""The grammar as tables: marks, pointers, changes and blocks; a new one is a new row.

Holds no code that reads: whoever reads a manuscript looks here, and so does whoever writes the manual.
What attributes may say is in `values`.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Point(NamedTuple):
    """`{verb: words | option: value}`, which puts something in one place."""

    meaning: str
    example: str
    words: bool = True  # whether there must be some
    options: tuple[str, ...] = ()
    text: bool = False  # whether its words are text, in which marks may stand
    tei: str = ""  # of an editorial sign: what it is in TEI


class Verb(NamedTuple):
    """`[text]{verb=value qualifier="value"}`, which says something about words."""

    meaning: str
    example: str
    value: Literal["may", "must", "never"] = "may"
    qualifiers: tuple[str, ...] = ()
    tei: str = ""  # of an editorial sign: what it is in TEI


class Block(NamedTuple):
    """`::: name …` to `:::`; among the parents "" is the text itself."""

    meaning: str
    example: str
    parents: tuple[str, ...]
    attributes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # the attributes that must be there
    word: str = ""  # the attribute that a bare word on the fence stands for
    flags: tuple[str, ...] = ()  # bare words that stand for themselves
    aliases: tuple[tuple[str, str], ...] = ()  # other names of attributes
    signs: bool = False  # whether editorial signs may stand in it
    record: bool = False  # whether it stands in the file of a source alone


class Change(NamedTuple):
    """CriticMarkup; `names` are the elements that hold its part or parts."""

    meaning: str
    example: str
    kind: str
    closer: str
    names: tuple[str, ...]


INDEX = ("sort", "see", "also")
POINTS: Mapping[str, Point] = {
    "ix": Point("an index entry for this place", "{ix: Dubček, Alexander > resignation}", options=INDEX),
    "ix+": Point("where a range of the index begins", "{ix+: censorship}", options=INDEX),
    "ix-": Point("where a range of the index ends", "{ix-: censorship}"),
    "ix!": Point("an index entry for the principal passage", "{ix!: Action Programme}", options=INDEX),
    "event": Point("an event for the chronology", "{event: 1968-08-20/1968-08-21 | The invasion}"),
    "side": Point("a note beside the text", "{side: Moscow was *two* hours ahead.}", text=True),
    "gap": Point("words that are not there, and why", "{gap: illegible 3 words}", tei="gap"),
    "pb": Point("where a page of the original begins", "{pb: 2}", tei="pb"),
    "s+": Point("a sentence ends here", "at 5 p.m.{s+} Nobody", words=False),
    "s-": Point("no sentence ends here", "the XIV.{s-} Congress", words=False),
}

ROLES = tuple(verb for verb in POINTS if verb.startswith("ix"))

BY = ("by",)
SPANS: Mapping[str, Verb] = {
    "who": Verb("a person", "[Dubček]{who=dubcek-alexander}"),
    "org": Verb("an organization", "[the Presidium]{org=presidium}"),
    "place": Verb("a place", "[Prague]{place=praha}"),
    "term": Verb("a term of the glossary", "[Presidium]{term}"),
    "event": Verb(
        "an event for the chronology",
        '[armies crossed]{event=1968-08-20T23:00 label="Invasion" tags="armies night" #ev-invasion}',
        value="must",
        qualifiers=("label", "tags"),
    ),
    "date": Verb("a date in words", "[that August]{date=1968-08}", value="must"),
    "lang": Verb("words of another language", "[pražské jaro]{lang=cs}", value="must"),
    "ix": Verb("an index entry for these words", "[censorship]{ix}, [the censors]{ix: censorship}"),
    "unclear": Verb("words that are hard to read", "[odpor]{unclear by=JN}", "never", BY, "unclear"),
    "add": Verb("words that the editor supplies", "[the]{add by=JN} army", "never", BY, "supplied"),
    "ins": Verb("words that the writer put in", "[at once]{ins=above by=Novák}", "may", BY, "add"),
    "del": Verb("words that the writer struck out", "[perhaps]{del by=Novák}", "never", BY, "del"),
    "sic": Verb("a correction, and what it corrects", '[občany]{sic="občani" by=JN}', "must", BY, "choice"),
    "abbr": Verb("what an abbreviation means", '[soudr.]{abbr="soudruh"}', "must", tei="choice"),
    "u": Verb("words that are underlined in the original", "[never]{u}", "never", tei="hi"),
    "hand": Verb("words in another hand", "[Seen.]{hand=2}, [Yes]{ins hand=2}", "must", tei="handShift"),
}
QUALIFIERS: Mapping[str, tuple[str, ...]] = {
    name: tuple(verb for verb, row in SPANS.items() if name in row.qualifiers)
    for row in SPANS.values()
    for name in row.qualifiers
}

SIGNS = tuple(verb for table in (POINTS, SPANS) for verb, row in table.items() if row.tei)
ANYWHERE = ("abbr",)  # the one sign that may stand outside the words of others

POINTERS: Mapping[str, str] = {
    "src": "a source",
    "ch": "a chapter",
    "ev": "an event",
    "q": "a question",
    "fig": "a figure",
}

CHANGES: Mapping[str, Change] = {
    "++": Change("words to put in", "{++at once++}", "insert", "++", ("ins",)),
    "--": Change("words to take out", "{--at once--}", "delete", "--", ("del",)),
    "~~": Change("words to put for others", "{~~five~>four~~}", "substitute", "~~", ("del", "ins")),
    "==": Change("words to look at", "{==five==}", "highlight", "==", ("mark",)),
    ">>": Change("a comment", "{>>JN: which archive?<<}", "comment", "<<", ("small",)),
}

LANG = ("lang",)
ASIDES = ("aside", "teacher")
FIGURES = ("figure", "map", "ranges")  # blocks that have a number and a caption
TEACHERS = frozenset({"answer", "teacher"})  # blocks that no student ever sees
BLOCKS: Mapping[str, Block] = {
    "source": Block(
        "a source of the collection, printed here, or a part of it",
        "::: source @src-proclamation lines=1-6 sentences=3-9 notes translation=facing\n:::",
        parents=("", *ASIDES),
        attributes=("ref", "lines", "sentences", "notes", "translation"),
        needs=("ref",),
        flags=("notes",),
    ),
    "transcript": Block(
        "the words of a source in their own language",
        "::: transcript cs .lines\nVšemu lidu!\n:::",
        parents=("",),
        attributes=LANG,
        needs=LANG,
        word="lang",
        signs=True,
    ),
    "translation": Block(
        "the words of a source in another language, sentence by sentence or line by line",
        "::: translation en\nTo all the people!\n:::",
        parents=("",),
        attributes=LANG,
        needs=LANG,
        word="lang",
        signs=True,
    ),
    "adapted": Block(
        "the transcript in plainer words, sentence by sentence",
        "::: adapted en\nTo everybody!\n:::",
        parents=("",),
        attributes=LANG,
        needs=LANG,
        word="lang",
        signs=True,
        record=True,
    ),
    "retold": Block(
        "the matter of a source in the editors' words",
        "::: retold\nThe party leadership protests.\n:::",
        parents=("",),
    ),
    "notes": Block(
        "notes on words, sentences or lines of the source",
        '::: notes by=editor\n"Všemu lidu"\n:   Nobody is left out.\n\ns. 1\n:   So papers began.\n:::',
        parents=("",),
        attributes=("by",),
        signs=True,
        record=True,
    ),
    "facsimile": Block(
        "a picture of the source",
        '::: facsimile file="pictures/p1.jpg" page=1 alt="A typed page" credit="National Archives"\n:::',
        parents=("",),
        attributes=("file", "alt", "credit", "page"),
        needs=("file", "alt", "credit"),
    ),
    "figure": Block(
        "a picture with its caption",
        '::: figure @fig-tank file="pictures/tank.jpg" alt="A tank" credit="J. Novák" licence="CC BY 4.0"\n'
        "A tank in Prague.\n:::",
        parents=("", *ASIDES, "questions", "question", "answer"),
        attributes=("file", "alt", "credit", "licence"),
        needs=("id", "file", "alt", "credit", "licence"),
    ),
    "timeline": Block(
        "events of a span, by tag, place or person; drawn, it is a figure with a caption",
        "::: timeline @fig-days drawn from=1968-08-17 to=1968-08-27 tags=invasion place=praha person=dubcek "
        '"Ten days in August"\nWhat the sources tell.\n:::',
        parents=("", "aside"),
        attributes=("from", "to", "tags", "place", "person", "title", "drawn"),
        flags=("drawn",),
    ),
    "map": Block(
        "a map of places that the text marks",
        '::: map @fig-map places="praha moskva" credit="GeoNames, CC BY 4.0" "Where it happened"\n'
        "Prague and Moscow.\n:::",
        parents=("", "aside"),
        attributes=("places", "credit", "title"),
        needs=("id", "credit"),
    ),
    "ranges": Block(
        "what others count, each from least to most, drawn from a table",
        '::: ranges @fig-dead "How many died?"\n| Who says so | Of what | How many |\n|---|---|---|\n'
        "| Novák | to May | ~90 |\n| Kos | to July | 100–120 |\n\nTwo counts of one loss.\n:::",
        parents=("", "aside"),
        attributes=("title",),
        needs=("id",),
    ),
    "verse": Block(
        "lines that stay lines",
        "::: verse cs\nKde domov můj,\nkde domov můj?\n:::",
        parents=("", *ASIDES, "question", "answer", "quotation"),
        attributes=LANG,
        word="lang",
        signs=True,
    ),
    "quotation": Block(
        "words of others, and whose they are",
        '::: quotation cs cite="Jan Novák, mayor"\nMost bude.\n:::',
        parents=("", *ASIDES, "question", "answer"),
        attributes=("lang", "cite"),
        word="lang",
        signs=True,
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
        aliases=(("answer-lines", "lines"),),
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
        '::: aside lang=en "The tanks"\nMost were T-54s.\n:::',
        parents=("", "teacher"),
        attributes=("title", *LANG),
    ),
}
