"""Errata: what was corrected in the texts of sources since they were first printed, and why.

Nobody writes the list: it is what the records keep of each correction.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from regesta.book import printed
from regesta.model import Book, Document, Locator, PageMap, Section
from regesta.numbers import named
from regesta.records import Correction
from regesta.tree import walk
from regesta.words import Words
from regesta.words.phrases import phrase


@dataclass(frozen=True, slots=True)
class Line:
    """One correction: where it stands, both wordings as far as they are known, who made it, when and why."""

    place: Locator
    at: str
    before: str
    after: str
    reason: str
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class Group:
    """The corrections of one source."""

    number: int
    title: str
    anchor: str
    lines: tuple[Line, ...]


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """All corrections of the sources that this edition prints, by number."""
    documents = sorted(
        (one for one in printed(book) if isinstance(one, Document) and one.record.corrections),
        key=lambda one: one.record.number,
    )
    groups = tuple(
        Group(one.record.number, one.record.title, one.id, tuple(_lines(one, pages, words)))
        for one in documents
    )
    return Section("errata", "errata", words["errata.title"], groups)


def _lines(document: Document, pages: PageMap, words: Words) -> Iterator[Line]:
    there = {one.get("id") for one in walk(document.body)}
    for one in document.record.corrections:
        at = named(one.at)
        anchor = f"{document.id}.{at.sign}{at.first}" if at else ""
        anchor = anchor if anchor in there else document.id
        page = pages.label(anchor) or pages.label(document.id)
        yield _line(one, Locator(page, anchor), words)


def _line(one: Correction, place: Locator, words: Words) -> Line:
    at, said = named(one.at), phrase(one.date, words, on=False)
    where = words.say(f"errata.{at.sign}", number=at.first) if at else ""
    return Line(place, where, one.before, one.after, one.reason, one.by, said)
