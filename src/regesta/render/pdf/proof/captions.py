"""A caption stands on the page of its figure."""

from collections.abc import Iterator, Sequence

from regesta.render.pdf.proof.sheet import Fault, Sheet

RULE = "LAY506"
SAYS = "a caption stands on another page than its figure"
REMEDY = "make the figure smaller, or let it begin a page"


def find(pages: Sequence[Sheet]) -> Iterator[Fault]:
    """Captions whose figure began on an earlier page."""
    seen = dict[int, int]()
    for number, page in enumerate(pages):
        for line in page.lines:
            if figure := line.within("figure"):
                began = seen.setdefault(figure.number, number)
                if began != number and line.within("figcaption"):
                    yield Fault.at(RULE, number, line)
                    seen[figure.number] = number
