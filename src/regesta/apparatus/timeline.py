"""The timeline as a drawing: rows → panels of true positions in time with labels that never overlap.

Places and sizes alone, in points; a template draws them. On the left stands the scale, which is wider
where more is told; right of the axis a label for each row, as near to its moment as its neighbours let it
be. What is longer than a page is drawn in several panels, each with a scale of its own.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from regesta.chronicle.row import Row
from regesta.dates import Precision, begins, parse
from regesta.lettering import lines, placed, width
from regesta.words import Words
from regesta.words.phrases import phrase

SIZE, LEADING, GAP = 7.6, 9.4, 3.4
MARGIN = 6.0
EVEN = 0.4  # how far the scale heeds time alone, and not how much is told of it
SHORTEST = 2.0  # of a bar that can be seen
LANES, LANE = 4, 3.2  # of bars beside the axis, and how far apart
MONTHS, YEARS = 75, 1100  # days from which on the scale counts months, and years


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide and tall a drawing is; the right edge of its scale, its axis, the left edge of its labels."""

    width: float
    tallest: float
    scale: float
    axis: float
    label: float

    @property
    def room(self) -> float:
        """What a line of words may take: other letters, which an e-book may have, are wider than ours."""
        return (self.width - self.label) / 1.15


PAGE = Measure(343, 400, 62, 69, 96)  # the page of the book, and what leaves room for a caption
SCREEN = Measure(210, 300, 54, 59, 82)  # as wide as a phone it has letters that can be read there


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale: where it is, and where the foot of its words."""

    y: float
    base: float
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """A row as drawn: its moment on the axis, the bar of what lasts or is vague, and its lines of words."""

    moment: float
    bar: tuple[float, float, float] | None  # x, from, to
    y: float  # of the first baseline
    date: str
    lines: tuple[str, ...]
    indent: float  # of the words behind the date
    below: tuple[float, ...]  # baselines of the further lines
    vague: bool
    anchor: str
    left: float

    @property
    def middle(self) -> float:
        """Where the line from the moment meets the words."""
        return round(self.y - SIZE * 0.32, 2)

    @property
    def words(self) -> float:
        """Where the words behind the date begin."""
        return round(self.left + self.indent, 1)


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing: its size, the scale, the labels, and all of it in words."""

    height: float
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    told: str
    measure: Measure

    @property
    def foot(self) -> float:
        """Where the axis ends."""
        return round(self.height - MARGIN, 1)


def panels(rows: Sequence[Row], words: Words, home: int = 0, measure: Measure = PAGE) -> tuple[Panel, ...]:
    """The drawing of these rows, which are in order."""
    year = len({begins(row.date, home).year for row in rows}) > 1
    texts = [_text(row, words, year, measure) for row in rows]
    total = sum(_height(text) for text in texts)
    parts = _parted(texts, -(-total // measure.tallest) or 1, total)
    return tuple(_panel(rows[first:last], texts[first:last], (words, home), measure) for first, last in parts)


@dataclass(frozen=True, slots=True)
class _Text:
    date: str
    lines: tuple[str, ...]
    indent: float
    left: float


def _text(row: Row, words: Words, year: bool, measure: Measure) -> _Text:
    date = phrase(row.date, words, year=year)
    indent = width(f"{date} ", SIZE) + 2
    return _Text(
        date, tuple(lines(row.short or row.label, SIZE, measure.room, indent)), indent, measure.label
    )


def _height(text: _Text) -> float:
    return len(text.lines) * LEADING + GAP


def _parted(texts: list[_Text], parts: float, total: float) -> Iterator[tuple[int, int]]:
    """From where to where each panel goes, all about as tall."""
    first, height = 0, 0.0
    for n, text in enumerate(texts):
        if height and height + _height(text) > max(total / parts + LEADING, 1):
            yield first, n
            first, height = n, 0.0
        height += _height(text)
    if texts:
        yield first, len(texts)


def _panel(rows: Sequence[Row], texts: list[_Text], spoken: tuple[Words, int], measure: Measure) -> Panel:
    words, home = spoken
    heights = [_height(text) for text in texts]
    height = max(sum(heights) * 1.12, 60.0)
    scale = _Scale(rows, home, heights, height)
    moments = [scale.y(begins(row.date, home)) for row in rows]
    tops = placed([y - LEADING / 2 for y in moments], heights, height)
    bars = _bars(rows, scale, moments, measure)
    labels = tuple(map(_label, rows, texts, moments, tops, bars))
    told = " ".join(
        f"{text.date}: {(row.short or row.label).rstrip('.')}." for row, text in zip(rows, texts, strict=True)
    )
    return Panel(round(height + 2 * MARGIN, 1), tuple(_ticks(scale, words)), labels, told, measure)


def _label(row: Row, text: _Text, moment: float, top: float, bar: tuple[float, float, float] | None) -> Label:
    first = MARGIN + top + SIZE
    below = tuple(round(first + n * LEADING, 2) for n in range(1, len(text.lines)))
    return Label(
        round(moment + MARGIN, 2),
        bar,
        round(first, 2),
        text.date,
        text.lines,
        round(text.indent, 1),
        below,
        row.is_vague,
        (row.leads or (row.anchor,))[0],
        text.left,
    )


# Time → height --------------------------------------------------------------------------------------


class _Scale:
    """From the first moment to the last, top to bottom; wider where much is told, as its marks show."""

    def __init__(self, rows: Sequence[Row], home: int, heights: Sequence[float], height: float) -> None:
        starts = [begins(row.date, home) for row in rows]
        ends = [row.date.latest for row in rows if row.date.latest]
        self.first, self.last = min(starts), max([*starts, *(one for one in ends if one >= min(starts))])
        if self.last - self.first < timedelta(hours=1):
            self.last = self.first + timedelta(hours=1)
        self.height = height
        self.shares, self.crowd = self._crowd(starts, heights)

    def _crowd(self, starts: list[datetime], heights: Sequence[float]) -> tuple[list[float], list[float]]:
        """For each moment of a row, and the ends, what share of the time and of the words lies before it."""
        shares, crowd, told = [0.0], [0.0], 0.0
        for start, height in sorted(zip(starts, heights, strict=True)):
            share = self._share(start)
            if share > shares[-1]:
                shares.append(share)
                crowd.append(told / sum(heights))
            told += height
        return ([*shares, 1.0], [*crowd, 1.0]) if shares[-1] < 1 else (shares, [*crowd[:-1], 1.0])

    def _share(self, moment: datetime) -> float:
        return min(max((moment - self.first) / (self.last - self.first), 0.0), 1.0)

    def y(self, moment: datetime) -> float:
        """How far down a moment lies."""
        share = self._share(moment)
        n = min(max(bisect_right(self.shares, share), 1), len(self.shares) - 1)
        (before, after), (low, high) = self.shares[n - 1 : n + 1], self.crowd[n - 1 : n + 1]
        crowded = low + (high - low) * (share - before) / ((after - before) or 1)
        return round((EVEN * share + (1 - EVEN) * crowded) * self.height, 2)

    @property
    def days(self) -> float:
        return (self.last - self.first) / timedelta(days=1)


def _bars(
    rows: Sequence[Row], scale: _Scale, moments: Sequence[float], measure: Measure
) -> list[tuple[float, float, float] | None]:
    """A bar for each row that is more than a moment, in the first lane that is free there."""
    free = [0.0] * LANES
    bars: list[tuple[float, float, float] | None] = []
    for row, start in zip(rows, moments, strict=True):
        end = scale.y(row.date.latest) if row.date.latest else start
        lane = next((n for n in range(LANES) if free[n] <= start), None)
        if _is_exact(row) or end - start < SHORTEST or lane is None:
            bars.append(None)
            continue
        free[lane] = end + 1
        bars.append(
            (round(measure.axis + 5 + lane * LANE, 1), round(start + MARGIN, 2), round(end + MARGIN, 2))
        )
    return bars


def _is_exact(row: Row) -> bool:
    """Whether a row is of one day or hour, and sure."""
    date = row.date
    return (
        date.kind == "single" and date.precision <= Precision.DAY and not (date.approximate or date.uncertain)
    )


def _ticks(scale: _Scale, words: Words) -> Iterator[Tick]:
    """The beginnings of days, months or years, as many as there is room for."""
    unit = "year" if scale.days > YEARS else "month" if scale.days > MONTHS else "day"
    year, free = None, 0.0
    for moment in _units(scale.first, scale.last, unit):
        y = scale.y(moment) + MARGIN
        if moment >= scale.first and y >= free:
            yield Tick(
                round(y, 2), round(y + SIZE * 0.32, 2), _said(moment, unit, moment.year != year, words)
            )
            year, free = moment.year, y + LEADING


def _units(first: datetime, last: datetime, unit: str) -> Iterator[datetime]:
    moment = first.replace(hour=0, minute=0)
    if unit != "day":
        moment = moment.replace(day=1, month=moment.month if unit == "month" else 1)
    while moment <= last:
        yield moment
        moment = _next(moment, unit)


def _next(moment: datetime, unit: str) -> datetime:
    if unit == "day":
        return moment + timedelta(days=1)
    months = moment.month if unit == "month" else 12
    return moment.replace(year=moment.year + months // 12, month=months % 12 + 1)


def _said(moment: datetime, unit: str, new: bool, words: Words) -> str:
    if unit == "year":
        return str(moment.year)
    if unit == "day":
        return phrase(parse(f"{moment:%Y-%m-%d}"), words, year=False)
    return phrase(parse(f"{moment:%Y-%m}"), words, year=new)
