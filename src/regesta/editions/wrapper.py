"""The cover of the printed book as one sheet: back, spine and front, side by side.

The width of the spine follows from the number of leaves and their thickness, when all pages are known.
"""

from dataclasses import dataclass

from regesta.barcode import Ean13, ean13
from regesta.model import Section
from regesta.settings import Settings

LETTERED = 6.0  # mm; on a narrower spine the words would creep over its edge when it is folded
SIZE, LARGEST = 0.5, 5.6  # of the letters on it: of its width, and in mm


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A sheet to be folded round a book; lengths in mm. Where there is no ISBN, there is no bar code."""

    width: float  # of a page
    height: float
    spine: float
    letters: float  # how large those on the spine are; nothing where it bears none
    code: Ean13 | None

    @property
    def across(self) -> float:
        """How wide the whole sheet is."""
        return round(2 * self.width + self.spine, 3)

    @property
    def folds(self) -> tuple[float, float]:
        """Where it is folded, from its left edge."""
        return self.width, round(self.width + self.spine, 3)


def wrapper(settings: Settings, pages: int, size: tuple[float, float]) -> Wrapper:
    """The sheet for a book of so many pages, which are of this size in mm."""
    leaves = (pages + 1) // 2
    spine = round(leaves * settings.print_leaf, 2)
    letters = round(min(SIZE * spine, LARGEST), 2) if spine >= LETTERED else 0
    width, height = (round(one, 2) for one in size)
    code = ean13(settings.isbn.print) if settings.isbn.print else None
    return Wrapper(width, height, spine, letters, code)


def section(settings: Settings, sheet: Wrapper) -> Section:
    """The sheet as a part that a template sets."""
    return Section("wrapper", "wrapper", settings.title, sheet)
