"""Drawings of counts: whether their tables can be drawn."""

from collections.abc import Iterator

from regesta.apparatus.ranges import read
from regesta.diagnostics import Diagnostic
from regesta.model import Book
from regesta.tree import find

HINT = "write who says so, of what, then 90, 100–120, or one number behind ~ (about), ≥, >, ≤ or <"

SAID = {
    "table": "there is no table of counts to draw",
    "row": "this row does not say who counts, of what, and how many",
    "number": '"{}" is no number that can be drawn',
}


def check(book: Book) -> Iterator[Diagnostic]:
    """RNG001."""
    for one in book.texts:
        for block in find(one.body, "data-block", "ranges"):
            for misfit in read(block)[1]:
                yield Diagnostic("RNG001", SAID[misfit.kind].format(misfit.said), misfit.span, HINT)
