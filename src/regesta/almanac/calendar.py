"""The chronology as a calendar (iCalendar, RFC 5545): whole days, or hours.

What is vague takes all the days that it can mean, and says in words what is known. A date with an open end
has no place in a calendar and is left out; `almanac` counts these.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from regesta.almanac.tables import identifier
from regesta.chronicle.row import Row
from regesta.dates import Precision, points
from regesta.model import Book
from regesta.words import catalog
from regesta.words.phrases import phrase

LONGEST = 75  # octets of a line (3.1)
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})  # 3.3.11


def ics(book: Book, found: tuple[Row, ...]) -> str:
    """A calendar with an entry a row."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Regesta//Chronology//EN"]
    lines.append(f"X-WR-CALNAME:{_escaped(book.settings.title)}")
    for row in found:
        lines += _event(book, row)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(book: Book, row: Row) -> Iterator[str]:
    first, last = row.date.earliest, row.date.latest
    if first is None or last is None:
        return
    said = phrase(row.date, catalog(book.settings.language))
    told = (said, row.note, row.basis, ", ".join(one.label for one in row.reported))
    yield "BEGIN:VEVENT"
    yield f"UID:{identifier(row)}@{book.settings.id}.regesta"
    yield f"DTSTAMP:{book.settings.moment:%Y%m%dT%H%M%SZ}"
    yield from _span(row, first, last, book.settings.zone)
    yield f"SUMMARY:{_escaped(row.label)}"
    description = "\n".join(filter(None, told))
    yield f"DESCRIPTION:{_escaped(description)}"
    if row.tags:
        yield f"CATEGORIES:{','.join(map(_escaped, row.tags))}"
    yield "END:VEVENT"


def _span(row: Row, first: datetime, last: datetime, home: int | None) -> Iterator[str]:
    """Days of the place of each thing; hours in UTC, but those of which nobody knows the zone."""
    named = points(row.date)
    if {point.precision for point in named} != {Precision.MINUTE}:
        yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{_after(last):%Y%m%d}"
        return
    ends = (named[0], named[-1])
    for name, bound, point in zip(("DTSTART", "DTEND"), (first, last), ends, strict=True):
        moment = bound - timedelta(minutes=home or 0) if point.offset is None else bound
        sign = "" if point.offset is None and home is None else "Z"
        if name == "DTSTART" or last > first:
            yield f"{name}:{moment:%Y%m%dT%H%M%S}{sign}"


def _after(last: datetime) -> datetime:
    """The day after, which a calendar wants; the last day of time has none."""
    return last + timedelta(days=1) if last.date() < datetime.max.date() else last


def _escaped(text: str) -> str:
    return text.translate(ESCAPED)


def folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, without a letter cut; the further ones begin with a space."""
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST:
            yield part
            part, size = " ", 1
        part += sign
        size += octets
    yield part
