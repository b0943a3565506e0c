"""The cover for print on demand: its boxes, its spine, its folds, and its bar code, which a reader reads."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image

from regesta.editions.wrapper import wrapper
from regesta.model import Artifact
from regesta.pipeline import Wanted
from tests.conftest import WORKED, copied, made
from tests.reading import book

MM = 72 / 25.4
BLEED, SHEET, SCALE = 3, 10, 4
RED = (138, 43, 26)
THICK = 0.5  # mm a leaf, so that a thin book has a spine with words
ISBN = "9788000000015"
Edit = Callable[[Path, str, str], None]


@pytest.mark.parametrize(
    ("pages", "leaf", "spine"), [(230, 0.11, 12.65), (230, 0.125, 14.38), (231, 0.11, 12.76), (2, 0.1, 0.1)]
)
def test_the_spine_is_as_wide_as_all_leaves(pages: int, leaf: float, spine: float) -> None:
    settings = book(WORKED).settings.model_copy(update={"print_leaf": leaf})
    sheet = wrapper(settings, pages, (170, 240))
    assert sheet.spine == spine
    assert sheet.across == pytest.approx(340 + spine)
    assert sheet.folds == pytest.approx((170, 170 + spine))
    assert (sheet.letters > 0) is (spine >= 6)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Artifact]:
    return made(
        settled(tmp_path_factory.mktemp("thick") / "worked", f"print_leaf: {THICK}"), Wanted(("print",))
    )


def settled(folder: Path, line: str) -> Path:
    """A copy of the worked example with one more line in its settings."""
    file = copied(WORKED, folder) / "book.yaml"
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def cover(files: dict[str, Artifact]) -> bytes:
    return files["worked-print-cover.pdf"].content


@pytest.fixture(scope="module")
def spine(files: dict[str, Artifact]) -> float:
    return (files["worked-print.pdf"].pages + 1) // 2 * THICK


def test_it_is_one_sheet_with_its_boxes(cover: bytes, spine: float) -> None:
    (page,) = pdfium.PdfDocument(cover)
    assert spine > 6
    width, height = (340 + spine) * MM, 240 * MM
    for box, mm in ((page.get_trimbox(), 0), (page.get_bleedbox(), BLEED), (page.get_mediabox(), SHEET)):
        over = mm * MM
        assert box == pytest.approx((-over, -over, width + over, height + over), abs=0.05)
    with pikepdf.open(io.BytesIO(cover)) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.fixture(scope="module")
def drawn(cover: bytes) -> Image.Image:
    return pdfium.PdfDocument(cover)[0].render(scale=SCALE).to_pil().convert("RGB")


def at(image: Image.Image, across: float, down: float) -> object:
    """The colour at a place in mm from the upper left corner of the trim."""
    return image.getpixel((round((across + SHEET) * MM * SCALE), round((down + SHEET) * MM * SCALE)))


def test_its_colour_goes_over_every_edge(drawn: Image.Image, spine: float) -> None:
    width = 340 + spine
    for inside in ((-2.9, 120), (width + 2.9, 120), (170 + spine / 2, -2.9), (85, 242.9)):
        assert at(drawn, *inside) == RED
    for outside in ((-3.3, 120), (width + 3.3, 120), (85, -3.3), (85, 243.3)):
        assert at(drawn, *outside) == (255, 255, 255)


def test_marks_show_where_it_is_cut_and_folded(drawn: Image.Image, spine: float) -> None:
    """All dark columns of the strips above and below the bleed."""
    for down in (-6, 246):
        y = round((down + SHEET) * MM * SCALE)
        dark = [x / SCALE / MM - SHEET for x in range(drawn.width) if sum(drawn.getpixel((x, y))) < 500]
        for mark in (0, 170, 170 + spine, 340 + spine):
            assert any(abs(one - mark) < 0.2 for one in dark), mark
        assert all(min(abs(one - mark) for mark in (0, 170, 170 + spine, 340 + spine)) < 0.2 for one in dark)


def test_each_panel_has_its_words(cover: bytes, spine: float) -> None:
    text = pdfium.PdfDocument(cover)[0].get_textpage()

    def between(left: float, right: float) -> str:
        return " ".join(text.get_text_bounded(left * MM, 0, right * MM, 240 * MM).split())

    assert "Nothing in it ever happened" in between(0, 170)
    assert "Every construct once" in between(170 + spine, 340 + spine)
    assert "A Worked Example" in between(170, 170 + spine)
    assert "Every construct once" not in between(0, 170 + spine)


def test_a_reader_reads_the_bar_code_and_it_is_as_large_as_the_trade_wants(drawn: Image.Image) -> None:
    (code,) = zxingcpp.read_barcodes(drawn)
    assert code.text == ISBN
    place = code.position
    bars = (place.top_right.x - place.top_left.x) / SCALE / MM
    assert bars == pytest.approx(95 * 0.33, abs=0.5)


def test_there_is_none_without_an_isbn_and_no_word_on_a_thin_spine(tmp_path: Path, edit: Edit) -> None:
    folder = copied(WORKED, tmp_path / "worked")
    text = (folder / "book.yaml").read_text("utf-8")
    (line,) = [one for one in text.splitlines() if "978" in one and "print" in one]
    edit(folder / "book.yaml", f"{line}\n", "")
    cover = made(folder, Wanted(("print",)))["worked-print-cover.pdf"].content
    page = pdfium.PdfDocument(cover)[0]
    assert zxingcpp.read_barcodes(page.render(scale=SCALE).to_pil()) == []
    said = page.get_textpage().get_text_range()
    assert "ISBN" not in said
    assert said.count("A Worked Example") == 1


def test_the_same_book_has_the_same_cover(cover: bytes, tmp_path: Path) -> None:
    again = made(settled(tmp_path / "worked", f"print_leaf: {THICK}"), Wanted(("print",)))
    assert again["worked-print-cover.pdf"].content == cover
