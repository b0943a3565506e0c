"""The map, by geometry: dots where the places are, names that overlap nothing, lines within the frame."""

import re
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from regesta.apparatus.atlas import (
    DOT,
    SCREEN,
    SIZE,
    TALLEST,
    WIDTH,
    Box,
    Map,
    draw,
    drawable,
    marked,
    narrow,
)
from regesta.outlines import outlines
from regesta.registers import Place
from tests.apparatus.test_timeline import drawn as wide
from tests.conftest import MANUSCRIPT
from tests.reading import book

NAMES = ("Prague", "Čierna nad Tisou", "Ústí nad Labem", "Brno", "Karlovy Vary", "Moscow", "Liberec")


def place(name: str, lat: float, long: float) -> Place:
    return Place(id="somewhere", name=name, at=f"{lat:.2f}, {long:.2f}")


def some(count: int, seed: int, span: float) -> list[Place]:
    chance = Random(seed)
    return [
        place(
            NAMES[n % len(NAMES)],
            round(50 + chance.uniform(-span / 2, span / 2), 2),
            round(16 + chance.uniform(-span, span), 2),
        )
        for n in range(count)
    ]


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("drawn", [draw, narrow])
@pytest.mark.parametrize("span", [0.5, 3, 9])
@pytest.mark.parametrize("count", [1, 2, 10, 25, 40])
def test_no_name_overlaps_another_or_a_dot(
    count: int, span: float, drawn: Callable[[Sequence[Place]], Map]
) -> None:
    made = drawn(some(count, count, span))
    assert len(made.names) == count
    assert made.height <= TALLEST
    for one in made.names:
        left, top, right, bottom = one.box
        assert min(left, top) >= 0
        assert (right <= made.width, bottom <= made.height) == (True, True)
        assert wide(one.words, "RegestaSans-Regular.ttf") <= right - left
        assert top < one.y - SIZE / 2 < bottom
    for one, other in combinations(made.names, 2):
        x, y = other.dot
        assert not overlap(one.box, other.box), (one.words, other.words)
        assert not overlap(one.box, (x - DOT, y - DOT, x + DOT, y + DOT)), (one.words, other.words)


def test_a_screen_has_larger_letters_where_there_is_room() -> None:
    assert narrow(some(10, 10, 9)).width == SCREEN[0]
    assert draw(some(10, 10, 9)).width == WIDTH


def test_dots_lie_where_the_places_are() -> None:
    west, east, north = place("West", 50, 12), place("East", 50, 22), place("North", 54, 17)
    a, b, c = (name.dot for name in draw([west, east, north]).names)
    assert a[1] == b[1]
    assert a[0] + b[0] == pytest.approx(WIDTH, abs=0.2)
    assert c[0] == pytest.approx((a[0] + b[0]) / 2, abs=0.2)
    squeezed = (b[0] - a[0]) / 10 / ((a[1] - c[1]) / 4)
    assert squeezed == pytest.approx(0.616, abs=0.01), "a degree of longitude at 52 degrees north"


def test_a_line_leads_to_a_name_that_stands_away() -> None:
    crowd = [place(NAMES[n % 7], 50 + n / 100, 15 + n / 100) for n in range(14)]
    led = [one for one in draw(crowd).names if one.led]
    assert led
    for one in led:
        assert one.box[0] <= one.hook[0] <= one.box[2]
        assert one.box[1] <= one.hook[1] <= one.box[3]


def test_outlines_are_those_of_europe_and_few() -> None:
    held = outlines()
    west, south, east, north = held.frame
    points = [point for line in (*held.coasts, *held.borders) for point in line]
    assert all(west <= x <= east and south <= y <= north for x, y in points)
    assert 1000 < len(points) < 6000
    assert min(len(held.coasts), len(held.borders)) > 30


def test_no_border_parts_what_was_one_state() -> None:
    """The Morava below Hodonín, today between two states; west of it the old border with Austria stands."""
    points = [point for line in outlines().borders for point in line]
    assert not [one for one in points if 17.3 < one[0] < 18.3 and 48.9 < one[1] < 49.35]
    assert [one for one in points if 16.0 < one[0] < 17.0 and 48.6 < one[1] < 48.9]


def test_places_without_coordinates_or_far_away_are_not_drawn() -> None:
    assert drawable(place("Prague", 50.09, 14.42))
    assert not drawable(place("Washington", 38.9, -77.04))
    assert not drawable(Place(id="hrad", name="Castle"))


def test_the_coordinates_of_the_book_name_their_origin() -> None:
    text = (MANUSCRIPT / "registers" / "places.yaml").read_text("utf-8")
    found = re.findall(r'at: "[^"]+"\n    at_from: "([^"]+)"', text)
    assert len(found) >= 20
    assert all("CC BY 4.0" in one for one in found if "GeoNames" in one)


def test_the_book_marks_places_that_can_be_drawn() -> None:
    assert sum(map(drawable, marked(book(Path(MANUSCRIPT))))) >= 20
