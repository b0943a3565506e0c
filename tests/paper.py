"""A sheet as it lies on a desk: read back from its PDF, by a library that had no part in making it.

In mm, as a ruler would say it.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 25.4 / 72
FOOT = 16  # from the lower edge: the running line and nothing else stands below
WRITE = (0x44, 0x44, 0x44)  # ink of the lines to write on
WIDE = 50  # anything narrower is no line for a sentence
UPRIGHT = 20  # words as high as this run along the edge of a key, all the way down


@dataclass(frozen=True, slots=True)
class Box:
    """Something printed, by its distances from the left and the lower edge."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: its size, its words, its lines to write on."""

    width: float
    height: float
    words: tuple[Box, ...]
    ruled: tuple[Box, ...]

    @property
    def filled(self) -> float:
        """How far down it is printed or ruled, from 0 to 1."""
        held = (one for one in (*self.words, *self.ruled) if one.bottom > FOOT and one.height < UPRIGHT)
        lowest = min((one.bottom for one in held), default=self.height)
        return (self.height - lowest) / (self.height - FOOT)

    @property
    def clear(self) -> float:
        """How far from the nearest edge its words begin."""
        return min(
            min(one.left, one.bottom, self.width - one.right, self.height - one.top) for one in self.words
        )


def sides(pdf: bytes) -> tuple[Side, ...]:
    """All sides of a sheet."""
    return tuple(_side(page) for page in pdfium.PdfDocument(pdf))


def _side(page: Any) -> Side:
    width, height = (one * MM for one in page.get_size())
    text = page.get_textpage()
    words = (_box(text.get_rect(number)) for number in range(text.count_rects()))
    return Side(width, height, tuple(words), tuple(_ruled(page)))


def _ruled(page: Any) -> Iterator[Box]:
    """Each line to write on, with the room above it."""
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5):
        box = _box(one.get_bounds())
        if _ink(one) == WRITE and box.right - box.left > WIDE:
            yield box


def _ink(path: Any) -> tuple[int, ...]:
    shades = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(path, *shades)
    return tuple(one.value for one in shades[:3])


def _box(bounds: tuple[float, ...]) -> Box:
    return Box(*(one * MM for one in bounds))
