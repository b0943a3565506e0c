"""A finished PDF to be looked at page by page: pictures of dots, and what is written where on each.

Lengths are parts of the page's width or height, from its upper left corner. The library that draws is not
safe in two threads at once; whoever has one of these works in one.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from regesta.kept import digest

LEVEL = 1  # of packing: what crosses no wire need not be small
UNSAID = {
    **dict.fromkeys(range(32), " "),
    2: "\u2010",
    0xFFFE: "\u2010",
}  # the library marks hyphens of the layout
SAME_LINE = 0.5  # of the lower of two heights that overlap


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand side by side."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: a name for all that is drawn on it, its size in pt, its lines in the order of the text."""

    name: str
    width: float
    height: float
    lines: tuple[Line, ...]


class Look:
    """The pages of one PDF."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pdfium.PdfDocument(pdf)
        self.sheets = tuple(map(_sheet, _names(pdf), self.document))

    def png(self, at: int, across: int) -> bytes:
        """A page as a picture so many dots across."""
        page = self.document[at]
        drawn = page.render(scale=across / page.get_width()).to_pil()
        out = io.BytesIO()
        drawn.save(out, "PNG", compress_level=LEVEL)
        return out.getvalue()


def _names(pdf: bytes) -> Iterator[str]:
    """A name for what is drawn on each page; two pages that look alike have one."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            drawn = page.obj.get("/Contents", ())
            parts = list(drawn) if isinstance(drawn, pikepdf.Array) else [drawn]
            held = page.obj.get("/Resources")
            pictures: Any = held.get("/XObject") if held is not None else None
            named = (
                [(name.encode(), _raw(pictures[name])) for name in sorted(pictures.keys())]
                if pictures is not None
                else []
            )
            yield digest([*map(_raw, parts), *(part for pair in named for part in pair)])[:32]


def _raw(stream: Any) -> bytes:
    return bytes(stream.read_raw_bytes()) if isinstance(stream, pikepdf.Stream) else b""


def _sheet(name: str, page: Any) -> Sheet:
    width, height = page.get_size()
    lines: list[Line] = []
    for run in _runs(page, width, height):
        if lines and _goes_on(lines[-1], run):
            lines[-1] = _joined(lines[-1], run)
        else:
            lines.append(run)
    return Sheet(name, width, height, tuple(lines))


def _runs(page: Any, width: float, height: float) -> Iterator[Line]:
    """What was written with one face at a time, in the order of the text."""
    text = page.get_textpage()
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        words = text.get_text_bounded(left, bottom, right, top).translate(UNSAID)
        if words.strip():
            yield Line(words, left / width, 1 - top / height, right / width, 1 - bottom / height)


def _goes_on(line: Line, run: Line) -> bool:
    """Whether a run stands in the line before it, to its right."""
    shared = min(line.bottom, run.bottom) - max(line.top, run.top)
    lower = min(line.bottom - line.top, run.bottom - run.top)
    return run.left >= line.left and shared > SAME_LINE * lower


def _joined(line: Line, run: Line) -> Line:
    words = f"{line.words}{run.words}" if line.words[-1:].isspace() else f"{line.words} {run.words}"
    edges = max(line.right, run.right), max(line.bottom, run.bottom)
    return Line(words, line.left, min(line.top, run.top), *edges)
