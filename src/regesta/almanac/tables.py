"""The chronology as CSV, for a spreadsheet, and as JSON, for a program: the same columns."""

import csv as csv_
import io
import json as json_
from collections.abc import Mapping

from regesta.chronicle.row import Row
from regesta.model import Book
from regesta.words import Words, catalog
from regesta.words.phrases import phrase

SIGNS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes what begins so for a formula


def csv(book: Book, found: tuple[Row, ...]) -> str:
    """A head and a line a row; what there may be several of is parted by semicolons."""
    words, out = catalog(book.settings.language), io.StringIO()
    lines = [_fields(row, words) for row in found]
    writer = csv_.writer(out, lineterminator="\r\n")
    writer.writerow(_fields(None, words))
    writer.writerows([_plain(value) for value in line.values()] for line in lines)
    return out.getvalue()


def json(book: Book, found: tuple[Row, ...]) -> str:
    """The title of the book and its rows."""
    words = catalog(book.settings.language)
    made = {"title": book.settings.title, "language": book.settings.language}
    whole = {**made, "events": [_fields(row, words) for row in found]}
    return json_.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _fields(row: Row | None, words: Words) -> Mapping[str, object]:
    """The columns; without a row only their names count."""
    reported = row.reported if row else ()
    return {
        "id": identifier(row) if row else "",
        "date": row.date.text if row else "",
        "words": phrase(row.date, words) if row else "",
        "earliest": _bound(row, "earliest"),
        "latest": _bound(row, "latest"),
        "event": row.label if row else "",
        "note": row.note if row else "",
        "basis": row.basis if row else "",
        "tags": list(row.tags) if row else [],
        "places": list(row.place) if row else [],
        "persons": list(row.persons) if row else [],
        "reported": [one.label for one in reported],
        "reported_on": [one.when for one in reported],
        "reported_dates": [one.says for one in reported],
        "sources": [one.anchor for one in reported],
    }


def identifier(row: Row) -> str:
    """What names a row in every export: its own name in the book, else that of the place that tells of it."""
    return row.anchor.removeprefix("chron-") or row.source or row.leads[0]


def _bound(row: Row | None, name: str) -> str:
    """The first or last minute, in UTC where the date has a zone; nothing where it is open."""
    bound = getattr(row.date, name) if row else None
    return f"{bound:%Y-%m-%dT%H:%M}" if bound else ""


def _plain(value: object) -> str:
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(SIGNS) else text
