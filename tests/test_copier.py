"""Sheets on a school's copier: ink dark enough in grey, and all still there in two tones at 150 dpi."""

import ctypes
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdfium2 import raw

from regesta.classroom.asked import Asked
from regesta.pipeline import Wanted
from tests.conftest import WORKED, made
from tests.paper import Box, Side, sides

DPI, MM, HALF = 150, 25.4, 128  # HALF is where grey turns black
DOTS = DPI / MM
LETTERS = 1  # mm: what is lower than this is a dash
AROUND = 3  # dots in which a line may come to lie
READ, GOOD = 4.5, 7.0  # contrast that WCAG asks of text on a screen, and that which we ask of print
STYLES = Path(__file__).parents[1] / "styles" / "css"
SCREENS = {  # of each page for a screen: its inks, and the grounds on which any of them may stand
    "handout/leaf.css": (("--ink", "--quiet", "--accent"), ("--paper",)),
    "classroom.css": (("--ink", "--soft", "--accent"), ("--ground", "--card", "--picked")),
}
LIT = ("--on-accent", "--accent")  # what is pressed


@pytest.fixture(scope="module")
def sheets() -> dict[str, bytes]:
    """Every look of a sheet, its halves, and the keys."""
    wanted = (Asked(looks=("plain", "large", "easy")), Asked(audiences=("student",), split=True))
    return {
        path: one.content
        for asked in wanted
        for path, one in made(WORKED, Wanted(("handouts",), handouts=asked)).items()
    }


# Grey -----------------------------------------------------------------------------------------------


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Of two colours as grey shows them: by their luminance alone, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_all_words_on_paper_are_dark(sheets: dict[str, bytes]) -> None:
    for path, content in sheets.items():
        inks = {
            _ink(one) for page in pdfium.PdfDocument(content) for one in _all(page, raw.FPDF_PAGEOBJ_TEXT)
        }
        assert inks, path
        assert min(contrast(ink, (255, 255, 255)) for ink in inks) >= GOOD, path


def _all(page: Any, kind: int) -> Iterator[Any]:
    return page.get_objects(filter=[kind], max_depth=5)


def _ink(thing: Any) -> tuple[int, ...]:
    shades = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(thing, *shades)
    return tuple(one.value for one in shades[:3])


@pytest.mark.parametrize("name", SCREENS)
def test_all_words_on_a_screen_can_be_read_by_day_and_by_night(name: str) -> None:
    """Computed from the styles, which name each colour once for the day and once for the night."""
    inks, grounds = SCREENS[name]
    blocks = re.findall(r":root \{([^}]*)\}", (STYLES / name).read_text("utf-8"))
    named = [dict(re.findall(r"(--[\w-]+): (#\w+)", block)) for block in blocks]
    assert len(named) >= 2
    for one in named:
        pairs = [(ink, ground) for ink in inks for ground in grounds if ground in one]
        pairs += [LIT] if LIT[0] in one else []
        assert min(contrast(*map(_colour, (one[ink], one[ground]))) for ink, ground in pairs) >= READ, one


def test_no_style_of_a_sheet_names_a_colour_besides() -> None:
    """So that the tests above see all of them."""
    known = {"inherit", "#000", *(f"var({ink})" for ink in SCREENS["handout/leaf.css"][0])}
    for file in (STYLES / "handout").glob("*.css"):
        rules = re.sub(r"(?s)/\*.*?\*/|:root \{[^}]*\}", "", file.read_text("utf-8"))
        inks = re.findall(r"(?<![\w-])color: *([^;}]+)", rules)
        assert {one.strip() for one in inks} <= known, file.name


def _colour(value: str) -> tuple[int, ...]:
    digits = value.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(2 * one for one in digits)
    return tuple(bytes.fromhex(whole))


# Two tones ------------------------------------------------------------------------------------------


def pages(content: bytes) -> Iterator[tuple[Side, Image.Image, Image.Image]]:
    """Each side as a ruler measures it, as a copier draws it, and as the eye sees it."""
    for side, page in zip(sides(content), pdfium.PdfDocument(io.BytesIO(content)), strict=True):
        grey = page.render(scale=DPI / 72).to_pil().convert("L")
        yield side, grey.point([255 * (one > HALF) for one in range(256)]), grey


def test_lines_to_write_on_are_there_from_end_to_end(sheets: dict[str, bytes]) -> None:
    met = 0
    for path, content in sheets.items():
        for side, copy, _ in pages(content):
            for one in side.ruled:
                assert _drawn(one, side, copy) > 0.95, (path, one)
                met += 1
    assert met > 60


def _drawn(line: Box, side: Side, copy: Image.Image) -> float:
    """How much of the length of a line is black."""
    foot = round((side.height - line.bottom) * DOTS)
    box = (round(line.left * DOTS) + 2, foot - AROUND, round(line.right * DOTS) - 2, foot + AROUND)
    strip = copy.crop(box)
    black = [0 in strip.crop((x, 0, x + 1, strip.height)).tobytes() for x in range(strip.width)]
    return sum(black) / len(black)


def test_words_keep_their_ink(sheets: dict[str, bytes]) -> None:
    """Neither do thin strokes vanish nor do letters fill: as much is black as was dark before."""
    for path, content in sheets.items():
        for side, copy, grey in pages(content):
            for one in (each for each in side.words if each.height > LETTERS):
                kept = _dark(one, side, copy) / _dark(one, side, grey)
                assert 0.5 < kept < 1.7, (path, one, kept)


def _dark(words: Box, side: Side, image: Image.Image) -> float:
    box = (words.left, side.height - words.top, words.right, side.height - words.bottom)
    part = image.crop(tuple(round(one * DOTS) for one in box))  # type: ignore[arg-type]
    return sum(255 - one for one in part.tobytes()) or 1
