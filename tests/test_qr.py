"""The QR code of a sheet, read from its page in two tones at 150 dots an inch."""

import io

import pypdfium2 as pdfium
import segno

from regesta.model import Artifact
from regesta.qr import QUIET, code

DPI, MM = 150, 25.4
HALF = 128  # where grey turns black
EDGE = 17  # mm, as styles/css/handout/base.css has it


def test_what_is_no_address_of_the_web_has_no_code() -> None:
    assert code("") is None
    assert code("a shelf in Lhota") is None
    assert code("https://example.org/" + "a" * 5000) is None


def test_a_copy_in_two_tones_shows_the_same_squares(worked_build: dict[str, Artifact]) -> None:
    address = "https://example.org/lhota/letter"
    squares = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    sheet = pdfium.PdfDocument(io.BytesIO(worked_build["handouts/student/src-letter-a4.pdf"].content))
    page = sheet[len(sheet) - 1]
    drawn = page.render(scale=DPI / 72).to_pil().convert("L").point(lambda one: 255 * (one > HALF))
    step = EDGE / MM * DPI / (len(squares) + 2 * QUIET)
    pixels = drawn.load()
    assert pixels is not None

    def read(left: float, top: float) -> list[list[int]]:
        spots = [QUIET + at + 0.5 for at in range(len(squares))]
        return [[int(pixels[int(left + x * step), int(top + y * step)] == 0) for x in spots] for y in spots]

    height = drawn.height
    side = int(EDGE / MM * DPI) + 1
    found = (
        read(left, top) == squares
        for top in range(height - side - 60, height // 2, -1)
        for left in (*range(40, 90), *range(120, 170))
        if pixels[int(left + 4.5 * step), int(top + 4.5 * step)] == 0
    )
    assert any(found)
