"""Forty-odd ways to spoil a manuscript, each with the code and the place that `regesta check` must name.

A fault is a file, what is looked for in it (a regular expression; its first match), what stands there
afterwards, and the code. The place is the line where the replacement begins, plus `down` lines.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# Faults that hide what follows them have a file of their own, so that any of them may meet in one copy.
CHAPTER, CHAPTER_CODE, CHAPTER_EMPTY = (
    "chapters/06-night.md",
    "chapters/03-spring.md",
    "chapters/00-edition.md",
)
RECORD, RECORD_BLOCK = "sources/src-nsc-notes.md", "sources/src-tass.md"
RECORD_YAML, RECORD_FIELD = "sources/src-proclamation.md", "sources/src-dobrynin-johnson.md"
PROSE = r"(?m)^(?=[A-Z“][^\n]{60,}$)"  # the beginning of the first paragraph
FIRST_LINE = 1


class Fault(NamedTuple):
    """One way to spoil a file, and what must be said of it."""

    name: str
    file: str
    old: str
    new: str
    code: str
    down: int = 0
    line: int | None = None  # where the place is not that of the change


def before_prose(name: str, text: str, code: str, down: int = 0) -> Fault:
    """A fault that is a paragraph of its own before the first one of a chapter."""
    return Fault(name, CHAPTER, PROSE, f"{text}\n\n", code, down)


FAULTS = (
    Fault("an unknown person", CHAPTER, r"\{who=[a-z-]+", "{who=nobody-at-all", "REF002"),
    Fault("an unknown place", CHAPTER, r"\{place=[a-z-]+", "{place=nowhere-at-all", "REF002"),
    Fault("an unknown term", CHAPTER, r"\{term=[a-z-]+", "{term=no-such-term", "REF002"),
    Fault(
        "an unknown person in a record",
        "sources/src-in-transition.md",
        r"(?m)^persons: \[",
        "persons: [nobody-at-all, ",
        "REF002",
    ),
    Fault("a name without an entry", CHAPTER, PROSE, "[Nobody Nowhere]{who} came. ", "REF002"),
    Fault("a pointer to no source", CHAPTER, r"@src-[a-z-]+(?=[ .,;)])", "@src-nothing", "REF001"),
    Fault(
        "a source that is not there", CHAPTER, r"::: source @src-[a-z-]+", "::: source @src-nothing", "REF001"
    ),
    Fault("a misspelt verb", CHAPTER, r"\{ix: (?=[^}\n]+\})", "{iks: ", "MRK001"),
    Fault("a misspelt attribute", CHAPTER, PROSE, '[A thing]{event=1968 lable="It"} happened. ', "MRK002"),
    Fault("a brace that never closes", CHAPTER, PROSE, "A thing{ix: things happened.\n\n", "MRK003"),
    Fault("braces after a lonely bracket", CHAPTER, PROSE, "A thing]{who=dubcek} happened. ", "MRK004"),
    Fault(
        "a mark in an address", CHAPTER, PROSE, "A [thing](https://example.org/{ix: a}) happened. ", "MRK005"
    ),
    Fault("a mark without words", CHAPTER, PROSE, "A thing{ix: } happened. ", "MRK007"),
    Fault(
        "a block that never closes", RECORD_BLOCK, r"(?m)^::: retold$", "::: retold\n\n::: aside", "BLK001"
    ),
    before_prose("a fence that closes nothing", ":::", "BLK002"),
    Fault("a misspelt block", CHAPTER_CODE, r"::: source", "::: sauce", "BLK003"),
    before_prose("an answer without a question", "::: answer\nYes.\n:::", "BLK004"),
    Fault("an indented fence", CHAPTER, r"::: source", "  ::: source", "BLK005"),
    Fault("code that never ends", CHAPTER_CODE, r"\s*\Z", "\n\n```\ncode\n", "BLK006", down=2),
    Fault("a note that is not there", CHAPTER, PROSE, "A thing happened.[^nosuchnote] ", "NOT001"),
    Fault(
        "two notes with one label",
        CHAPTER,
        r"\s*\Z",
        "\n\n[^twice]: One.\n\n[^twice]: Two.\n",
        "NOT003",
        down=4,
    ),
    Fault("a citation nobody can read", CHAPTER, PROSE, "A thing happened [see @one; also two]. ", "CIT001"),
    Fault("a work that nobody knows", CHAPTER, PROSE, "A thing happened [@nobody1999, p. 1]. ", "CIT002"),
    Fault("emphasis in a knot", CHAPTER, PROSE, "A thing *a**b*c happened.\n\n", "EMP001"),
    Fault("raw HTML", CHAPTER, PROSE, "A <b>thing</b> happened. ", "HTM001"),
    Fault("a control character", CHAPTER, PROSE, "A thing\x02 happened. ", "TXT001"),
    Fault("a link to a file", CHAPTER, PROSE, "A [thing](thing.md) happened. ", "REF006"),
    Fault("a picture that is not there", CHAPTER, PROSE, "![A thing](nothing.png)\n\n", "REF007"),
    Fault("an impossible day", CHAPTER, PROSE, "[A thing]{event=1968-02-30} happened. ", "DAT001"),
    Fault("a date in words", RECORD, r"(?m)^date_document: .*$", "date_document: 20 August 1968", "DAT001"),
    Fault(
        "an interval that runs backwards",
        "events.yaml",
        r"date: [^,\n]+",
        "date: 1968-08-22/1968-08-20",
        "DAT002",
    ),
    Fault("a field that does not exist", RECORD, r"(?m)^genre:", "gender:", "YML004"),
    Fault("a field that is missing", RECORD_FIELD, r"(?m)^genre: .*\n", "", "YML004", line=2),
    Fault("a field twice", RECORD_FIELD, r"(?m)^extent: .*$", "extent: one\nextent: two", "YML003", down=1),
    Fault("an alias", RECORD_FIELD, r"(?m)^licence: .*$", "licence: *other", "YML002"),
    Fault("YAML that is none", RECORD_YAML, r"(?m)^languages: .*$", "languages: [en]]", "YML001"),
    Fault("an id with a capital", "chapters/01-reading.md", r"(?m)^id: .*$", "id: ch-Reading", "YML004"),
    Fault("a chapter that is not there", "book.yaml", r"ch-night", "ch-day", "REF001"),
    Fault(
        "a number twice",
        "sources/src-weekly-summary-30-august.md",
        r"(?m)^number: .*$",
        "number: 1",
        "IDS001",
    ),
    Fault(
        "an event twice",
        "events.yaml",
        r"\Z",
        "  - {id: ev-twice, date: 1968, label: One}\n" * 2,
        "IDS001",
        down=1,
    ),
    Fault("a source twice", CHAPTER, r"\s*\Z", "\n\n::: source @src-nsc-notes\n:::\n", "REF004", down=2),
    Fault(
        "a range that never closes", CHAPTER, PROSE, "A thing{ix+: things without end} happened. ", "IDX001"
    ),
    Fault(
        "a see that leads nowhere",
        "index.yaml",
        r"(?m)^see:.*$",
        "see:\n  things: No such entry",
        "IDX002",
        down=1,
    ),
    Fault(
        "a text that is not what it says",
        "sources/src-two-thousand-words.md",
        r"(?m)^text: retold",
        "text: transcript",
        "REC001",
    ),
    Fault(
        "a summary without end",
        "sources/src-two-thousand-words.md",
        r"(?m)^summary: (>-\n  )?",
        "summary: >-\n  " + "word " * 61,
        "REC002",
    ),
    Fault("a name without its marks", CHAPTER, PROSE, "Dubcek came. ", "NAM001"),
    Fault("words for the teacher", CHAPTER, PROSE, "A model answer follows. ", "TCH001"),
    Fault(
        "a heading with one sub-entry",
        "chapters/01-reading.md",
        PROSE,
        "A thing{ix: objects > one} happened. ",
        "IDX004",
    ),
    Fault("a picture without words", CHAPTER, PROSE, "![](nothing.png)\n\n", "ALT001"),
    Fault(
        "a reference to itself", "index.yaml", r"(?m)^also:$", 'also:\n  "TASS": ["TASS"]', "IDX005", down=1
    ),
    Fault(
        "a paper released before it was written",
        "sources/src-soviet-reactions.md",
        r"(?m)^date_released: .*$",
        "date_released: 1905-01-05",
        "CHR002",
    ),
    Fault(
        "a rule for no code",
        "book.yaml",
        r"(?m)^front:",
        "codes: {XYZ001: {severity: off, reason: it is no code}}\nfront:",
        "YML004",
    ),
    Fault("an empty chapter", CHAPTER_EMPTY, r"(?s)(?<=\n---\n).*", "\n", "FIL004", line=FIRST_LINE),
)


def plant(faults: Sequence[Fault], manuscript: Path) -> set[tuple[str, int, str]]:
    """Spoil a copy by several faults; returns file, line and code of each, as they stand in the end."""
    places: list[tuple[Fault, int]] = []  # each with where its line begins
    for fault in faults:
        file = manuscript / fault.file
        text = file.read_text("utf-8")
        match = re.search(fault.old, text)
        assert match, f"{fault.file} no longer holds {fault.old!r}"
        spoilt = text[: match.start()] + fault.new + text[match.end() :]
        file.write_bytes(spoilt.encode("utf-8"))
        more, cut = len(fault.new) - len(match[0]), match.start()
        places = [
            (one, at + more if one.file == fault.file and at >= cut and not one.line else at)
            for one, at in places
        ]
        places.append((fault, _line_start(spoilt, match.start(), fault)))
    texts = {fault.file: (manuscript / fault.file).read_text("utf-8") for fault in faults}
    return {(one.file, texts[one.file].count("\n", 0, at) + 1, one.code) for one, at in places}


def _line_start(text: str, changed: int, fault: Fault) -> int:
    lines = fault.line - 1 if fault.line else text.count("\n", 0, changed) + fault.down
    return sum(len(line) + 1 for line in text.split("\n")[:lines])
