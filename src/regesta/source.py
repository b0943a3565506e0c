"""A manuscript file as text, and places in it; the lowest floor, which imports nothing of ours.

`Source.text` is what every pass reads: `\\n` newlines, no byte order mark, tabs expanded to four
columns (Python-Markdown does the same). Lines never change; where a tab stood, `place` counts back
to the character in the file, so line and column are the editor's own.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

TAB = 4
NEWLINE = re.compile("\r\n|\r|\n")
MARK = "\ufeff"  # which begins some files and belongs to no line
# C0 and C1 controls, Markdown's own STX/ETX, surrogates, non-characters, and the private
# planes 15 and 16 that carry our stamps. The BMP private area stays: medieval fonts use it.
REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one file's text, in code points, end excluded."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, both from 1, columns in code points of the file as it stands."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path (relative, with `/`), its normal text and the lines that held tabs."""

    path: str
    text: str
    refused: tuple[int, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)
    _tabbed: tuple[tuple[int, str], ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, path: str, raw: str) -> "Source":
        """Normalise `raw`; refused characters become U+FFFD, so that offsets stay true."""
        raw = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        lines = raw.split("\n")
        tabbed = tuple((n, line) for n, line in enumerate(lines) if "\t" in line)
        for n, line in tabbed:
            lines[n] = line.expandtabs(TAB)
        starts, position = [], 0
        for line in lines:
            starts.append(position)
            position += len(line) + 1
        text = "\n".join(lines)
        refused = tuple(match.start() for match in REFUSED.finditer(text))
        return cls(path, REFUSED.sub("\ufffd", text), refused, tuple(starts), tabbed)

    def span(self, start: int, end: int | None = None) -> Span:
        """A span of this file; without `end` it is a point."""
        return Span(self.path, start, start if end is None else end)

    def place(self, offset: int) -> Place:
        """Where the character at `offset` of the text stands in the file."""
        line = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[line]
        original = dict(self._tabbed).get(line)
        return Place(line + 1, 1 + (column if original is None else _tab_column(original, column)))

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), tabs expanded."""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]


def offsets(raw: str, source: Source) -> Callable[[int], int]:
    """Where characters of a source's text stand in the file as it lies on the disk."""
    starts = [len(MARK) if raw.startswith(MARK) else 0, *(end.end() for end in NEWLINE.finditer(raw))]

    def at(offset: int) -> int:
        place = source.place(offset)
        return starts[place.line - 1] + place.column - 1

    return at


def _tab_column(original: str, column: int) -> int:
    """The index in a line with tabs of the character that covers `column` of the expanded line."""
    width = 0
    for index, character in enumerate(original):
        width += TAB - width % TAB if character == "\t" else 1
        if width > column:
            return index
    return len(original)
