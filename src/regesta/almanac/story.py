"""The chronology as TimelineJS wants it: slides with a first and a last date, and their dates in words."""

import json
from collections.abc import Iterator
from html import escape

from regesta.almanac.tables import identifier
from regesta.chronicle.row import Row
from regesta.dates import Point, Precision, points
from regesta.model import Book
from regesta.words import Words, catalog
from regesta.words.phrases import phrase

YEARS = {Precision.DECADE: 9, Precision.CENTURY: 99}
OPENS = {21: 3, 22: 6, 23: 9, 24: 12}  # the first month of a season


def timelinejs(book: Book, found: tuple[Row, ...]) -> str:
    """The whole story; its texts are HTML, so what stands in ours for itself is escaped."""
    words, settings = catalog(book.settings.language), book.settings
    title = {"text": {"headline": escape(settings.title), "text": escape(settings.description)}}
    slides = [dict(_slide(row, words)) for row in found]
    made = {"title": title, "events": slides}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _slide(row: Row, words: Words) -> Iterator[tuple[str, object]]:
    said, named = phrase(row.date, words), points(row.date)
    yield "unique_id", identifier(row)
    yield "start_date", _date(named[0], said)
    if len(named) > 1 or named[0].precision > Precision.DAY:
        yield "end_date", _last(named[-1], said)
    yield "display_date", said
    yield "text", {"headline": escape(row.label), "text": _text(row, words)}
    if row.tags:
        yield "group", row.tags[0]


def _text(row: Row, words: Words) -> str:
    reported = ", ".join(one.label for one in row.reported)
    told = f"{words['chronology.reported']} {reported}" if reported else ""
    parts = [row.note, row.basis, *_disputed(row, words), told]
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)


def _disputed(row: Row, words: Words) -> Iterator[str]:
    said = [
        words.say("chronology.given", source=one.label, date=one.says) for one in row.reported if one.says
    ]
    yield "; ".join(said)


def _date(point: Point, said: str) -> dict[str, object]:
    """The parts of a date that are known, as text."""
    month = OPENS.get(point.season or 0, point.month)
    made: dict[str, object] = {"year": str(point.year), "display_date": said}
    made |= {"month": str(month)} if month else {}
    made |= {"day": str(point.day)} if point.day else {}
    if point.precision is Precision.MINUTE:
        made |= {"hour": str(point.hour), "minute": str(point.minute)}
    return made


def _last(point: Point, said: str) -> dict[str, object]:
    """The last year of a decade or century, the last month of a season; else the point itself."""
    made = _date(point, said) | {"year": str(point.year + YEARS.get(point.precision, 0))}
    if point.season:
        months = OPENS[point.season] + 1  # of which it is the last, counted from 0
        made |= {"year": str(point.year + months // 12), "month": str(months % 12 + 1)}
    return made
