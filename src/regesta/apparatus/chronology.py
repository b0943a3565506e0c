"""The chronology: what happened and when it was written down, sorted by true bounds of dates.

Rows come from the dates of the sources, from events in the text and from `events.yaml`; each leads
to its place in the book. The four rules of order: first possible moment, precision (exact before
vague), last possible moment, place in the book.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from regesta.book import printed
from regesta.dates import HistoricalDate, begins, iso, parse, sort_key
from regesta.facts import CrossRef, Event
from regesta.kinds import Unknown
from regesta.model import Book, Document, Locator, PageMap, Section
from regesta.registers import EventEntry
from regesta.words import Words
from regesta.words.phrases import phrase

FEW = 8  # a year with more rows is parted by month


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its date in words and as `<time>` wants it, what happened, who reports it, where."""

    date: HistoricalDate
    when: str
    iso: str
    label: str
    note: str = ""
    reported: tuple[Locator, ...] = ()
    places: tuple[Locator, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""  # the document that this row is the date of
    bare: bool = False  # it says nothing but that date
    anchor: str = ""  # by which a pointer finds the row


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a month, or of a year that has few."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """All rows by year and month."""

    groups: tuple[Group, ...]

    def __bool__(self) -> bool:
        """A chronology without rows is none."""
        return bool(self.groups)


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """The chronology of the whole book."""
    found = rows(book, pages, words)
    moments = [begins(row.date, book.settings.zone or 0) for row in found]
    crowded = {year for year, count in Counter(one.year for one in moments).items() if count > FEW}
    titles = (_title(moment, crowded, words) for moment in moments)
    groups = groupby(zip(titles, found, strict=True), key=lambda one: one[0])
    made = tuple(Group(title, tuple(row for _, row in members)) for title, members in groups)
    return Section("chronology", "chronology", words["chronology.title"], Chronology(made))


def _title(moment: datetime, crowded: set[int], words: Words) -> str:
    """The month in a year that has many rows, else the year."""
    if moment.year not in crowded:
        return str(moment.year)
    return words.say("date.with_year", date=words[f"date.month.{moment.month}"], year=moment.year)


def rows(book: Book, pages: PageMap, words: Words) -> tuple[Row, ...]:
    """Every dated thing in order."""
    found = [*_documents(book, pages, words), *_marked(book, pages, words), *_listed(book, pages, words)]
    home = book.settings.zone or 0
    return tuple(
        row for _, row in sorted(enumerate(found), key=lambda one: sort_key(one[1].date, one[0], home))
    )


def _row(date: HistoricalDate, label: str, words: Words, **more: Any) -> Row:
    return replace(Row(date, phrase(date, words, year=False), iso(date) or "", label), **more)


def _documents(book: Book, pages: PageMap, words: Words) -> Iterator[Row]:
    for text in printed(book):
        date = text.record.date_document if isinstance(text, Document) else None
        if isinstance(text, Document) and date and not isinstance(date, Unknown) and not _telling(book, text):
            label = words.say(f"chronology.{text.record.date_type}", title=text.record.title)
            link = Locator(words.say("ref.source", number=text.record.number), text.id)
            places = _places(pages, (text.id,))
            yield _row(date, label, words, reported=(link,), places=places, source=text.id, bare=True)


def _telling(book: Book, document: Document) -> tuple[EventEntry, ...]:
    """Events of the document's own day that it reports: they say all that a row of its own would."""
    date, named = document.record.date_document, document.record.events
    if isinstance(date, Unknown):
        return ()
    same = (one for one in book.events if one.id in named and document.id in one.reported)
    return tuple(one for one in same if _day(one.date) == _day(date))


def _own(book: Book, document: Document) -> str:
    """The event that the document itself is: of the same date or, where none is, the first of its day."""
    told, date = _telling(book, document), document.record.date_document
    exact = [one.id for one in told if not isinstance(date, Unknown) and one.date.text == date.text]
    return next(iter((*exact, *(one.id for one in told))), "")


def _day(date: HistoricalDate) -> object:
    return date.earliest.date() if date.earliest else None


def _marked(book: Book, pages: PageMap, words: Words) -> Iterator[Row]:
    for text in printed(book):
        link = _source_link(book, text.id, words)
        for fact in text.facts:
            if isinstance(fact, Event):
                places = _places(pages, (fact.anchor,))
                yield _row(parse(fact.when), fact.title, words, reported=link, places=places, tags=fact.tags)


def _listed(book: Book, pages: PageMap, words: Words) -> Iterator[Row]:
    pointed: dict[str, list[str]] = {}
    for text in printed(book):
        for fact in text.facts:
            if isinstance(fact, CrossRef) and fact.key.startswith("ev-"):
                pointed.setdefault(fact.key, []).append(fact.anchor)
    own = {_own(book, one): one.id for one in book.documents.values()}
    for event in book.events:
        reported = tuple(link for key in event.reported for link in _source_link(book, key, words))
        places = _places(pages, (*pointed.get(event.id, ()), *event.reported))
        more = {"note": event.note, "reported": reported, "places": places, "tags": event.tags}
        yield _row(
            event.date, event.label, words, source=own.get(event.id, ""), anchor=f"chron-{event.id}", **more
        )


def _source_link(book: Book, key: str, words: Words) -> tuple[Locator, ...]:
    document = book.documents.get(key)
    if document is None or document not in printed(book):
        return ()
    return (Locator(words.say("ref.source", number=document.record.number), key),)


def _places(pages: PageMap, anchors: tuple[str, ...]) -> tuple[Locator, ...]:
    """The printed pages of the anchors, each page once."""
    labels = {pages.label(anchor): anchor for anchor in reversed(anchors) if pages.label(anchor)}
    return tuple(
        Locator(label, labels[label]) for label in sorted(labels, key=lambda one: pages.physical[labels[one]])
    )
