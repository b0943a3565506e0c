"""What a page is drawn with, as the engine hands it over: operators in a list, lengths in px."""

import re
from collections.abc import Iterator
from typing import Any

import pydyf

PT = 0.75  # of one px
PRINTED = 4  # the flag of an annotation that is printed
TOKEN = re.compile(rb"<([0-9a-f]+)>|(-?[0-9.]+)")


def written(item: Any) -> bytes:
    """An operator as pydyf writes it; its own function for that is private."""
    if isinstance(item, bytes):
        return item
    return bytes(item.data) if isinstance(item, pydyf.Object) else str(item).encode("ascii")


def shown(operator: bytes) -> Iterator[tuple[int, bytes]]:
    """The glyphs of a TJ, each with its token, and its shifts (1/1000 em) as -1."""
    for token in TOKEN.finditer(operator[:-4]):
        if token[2]:
            yield -1, token[2]
        else:
            yield from (
                (int(token[1][at : at + 4], 16), token[1][at : at + 4]) for at in range(0, len(token[1]), 4)
            )
