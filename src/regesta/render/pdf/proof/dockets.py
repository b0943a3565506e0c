"""A docket has at least three lines of its source under it on the same page."""

from collections.abc import Iterator, Sequence

from regesta.render.pdf.proof.sheet import Fault, Sheet, turns

RULE = "LAY505"
SAYS = "a docket stands at the foot of the page, parted from its source"
REMEDY = "add or take a few lines before it"
FOLLOW = 3


def find(pages: Sequence[Sheet]) -> Iterator[Fault]:
    """Dockets that are parted from their source."""
    for number, before, _ in turns(pages):
        for line in before[-FOLLOW:]:
            if line.within("docket"):
                yield Fault.at(RULE, number, line)
                break
