"""The list of abbreviations: the short names of bodies that the texts use, and what a text explains."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regesta.book import printed
from regesta.collation import sort_key
from regesta.model import Book, Chapter, Document, PageMap, Section
from regesta.registers import Organization
from regesta.tree import find, text
from regesta.words import Words

WORD = re.compile(r"\w+(?:[.&/-]\w+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """An abbreviation and what it means."""

    short: str
    meaning: str


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """All abbreviations that this edition uses, in the order of their letters; the list names no pages."""
    del pages
    if "abbreviations" not in book.memory:
        book.memory["abbreviations"] = _lines(book)
    lines: tuple[Line, ...] = book.memory["abbreviations"]
    return Section("abbreviations", "abbreviations", words["abbreviations.title"], lines)


def _lines(book: Book) -> tuple[Line, ...]:
    texts = printed(book)
    used = {word for one in texts for said in _said(one) for word in WORD.findall(said)}
    found = {
        _words(text(one)): one.get("data-abbr") or ""
        for each in texts
        for one in find(each.body, "data-abbr")
    }
    register = book.registers.get("org")
    for entry in register.entries.values() if register else ():
        if isinstance(entry, Organization) and entry.abbr in used:
            found[entry.abbr] = entry.name
    ordered = sorted(found.items(), key=lambda one: sort_key(one[0], book.settings.language))
    return tuple(Line(short, meaning) for short, meaning in ordered if short)


def _said(one: Chapter | Document) -> Iterator[str]:
    yield text(one.body)
    if isinstance(one, Document):
        yield from (one.record.summary, one.record.headnote)


def _words(said: str) -> str:
    return " ".join(said.split())
