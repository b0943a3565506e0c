"""All dated things of a book as rows: from the dates of the sources, events in the text and `events.yaml`."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from regesta.book import entries, printed
from regesta.chronicle.row import Report, Row, Wanted, read, row_anchor, wanted
from regesta.dates import HistoricalDate, Precision, begins, iso, parse, points, sort_key
from regesta.facts import BlockUse, CrossRef, Event, Mention
from regesta.kinds import Unknown
from regesta.model import Book, Chapter, Document, Locator, PageMap
from regesta.records import Record
from regesta.registers import EventEntry
from regesta.words import Words
from regesta.words.phrases import phrase


def rows(book: Book, pages: PageMap, words: Words) -> tuple[Row, ...]:
    """Every dated thing in order: first possible moment, precision, last one, place in the book.

    Made once for a book as long as no page is known.
    """
    if pages.labels:
        return _rows(book, pages, words)
    held = book.memory.setdefault("unpaged", {})
    if words.language not in held:
        held[words.language] = _rows(book, pages, words)
    made: tuple[Row, ...] = held[words.language]
    return made


def _rows(book: Book, pages: PageMap, words: Words) -> tuple[Row, ...]:
    marked = _merged(book, tuple(_marked(book, words)), words)
    found = [*_documents(book, words), *marked, *_listed(book, words)]
    home = book.settings.zone or 0
    placed = (replace(row, places=_places(pages, row.leads)) for row in found)
    return tuple(
        row for _, row in sorted(enumerate(placed), key=lambda one: sort_key(one[1].date, one[0], home))
    )


def _row(date: HistoricalDate, label: str, words: Words, /, **more: Any) -> Row:
    return replace(Row(date, phrase(date, words, year=False), iso(date) or "", label), **more)


# Documents ---------------------------------------------------------------------------------------


def _documents(book: Book, words: Words) -> Iterator[Row]:
    for text in printed(book):
        date = text.record.date_document if isinstance(text, Document) else None
        if isinstance(text, Document) and date and not isinstance(date, Unknown) and not _telling(book, text):
            record = text.record
            label = words.say(f"chronology.{record.date_type}", title=record.title)
            named = Report(words.say("ref.source", number=record.number), text.id)
            about = {"place": record.places, "persons": record.persons, "basis": _basis(record, words)}
            row = _row(date, label, words, reported=(named,), leads=(text.id,), **about)
            yield replace(row, source=text.id, bare=True)


def _basis(record: Record, words: Words) -> str:
    """On what the date of a document rests, where it does not print it."""
    return "" if record.date_basis == "printed" else words[f"chronology.basis-{record.date_basis}"]


def _telling(book: Book, document: Document) -> tuple[EventEntry, ...]:
    """Events of the document's own day that it reports: they say all that a row of its own would."""
    date, named = document.record.date_document, document.record.events
    if isinstance(date, Unknown):
        return ()
    same = (one for one in book.events if one.id in named and document.id in one.sources)
    return tuple(one for one in same if _day(one.date) == _day(date))


def _own(book: Book, document: Document) -> str:
    """The event that the document itself is: of the same date or, where none is, the first of its day."""
    told, date = _telling(book, document), document.record.date_document
    exact = [one.id for one in told if not isinstance(date, Unknown) and one.date.text == date.text]
    return next(iter((*exact, *(one.id for one in told))), "")


def _day(date: HistoricalDate) -> object:
    return date.earliest.date() if date.earliest else None


# Events in the text --------------------------------------------------------------------------------


def _marked(book: Book, words: Words) -> Iterator[tuple[Row, Document | None]]:
    for text in printed(book):
        owner = text if isinstance(text, Document) else None
        for fact in text.facts:
            date = read(fact.when) if isinstance(fact, Event) else None
            if isinstance(fact, Event) and date:
                reported = (_report(owner, date, words),) if owner else ()
                more = {
                    "place": _named(book, text, fact, "place"),
                    "persons": _named(book, text, fact, "who"),
                }
                row = _row(date, fact.title, words, reported=reported, tags=fact.tags, **more)
                yield replace(row, leads=(fact.anchor,)), owner


def _named(book: Book, text: Chapter | Document, event: Event, kind: str) -> tuple[str, ...]:
    """The register entries that are marked among the words of an event."""
    inside = (
        fact
        for fact in text.facts
        if isinstance(fact, Mention) and fact.kind == kind and fact.span and event.span
        and event.span.start <= fact.span.start and fact.span.end <= event.span.end
    )  # fmt: skip
    return tuple(dict.fromkeys(entry.id for one in inside for entry in entries(book, one)))


def _merged(book: Book, marked: tuple[tuple[Row, Document | None], ...], words: Words) -> Iterator[Row]:
    """One event of which sources that contradict each other give different dates is one row."""
    by_label: dict[str, list[tuple[Row, Document | None]]] = {}
    for one in marked:
        by_label.setdefault(" ".join(one[0].label.casefold().split()).rstrip(".!?"), []).append(one)
    for same in by_label.values():
        owners = [owner for _, owner in same if owner]
        if len({row.date.text for row, _ in same}) > 1 and len(owners) == len(same) and _at_odds(owners):
            yield _one(same, book.settings.zone or 0, words)
        else:
            yield from (row for row, _ in same)


def _at_odds(owners: list[Document]) -> bool:
    first, *others = owners
    return any(one.id in first.record.contradicts or first.id in one.record.contradicts for one in others)


def _one(same: list[tuple[Row, Document | None]], home: int, words: Words) -> Row:
    ordered = [row for row, _ in sorted(same, key=lambda one: sort_key(one[0].date, 0, home))]
    said = tuple(
        replace(report, says=phrase(row.date, words, year=_year(row.date) != _year(ordered[0].date)))
        for row in ordered
        for report in row.reported
    )
    leads = tuple(lead for row in ordered for lead in row.leads)
    tags = tuple(dict.fromkeys(tag for row in ordered for tag in row.tags))
    return replace(ordered[0], reported=said, leads=leads, tags=tags)


# Events of the table -------------------------------------------------------------------------------


def _listed(book: Book, words: Words) -> Iterator[Row]:
    pointed: dict[str, list[str]] = {}
    for text in printed(book):
        for fact in text.facts:
            if isinstance(fact, CrossRef) and fact.key.startswith("ev-"):
                pointed.setdefault(fact.key, []).append(fact.anchor)
    own = {_own(book, one): one.id for one in book.documents.values()}
    lists = tuple(_timelines(book))
    for event in book.events:
        row = _row(event.date, event.label, words, note=event.note, tags=event.tags, short=event.short)
        row = replace(row, place=(event.place,) if event.place else (), persons=event.persons)
        row = replace(row, anchor=f"chron-{event.id}")
        told = tuple(_reports(book, event, words))
        leads = (*pointed.get(event.id, ()), *(one.anchor for one in told))
        shown = (of(event.id) for asked, of in lists if asked.fits(row))
        yield replace(row, reported=told, leads=leads or tuple(shown)[:1], source=own.get(event.id, ""))


def _reports(book: Book, event: EventEntry, words: Words) -> Iterator[Report]:
    odd = any(date.text != event.date.text for date in event.dates.values())
    for key in event.sources:
        document = book.documents.get(key)
        if document is not None and document in printed(book):
            date = event.dates.get(key)
            far = date is not None and _year(date) != _year(event.date)
            said = phrase(date, words, year=far) if date and odd else ""
            yield replace(_report(document, event.date, words), says=said)


def _report(document: Document, date: HistoricalDate, words: Words) -> Report:
    """The source and its own day, with the year where the row has another."""
    own = document.record.date_document
    said = "" if isinstance(own, Unknown) else phrase(_whole_day(own), words, year=_year(own) != _year(date))
    return Report(words.say("ref.source", number=document.record.number), document.id, said)


def _whole_day(date: HistoricalDate) -> HistoricalDate:
    """The day of an hour: when within it something was reported says the source itself."""
    single = date.kind == "single" and points(date)[0].precision is Precision.MINUTE
    return parse(date.text.split("T", maxsplit=1)[0]) if single else date


def _year(date: HistoricalDate) -> int:
    return begins(date).year


def _timelines(book: Book) -> Iterator[tuple[Wanted, Callable[[str], str]]]:
    """The timelines in the texts, and the anchor that a row of each has; the front of the book comes last."""
    for text in sorted(printed(book), key=lambda one: one in book.front):
        for use in text.facts:
            if isinstance(use, BlockUse) and use.name == "timeline":
                said = dict(use.attributes)
                yield wanted(said), _anchor_of(use.anchor, "drawn" in said)


def _anchor_of(timeline: str, drawn: bool) -> Callable[[str], str]:
    return (lambda _: timeline) if drawn else (lambda event: row_anchor(timeline, event))


def _places(pages: PageMap, anchors: tuple[str, ...]) -> tuple[Locator, ...]:
    """The printed pages of the anchors, each page once."""
    labels = {pages.label(anchor): anchor for anchor in reversed(anchors) if pages.label(anchor)}
    return tuple(
        Locator(label, labels[label]) for label in sorted(labels, key=lambda one: pages.physical[labels[one]])
    )
