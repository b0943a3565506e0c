"""Typeset sections → page map and PDF: where each section begins, and when the numbers stand still.

Sections that print page numbers are typeset again once the map is known; what did not change is not
laid out again. The loop ends when a round changes nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from regesta.diagnostics import Checked, Diagnostic
from regesta.model import Numbering, Page, PageMap
from regesta.render.pdf.assemble import Imprint, Placed, assemble
from regesta.render.pdf.layout import Press, lay_out, refusals

ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Sections:
    """How to typeset the book with the page numbers known so far, and a page that bears nothing."""

    typeset: Callable[[PageMap], tuple[Page, ...]]
    blank: Page


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF and what it says about pages."""

    pdf: bytes
    pages: PageMap


def print_book(
    sections: Sections, imprint: Imprint, press: Press, tell: Callable[[str], None]
) -> Checked[Printed]:
    """Lay out, map, and lay out again what prints page numbers, until the map stands still."""
    pages, settled = PageMap(), False
    placed: tuple[Placed, ...] = ()
    for _ in range(ROUNDS):
        placed = tuple(_placed(sections, pages, press, tell))
        known, pages = pages, page_map(placed)
        if settled := pages == known:
            break
    found = list(refusals(press))
    if not settled:
        found.append(Diagnostic("LAY002", f"page numbers did not settle in {ROUNDS} rounds", None))
    pdf = assemble(placed, imprint, press)
    return Checked(Printed(pdf, pages), tuple(dict.fromkeys((*found, *press.found))))


def print_sheet(page: Page, imprint: Imprint, press: Press) -> Checked[Printed]:
    """One page description that stands alone, such as a handout."""
    before = len(press.found)
    placed = (Placed(lay_out(page, 1, press), 1, page.numbering),)
    pdf = assemble(placed, imprint, press)
    return Checked(Printed(pdf, page_map(placed)), (*refusals(press), *press.found[before:]))


def _placed(
    sections: Sections, known: PageMap, press: Press, tell: Callable[[str], None]
) -> Iterator[Placed]:
    """Each section at its page; a blank page before one that must open on the other side."""
    number: dict[Numbering, int] = {"roman": 1, "arabic": 1}
    pages = sections.typeset(known)
    sheet, previous = 1, pages[0].numbering
    for page in pages:
        if _opens_elsewhere(page, previous, sheet):
            blank = replace(sections.blank, numbering=previous)
            yield Placed(lay_out(blank, number[previous], press), number[previous], previous)
            sheet, number[previous] = sheet + 1, number[previous] + 1
        tell(f"laying out {page.title}")
        fragment = lay_out(page, number[page.numbering], press)
        yield Placed(fragment, number[page.numbering], page.numbering)
        sheet += fragment.count
        number[page.numbering] += fragment.count
        previous = page.numbering


def _opens_elsewhere(page: Page, previous: Numbering, sheet: int) -> bool:
    """Whether the next side of a sheet is the wrong one; the first arabic page is a recto."""
    if page.numbering == previous and page.opens == "page":
        return False
    return sheet % 2 != (0 if page.opens == "verso" else 1)


def page_map(placed: tuple[Placed, ...]) -> PageMap:
    """Anchor → printed label and physical page, over the whole book; the first place of an anchor counts."""
    labels: dict[str, str] = {}
    physical: dict[str, int] = {}
    sheet = 1
    for one in placed:
        for anchor, offset in one.fragment.anchors.items():
            if anchor not in physical:
                physical[anchor] = sheet + offset
                labels[anchor] = label(one.first + offset, one.numbering)
        sheet += one.fragment.count
    return PageMap(labels, physical, sheet - 1)


def label(number: int, numbering: Numbering) -> str:
    """A page number as printed: 12 or xii."""
    return roman(number) if numbering == "roman" else str(number)


def roman(number: int) -> str:
    """Lower-case roman numerals."""
    signs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    made = ""
    for value, sign in (*signs, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, number = divmod(number, value)
        made += sign * count
    return made
