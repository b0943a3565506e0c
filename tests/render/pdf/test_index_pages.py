"""An index in columns: an entry that goes on says of what, and no head stands alone below."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from weasyprint.formatting_structure import boxes

from regesta.apparatus.index import Entry, Group, Index
from regesta.model import Locator, Section
from regesta.pages import Setting, environment, typeset
from regesta.pipeline import silently
from regesta.render.pdf.fragment import Order
from regesta.render.pdf.layout import Press, laid_out, rendered
from regesta.render.pdf.sheets import materials
from regesta.workspace import read, read_faces, theme
from tests.conftest import MINI
from tests.reading import WORDS, book

ENTRIES = 24


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(materials(read(MINI).value, read_faces(silently)))


def entry(n: int) -> Entry:
    """A heading with up to twelve sub-entries, the third of which has seven of its own."""
    below = tuple(_sub(f"office {n}", k) for k in range(1 + (5 * n) % 12))
    return Entry(f"office {n}", (Locator("12", f"at-{n}"),), children=below, also=("ministers",) * (n % 2))


def _sub(above: str, k: int) -> Entry:
    inner = tuple(Entry(f"desk {j}", (Locator(f"{j}", "at"),)) for j in range(7)) if k == 2 else ()
    return Entry(f"room {k} of {above}", (Locator(f"{k + 1}", "at"),), children=inner)


def order(dense: bool = False) -> Order:
    content = Index((Group("O", tuple(map(entry, range(ENTRIES)))),), key=("In order.",))
    setting = Setting(environment(theme(), "print", WORDS), book().settings, WORDS, "student")
    page = typeset(Section("index", "index", "Index", content), setting)
    return Order("index", page.xhtml, "print", dense=dense)


class Column:
    """The lines of a column, each with its words and the item that it belongs to."""

    def __init__(self, box: Any) -> None:
        self.lines = [(_words(line), line.element) for line in _lines(box)]


def columns(press: Press) -> list[Column]:
    found = []
    for page in rendered(order(), press).pages:
        found += [Column(one) for one in _descend(page._page_box) if getattr(one, "is_column", False)]
    return found


def _descend(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _descend(child)


def _lines(box: Any) -> Iterator[Any]:
    yield from (one for one in _descend(box) if isinstance(one, boxes.LineBox))


def _words(box: Any) -> str:
    return "".join(one.text for one in _descend(box) if isinstance(one, boxes.TextBox))


def depth(element: Any) -> int:
    """How far in an item stands: an entry 1, a sub-entry 2."""
    return element.get("class") != "continued" and _depths(element)


def _depths(element: Any) -> int:
    words = "".join(element.itertext()).strip()
    return 3 if words.startswith("desk") else 2 if words.startswith("room") else 1


def test_a_column_begins_with_an_entry_or_says_what_goes_on(press: Press) -> None:
    met = [column.lines[0] for column in columns(press)]
    assert len(met) > 3
    again = [words for words, element in met if element.get("class") == "continued"]
    assert all(words.endswith("(continued)") for words in again)
    assert any(words.count(":") == 0 for words in again)
    assert all(words.startswith(("office", "see also")) for words, _ in met)


def test_no_head_stands_alone_below_and_no_last_line_above(press: Press) -> None:
    for column in columns(press):
        words, element = column.lines[-1]
        assert element.get("class") != "continued"
        assert element.find("ul") is None or not words.startswith("office")


def test_each_sub_entry_is_there_once(press: Press) -> None:
    lines = [words for column in columns(press) for words, element in column.lines]
    rooms = [words for words in lines if words.startswith("room")]
    assert len(rooms) == len(set(rooms)) == sum(1 + (5 * n) % 12 for n in range(ENTRIES))


@pytest.mark.parametrize("dense", [False, True])
def test_what_is_said_again_is_outside_the_text(press: Press, dense: bool) -> None:
    """Like the head of a page: an artifact, which no screen reader reads, and nothing in the tree."""
    again = [column for column in columns(press) if column.lines[0][1].get("class") == "continued"]
    made = laid_out(order(dense), press)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        heads = [_artifacts(page) for page in pdf.pages]
    assert sum(heads) - len(heads[1:]) == len(again) > 0  # each page but the first has a head of its own


def _artifacts(page: Any) -> int:
    return sum(str(one.operator) == "BDC" and one.operands[0] == "/Artifact" for one in page_operators(page))


def page_operators(page: Any) -> list[Any]:
    return list(pikepdf.parse_content_stream(page))
