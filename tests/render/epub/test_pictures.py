"""Pictures: as they are where readers can bear them, else smaller."""

import io
import random

import pytest
from PIL import Image

from regesta.render.epub.pictures import LARGEST, picture_file


def noise(kind: str, mode: str = "RGB") -> bytes:
    """A picture that no program can make small without loss."""
    size = (2700, 1800)
    data = random.Random(1968).randbytes(size[0] * size[1] * len(mode))
    out = io.BytesIO()
    Image.frombytes(mode, size, data).save(out, kind, quality=100)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "mode", "name"), [("JPEG", "RGB", "big.jpeg"), ("PNG", "RGBA", "big.png")])
def test_a_picture_that_is_too_large_becomes_smaller(kind: str, mode: str, name: str) -> None:
    content = noise(kind, mode)
    assert len(content) > LARGEST
    made = picture_file(name, 1, content)
    assert made
    assert len(made.content) < LARGEST
    assert (made.name, made.media) == ("images/picture-1.jpg", "image/jpeg")
    picture = Image.open(io.BytesIO(made.content))
    assert (picture.size, picture.mode) == ((2560, 1707), "RGB")
    assert picture_file(name, 1, content) == made


def test_any_other_stays_what_it_is() -> None:
    svg = b"<svg>" + b" " * LARGEST + b"</svg>"
    made = [picture_file(name, 1, content) for name, content in (("a.webp", b"small"), ("a.svg", svg))]
    assert [one and (one.name, one.content) for one in made] == [
        ("images/picture-1.webp", b"small"),
        ("images/picture-1.svg", svg),
    ]


def test_what_no_reader_shows_is_none() -> None:
    assert picture_file("a.tiff", 1, b"") is None
