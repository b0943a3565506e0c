"""The printer's file: the book's own pages, with bleed and marks, read back by pdfium, pypdf and pikepdf."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Name
from PIL import Image

from regesta.model import Artifact
from regesta.pipeline import Wanted
from tests.conftest import WORKED, copied, made
from tests.render.pdf.profiling import profile

MM = 72 / 25.4
SHEET = 10 * MM
SCALE = 4
RED = (138, 43, 26)
Edit = Callable[[Path, str, str], None]
# The first page of each section is red all over; on rectos a band of the same red stands at the thumb.
STYLE = """
@page :first { background: #8a2b1a }
@page :right { @right-bottom { content: ""; background: #8a2b1a; height: 20mm; margin-left: 20mm } }
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Artifact]:
    """The worked example with colours at its edges: its PDF and the printer's file."""
    return made(coloured(tmp_path_factory.mktemp("press") / "worked"), Wanted(("pdf", "print")))


def coloured(folder: Path) -> Path:
    copied(WORKED, folder)
    house = Path(__file__).parents[3] / "styles" / "css" / "page.css"
    (folder / "styles" / "css").mkdir(parents=True)
    (folder / "styles" / "css" / "page.css").write_text(house.read_text("utf-8") + STYLE, "utf-8")
    return folder


def test_its_pages_are_the_books(files: dict[str, Artifact]) -> None:
    book, press = (files[name].content for name in ("worked.pdf", "worked-print.pdf"))
    assert texts(press) == texts(book)
    labels = [pypdf.PdfReader(io.BytesIO(one)).page_labels for one in (book, press)]
    assert labels[0] == labels[1]
    assert files["worked-print.pdf"].pages == files["worked.pdf"].pages == len(labels[0])


def texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]


def test_the_book_itself_is_the_same_with_and_without_it(files: dict[str, Artifact], tmp_path: Path) -> None:
    alone = made(coloured(tmp_path / "worked"), Wanted(("pdf",)))
    assert alone["worked.pdf"].content == files["worked.pdf"].content
    assert made(tmp_path / "worked", Wanted(("print",)))["worked-print.pdf"] == files["worked-print.pdf"]


def test_each_page_has_its_boxes(files: dict[str, Artifact]) -> None:
    width, height = 170 * MM, 240 * MM
    for page in pdfium.PdfDocument(files["worked-print.pdf"].content):
        assert page.get_trimbox() == pytest.approx((0, 0, width, height), abs=0.01)
        bleed = 3 * MM
        assert page.get_bleedbox() == pytest.approx((-bleed, -bleed, width + bleed, height + bleed), abs=0.01)
        assert page.get_mediabox() == pytest.approx((-SHEET, -SHEET, width + SHEET, height + SHEET), abs=0.01)


def test_it_is_sound_and_claims_nothing(files: dict[str, Artifact]) -> None:
    with pikepdf.open(io.BytesIO(files["worked-print.pdf"].content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        packet = pdf.Root.Metadata.read_bytes()
        for claim in (b"pdfx", b"pdfaid", b"pdfuaid", b"GTS_PDFX"):
            assert claim not in packet
        assert "/GTS_PDFXVersion" not in pdf.trailer.Info
        assert "/StructTreeRoot" not in pdf.Root
        assert not any("/Annots" in page.obj for page in pdf.pages)
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == (Name.GTS_PDFX, "sRGB2014")
        assert intent.DestOutputProfile.N == 3


def drawn(pdf: bytes, number: int) -> Image.Image:
    return pdfium.PdfDocument(pdf)[number].render(scale=SCALE).to_pil().convert("RGB")


def at(image: Image.Image, across: float, down: float) -> tuple[int, ...]:
    """The colour at a place in mm from the upper left corner of the trim."""
    place = [round((one + 10) * MM * SCALE) for one in (across, down)]
    colour = image.getpixel((place[0], place[1]))
    assert isinstance(colour, tuple)
    return colour


def test_colour_at_the_edge_goes_over_it_as_far_as_the_bleed(files: dict[str, Artifact]) -> None:
    first = drawn(files["worked-print.pdf"].content, 0)
    for inside in ((-2.9, 100), (172.9, 100), (85, -2.9), (85, 242.9), (-2.9, -2.9), (1, 1)):
        assert at(first, *inside) == RED
    for outside in ((-3.2, 100), (173.2, 100), (85, -3.2), (85, 243.2)):
        assert at(first, *outside) == (255, 255, 255)


def test_a_band_at_the_thumb_does_so_on_its_side_alone(files: dict[str, Artifact]) -> None:
    pages = pdfium.PdfDocument(files["worked-print.pdf"].content)
    banded = [
        page
        for page in map(lambda n: drawn(files["worked-print.pdf"].content, n), range(len(pages)))
        if at(page, 169, 200) == RED and at(page, 100, 3) != RED
    ]
    assert len(banded) >= 3
    assert all(at(one, 172.9, 200) == RED and at(one, 173.3, 200) == (255, 255, 255) for one in banded)
    assert all(at(one, -2, 200) == (255, 255, 255) for one in banded)


def test_marks_show_the_trim_and_stay_out_of_the_bleed(files: dict[str, Artifact]) -> None:
    press = files["worked-print.pdf"].content
    page = drawn(press, next(n for n, text in enumerate(texts(press)) if not text))  # a blank page
    for mark in (
        (-9.5, -1, -3.5, 1),
        (-1, -9.5, 1, -3.5),
        (173.5, 239, 179.5, 241),
        (169, 243.5, 171, 249.5),
    ):
        assert dark(page, mark)
    for strip in ((-3.8, -3.8, 173.8, -0.1), (-3.8, -3.8, -0.1, 243.8), (-3.8, 240.1, 173.8, 243.8)):
        assert not dark(page, strip)


def dark(image: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Whether anything is drawn within a box in mm from the corner of the trim."""
    left, top, right, low = (round((one + 10) * MM * SCALE) for one in box)
    return min(image.convert("L").crop((left, top, right, low)).tobytes()) < 200


@pytest.fixture(scope="module")
def grey(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same for a book that names the profile of a grey press."""
    folder = coloured(tmp_path_factory.mktemp("grey") / "worked")
    (folder / "press.icc").write_bytes(profile())
    settings = folder / "book.yaml"
    settings.write_text(settings.read_text("utf-8") + "print_profile: press.icc\n", "utf-8")
    return made(folder, Wanted(("print",)))["worked-print.pdf"].content


def test_a_grey_profile_leaves_no_colour(grey: bytes, files: dict[str, Artifact]) -> None:
    for page in pdfium.PdfDocument(grey):
        image = page.render(scale=1).to_pil().convert("RGB")
        assert all(red == green == blue for _, (red, green, blue) in image.getcolors(2**20))
    assert texts(grey) == texts(files["worked-print.pdf"].content)
    with pikepdf.open(io.BytesIO(grey)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (intent.DestOutputProfile.N, str(intent.Info)) == (1, "A grey press")
        assert intent.DestOutputProfile.read_bytes() == profile()
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
                assert Name.DeviceRGB not in (one.get("/ColorSpace"), one.get("/CS"))


def test_ink_is_black_in_it_and_its_pictures_are_there(grey: bytes) -> None:
    with pikepdf.open(io.BytesIO(grey)) as pdf:
        content = b"\n".join(page.obj.Contents.read_bytes() for page in pdf.pages)
        assert b"\n0.0000 g\n" in content
        assert re.search(rb" (rg|RG)\n", content) is None
        pictures = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image
        ]
        assert [pikepdf.PdfImage(one).as_pil_image().mode for one in pictures] == ["L"]


def test_a_teachers_edition_has_one_too() -> None:
    assert set(made(WORKED, Wanted(("print",), "teacher"))) == {
        "worked-teacher-print.pdf",
        "worked-teacher-print-cover.pdf",
    }
