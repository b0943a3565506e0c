"""Pages as small grey pictures, and how far two of them differ.

A picture is small enough to lie in the repository and large enough to show each line of text. What
anti-aliasing makes of an edge is let through: both pictures are blurred by half a dot, and a dot counts as
changed only if nothing around its place in the other one is about as dark.
"""

import io
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter

DOTS = 40 / 72  # a dot for each pt, at 40 to the inch: 0.6 mm
LEVELS = 16  # of grey
SOFT = 0.5  # dots of blur
NEAR = 3  # dots across: as far as an edge may wander, one to each side
FAINT = 28  # of 255: a difference that nobody sees
SPECKS = 4  # dots that may differ for no reason


def picture(pdf: bytes, page: int, scale: float = DOTS) -> Image.Image:
    """A page in few greys."""
    return few(pdfium.PdfDocument(pdf)[page].render(scale=scale).to_pil())


def few(image: Image.Image) -> Image.Image:
    """A picture in as many greys as are kept."""
    step = 255 / (LEVELS - 1)
    return image.convert("L").point([round(round(value / step) * step) for value in range(256)])


def packed(image: Image.Image) -> bytes:
    """A picture as a small PNG."""
    out = io.BytesIO()
    image.quantize(LEVELS).save(out, "PNG", optimize=True)
    return out.getvalue()


def opened(file: Path) -> Image.Image:
    """A picture that was kept."""
    return few(Image.open(file))


def changed(old: Image.Image, new: Image.Image) -> int:
    """How many dots are other than in the old picture; none if only edges are."""
    if old.size != new.size:
        return old.size[0] * old.size[1]
    return sum(_differences(old, new).histogram()[1:])


def _differences(old: Image.Image, new: Image.Image) -> Image.Image:
    """White where two pictures of one size differ, whichever of them is the darker one."""
    one, other = (image.filter(ImageFilter.BoxBlur(SOFT)) for image in (old, new))
    return ImageChops.lighter(_strange(one, other), _strange(other, one))


def _strange(one: Image.Image, other: Image.Image) -> Image.Image:
    """The dots of one picture that are darker or lighter than all that lies near them in the other."""
    darkest, lightest = other.filter(ImageFilter.MinFilter(NEAR)), other.filter(ImageFilter.MaxFilter(NEAR))
    beyond = ImageChops.lighter(ImageChops.subtract(darkest, one), ImageChops.subtract(one, lightest))
    return beyond.point([255 if value > FAINT else 0 for value in range(256)])


def beside(old: Image.Image, new: Image.Image) -> Image.Image:
    """What to look at: the old picture, the new one, and the new one with all that changed in red."""
    width, height = max(old.width, new.width), max(old.height, new.height)
    sheet = Image.new("RGB", (3 * width + 20, height), "#888")
    sheet.paste(old.convert("RGB"), (0, 0))
    sheet.paste(new.convert("RGB"), (width + 10, 0))
    told = new.convert("RGB")
    if old.size == new.size:
        where = _differences(old, new).filter(ImageFilter.MaxFilter(NEAR))
        told.paste(Image.new("RGB", new.size, "#d00"), mask=where)
    sheet.paste(told, (2 * width + 20, 0))
    return sheet
