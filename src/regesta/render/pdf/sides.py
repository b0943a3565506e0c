"""Typeset sections → each laid out on the side of a sheet on which it comes to lie, and the page map.

How long a section is depends on its side, and its side on how long those before it are; what is known of
lengths from the last time spares layouts and changes no byte.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from regesta.model import Break, Numbering, Page, PageMap
from regesta.render.pdf.assemble import Placed
from regesta.render.pdf.crew import Crew
from regesta.render.pdf.folio import folio
from regesta.render.pdf.fragment import Fragment, Order

DENSE = ("index",)
LONG = 60_000  # characters of XHTML that are worth waiting for the side on which they begin


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page description begins: the number of its first page, on which side; none is a blank page."""

    page: Page | None
    first: int
    numbering: Numbering
    verso: bool


def settled(
    pages: Sequence[Page],
    crew: Crew,
    counts: dict[str, int],
    meanwhile: Callable[[int, Fragment], None] | None = None,
    styles: str = "print",
) -> tuple[Placed, ...]:
    """Sections laid out, each on the side on which it comes to lie; `counts` is what is known of lengths.

    Where a processor has nothing to do, what is ready is given to `meanwhile`.
    """
    placed: tuple[Placed, ...] = ()
    for _ in range(len(pages) + 1):
        begun, sure = tuple(places(pages, counts)), True
        orders: list[Order] = []
        for at in begun:
            if at.page and (sure or len(at.page.xhtml) < LONG or at.page.opens != "page"):
                orders.append(Order(at.page.id, at.page.xhtml, styles, at.verso, at.page.kind in DENSE))
            sure = sure and (at.page is None or at.page.id in counts)
        laid = {one.facts.id: one for one in crew.lay_out(orders, meanwhile)}
        met = {id: one.facts.count for id, one in laid.items()}
        if len(met) == len(pages):
            placed = tuple(
                Placed(laid[at.page.id], at.first, at.numbering, at.page.opens)
                if at.page
                else Placed(None, at.first, at.numbering)
                for at in begun
            )
            if all(counts.get(id) == count for id, count in met.items()):
                break
        counts |= met
    return placed


def places(pages: Sequence[Page], counts: Mapping[str, int]) -> Iterator[Place]:
    """Where each section begins; a blank page before one that must open on the other side."""
    number: dict[Numbering, int] = {"roman": 1, "arabic": 1}
    sheet, previous = 1, pages[0].numbering
    for page in pages:
        if _opens_elsewhere(page, previous, sheet):
            yield Place(None, number[previous], previous, sheet % 2 == 0)
            sheet, number[previous] = sheet + 1, number[previous] + 1
        yield Place(page, number[page.numbering], page.numbering, sheet % 2 == 0)
        count = counts.get(page.id, 1)
        sheet += count
        number[page.numbering] += count
        previous = page.numbering


def _opens_elsewhere(page: Page, previous: Numbering, sheet: int) -> bool:
    """Whether the next side of a sheet is the wrong one; the first arabic page is a recto."""
    if page.numbering == previous and page.opens == "page":
        return False
    return sheet % 2 != (0 if page.opens == "verso" else 1)


def page_map(placed: Sequence[Placed]) -> PageMap:
    """Where anchors lie and where pages begin, over the whole book; the first place of an anchor counts."""
    labels: dict[str, str] = {}
    physical: dict[str, int] = {}
    breaks: list[Break] = []
    sheet = 1
    for one in placed:
        for anchor, (offset, *_) in one.anchors.items():
            if anchor not in physical:
                physical[anchor] = sheet + offset
                labels[anchor] = folio(one.first + offset, one.numbering)
        for offset, place in enumerate(one.fragment.facts.breaks if one.fragment else ()):
            breaks.append(Break(folio(one.first + offset, one.numbering), place))
        sheet += one.count
    return PageMap(labels, physical, sheet - 1, tuple(breaks))
