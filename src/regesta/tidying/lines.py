"""Lines of a file, what each of them is, and the rules on their ends and on the blank ones between them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from regesta.tidying.edits import Edit


class Line(NamedTuple):
    """A line by its place, and what it is: text, head, open, close, code, front or yaml."""

    start: int
    end: int
    kind: str = "text"


def lines(text: str) -> Iterator[Line]:
    """All lines of a text; one that is empty or of spaces too."""
    start = 0
    for words in text.split("\n"):
        yield Line(start, start + len(words))
        start += len(words) + 1


def trailing(text: str, found: Sequence[Line]) -> Iterator[Edit]:
    """Spaces at the ends of lines; two that break one become the backslash that can be seen."""
    for n, line in enumerate(found):
        words = text[line.start : line.end]
        bare = words.rstrip(" ")
        if bare and bare != words and line.kind in ("text", "front", "yaml"):
            breaks = line.kind == "text" and len(words) - len(bare) > 1 and _goes_on(text, found[n + 1 :])
            yield Edit(line.start + len(bare), line.end, "\\" if breaks else "")


def _goes_on(text: str, below: Sequence[Line]) -> bool:
    return bool(below) and below[0].kind == "text" and bool(text[below[0].start : below[0].end].strip())


def blanks(text: str, found: Sequence[Line], between: Callable[[Line, Line, int], int]) -> Iterator[Edit]:
    """As many blank lines as belong between two others, none before the first, one end after the last."""
    shown = [line for line in found if line.kind in ("code", "front") or text[line.start : line.end].strip()]
    if not shown:
        return
    if shown[0].start:
        yield Edit(0, shown[0].start, "")
    for above, below in pairwise(shown):
        number = text.count("\n", above.end, below.start) - 1
        wanted = "\n" * (between(above, below, number) + 1)
        if text[above.end : below.start] != wanted:
            yield Edit(above.end, below.start, wanted)
    if text[shown[-1].end :] != "\n" and shown[-1].kind != "code":
        yield Edit(shown[-1].end, len(text), "\n")
