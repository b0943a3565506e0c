"""Reprints turn to the pages of the book: every mark before its word, every pointer to the book's number."""

import io
import re
from typing import Any

import pypdf
import pypdfium2
import pytest

from regesta.pipeline import Wanted
from regesta.render.pdf.sheets import REPRINTS
from tests.conftest import WORKED, made
from tests.render.pdf.reading import broken_rules, links

SIZES = {
    "large-print": (595, 842),
    "a4": (595, 842),
    "a5": (420, 595),
    "letter": (612, 792),
    "6x9": (432, 648),
}


@pytest.fixture(scope="session")
def reprints() -> dict[str, bytes]:
    """The worked example in every other form."""
    return {name: one.content for name, one in made(WORKED, Wanted(REPRINTS)).items()}


def labels(pdf: bytes) -> list[str]:
    return pypdf.PdfReader(io.BytesIO(pdf)).page_labels


@pytest.mark.parametrize("form", REPRINTS)
def test_each_has_its_size_and_the_labels_of_the_book(
    form: str, reprints: dict[str, bytes], worked_build: dict[str, Any]
) -> None:
    pdf, book = reprints[f"worked-{form}.pdf"], labels(worked_build["worked.pdf"].content)
    assert {tuple(round(one) for one in page.get_size()) for page in pypdfium2.PdfDocument(pdf)} == {
        SIZES[form]
    }
    own = [one for one in labels(pdf) if one]
    assert set(own) <= set(book)
    assert own == sorted(own, key=book.index)
    assert book[-1] == own[-1]


@pytest.mark.parametrize("form", ["large-print", "a5"])
def test_a_pointer_names_the_page_of_the_book_on_which_its_end_lies(
    form: str, reprints: dict[str, bytes], worked_build: dict[str, Any]
) -> None:
    """A link leads to a page on which that page of the book begins or goes on."""
    pdf, book = reprints[f"worked-{form}.pdf"], labels(worked_build["worked.pdf"].content)
    own, reader, checked = labels(pdf), pypdf.PdfReader(io.BytesIO(pdf)), 0
    leads = {name: reader.get_destination_page_number(at) for name, at in reader.named_destinations.items()}
    for words, link in links(reader, pdf):
        at = leads[link]
        note = link.endswith("-text") or f"{link}-text" in leads
        if words in book and own[at] and not note:
            until = own[at + 1] if at + 1 < len(own) and own[at + 1] else book[-1]
            assert book.index(own[at]) <= book.index(words) <= book.index(until), (words, link)
            checked += 1
    assert checked > 10


def test_every_page_of_the_book_has_its_number_in_the_margin(reprints: dict[str, bytes]) -> None:
    """Read by a library that did not make it: outside the block, level with some line."""
    met = set()
    for page in pypdfium2.PdfDocument(reprints["worked-a4.pdf"]):
        text = page.get_textpage()
        for at in range(text.count_rects()):
            left, low, right, high = text.get_rect(at)
            said = text.get_text_bounded(left - 1, low - 1, right + 1, high + 1).strip()
            outside = right < 62 * 72 / 25.4 or left > (27 + 121) * 72 / 25.4
            if outside and re.fullmatch(r"\d+", said):
                met.add(said)
    assert {"2", "3", "4", "5"} <= met


@pytest.mark.parametrize("form", REPRINTS)
def test_they_are_for_all_readers(form: str, reprints: dict[str, bytes], tmp_path: Any) -> None:
    assert broken_rules(reprints[f"worked-{form}.pdf"], tmp_path) == []
