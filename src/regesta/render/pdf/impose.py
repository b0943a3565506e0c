"""Finished pages set on larger sheets: a booklet to be folded, and a contact sheet to look at all at once.

The pages go in as drawings: links and tags stay in the book's own PDF. Lengths are in pt.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from regesta.render.pdf.flate import flate
from regesta.render.pdf.metadata import Imprint, describe

MM = 72 / 25.4
A4 = (297 * MM, 210 * MM)  # lying
A3 = (420 * MM, 297 * MM)
SIGNATURE = 16  # pages that are folded into one another: four sheets, which a stapler takes
ACROSS, DOWN = 6, 3  # pages on a contact sheet, in spreads
EDGE, LABEL = 7 * MM, 4 * MM  # of a contact sheet: its margin, and the strip under each row
INK, SIGNAL = "0.35 0.32 0.29 rg", "0.54 0.17 0.10 rg"  # labels; what is marked


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a page is set: its index in the book (none for a blank), and the box that it must fit."""

    page: int | None
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A place on a page of the book that a rule found: how far down (pt), and its code."""

    page: int
    down: float
    code: str


def booklet(pdf: bytes, imprint: Imprint, paper: tuple[float, float] = A4) -> bytes:
    """Two pages on each side of the paper, in signatures to be folded, turned on the short edge.

    Two pages alone lie side by side, so that nothing has to be turned.
    """
    with pikepdf.open(io.BytesIO(pdf)) as book:
        count = len(book.pages)
        sides = signatures(count) if count > 2 else [(0, 1 if count > 1 else None)]  # noqa: PLR2004
        width = paper[0] / 2
        cells = [
            [Cell(page, at * width, 0, width, paper[1]) for at, page in enumerate(side)] for side in sides
        ]
        return _imposed(book, cells, imprint, lambda _: "", paper)


def signatures(count: int) -> list[tuple[int | None, int | None]]:
    """For each side of a sheet its left and right page; the last signature is as thin as it can be.

    In a signature of n pages the first side bears n and 1, its back 2 and n - 1, and so on inwards.
    """
    sides: list[tuple[int | None, int | None]] = []
    for start in range(0, count, SIGNATURE):
        pages = list(range(start, min(start + SIGNATURE, count)))
        folded = [*pages, *[None] * (-len(pages) % 4)]
        for at in range(len(folded) // 2):
            outer, inner = folded[-1 - at], folded[at]
            sides.append((outer, inner) if at % 2 == 0 else (inner, outer))
    return sides


def contact(pdf: bytes, imprint: Imprint, marked: Sequence[Marked]) -> bytes:
    """All pages in spreads, small, each over its number; a bar and a code where something is wrong."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        labels = [page.label for page in book.pages]
        cells = list(_spreads(len(labels)))
        scaled = {cell.page: cell for side in cells for cell in side}
        heights = [float(page.trimbox[3]) for page in book.pages]

        def drawn(side: int) -> str:
            here = [cell for cell in cells[side] if cell.page is not None]
            lines = ["0.55 G 0.25 w"]
            for cell in here:
                lines.append(_said(labels[cell.page or 0], cell.x + cell.width / 2 - 4, cell.y - 8, INK))
                lines.append(_frame(book.pages[cell.page or 0], cell))
            for one in marked:
                if (cell := scaled[one.page]) in here:
                    y = cell.y + cell.height * (1 - one.down / heights[one.page])
                    lines.append(f"{SIGNAL} {cell.x + 1:.2f} {y - 4:.2f} 2 8 re f")
                    lines.append(_said(one.code, cell.x + 4, y - 2, SIGNAL))
            return "\n".join(lines)

        return _imposed(book, cells, imprint, drawn)


def _spreads(count: int) -> Iterator[list[Cell]]:
    """Sheets of a contact print; the first page is a recto, and stands alone in its spread."""
    width, height = (A4[0] - 2 * EDGE) / ACROSS, (A4[1] - 2 * EDGE) / DOWN
    places: list[int | None] = [None, *range(count)]
    for start in range(0, len(places), ACROSS * DOWN):
        yield [
            Cell(
                page,
                EDGE + at % ACROSS * width + (1.5 if at % 2 == 0 else -1.5),
                A4[1] - EDGE - (at // ACROSS + 1) * height + LABEL,
                width,
                height - LABEL,
            )
            for at, page in enumerate(places[start : start + ACROSS * DOWN])
        ]


def _said(words: str, x: float, y: float, ink: str) -> str:
    return f"BT {ink} /F 6 Tf {x:.2f} {y:.2f} Td ({words}) Tj ET"


def _imposed(
    book: pikepdf.Pdf,
    sides: Sequence[Sequence[Cell]],
    imprint: Imprint,
    also: Callable[[int], str],
    paper: tuple[float, float] = A4,
) -> bytes:
    """A PDF with a page for each side; `also` draws on it what is not the book's."""
    made, out = pikepdf.new(), io.BytesIO()
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number, side in enumerate(sides):
        drawings, lines = Dictionary(), list[str]()
        for cell in side:
            if cell.page is not None:
                page = book.pages[cell.page]
                key = f"/P{cell.page}"
                drawings[key] = made.copy_foreign(book.make_indirect(page.as_form_xobject()))
                lines.append(_placed(page, cell, key))
        drawn = "\n".join((*lines, also(number))).encode()
        sheet = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *paper]),
            Resources=Dictionary(XObject=drawings, Font=Dictionary(F=font)),
            Contents=Stream(made, flate(drawn), Filter=Name.FlateDecode),
        )
        made.pages.append(pikepdf.Page(made.make_indirect(sheet)))
    describe(made, imprint, claims=False)
    made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _placed(page: pikepdf.Page, cell: Cell, key: str) -> str:
    """A page drawn as large as its cell allows."""
    left, low, *_ = map(float, page.trimbox)
    x, y, scale = _fitted(page, cell)
    return f"q {scale:.5f} 0 0 {scale:.5f} {x - scale * left:.3f} {y - scale * low:.3f} cm {key} Do Q"


def _frame(page: pikepdf.Page, cell: Cell) -> str:
    """A hairline where a page ends."""
    left, low, right, high = map(float, page.trimbox)
    x, y, scale = _fitted(page, cell)
    return f"{x:.2f} {y:.2f} {scale * (right - left):.2f} {scale * (high - low):.2f} re S"


def _fitted(page: pikepdf.Page, cell: Cell) -> tuple[float, float, float]:
    """Where the lower left corner of a page comes to lie in the middle of its cell, and its scale."""
    left, low, right, high = map(float, page.trimbox)
    scale = min(cell.width / (right - left), cell.height / (high - low))
    x = cell.x + (cell.width - scale * (right - left)) / 2
    return x, cell.y + (cell.height - scale * (high - low)) / 2, scale
