"""What the literature gives for one thing, as a drawing: for each count who makes it, and of what.

The counts are rows of a table in the text. All stand on one scale that begins at nothing: a dot for a number,
a bar from the least to the most, an arrow where somebody says only that it was more, or less.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10
from typing import Literal, NamedTuple

from regesta.lettering import lines, width
from regesta.source import Span
from regesta.tree import Element, text, walk
from regesta.words import Words

SIZE, LEADING, GAP = 7.6, 9.4, 5.6
HEAD, FIRST = 13.0, 24.0  # the top of the lines of the scale, and the foot of the first name
RISE = 2.6  # of a line's middle above its foot
ARROW = 15.0
LETTERS = 1.06  # for other letters, which an e-book may have, are wider than ours
TICKS = 4  # at most, besides nothing
COLUMNS = 3  # who, of what, how many; a fourth says where it is said
GROUP = r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+|\d+"
NUMBER = re.compile(rf"(?P<sign>~|>=|≥|>|<=|≤|<)?\s*(?P<low>{GROUP})(?:\s*[-–]\s*(?P<high>{GROUP}))?")

Sense = Literal["", "about", "at-least", "more-than", "at-most", "less-than"]
SIGNS: dict[str, Sense] = {
    "": "", "~": "about", "≥": "at-least", ">=": "at-least", ">": "more-than",
    "≤": "at-most", "<=": "at-most", "<": "less-than",
}  # fmt: skip
Points = Literal["", "up", "down"]
POINTS: dict[Sense, Points] = {"at-least": "up", "more-than": "up", "at-most": "down", "less-than": "down"}


class Measure(NamedTuple):
    """How wide a drawing is, the room of the names in it, and where nothing is: beside the names or below."""

    width: int
    names: int
    axis: int

    @property
    def stacked(self) -> bool:
        """Whether a mark stands below its names."""
        return self.axis < self.names

    @property
    def left(self) -> int:
        """Where names begin: not on the line that stands for nothing."""
        return self.axis + 5 if self.stacked else 0


PAGE = Measure(343, 128, 136)
SCREEN = Measure(210, 200, 4)  # as wide as a phone it has letters that can be read there


@dataclass(frozen=True, slots=True)
class Count:
    """One row: who says so, of when or of what, how many, and whether the text holds to it."""

    who: str
    of: str
    sense: Sense
    low: int
    high: int
    number: str  # as it is written, without its sign
    chief: bool


class Misfit(NamedTuple):
    """A row, or a whole table, of which nothing can be drawn; what it says for a number, and where."""

    kind: Literal["table", "row", "number"]
    said: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Line:
    """A count as drawn: the feet of its words, and from where to where its mark goes."""

    who: tuple[tuple[float, str], ...]
    of: tuple[tuple[float, str], ...]
    y: float
    low: float
    high: float
    points: Points
    open: bool
    chief: bool
    x: float  # of the number
    number: str

    @property
    def foot(self) -> float:
        """Of the number."""
        return round(self.y + RISE, 1)

    @property
    def deep(self) -> float:
        """How far down it goes: the lowest of its feet."""
        return max(self.foot, (self.of or self.who)[-1][0])

    @property
    def long(self) -> float:
        """How far the bar goes."""
        return round(self.high - self.low, 1)

    @property
    def top(self) -> float:
        """Of the bar."""
        return round(self.y - RISE, 1)

    @property
    def tip(self) -> float:
        """Of the arrow."""
        return round(self.high + ARROW if self.points == "up" else self.low - ARROW, 1)

    @property
    def barb(self) -> float:
        """Where the arrow's head begins."""
        return round(self.tip + (-3.4 if self.points == "up" else 3.4), 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing: its measure and height, the scale, its lines, and all of it in words."""

    measure: Measure
    height: float
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]
    told: str


# The table --------------------------------------------------------------------------------------------


def rows(block: Element) -> Iterator[tuple[Element, ...]]:
    """The rows of the block's table, below its head."""
    for table in block.children:
        if isinstance(table, Element) and table.name == "table":
            for one in walk(table):
                cells = tuple(
                    cell for cell in one.children if isinstance(cell, Element) and cell.name == "td"
                )
                if one.name == "tr" and cells:
                    yield cells


def read(block: Element) -> tuple[tuple[Count, ...], tuple[Misfit, ...]]:
    """The counts of a block, and the rows of which nothing can be drawn."""
    found = [_count(cells, block.span) for cells in rows(block)]
    misfits = [one for one in found if isinstance(one, Misfit)]
    if not found:
        misfits.append(Misfit("table", "", block.span))
    return tuple(one for one in found if isinstance(one, Count)), tuple(misfits)


def _count(cells: Sequence[Element], place: Span | None) -> Count | Misfit:
    said = [" ".join(text(cell).split()) for cell in cells]
    span = next((cell.span for cell in cells if cell.span), place)
    if len(said) < COLUMNS or not said[0]:
        return Misfit("row", "", span)
    match = NUMBER.fullmatch(said[2])
    low, high = (_whole(match["low"]), _whole(match["high"] or match["low"])) if match else (0, -1)
    if not match or high < low or (match["high"] and match["sign"]):
        return Misfit("number", said[2], span)
    number = f"{match['low']}–{match['high']}" if match["high"] else match["low"]
    chief = any(one.name == "strong" for one in walk(cells[0]))
    return Count(said[0], said[1], SIGNS[match["sign"] or ""], low, high, number, chief)


def _whole(number: str) -> int:
    return int(re.sub(r"\D", "", number))


# The drawing ------------------------------------------------------------------------------------------


def chart(counts: Sequence[Count], words: Words, measure: Measure = PAGE) -> Chart:
    """The drawing of these counts, in their order."""
    numbers = [_number(one, words) for one in counts]
    room = max(width(one, SIZE) * LETTERS for one in numbers) + ARROW + 6
    most = max(1, *(one.high for one in counts))

    def at(number: float) -> float:
        return round(measure.axis + number / most * (measure.width - measure.axis - room), 1)

    drawn, foot = [], FIRST
    for one, number in zip(counts, numbers, strict=True):
        drawn.append(_line(one, number, (foot, measure), (at(one.low), at(one.high))))
        foot = drawn[-1].deep + LEADING + GAP
    told = " ".join(f"{one.who}, {one.of}: {number}." if one.of else f"{one.who}: {number}."
                    for one, number in zip(counts, numbers, strict=True))  # fmt: skip
    ticks = tuple((at(tick), _grouped(tick, counts)) for tick in _ticks(most, measure))
    return Chart(measure, round(foot - LEADING - GAP + 4, 1), ticks, tuple(drawn), told)


def _line(count: Count, number: str, place: tuple[float, Measure], ends: tuple[float, float]) -> Line:
    foot, measure = place
    names = tuple(lines(count.who, SIZE, measure.names / LETTERS))
    below = tuple(lines(count.of, SIZE, measure.names / LETTERS)) if count.of else ()
    feet = [(round(foot + n * LEADING, 1), one) for n, one in enumerate((*names, *below))]
    low, high = ends
    points = POINTS.get(count.sense, "")
    x = round(high + (ARROW + 4 if points == "up" else 6), 1)
    foot = feet[-1][0] + LEADING if measure.stacked else foot
    who, of = tuple(feet[: len(names)]), tuple(feet[len(names) :])
    is_open = count.sense in ("about", "more-than", "less-than")
    return Line(who, of, round(foot - RISE, 1), low, high, points, is_open, count.chief, x, number)


def _number(count: Count, words: Words) -> str:
    return words.say(f"ranges.{count.sense}", number=count.number) if count.sense else count.number


def _ticks(most: int, measure: Measure) -> Iterator[int]:
    """Nothing, and round numbers up to the greatest."""
    power = 10 ** int(log10(most))
    steps = (power // 5, power // 2, power, 2 * power, 5 * power)
    ticks = TICKS if measure == PAGE else TICKS // 2
    step = next(one for one in steps if one and most // one <= ticks)
    return iter(range(0, most + 1, step))


def _grouped(number: int, counts: Sequence[Count]) -> str:
    """A number of the scale, with the sign between thousands that the counts have."""
    signs = (re.search(r"\D", one.number.partition("–")[0]) for one in counts)
    sign = next((one[0] for one in signs if one), "\u202f")
    return f"{number:,}".replace(",", sign)
