"""The rows of the chronology that stand on a sheet: what happened around the day of its source."""

from dataclasses import replace
from datetime import date as date_
from itertools import groupby

from regesta.chronicle.row import Row
from regesta.chronicle.rows import rows
from regesta.kinds import Unknown
from regesta.model import Book, Document, PageMap
from regesta.words import Words

BEFORE, AFTER, FEWEST = 3, 1, 4  # rows around the document's own, and how many are shown if there are


def nearby(book: Book, document: Document, pages: PageMap, words: Words) -> tuple[Row, ...]:
    """The document's own row, what came before it on other days, and what came next; one row a day.

    Of several rows of a day the one that most sources report is taken.
    """
    date = document.record.date_document
    if isinstance(date, Unknown) or date.earliest is None:
        return ()
    mine, moment = document.id, date.earliest
    found = [row for row in _every(book, pages, words) if not _of_another(row, mine)]
    if not any(row.source == mine for row in found):
        found = [_shared(row, mine, moment.date()) for row in found]
    own = [row for row in found if row.source == mine][:1]
    days = [max(day, key=lambda row: len(row.reported)) for _, day in groupby(found, key=_day)]
    before = [row for row in days if _day(row) < moment.date()]
    after = [row for row in days if _day(row) > moment.date()]
    follow = max(AFTER, FEWEST - len(own) - len(before[-BEFORE:]))
    precede = max(BEFORE, FEWEST - len(own) - len(after[:follow]))
    chosen = [*before[-precede:], *own, *after[:follow]]
    return tuple(row for row in found if row in chosen)


def _every(book: Book, pages: PageMap, words: Words) -> tuple[Row, ...]:
    """All rows that have a beginning; made once for all sheets of a book."""
    held = book.memory.get("rows")
    if held is None or held[0] is not pages:
        held = book.memory["rows"] = (
            pages,
            tuple(row for row in rows(book, pages, words) if row.date.earliest),
        )
    made: tuple[Row, ...] = held[1]
    return made


def _shared(row: Row, document: str, day: date_) -> Row:
    """The row of an event of its day that the document makes together with another one, as its own."""
    told = any(report.anchor == document for report in row.reported)
    return replace(row, source=document) if told and _day(row) == day else row


def _of_another(row: Row, document: str) -> bool:
    """Whether the row is nothing but the date of another source."""
    return row.bare and row.source != document


def _day(row: Row) -> date_:
    assert row.date.earliest  # rows without a beginning were left out
    return row.date.earliest.date()
