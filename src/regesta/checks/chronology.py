"""Time: what cannot have been so, and what the book says in two ways."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations
from typing import NamedTuple

from regesta.apparatus.strip import strip
from regesta.chronicle.own import own
from regesta.chronicle.row import wanted
from regesta.chronicle.rows import rows
from regesta.dates import DateError, HistoricalDate, Precision, parse, points, within
from regesta.diagnostics import Diagnostic
from regesta.edtf import FURTHEST
from regesta.facts import BlockUse, Event
from regesta.model import Book, Document, PageMap
from regesta.source import Span
from regesta.words import catalog

AFTER = {"date_released": "released", "date_digitised": "digitised", "retrieved": "retrieved"}
ZONES = timedelta(minutes=FURTHEST)  # no two clocks on earth are further apart


class Happening(NamedTuple):
    """Something dated: what the book calls it, when, where that is written, and in which text or table."""

    label: str
    date: HistoricalDate
    span: Span | None
    owner: str


def check(book: Book) -> Iterator[Diagnostic]:
    """CHR001 to CHR007."""
    happenings = tuple(_happenings(book))
    yield from _spanned(book, happenings)
    for document in book.documents.values():
        yield from _written(document)
    yield from _twice(book, happenings)
    yield from _disputed(book)
    yield from _empty(book)
    yield from _crowded(book)
    yield from _zones(happenings) if book.settings.zone is None else ()


def _happenings(book: Book) -> Iterator[Happening]:
    table = book.tables.get("events.yaml")
    for n, event in enumerate(book.events):
        span = table.span("events", n, "date") if table else None
        yield Happening(event.label, event.date, span, "events.yaml")
    for text in book.texts:
        for fact in text.facts:
            if isinstance(fact, Event):
                try:
                    yield Happening(fact.title, parse(fact.when), fact.span, text.id)
                except DateError:  # the reader has said so
                    continue


def _spanned(book: Book, happenings: tuple[Happening, ...]) -> Iterator[Diagnostic]:
    """CHR001, where the book says which time it spans."""
    span = book.settings.span
    if not span:
        return
    documents = (
        Happening(one.id, one.record.date_document, one.data.span("date_document"), one.id)
        for one in book.documents.values()
        if isinstance(one.record.date_document, HistoricalDate)
    )
    for one in (*happenings, *documents):
        if not within(one.date, span.earliest, span.latest):
            message = f'"{one.label}", {one.date.text}, is outside the span of the book, {span.text}'
            yield Diagnostic("CHR001", message, one.span, "mend the date, or the span in book.yaml")


def _written(document: Document) -> Iterator[Diagnostic]:
    """CHR002 and CHR003, where the day of writing is certain."""
    record, written = document.record, document.record.date_document
    if not isinstance(written, HistoricalDate) or written.approximate or written.uncertain:
        return
    for field, word in AFTER.items():
        date = getattr(record, field)
        if isinstance(date, HistoricalDate) and _before(date.latest, written.earliest):
            message = f"{word} {date.text}, and written {written.text}"
            yield Diagnostic("CHR002", message, document.data.span(field), "one of the two is wrong")
    covered = record.date_covered
    if covered and _before(written.latest, _end(covered)):
        message = f"covers {covered.text}, and is itself of {written.text}"
        yield Diagnostic("CHR003", message, document.data.span("date_covered"), "one of the two is wrong")


def _before(one: datetime | None, other: datetime | None) -> bool:
    """Whether one time certainly lies before another, whatever clocks they were read from."""
    return one is not None and other is not None and one + ZONES < other


def _end(covered: HistoricalDate) -> datetime | None:
    """When a time is certainly not over yet; of a month nobody knows which of its days is meant."""
    return covered.latest if points(covered)[-1].precision <= Precision.DAY else covered.earliest


def _twice(book: Book, happenings: tuple[Happening, ...]) -> Iterator[Diagnostic]:
    """CHR004."""
    first: dict[str, Happening] = {}
    for one in happenings:
        other = first.setdefault(" ".join(one.label.casefold().split()).rstrip(".!?"), one)
        if other.date.text != one.date.text and not _contradict(book, one.owner, other.owner):
            message = f'"{one.label}" is dated {one.date.text} here and {other.date.text} in {other.owner}'
            hint = "give it one date, or let one source contradict the other"
            yield Diagnostic("CHR004", message, one.span, hint)


def _disputed(book: Book) -> Iterator[Diagnostic]:
    """CHR004, where the table says of two sources that they give dates which cannot both be true."""
    table = book.tables.get("events.yaml")
    for n, event in enumerate(book.events):
        for (one, said), (other, otherwise) in combinations(event.dates.items(), 2):
            if not within(said, otherwise.earliest, otherwise.latest) and not _contradict(book, one, other):
                message = f'"{event.label}" is dated {otherwise.text} by {other} and {said.text} by {one}'
                span = table.span("events", n, "dates", other) if table else None
                yield Diagnostic("CHR004", message, span, f"let {other} say that it contradicts {one}")


def _contradict(book: Book, one: str, other: str) -> bool:
    pair = (book.documents.get(one), book.documents.get(other))
    return any(
        a is not None and b is not None and b.id in a.record.contradicts for a, b in (pair, pair[::-1])
    )


def _empty(book: Book) -> Iterator[Diagnostic]:
    """CHR006."""
    uses = [use for text in book.texts for use in text.facts if isinstance(use, BlockUse)]
    asked = [use for use in uses if use.name == "timeline"]
    every = rows(book, PageMap(), catalog(book.settings.language)) if asked else ()
    for use in asked:
        if not any(wanted(dict(use.attributes)).fits(row) for row in every):
            hint = "look at its span, its tags, its place and its person; several tags mean any of them"
            yield Diagnostic(
                "CHR006", "no event of the book is one that this timeline asks for", use.span, hint
            )


def _crowded(book: Book) -> Iterator[Diagnostic]:
    """CHR007."""
    words = catalog(book.settings.language)
    for chapter in book.chapters:
        told, named = own(book, chapter, words)
        if named and not strip(told, named, chapter.meta.dates, words):
            span = chapter.data.span("milestones")
            hint = "name fewer, or say them in fewer words; all are left out"
            yield Diagnostic("CHR007", "these milestones find no room beside each other", span, hint)


def _zones(happenings: tuple[Happening, ...]) -> Iterator[Diagnostic]:
    """CHR005: a time without a zone counts as UTC, which puts it wrong beside one that has a zone."""
    timed = [
        one for one in happenings if one.date.earliest and points(one.date)[0].precision == Precision.MINUTE
    ]
    zoned = sorted(
        one.date.earliest for one in timed if one.date.earliest and points(one.date)[0].offset is not None
    )
    for one in timed:
        if points(one.date)[0].offset is None and one.date.earliest:
            nearest = bisect_left(zoned, one.date.earliest - ZONES)
            if nearest < len(zoned) and zoned[nearest] <= one.date.earliest + ZONES:
                message = f'"{one.label}" has a time without a zone, within hours of one that has a zone'
                hint = (
                    "their order is a guess; write the zone, such as +01:00, or that of the book in book.yaml"
                )
                yield Diagnostic("CHR005", message, one.span, hint)
