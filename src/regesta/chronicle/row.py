"""One line of a chronology, which lines are wanted, and how they are grouped."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from regesta.dates import DateError, HistoricalDate, Precision, begins, parse, within
from regesta.model import Book, Locator
from regesta.words import Words

FEW = 8  # a year with more rows is parted by month


@dataclass(frozen=True, slots=True)
class Report:
    """A source that tells of an event: what it is called, its own day, and the date that it gives.

    `says` is empty where no source of the row says anything else than the row.
    """

    label: str
    anchor: str
    when: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its date in words and as `<time>` wants it, what happened, who reports it, where."""

    date: HistoricalDate
    when: str
    iso: str
    label: str
    short: str = ""  # what a drawing says, which has little room
    note: str = ""
    basis: str = ""  # on what the date rests, where it is not printed
    reported: tuple[Report, ...] = ()
    leads: tuple[str, ...] = ()  # anchors at which it is told, the first before all
    places: tuple[Locator, ...] = ()  # the printed pages of these
    tags: tuple[str, ...] = ()
    place: tuple[str, ...] = ()  # where, and
    persons: tuple[str, ...] = ()  # who took part, by their ids in the registers
    source: str = ""  # the document that this row is the date of
    bare: bool = False  # it says nothing but that date
    anchor: str = ""  # by which a pointer finds the row

    @property
    def is_vague(self) -> bool:
        """Whether nobody can say to the day when it was."""
        date = self.date
        vague = date.kind == "one-of" or date.earliest is None or date.latest is None
        return vague or date.precision > Precision.DAY or date.approximate or date.uncertain

    @property
    def disagree(self) -> bool:
        """Whether its sources give dates that are not the row's."""
        return any(one.says for one in self.reported)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a month, or of a year that has few."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are wanted: those that touch a span, and bear a tag, a place and a person, where named."""

    first: datetime | None = None
    last: datetime | None = None
    tags: frozenset[str] = frozenset()
    place: str = ""
    person: str = ""

    def fits(self, row: Row) -> bool:
        """Whether a row is one of them."""
        return (
            self._touches(row.date)
            and (not self.tags or not self.tags.isdisjoint(row.tags))
            and (not self.place or self.place in row.place)
            and (not self.person or self.person in row.persons)
        )

    def _touches(self, date: HistoricalDate) -> bool:
        """Whether a date is of the span; one that is open stands where it is named, and not for ever."""
        if date.earliest and date.latest:
            return within(date, self.first, self.last)
        named = begins(date)
        return (self.first is None or self.first <= named) and (self.last is None or named <= self.last)


def wanted(said: Mapping[str, str]) -> Wanted:
    """What a `::: timeline` asks for; a date that cannot be read bounds nothing."""
    first, last = read(said.get("from", "")), read(said.get("to", ""))
    return Wanted(
        first.earliest if first else None,
        last.latest if last else None,
        frozenset(said.get("tags", "").split()),
        said.get("place", ""),
        said.get("person", ""),
    )


def read(text: str) -> HistoricalDate | None:
    """A date that may be none: the reader has said so."""
    try:
        return parse(text) if text else None
    except DateError:
        return None


def grouped(found: tuple[Row, ...], book: Book, words: Words) -> tuple[Group, ...]:
    """Rows by year, or by month where a year has many."""
    moments = [begins(row.date, book.settings.zone or 0) for row in found]
    crowded = {year for year, count in Counter(one.year for one in moments).items() if count > FEW}
    titles = (_title(moment, crowded, words) for moment in moments)
    groups = groupby(zip(titles, found, strict=True), key=lambda one: one[0])
    return tuple(Group(title, tuple(row for _, row in members)) for title, members in groups)


def _title(moment: datetime, crowded: set[int], words: Words) -> str:
    """The month in a year that has many rows, else the year."""
    if moment.year not in crowded:
        return str(moment.year)
    return words.say("date.with_year", date=words[f"date.month.{moment.month}"], year=moment.year)


def row_anchor(timeline: str, event: str) -> str:
    """The anchor of an event of the table in a timeline that is a list."""
    return f"{timeline}.{event}"
