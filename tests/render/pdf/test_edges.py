"""What reaches the edge of a page is taken out over it, and nothing else is moved."""

import pytest

from regesta.render.pdf.edges import bled

TRIM = (0.0, 0.0, 400.0, 600.0)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("0 0 400 600 re", "-9 -9 418 618 re"),  # a page in colour
        ("0 100 400 50 re", "-9 100 418 50 re"),  # a band
        ("390 100 10 50 re", "390 100 19 50 re"),  # a mark at the thumb
        ("400 150 -10 -50 re", "390 100 19 50 re"),  # the same, from its other corner
        ("-4 100 10 50 re", "-9 100 15 50 re"),  # goes over the edge, but not far enough
        ("-20 100 40 50 re", "-20 100 40 50 re"),  # goes further by itself
        ("-7 100 7 50 re", "-9 100 9 50 re"),  # stands in the bleed alone
        ("1 100 10 50 re", "1 100 10 50 re"),  # near the edge, not at it
        ("400 0 m", "409 -9 m"),
        ("200 600 l", "200 609 l"),
        ("200 300 l", "200 300 l"),
    ],
)
def test_at_the_edge(drawn: str, expected: str) -> None:
    assert numbers(bled(drawn.encode(), TRIM, 9)) == numbers(expected.encode())


def test_lengths_are_those_of_the_page_under_any_scale_and_shift() -> None:
    scaled = b"0.5 0 0 0.5 0 0 cm\n0 0 800 20 re\nq\n1 0 0 1 700 0 cm\n0 40 100 20 re\nQ\n0 1180 20 20 re"
    page = b"1 0 0 -1 0 600 cm\nq\n" + scaled + b"\nQ\n0 0 10 10 re"
    top, thumb, foot, last = (numbers(one) for one in bled(page, TRIM, 9).split(b"\n") if one.endswith(b"re"))
    assert top == [-18, -18, 836, 38]
    assert thumb == [0, 40, 118, 20]
    assert foot == [-18, 1180, 38, 38]
    assert last == [-9, -9, 19, 19]


def test_what_is_turned_is_left_alone_and_words_are_no_numbers() -> None:
    page = b"q\n0 1 -1 0 0 0 cm\n0 0 400 600 re\nQ\nBT\n1 0 0 -1 0 0 Tm\n[<0045>] TJ\nET"
    assert bled(page, TRIM, 9) == page


def numbers(line: bytes) -> list[float]:
    return [round(float(one), 4) for one in line.split()[:-1]]
