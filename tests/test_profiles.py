"""ICC profiles: which may say what the colours of a page mean."""

import io

import pytest
from PIL import ImageCms

from regesta.profiles import components, fault, name
from regesta.render.pdf.metadata import srgb
from tests.render.pdf.profiling import profile


def test_grey_and_rgb_may() -> None:
    assert (fault(profile()), components(profile()), name(profile())) == ("", 1, "A grey press")
    assert (fault(srgb()), components(srgb()), name(srgb())) == ("", 3, "sRGB2014")


@pytest.mark.parametrize("data", [profile(), srgb()])
def test_another_reader_takes_them_too(data: bytes) -> None:
    read = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    assert read.profile_description == name(data)
    assert read.xcolor_space.strip() == {1: "GRAY", 3: "RGB"}[components(data)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no ICC profile"),
        (b"a text that somebody called so".ljust(200), "is no ICC profile"),
        (profile()[:-1], "is cut off: its head promises 304 bytes, and it has 303"),
        (profile(b"CMYK"), "is an ICC profile for CMYK colours"),
        (profile(b"Lab "), "is an ICC profile for Lab colours"),
        (profile(b"3CLR"), "is an ICC profile for 3CLR colours"),
        (profile(kind=b"link"), 'is an ICC profile of the kind "link", not of a printer or a screen'),
        (profile(version=5), "is an ICC profile of version 5, which a PDF cannot hold"),
    ],
)
def test_others_may_not(data: bytes, said: str) -> None:
    assert fault(data) == said


def test_a_tag_that_leads_out_of_the_file_is_met() -> None:
    data = bytearray(profile())
    data[132 + 4 : 132 + 8] = (2**31).to_bytes(4)
    assert fault(bytes(data)).startswith("is cut off")
