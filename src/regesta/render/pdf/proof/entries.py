"""A heading of the index stands in the column of its first sub-entry."""

from collections.abc import Iterator, Sequence

from regesta.render.pdf.proof.sheet import Fault, Line, Sheet, turns

RULE = "LAY507"
SAYS = "a heading of the index stands in another column than its first sub-entry"
REMEDY = "a style of your own may allow the break"


def find(pages: Sequence[Sheet]) -> Iterator[Fault]:
    """Headings at the foot of a column whose sub-entries begin in the next."""
    for number, before, after in turns(pages):
        if _holds(before[-1], after[0]):
            yield Fault.at(RULE, number, before[-1])


def _holds(head: Line, line: Line) -> bool:
    """Whether the second line belongs to an entry below that of the first."""
    entries = [one.number for one in line.path if one.tag == "li"]
    own = head.within("li")
    return head.within("index") is not None and own is not None and own.number in entries[:-1]
