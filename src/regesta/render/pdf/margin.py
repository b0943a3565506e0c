"""Side notes on a laid-out page: into the wider margin, which is the outer one, each below the last, none
over the edge of the block. Where both margins are alike, into the right one.

CSS knows neither on which side of the sheet a line falls nor that two boxes out of the flow meet, so the
boxes are moved when a page is made, before its links and anchors are read. Called by a hook.
"""

from collections.abc import Iterator
from typing import Any

CLASS, GAP = "side", 7.0
THUMB = ("@left-top", "@right-top")  # where the numbers of sources stand


def arrange(page: Any) -> None:
    """Move the side notes of one page box; other boxes stay where they are."""
    notes = list(_notes(page))
    if not notes:
        return
    left = page.content_box_x()
    top, foot = page.content_box_y(), page.content_box_y() + page.height
    free = max([top, *(_end(box) for box in page.children if getattr(box, "at_keyword", "") in THUMB)])
    for number, note in enumerate(notes):
        room = foot - sum(one.border_height() + GAP for one in notes[number + 1 :]) - note.border_height()
        wanted = max(free, min(note.position_y, room))
        gap = note.position_x - (left + page.width)
        across = left - gap - note.margin_width() - note.position_x if _is_wide_at_the_left(page) else 0.0
        note.translate(across, wanted - note.position_y)
        free = wanted + note.border_height() + GAP


def _is_wide_at_the_left(page: Any) -> bool:
    return bool(page.margin_left > page.margin_right)


def _end(box: Any) -> float:
    """Where the words of a margin box end; nowhere if it has none."""
    lines = [
        one
        for one in box.descendants(placeholders=True)
        if type(one).__name__ == "TextBox" and one.text.strip()
    ]
    return max((one.position_y + one.height for one in lines), default=0.0) + (GAP if lines else 0.0)


def _notes(page: Any) -> Iterator[Any]:
    """The outermost box of each side note that a style puts out of the flow, in the order of the text."""
    met: set[int] = set()
    for box in page.descendants(placeholders=True):
        element = getattr(box, "element", None)
        named = element is not None and CLASS in (element.get("class") or "").split()
        if named and id(element) not in met and box.is_absolutely_positioned():
            met.add(id(element))
            yield box
