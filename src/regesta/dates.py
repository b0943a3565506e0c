"""Dates of history: how early and how late, in which order, and what HTML may be told; no I/O, no words.

The grammar is in `edtf`, the wording in `words.phrases`. All reckoning is in UTC to the minute; a time
without a zone counts as UTC. Qualifiers (`~`, `?`) are kept and move no bound: nobody said by how much.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime, timedelta

from regesta.edtf import DateError, Kind, Missing, Part, Point, Precision, Stretch, read, shown

__all__ = [
    "DateError", "HistoricalDate", "Kind", "Missing", "Part", "Point", "Precision", "Stretch",
    "begins", "iso", "parse", "points", "sort_key", "within",
]  # fmt: skip

YEARS = {Precision.DECADE: 9, Precision.CENTURY: 99}  # how many years follow the first
SPRING = 21
KINDS: tuple[Kind, ...] = ("single", "all-of", "interval", "one-of")  # from exact to vague

Bound = datetime | None
Key = tuple[datetime, bool, Precision, int, int, datetime, int]


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date as written, with its bounds to the minute (None: open or unknown) and its vaguest precision."""

    text: str
    kind: Kind
    parts: tuple[Part, ...]
    earliest: datetime | None
    latest: datetime | None
    precision: Precision
    approximate: bool
    uncertain: bool


def parse(text: str) -> HistoricalDate:
    """Read EDTF; raises DateError, and nothing else, whatever the text."""
    written = text.strip()
    if not written:
        raise DateError("the date is empty", "write 1968-08-21, 1968-08 or 1968")
    kind, parts = read(written)
    bounds = [_checked(written, part) for part in parts]
    starts = [start for start, _ in bounds if start]
    ends = [end for _, end in bounds if end]
    named = tuple(point for part in parts for point in _known(part))
    return HistoricalDate(
        text=written,
        kind=kind,
        parts=parts,
        earliest=min(starts) if len(starts) == len(parts) else None,
        latest=max(ends) if len(ends) == len(parts) else None,
        precision=max(point.precision for point in named),
        approximate=any(point.approximate for point in named),
        uncertain=any(point.uncertain for point in named),
    )


def points(date: HistoricalDate) -> tuple[Point, ...]:
    """The points that a date names, in the order written."""
    return tuple(point for part in date.parts for point in _known(part))


def sort_key(date: HistoricalDate, order: int = 0, home: int = 0) -> Key:
    """Earliest bound, then exact before vague, then latest bound, then `order` (a document's number).

    A date without a beginning (`../1968-08-20`) stands where its end begins, before all that begins
    there; one without an end stands after all that begin with it and are as exact. Among dates of one
    precision a single one comes before several, these before an interval, this before a choice; a
    qualified date follows the same date unqualified. A time with a zone counts as the clock showed it then
    in the place where the other dates are at home, `home` minutes ahead of UTC.
    """
    return (
        begins(date, home),
        date.earliest is not None,
        date.precision,
        KINDS.index(date.kind),
        date.uncertain + 2 * date.approximate,
        date.latest or datetime.max,
        order,
    )


def begins(date: HistoricalDate, home: int = 0) -> datetime:
    """Where a date stands among others: its beginning, or that of its end, by the clock of the home place."""
    return min(_at_home(_known(part)[0], home) for part in date.parts)


def within(date: HistoricalDate, first: Bound, last: Bound) -> bool:
    """Whether a date, or one of a set, touches the time from `first` to `last` (None: no limit)."""
    return any(
        (last is None or earliest is None or earliest <= last)
        and (first is None or latest is None or first <= latest)
        for earliest, latest in map(_bounds, date.parts)
    )


def iso(date: HistoricalDate) -> str | None:
    """The value of `datetime` in HTML's `<time>`, or None where HTML could not tell the truth."""
    if date.approximate or date.uncertain:
        return None
    match date.parts:
        case (Point(precision=Precision.YEAR) as point,):
            return f"{point.year:04}"
        case (Point(precision=Precision.MONTH) as point,):
            return f"{point.year:04}-{point.month:02}"
        case (Point(precision=Precision.DAY) as point,):
            return f"{point.year:04}-{point.month:02}-{point.day:02}"
        case (Point(precision=Precision.MINUTE) as point,):
            return _clock(point).isoformat(timespec="minutes") + _zone(point.offset)
    return None


def _zone(offset: int | None) -> str:
    if not offset:
        return "" if offset is None else "Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


def _known(part: Part) -> tuple[Point, ...]:
    ends = (part,) if isinstance(part, Point) else (part.start, part.end)
    return tuple(end for end in ends if isinstance(end, Point))


def _checked(text: str, part: Part) -> tuple[Bound, Bound]:
    """The bounds of a part; refuses what no calendar of ours holds and what ends before it begins."""
    try:
        start, end = _bounds(part)
    except OverflowError:
        raise DateError(f"{shown(text)} lies, in UTC, outside the years 0001 to 9999") from None
    if start and end and start > end:
        swapped = "/".join(reversed(text.split("/")))
        hint = "put the earlier one first" if swapped == text else f"try {swapped}"
        raise DateError(f"{shown(text)} ends before it begins", hint, "DAT002")
    return start, end


def _bounds(part: Part) -> tuple[Bound, Bound]:
    start, end = (part, part) if isinstance(part, Point) else (part.start, part.end)
    return (
        _earliest(start) if isinstance(start, Point) else None,
        _latest(end) if isinstance(end, Point) else None,
    )


def _earliest(point: Point) -> datetime:
    match point:
        case Point(precision=Precision.MINUTE):
            return _clock(point) - timedelta(minutes=point.offset or 0)
        case Point(season=int(season)):
            return datetime(point.year, _opens(season), 1)
    return datetime(max(point.year, MINYEAR), point.month or 1, point.day or 1)


def _at_home(point: Point, home: int) -> datetime:
    """When a point begins, by the clock of the home place; time ends with 9999 there too."""
    try:
        return _earliest(point) + timedelta(minutes=0 if point.offset is None else home)
    except OverflowError:
        return _earliest(point)


def _latest(point: Point) -> datetime:
    match point:
        case Point(precision=Precision.MINUTE):
            return _earliest(point)
        case Point(precision=Precision.DAY):
            return _earliest(point).replace(hour=23, minute=59)
        case Point(season=int(season)):
            return _month_end(point.year, _opens(season) + 2)
    return _month_end(point.year + YEARS.get(point.precision, 0), point.month or 12)


def _opens(season: int) -> int:
    """The first month: meteorologists' seasons, for EDTF leaves it open; winter runs into the next year."""
    return 3 * (season - SPRING + 1)


def _month_end(year: int, month: int) -> datetime:
    """The last minute of a month, which may be counted on into the next year; time ends with 9999."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > MAXYEAR:
        return datetime.max.replace(second=0, microsecond=0)
    return datetime(year, month, monthrange(year, month)[1], 23, 59)


def _clock(point: Point) -> datetime:
    return datetime(point.year, point.month or 1, point.day or 1, point.hour, point.minute)
