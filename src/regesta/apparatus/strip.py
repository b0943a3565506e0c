"""The small timeline at the head of a chapter: rows → a line with true positions in time, and a few labels.

Each thing that the chapter tells has its mark on the line; those that its editors named have a dot and,
below, their day and a few words, as near to the dot as their neighbours let them be.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from regesta.chronicle.row import Row
from regesta.dates import HistoricalDate, begins
from regesta.lettering import lines, placed, width
from regesta.words import Words
from regesta.words.phrases import phrase

WIDTH, HEIGHT = 343.0, 56.0  # the measure of the page, and four of its lines
SIZE, LEADING, GAP = 7.6, 9.4, 9.0
TOLD = 33.4  # the foot of the first words; the template has those of the line and of the day
MOST = 3  # lines of words
LETTERS = 1.06  # for other letters, which an e-book may have, are wider than ours
EDGE = 2.4  # of the line, so that a dot at its end is whole
SHORTEST = 3.0  # of a stretch that can be seen


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is named: its moment and how long it lasted, where its words begin, and these."""

    moment: float
    end: float | None
    x: float
    date: str
    lines: tuple[tuple[float, str], ...]  # each with its foot
    vague: bool

    @property
    def foot(self) -> float:
        """Where the line from the moment meets the words."""
        return round(self.x + 1.6, 1)


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing: a mark for each thing, those that are named, and all of it in words."""

    marks: tuple[float, ...]
    named: tuple[Milestone, ...]
    told: str


def strip(
    rows: Sequence[Row], named: Mapping[Row, str], span: HistoricalDate | None, words: Words, home: int = 0
) -> Strip | None:
    """The strip of these rows; None where nothing is named, or what is named finds no room on it."""
    chosen = [row for row in rows if row in named]
    if not chosen:
        return None
    at = _scale(chosen, span, home)
    year = len({begins(row.date, home).year for row in chosen}) > 1
    dates = [phrase(row.date, words, year=year, on=False) for row in chosen]
    rooms = _rooms(dates, [named[row] for row in chosen])
    if not rooms:
        return None
    moments = [at(begins(row.date, home)) for row in chosen]
    wide = [room + GAP for room in rooms]
    starts = placed([moment - EDGE for moment in moments], wide, WIDTH + GAP)
    milestones = (
        Milestone(moment, _end(row, moment, at), round(x, 1), date, _lines(named[row], room), row.is_vague)
        for row, moment, x, date, room in zip(chosen, moments, starts, dates, rooms, strict=True)
    )
    marks = sorted({at(begins(row.date, home)) for row in rows} - set(moments))
    told = " ".join(f"{date}: {named[row]}." for row, date in zip(chosen, dates, strict=True))
    return Strip(tuple(marks), tuple(milestones), told)


def _scale(chosen: Sequence[Row], span: HistoricalDate | None, home: int) -> Callable[[datetime], float]:
    """How far to the right a moment lies: the whole line is the span, and what is named beyond it."""
    starts = [begins(row.date, home) for row in chosen]
    first = min([*starts, *([span.earliest] if span and span.earliest else ())])
    last = max([*starts, *([span.latest] if span and span.latest else ())])
    whole = max(last - first, timedelta(hours=1))

    def at(moment: datetime) -> float:
        share: float = min(max((moment - first) / whole, 0.0), 1.0)
        return round(EDGE + share * (WIDTH - 2 * EDGE), 1)

    return at


def _end(row: Row, moment: float, at: Callable[[datetime], float]) -> float | None:
    """Where what lasted for days ends, if that can be seen."""
    lasts = row.date.kind == "interval" and not row.is_vague
    end = at(row.date.latest) if row.date.latest and lasts else moment
    return end if end - moment >= SHORTEST else None


def _rooms(dates: Sequence[str], told: Sequence[str]) -> list[float]:
    """How wide each label is, in as few lines as they all find room in; none where they find none."""
    for most in range(1, MOST + 1):
        rooms = [max(width(date, SIZE), _narrowest(one, most)) for date, one in zip(dates, told, strict=True)]
        if sum(rooms) + GAP * (len(rooms) - 1) <= WIDTH:
            return rooms
    return []


def _narrowest(told: str, most: int) -> float:
    """The least room in which the words stand in so many lines."""
    tried = count(max(width(word, SIZE) for word in told.split()), 2)
    return next(room for room in tried if len(tuple(lines(told, SIZE, room))) <= most) * LETTERS


def _lines(told: str, room: float) -> tuple[tuple[float, str], ...]:
    return tuple((round(TOLD + n * LEADING, 1), line) for n, line in enumerate(lines(told, SIZE, room)))
