"""A laid-out page as the rules see it: its lines and pictures, in the order of the text.

Lengths are in px of CSS (1/96 in), from the upper left corner of the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

MM = 96 / 25.4


class Step(NamedTuple):
    """An element in which a line stands: its tag, its classes, and a number that no other has."""

    tag: str
    classes: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a picture (no words); `room` is where its block ends, `right` where its words do.

    `path` are the blocks in which it stands, from the outermost; `anchor` is the last id before it.
    """

    path: tuple[Step, ...]
    x: float
    y: float
    height: float
    right: float
    room: float
    words: str
    anchor: str

    @property
    def block(self) -> int:
        """The block to which it belongs."""
        return self.path[-1].number if self.path else 0

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def within(self, name: str) -> Step | None:
        """The innermost block with this tag or class in which it stands."""
        return next((one for one in reversed(self.path) if name == one.tag or name in one.classes), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: where its type area begins and ends, and what is set in it; notes are set apart."""

    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[Line, ...]
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding: its code, the page of the section (from 0), how far down, and what it is about.

    `words` are those of the line, to find its place in the manuscript; `about` is said with the finding.
    """

    code: str
    page: int
    y: float
    words: str
    anchor: str
    about: str = ""

    @classmethod
    def at(cls, code: str, page: int, line: Line, about: str = "") -> "Fault":
        """A finding about a line."""
        return cls(code, page, round(line.y, 2), line.words, line.anchor, about)


def columns(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """The lines of a page in runs that go down it: a line that stands above the one before begins another.

    Not so in a row of a table, whose cells stand side by side.
    """
    run: list[Line] = []
    for line in lines:
        if run and line.bottom <= run[-1].y and not _in_one_row(run[-1], line):
            yield tuple(run)
            run = []
        run.append(line)
    if run:
        yield tuple(run)


def _in_one_row(one: Line, other: Line) -> bool:
    row = one.within("tr")
    return row is not None and row in other.path


def turns(pages: Sequence[Sheet]) -> Iterator[tuple[int, tuple[Line, ...], tuple[Line, ...]]]:
    """Where lines go on elsewhere: the page, the run that ends on it, and the one that follows anywhere."""
    runs = [(number, run) for number, page in enumerate(pages) for run in columns(page.lines)]
    for (number, before), (_, after) in pairwise(runs):
        yield number, before, after
