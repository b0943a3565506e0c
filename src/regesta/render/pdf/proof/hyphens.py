"""No more than two lines in a row end in a hyphen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from regesta.render.pdf.proof.sheet import Fault, Line, Sheet

RULE = "LAY509"
SAYS = "{about} lines in a row end in a hyphen"
REMEDY = "join a word that should stay whole, or change a few words"
MOST = 2
HYPHENS = ("\u2010", "-")


def find(pages: Sequence[Sheet]) -> Iterator[Fault]:
    """Ladders of hyphens, also where a page turn is in them."""
    lines = [(number, line) for number, page in enumerate(pages) for line in page.lines]
    for (block, broken), run in groupby(lines, key=lambda one: (one[1].block, _is_broken(one[1]))):
        rungs = list(run)
        if broken and block and len(rungs) > MOST:
            number, last = rungs[MOST]
            words = "".join(line.words.rstrip("".join(HYPHENS)) for _, line in rungs)
            yield Fault.at(RULE, number, replace(last, words=words), str(len(rungs)))


def _is_broken(line: Line) -> bool:
    return line.words.endswith(HYPHENS)
