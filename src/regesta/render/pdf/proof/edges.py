"""Nothing in the flow of the text stands outside the type area by more than a millimetre."""

from collections.abc import Iterator, Sequence

from regesta.render.pdf.proof.sheet import MM, Fault, Line, Sheet

RULE = "LAY502"
SAYS = "something stands {about} outside the type area"
REMEDY = "make the picture smaller, or look at the style of the block"


def find(pages: Sequence[Sheet]) -> Iterator[Fault]:
    """Lines and pictures that leave the area; what is only too long a line is another rule's."""
    for number, page in enumerate(pages):
        for line in (*page.lines, *page.notes):
            if (far := _far(line, page)) > MM:
                yield Fault.at(RULE, number, line, f"{far / MM:.1f} mm")


def _far(line: Line, page: Sheet) -> float:
    right = line.room if line.words else line.right
    return max(page.left - line.x, page.top - line.y, line.bottom - page.bottom, right - page.right)
