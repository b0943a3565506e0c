"""Where the pages of a fragment begin in its running text, to the word.

A run of words on a page is known by its element, which holds the same letters as the page however its
lines are broken. So the letters that earlier pages have of an element tell where in it a page begins.
"""

from typing import Any

from regesta.render.pdf import hooks
from regesta.running import Place, Running, letters


def breaks(document: Any) -> tuple[Place, ...]:
    """For each page the first word that begins on it; on a later one, where a page has none of its own."""
    text = Running(hooks.root(document.pages[0]))
    read: dict[Any, int] = {}
    begins = [_first(hooks.shown(page), text, read) for page in document.pages]
    found: list[Place] = []
    after = text.size
    for before in reversed(begins):
        after = after if before is None else before
        found.append(text.place(after))
    return tuple(reversed(found))


def _first(shown: list[tuple[Any, str]], text: Running, read: dict[Any, int]) -> int | None:
    """How many letters stand before the first of a page; `read` are those of each element so far."""
    first: int | None = None
    for element, words in shown:
        have = read.get(element, 0)
        if element in text.whole:
            before, size = text.whole[element] + min(have, 1), 1
        elif element in text.pieces and (size := letters(words)):
            before = text.before(element, have)
        else:
            continue
        first = before if first is None else first
        read[element] = have + size
    return first
