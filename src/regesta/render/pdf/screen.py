"""The book to be read on a screen, page for page: the same lines on the same pages, without the paper.

A tablet has no inner edge and a projector shows one page, so margins are alike, the blank backs of leaves
are left out, and a link can be seen. Its stylesheet may change all that stands around the block of text and
nothing in it: whoever is told "page 34" sees what is printed there.
"""

from collections.abc import Iterator
from dataclasses import replace

from regesta.diagnostics import Checked, Diagnostic
from regesta.model import PageMap
from regesta.render.pdf.assemble import Imprint, assemble
from regesta.render.pdf.book import Printed, Sections, complaints, roomed
from regesta.render.pdf.crew import Crew
from regesta.render.pdf.sides import page_map, settled

STYLES = "screen"


def screened(sections: Sections, book: PageMap, imprint: Imprint, crew: Crew) -> Checked[Printed]:
    """The sections of a book whose pages are known, for a screen."""
    pages = tuple(roomed(sections.typeset(one), book) for one in sections.planned(book))
    placed = settled(pages, crew, {}, styles=STYLES)
    shown = tuple(one for one in placed if one.fragment)
    made = assemble(shown, book, replace(imprint, shown=True), crew.materials.faces)
    count = sum(one.count for one in shown)
    found = (*_elsewhere(page_map(placed), book), *complaints(shown))
    return Checked(Printed(made, replace(book, count=count)), found)


def _elsewhere(here: PageMap, book: PageMap) -> Iterator[Diagnostic]:
    """What is said where the stylesheet moved a line to another page."""
    pairs = zip((*here.breaks, None), (*book.breaks, None), strict=False)
    moved = next((one or other for one, other in pairs if one != other), None)
    if moved:
        message = f"page {moved.label} of the edition for screens begins with other words than in the book"
        yield Diagnostic("LAY004", message, None, "let css/screen.css leave the block of text as it is")
