"""What attributes, gaps and locators may say, as tables; nothing is read here."""

import re
from collections.abc import Mapping
from typing import NamedTuple


class Value(NamedTuple):
    """What a value must look like, and how to say so."""

    pattern: re.Pattern[str]
    form: str
    choices: tuple[str, ...] = ()


REASONS = ("illegible", "redacted", "omitted", "damage")
UNITS = ("words", "lines", "letters", "pages")
LOCATORS: Mapping[str, str] = {  # what a locator calls its number; the names are CSL's where it has one
    "p": "page", "pp": "page", "page": "page", "pages": "page",
    "s": "sentence", "ss": "sentence", "sentence": "sentence", "sentences": "sentence",
    "l": "line", "ll": "line", "line": "line", "lines": "line",
    "fol": "folio", "fols": "folio", "folio": "folio", "folios": "folio",
    "doc": "document", "docs": "document", "document": "document", "documents": "document",
    "vol": "volume", "vols": "volume", "volume": "volume", "volumes": "volume",
    "ch": "chapter", "chap": "chapter", "chapter": "chapter", "chapters": "chapter",
    "no": "issue", "nos": "issue", "n": "note", "nn": "note", "note": "note", "notes": "note",
    "par": "paragraph", "para": "paragraph", "paragraph": "paragraph", "col": "column", "cols": "column",
    "fig": "figure", "pt": "part", "part": "part", "sec": "section", "section": "section",
    "§": "section", "§§": "section",
}  # fmt: skip
COUNTED = ("sentence", "line")  # of our own sources: numbers that must be numbers

SKILLS = ("sourcing", "contextualization", "corroboration", "close-reading")
PLACES = ("above", "below", "margin", "inline", "overleaf")
LAYOUTS = ("facing", "stacked")
WRITERS = ("editor", "document", "translator")  # of notes; the first where nothing is said
NUMBER = Value(re.compile(r"\d{1,3}"), "a whole number")
RANGE = Value(re.compile(r"(?P<first>\d{1,4})(?:[-–](?P<last>\d{1,4}))?"), "a number or two: 4 or 4-6")
VALUES: Mapping[str, Value] = {
    "lang": Value(re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"), 'a language code such as "cs" or "en-GB"'),
    "tags": Value(re.compile(r"[\w-]+(?: [\w-]+)*"), "words parted by spaces"),
    "ins": Value(re.compile("|".join(PLACES)), "one of " + ", ".join(PLACES), PLACES),
    "hand": Value(re.compile(r"[\w-]+"), "a number or a word"),
    "lines": NUMBER,
    "marks": NUMBER,
    "skill": Value(re.compile("|".join(SKILLS)), "one of " + ", ".join(SKILLS), SKILLS),
    "ref": Value(re.compile(r"src-[a-z0-9][a-z0-9-]*"), "a source, @src-…"),
    "page": Value(re.compile(r"[\w.–-]{1,12}"), "a page number"),
    "translation": Value(re.compile("|".join(LAYOUTS)), "facing or stacked", LAYOUTS),
    "map places": Value(re.compile(r"[\w-]+(?: [\w-]+)*"), "ids of places, parted by spaces"),
    "source lines": RANGE,
    "source sentences": RANGE,
    "notes by": Value(re.compile("|".join(WRITERS)), "one of " + ", ".join(WRITERS), WRITERS),
}  # a block's name stands before what only there has this form
DATED = ("event", "date", "timeline from", "timeline to")  # their values are dates
IDS: Mapping[str, Value] = {  # what may be pointed at is named so that a pointer finds it
    "event": Value(re.compile(r"ev-[a-z0-9][a-z0-9-]*"), "#ev-… in a-z, 0-9 and -"),
    "question": Value(re.compile(r"q-[a-z0-9][a-z0-9-]*"), "#q-… in a-z, 0-9 and -"),
    "figure": Value(re.compile(r"fig-[a-z0-9][a-z0-9-]*"), "@fig-… in a-z, 0-9 and -"),
    "map": Value(re.compile(r"fig-[a-z0-9][a-z0-9-]*"), "@fig-… in a-z, 0-9 and -"),
    "ranges": Value(re.compile(r"fig-[a-z0-9][a-z0-9-]*"), "@fig-… in a-z, 0-9 and -"),
    "timeline": Value(re.compile(r"fig-[a-z0-9][a-z0-9-]*"), "@fig-… in a-z, 0-9 and -"),
}
