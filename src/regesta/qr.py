"""An address as a QR code: a path of squares, for a drawing; the only home of segno.

Level M bears the loss of about one square in seven, which a copy of a copy needs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import segno

DOTS = 6  # across a square of a picture
QUIET = 4  # squares of white around it, without which no telephone finds it


@dataclass(frozen=True, slots=True)
class Code:
    """A code: squares along its edge with the white around it, and its black as a path."""

    edge: int
    path: str


@cache
def code(address: str) -> Code | None:
    """The code of an address of the web; none for anything else, and for one that no code could hold."""
    if not address.startswith(("http://", "https://")):
        return None
    try:
        rows = segno.make(address, error="m", micro=False).matrix
    except segno.DataOverflowError:
        return None
    return Code(len(rows) + 2 * QUIET, "".join(_runs(tuple(map(bytes, rows)))))


def picture(address: str) -> str:
    """The code of an address as a picture of dots that is its own address, for what draws no paths."""
    if code(address) is None:
        return ""
    made: str = segno.make(address, error="m", micro=False).png_data_uri(scale=DOTS, border=QUIET)
    return made


def _runs(rows: tuple[bytes, ...]) -> Iterator[str]:
    """Black squares that stand side by side are one piece: between pieces a copier draws hairlines."""
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = len(row[x:]) - len(row[x:].lstrip(b"\1"))
            if run:
                yield f"M{x + QUIET} {y + QUIET}h{run}v1h-{run}z"
            x += run or 1
