"""A page number written into its room: at the start, the middle or the end, as wide as it may be."""

import re
import zlib
from dataclasses import replace

import pytest

from regesta.render.pdf.fragment import Align, Slot
from regesta.render.pdf.slots import filled, written

FIGURES = {str(number): 100 + number for number in range(10)} | {"i": 200, "x": 201}
WIDTHS = {glyph: 500 for glyph in FIGURES.values()} | {200: 250, 201: 450}
TEXT = "/Span <</MCID 3>> BDC\nBT\n/F 10 Tf\n1 0 0 -1 @X@ 700 Tm\n@TJ@\nET\nEMC"


def slot(align: Align) -> Slot:
    """Room for two figures of 5 pt each, from 50 to 60."""
    return Slot(0, 1, "ch-a", align, "F", 10.0, 100, "0", 50.0, 60.0, TEXT)


def shown(align: Align, label: str) -> tuple[float, list[int]]:
    """Where it begins, and its glyphs."""
    text = zlib.decompress(filled(slot(align), label, FIGURES, WIDTHS)).decode("ascii")
    where = re.search(r"-1 (\S+) 700 Tm", text)
    glyphs = re.search(r"\[<([0-9a-f]+)>\] TJ", text)
    assert where
    assert glyphs
    assert "@" not in text
    return float(where[1]), [int(glyphs[1][at : at + 4], 16) for at in range(0, len(glyphs[1]), 4)]


@pytest.mark.parametrize(
    ("align", "label", "begins"),
    [
        ("start", "12", 50),
        ("start", "7", 52.5),
        ("middle", "12", 50),
        ("middle", "7", 52.5),
        ("middle", "123", 47.5),
        ("end", "12", 50),
        ("end", "7", 55),
        ("end", "1234", 40),
        ("end", "xi", 53),
    ],
)
def test_a_number_finds_its_place(align: Align, label: str, begins: float) -> None:
    assert shown(align, label) == (begins, [FIGURES[sign] for sign in label])


def test_a_stream_never_ends_in_a_carriage_return() -> None:
    for number in range(2000):
        assert filled(slot("end"), str(number), FIGURES, WIDTHS)[-1] != 13


def test_operators_are_written_as_they_are() -> None:
    assert [written(one) for one in (b"BT", "/Span", 7)] == [b"BT", b"/Span", b"7"]


def test_the_folio_of_a_left_page_stands_at_its_edge() -> None:
    """Only in running text is what a number leaves free parted to both sides."""
    own = replace(slot("start"), anchor="")
    assert b" 50.0000 700 Tm" in zlib.decompress(filled(own, "7", FIGURES, WIDTHS))
