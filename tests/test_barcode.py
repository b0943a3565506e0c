"""The bars of an EAN-13, against the example of the standard and a reader that is not ours."""

import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from regesta.barcode import ean13


def whole(twelve: str) -> str:
    """Twelve figures and the one that confirms them."""
    weighed = sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(twelve))
    return twelve + str(-weighed % 10)


def read(number: str, module: int = 3) -> list[tuple[str, str]]:
    """What a reader makes of the bars of a number."""
    code = ean13(number)
    image = Image.new("L", (code.width * module, 120), 255)
    draw = ImageDraw.Draw(image)
    for bar in code.bars:
        left = bar.x * module
        draw.rectangle((left, 4, left + bar.width * module - 1, 116 if bar.long else 108), fill=0)
    return [(str(one.format), one.text) for one in zxingcpp.read_barcodes(image)]


def test_a_book_of_the_trade() -> None:
    """978-0-306-40615-7, the example of the ISBN users' manual."""
    assert [text for _, text in read("978-0-306-40615-7")] == ["9780306406157"]
    code = ean13("978-0-306-40615-7")
    assert code.figures == ("9", "780306", "406157")
    assert code.width == 113
    assert sum(bar.width for bar in code.bars if bar.long) == 6
    assert len(code.bars) == 30


@given(st.text("0123456789", min_size=12, max_size=12))
def test_every_number_is_read_as_it_is_written(twelve: str) -> None:
    assert [text for _, text in read(whole(twelve))] == [whole(twelve)]
