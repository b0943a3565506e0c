"""Pages on larger sheets: a booklet reads on when it is folded, a contact sheet shows each page once."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.pipeline import Wanted
from regesta.render.pdf.impose import A4, SIGNATURE, Marked, booklet, contact, signatures
from regesta.render.pdf.metadata import Imprint
from tests.conftest import MINI, made

IMPRINT = Imprint("A book", ("Ada",), "Of two pages", "en", "2026-11-24", "Regesta")


def folded(sides: list[tuple[int | None, int | None]]) -> list[int | None]:
    """The pages of one signature as they are read when its sheets lie in one another."""
    fronts, backs = sides[::2], sides[1::2]
    first = [page for (_, right), (left, _) in zip(fronts, backs, strict=True) for page in (right, left)]
    last = [page for (left, _), (_, right) in zip(fronts, backs, strict=True) for page in (left, right)]
    return [*first, *reversed(last)]


@given(st.integers(1, 300))
def test_a_folded_booklet_reads_on(count: int) -> None:
    sides = signatures(count)
    per = SIGNATURE // 2
    read = [page for at in range(0, len(sides), per) for page in folded(sides[at : at + per])]
    assert read[:count] == list(range(count))
    assert set(read[count:]) <= {None}
    assert len(read) - count < 4


def drawn(count: int) -> bytes:
    """A PDF of so many pages, each with its number on it and a printed label of its own."""
    pdf, out = pikepdf.new(), io.BytesIO()
    font = pikepdf.Dictionary(
        F=pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for number in range(count):
        pdf.add_blank_page(page_size=(400, 600))
        page = pdf.pages[-1]
        page.obj.Resources = pikepdf.Dictionary(Font=font)
        page.obj.Contents = pikepdf.Stream(pdf, f"BT /F 30 Tf 100 300 Td (page-{number}.) Tj ET".encode())
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.r)]))
    pdf.save(out)
    return out.getvalue()


def words(pdf: bytes) -> list[str]:
    """The text of each side, by a library that did not make it."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def test_each_side_of_a_booklet_has_two_pages_of_the_book() -> None:
    sides = words(booklet(drawn(6), IMPRINT))
    assert [sorted(number for number in range(6) if f"page-{number}." in side) for side in sides] == [
        [0],
        [1],
        [2, 5],
        [3, 4],
    ]
    with pikepdf.open(io.BytesIO(booklet(drawn(6), IMPRINT))) as pdf:
        assert all([float(one) for one in page.mediabox[2:]] == pytest.approx(A4) for page in pdf.pages)


def test_a_contact_sheet_has_every_page_its_label_and_what_was_found() -> None:
    sheets = words(contact(drawn(20), IMPRINT, [Marked(18, 300, "LAY504")]))
    assert len(sheets) == 2
    assert [number for number in range(20) if f"page-{number}." in sheets[0]] == list(range(17))
    assert "xvii" in sheets[0]
    assert "LAY504" not in sheets[0]
    assert "LAY504" in sheets[1]


@pytest.mark.parametrize("format", ["booklet", "proof"])
def test_they_are_made_of_a_book(format: str) -> None:
    (file,) = made(MINI, Wanted((format,))).values()
    assert Path(file.path).name == f"mini-{format}.pdf"
    assert "pozdě, ale přece" in "".join(words(file.content))
    assert file.content == next(iter(made(MINI, Wanted((format,))).values())).content
