"""The edition for screens: the pages of the book without the paper, read back by others than its makers."""

import io
import re
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Name

from regesta.model import Artifact
from regesta.pipeline import Wanted
from tests.conftest import MINI, WORKED, made
from tests.render.pdf.reading import broken_rules, heard, true_numbers

MM = 72 / 25.4
BLOCK = (30, 24.26, 151, 207)  # left, low, right, high, in mm
LINK = b"0.121569 0.305882 0.54902 rg"


@pytest.fixture(scope="module")
def screen() -> bytes:
    return made(WORKED, Wanted(("screen",)))["worked-screen.pdf"].content


def labelled(pdf: bytes, left: float, low: float) -> dict[str, str]:
    """What stands in the block of each page, by the label of the page; margins in mm."""
    labels = pypdf.PdfReader(io.BytesIO(pdf)).page_labels
    box = (left * MM - 1, low * MM - 1, (left + 121) * MM + 1, (low + 183) * MM + 1)
    return {
        label: page.get_textpage().get_text_bounded(*box)
        for label, page in zip(labels, pdfium.PdfDocument(pdf), strict=True)
    }


def test_each_page_has_the_label_and_the_words_of_the_book(
    screen: bytes, worked_build: dict[str, Artifact]
) -> None:
    book = worked_build["worked.pdf"].content
    rectos, versos = labelled(book, 19, 34.26), labelled(book, 30, 34.26)
    printed = {label: (rectos if at % 2 == 0 else versos)[label] for at, label in enumerate(rectos)}
    shown = labelled(screen, 30, 24.26)
    assert list(shown) == [label for label in printed if label in shown]
    assert {label: text for label, text in shown.items() if text != printed[label]} == {}
    assert {text.strip() for label, text in printed.items() if label not in shown} == {""}
    assert len(printed) > len(shown)


def test_no_page_is_blank(screen: bytes) -> None:
    assert all(page.get_textpage().get_text_range().strip() for page in pdfium.PdfDocument(screen))


def test_margins_are_alike_and_side_notes_stand_at_the_right(screen: bytes) -> None:
    """Nothing but the bar of a retelling, four millimetres wide, stands left of the block."""
    for page in pdfium.PdfDocument(screen):
        assert page.get_size() == pytest.approx((181 * MM, 223 * MM), abs=0.1)
        left = page.get_textpage().get_text_bounded(0, 0, BLOCK[0] * MM - 1, 223 * MM)
        assert not re.search(r"[^\W\d]{2}", left)
    texts = [page.get_textpage() for page in pdfium.PdfDocument(screen)]
    right = [text.get_text_bounded(BLOCK[2] * MM + 1, 0, 181 * MM, 223 * MM) for text in texts]
    assert sum("asked" in one or "clocks" in one for one in right) == 2  # on a verso and on a recto


def test_links_lead_to_the_page_they_name_and_can_be_seen(screen: bytes) -> None:
    assert true_numbers(screen) > 20
    with pikepdf.open(io.BytesIO(screen)) as pdf:
        seen = [_content(page) for page in pdf.pages if LINK in _content(page)]
        assert len(seen) > 8
        assert any("/Annots" in page.obj for page in pdf.pages)


def _content(page: pikepdf.Page) -> bytes:
    content = page.obj.Contents
    parts = content if isinstance(content, pikepdf.Array) else [content]
    return b"\n".join(part.read_bytes() for part in parts)


def test_it_opens_beside_its_outline_a_whole_page_at_a_time(screen: bytes) -> None:
    with pikepdf.open(io.BytesIO(screen)) as pdf:
        assert (pdf.Root.PageMode, pdf.Root.PageLayout) == (Name.UseOutlines, Name.SinglePage)
        assert pdf.Root.OpenAction[1] == Name.Fit


def test_it_is_for_all_readers(screen: bytes, tmp_path: Path) -> None:
    assert broken_rules(screen, tmp_path) == []
    assert heard(screen, tmp_path) == []


def test_a_teachers_edition_and_a_plain_one_have_it_too() -> None:
    assert set(made(MINI, Wanted(("screen",), "teacher"))) == {"mini-teacher-screen.pdf"}
