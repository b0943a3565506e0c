"""The list of abbreviations: the short names of bodies that the texts use, and what a text explains."""

import re
from collections.abc import Iterable, Iterator
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
    found = {
        _words(text(one)): one.get("data-abbr") or ""
        for each in texts
        for one in find(each.body, "data-abbr")
    }
    register = book.registers.get("org")
    bodies = [one for one in register.entries.values() if isinstance(one, Organization)] if register else []
    used = _used({one.abbr for one in bodies if one.abbr}, texts)
    found |= {one.abbr: one.name for one in bodies if one.abbr in used}
    ordered = sorted(found.items(), key=lambda one: sort_key(one[0], book.settings.language))
    return tuple(Line(short, meaning) for short, meaning in ordered if short)


def _used(names: set[str], texts: Iterable[Chapter | Document]) -> set[str]:
    """Those of some short names that are words of a text."""
    used = set[str]()
    for said in (said for one in texts for said in _said(one)):
        if any(name in said for name in names - used):
            used |= names.intersection(WORD.findall(said))
    return used


def _said(one: Chapter | Document) -> Iterator[str]:
    yield text(one.body)
    if isinstance(one, Document):
        yield from (one.record.summary, one.record.headnote)


def _words(said: str) -> str:
    return " ".join(said.split())
