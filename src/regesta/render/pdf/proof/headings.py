"""No heading stands in the last two lines of a page while its text goes on."""

import re
from collections.abc import Iterator, Sequence

from regesta.render.pdf.proof.sheet import Fault, Line, Sheet, turns

RULE = "LAY503"
SAYS = "a heading stands at the foot of the page, parted from its text"
REMEDY = "add or take a line before it; a style of your own may allow the break"
HEADING = re.compile("h[1-6]")
FOLLOW = 2  # lines under a heading at the least


def find(pages: Sequence[Sheet]) -> Iterator[Fault]:
    """Headings that are parted from their text."""
    for number, before, _ in turns(pages):
        for line in before[-FOLLOW:]:
            if _heads(line):
                yield Fault.at(RULE, number, line)
                break


def _heads(line: Line) -> bool:
    return bool(line.path and HEADING.fullmatch(line.path[-1].tag))
