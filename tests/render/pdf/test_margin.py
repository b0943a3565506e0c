"""Side notes stand in the outer margin, apart from each other and from the numbers at the thumb."""

from itertools import pairwise
from typing import Any

import pytest

from regesta.pipeline import silently
from regesta.render.pdf.fragment import Order
from regesta.render.pdf.layout import Press, rendered
from regesta.render.pdf.sheets import materials
from regesta.workspace import read, read_faces
from tests.conftest import MINI

LONG = "A side note that is long enough to need some six or seven lines of its narrow column beside the text."
Box = tuple[float, float, float, float]  # left, top, right, bottom


@pytest.fixture(scope="module")
def machine() -> Press:
    return Press(materials(read(MINI).value, read_faces(silently)))


def laid(body: str, machine: Press, verso: bool = False) -> list[Any]:
    head = '<html lang="en"><head><title>x</title></head>'
    html = f'{head}<body><main><div class="prose">{body}</div></main></body></html>'
    return [page._page_box for page in rendered(Order("x", html, "print", verso), machine).pages]


def notes(page: Any) -> list[Box]:
    """The boxes of the side notes of a page; a part of one that was torn off would be a box of its own."""
    boxes = [one for one in page.descendants(placeholders=True) if _is_note(one)]
    return [(b.position_x, b.position_y, b.position_x + b.width, b.position_y + b.height) for b in boxes]


def _is_note(box: Any) -> bool:
    element = getattr(box, "element", None)
    named = element is not None and element.get("class") == "side"
    return named and type(box).__name__ == "BlockBox" and box.style["position"] == "absolute"


def paragraph(*sides: str, lines: int = 1) -> str:
    marked = "".join(f'Words.<span class="side">{one}</span> ' for one in sides)
    return f"<p>{marked}{'Some more words to fill the line. ' * 2 * lines}</p>"


@pytest.mark.parametrize(("verso", "outer"), [(False, "right"), (True, "left")])
def test_the_outer_margin(machine: Press, verso: bool, outer: str) -> None:
    (page,) = laid(paragraph(LONG), machine, verso)
    ((left, _, right, _),) = notes(page)
    begin, end = page.content_box_x(), page.content_box_x() + page.width
    assert left > end + 10 if outer == "right" else right < begin - 10
    assert left > 10
    assert right < page.margin_width() - 10


def test_no_two_meet(machine: Press) -> None:
    (page,) = laid(paragraph(LONG, LONG, LONG) + paragraph(LONG), machine)
    found = notes(page)
    assert len(found) == 4
    assert all(lower[1] - upper[3] >= 6.9 for upper, lower in pairwise(found))


def test_none_runs_over_the_foot_and_none_is_parted(machine: Press) -> None:
    pages = laid(paragraph(lines=30) + paragraph(LONG, lines=6) + paragraph(LONG, lines=4), machine)
    found = [(page, box) for page in pages for box in notes(page)]
    assert len(found) == 2
    for page, (_, top, _, bottom) in found:
        assert page.content_box_y() - 0.1 <= top
        assert bottom <= page.content_box_y() + page.height + 0.1


def test_below_the_number_at_the_thumb(machine: Press) -> None:
    source = '<article class="source" data-no="23" data-recto="x"><p>Words of a source.</p></article>'
    (page,) = laid(paragraph(LONG) + source, machine)
    ((_, top, _, _),) = notes(page)
    (thumb,) = [one for one in page.children if getattr(one, "at_keyword", "") == "@right-top"]
    numbers = [one for one in thumb.descendants(placeholders=True) if type(one).__name__ == "TextBox"]
    assert top >= max(one.position_y + one.height for one in numbers)


def test_the_text_gives_no_way(machine: Press) -> None:
    (plain,) = laid(paragraph("", lines=8), machine)
    (noted,) = laid(paragraph(LONG, lines=8), machine)
    assert lines(plain) == lines(noted)


def lines(page: Any) -> list[tuple[str, float, float]]:
    told = (one for one in page.descendants() if type(one).__name__ == "TextBox")
    return [(one.text, one.position_x, one.position_y) for one in told]
