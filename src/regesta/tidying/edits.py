"""Edits of a file's own characters, and which of them change nothing that is read."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from regesta.source import Source

NEWLINE = re.compile("\r\n|\r|\n")
MARK = "\ufeff"  # which begins some files and belongs to no line


class Edit(NamedTuple):
    """Other words for a stretch of a source's text."""

    start: int
    end: int
    words: str


def edited(raw: str, edits: Sequence[Edit]) -> str:
    """A file after its edits, everything else as it was; a new line ends as the first one does."""
    if not edits:
        return raw
    source = Source.of("", raw)
    first = NEWLINE.search(raw)
    newline = first[0] if first else "\n"
    starts = [len(MARK) if raw.startswith(MARK) else 0, *(one.end() for one in NEWLINE.finditer(raw))]

    def at(offset: int) -> int:
        place = source.place(offset)
        return starts[place.line - 1] + place.column - 1

    made: list[str] = []
    done = 0
    for one in edits:
        made += raw[done : at(one.start)], one.words.replace("\n", newline)
        done = at(one.end)
    return "".join((*made, raw[done:]))


def fitting(raw: str, edits: Iterable[Edit], read: Callable[[str], object]) -> tuple[Edit, ...]:
    """Those of the edits after which the file is read as it was before, in order of place."""
    apart = _apart(edits)
    if not apart:
        return ()
    meant = read(raw)
    return _kept(apart, (), lambda some: read(edited(raw, sorted(some))) == meant)


def _apart(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that touch no other before them."""
    ordered = sorted(edits)
    reach = [0, *accumulate((one.end for one in ordered), max)]
    return tuple(one for one, before in zip(ordered, reach, strict=False) if one.start >= before)


def _kept(
    asked: tuple[Edit, ...], held: tuple[Edit, ...], same: Callable[[tuple[Edit, ...]], bool]
) -> tuple[Edit, ...]:
    """`held`, and of those asked for as many as change nothing; halved until the others are found."""
    if same((*held, *asked)):
        return (*held, *asked)
    if len(asked) == 1:
        return held
    half = len(asked) // 2
    return _kept(asked[half:], _kept(asked[:half], held, same), same) if asked else held
