"""Rules for tables in YAML: lines end where their words do, and blank lines stand alone.

Order and spacing of keys say something to whoever wrote them, and stay.
"""

from collections.abc import Iterator

from regesta.source import Source
from regesta.tidying.edits import Edit
from regesta.tidying.lines import Line, blanks, lines, trailing


def table(source: Source) -> Iterator[Edit]:
    """What a table would have otherwise."""
    found = [line._replace(kind="yaml") for line in lines(source.text)]
    yield from trailing(source.text, found)
    yield from blanks(source.text, found, _between)


def _between(_above: Line, _below: Line, number: int) -> int:
    return min(number, 1)
