"""No page but the last of a section is less than a third full."""

from collections.abc import Iterator, Sequence

from regesta.render.pdf.proof.sheet import Fault, Sheet

RULE = "LAY508"
SAYS = "the page is less than a third full"
REMEDY = "look at what follows and could not break: a table, a figure, a block kept whole"
LEAST = 1 / 3  # of the height of the type area


def find(pages: Sequence[Sheet]) -> Iterator[Fault]:
    """Pages with little on them."""
    for number, page in enumerate(pages[:-1]):
        if page.lines:
            foot = max(line.bottom for line in page.lines)
            if foot < page.top + LEAST * (page.bottom - page.top):
                yield Fault.at(RULE, number, page.lines[-1])
