"""Colours → greys, for a book that is printed in one ink.

By ISO 32000-1, 10.3.2. What is nearly black becomes black: a grey letter is printed as dots, and frays.
Colours that a stylesheet gives as Lab stay as they are; a grey press is told what they are.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Name
from PIL import Image

COLOUR = re.compile(rb"^([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)$", re.MULTILINE)
NEARLY_BLACK = 0.15
RGB = 3
QUALITY = 95  # of a picture that came as JPEG


def greyed(content: bytes) -> bytes:
    """The content of a page with greys for its colours."""

    def grey(found: re.Match[bytes]) -> bytes:
        return b"%.4f %s" % (_grey([float(one) for one in found.groups()[:3]]), _OPERATORS[found[4]])

    return COLOUR.sub(grey, content)


_OPERATORS = {b"rg": b"g", b"RG": b"G"}


def _grey(colour: Sequence[float]) -> float:
    red, green, blue = colour
    value = 0.3 * red + 0.59 * green + 0.11 * blue
    return 0 if value < NEARLY_BLACK else round(value, 4)


def grey_book(pdf: pikepdf.Pdf) -> None:
    """Greys for the colours of everything that pages draw: forms, patterns, shadings and pictures."""
    for one in _drawn(pdf):
        if one.get("/FunctionType") == 2 and len(one.get("/C0", ())) == RGB:  # noqa: PLR2004 - ISO 32000-1, 7.10.3
            one.C0, one.C1 = (Array([_grey([float(n) for n in end])]) for end in (one.C0, one.C1))
        if one.get("/ColorSpace") == Name.DeviceRGB and "/ShadingType" in one:
            one.ColorSpace = Name.DeviceGray
        if one.get("/CS") == Name.DeviceRGB:  # of a group that is seen through
            one.CS = Name.DeviceGray
        if isinstance(one, pikepdf.Stream):
            _stream(one)


def _drawn(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All dictionaries of a file, also those that stand in another."""
    for one in pdf.objects:
        yield from _inside(one)


def _inside(one: Any) -> Iterator[Any]:
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
    values = one.values() if isinstance(one, pikepdf.Dictionary) else one if isinstance(one, Array) else ()
    for value in values:
        if isinstance(value, pikepdf.Dictionary | Array) and not value.is_indirect:
            yield from _inside(value)


def _stream(one: Any) -> None:
    if one.get("/Subtype") == Name.Form or one.get("/PatternType") == 1:
        one.write(greyed(one.read_bytes()))
    if one.get("/Subtype") == Name.Image and not one.get("/ImageMask", False):
        _picture(one)


def _picture(one: Any) -> None:
    """A picture in greys; what was compressed with losses is compressed so again, else without."""
    if one.get("/ColorSpace") == Name.DeviceGray:
        return
    lossy = one.get("/Filter") in (Name.DCTDecode, Array([Name.DCTDecode]))
    picture: Image.Image = pikepdf.PdfImage(one).as_pil_image().convert("L")
    one.ColorSpace, one.BitsPerComponent = Name.DeviceGray, 8
    if lossy:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=QUALITY)
        one.write(out.getvalue(), filter=Name.DCTDecode)
    else:
        one.write(picture.tobytes())
