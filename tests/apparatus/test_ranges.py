"""Drawings of counts: what a cell means, and by geometry that every mark stands for its number."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.apparatus.ranges import LEADING, PAGE, SCREEN, SIZE, Count, Measure, Sense, chart, read
from regesta.lettering import width
from regesta.tree import Element
from regesta.words import catalog

WORDS = catalog("en")
NAMES = st.sampled_from(
    ("Novák", "The council of the town of Lhota, in its last session", "Historians quoted by Šatraj")
)
SENSES = st.sampled_from(("", "about", "at-least", "more-than", "at-most", "less-than"))


def row(*cells: str, bold: bool = False) -> Element:
    made = [Element("td", (), (one,)) for one in cells]
    if bold:
        made[0] = Element("td", (), (Element("strong", (), (cells[0],)),))
    return Element("tr", (), tuple(made))


def block(*rows: Element) -> Element:
    return Element("div", (("data-block", "ranges"),), (Element("table", (), (Element("tbody", (), rows),)),))


def count(low: int, high: int = 0, sense: Sense = "", who: str = "Kos") -> Count:
    number = f"{low:,}–{high:,}" if high else f"{low:,}"
    return Count(who, "to May", sense, low, high or low, number, chief=False)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("84", ("", 84, 84, "84")),
        ("~ 90", ("about", 90, 90, "90")),
        ("190,000–250,000", ("", 190000, 250000, "190,000–250,000")),
        ("140 000 - 150 000", ("", 140000, 150000, "140 000–150 000")),
        (">=70,000", ("at-least", 70000, 70000, "70,000")),
        ("≤250.000", ("at-most", 250000, 250000, "250.000")),
        ("<5", ("less-than", 5, 5, "5")),
    ],
)
def test_a_cell_is_a_number_a_range_or_a_bound(cell: str, expected: tuple[str, int, int, str]) -> None:
    ((one,), misfits) = read(block(row("Kos", "to May", cell)))
    assert (one.sense, one.low, one.high, one.number) == expected
    assert not misfits


@pytest.mark.parametrize("cell", ["", "many", "about 90", "9-5", "~5–9", "5–9–12", "1,00", "84!"])
def test_a_cell_that_says_no_number_is_a_misfit(cell: str) -> None:
    counts, misfits = read(block(row("Kos", "to May", cell), row("Novák", "", "7")))
    assert [one.who for one in counts] == ["Novák"]
    assert len(misfits) == 1


def test_a_name_in_bold_is_the_chief_one_and_a_table_must_be_there() -> None:
    counts, _ = read(block(row("Kos", "", "4", bold=True), row("Novák", "", "5")))
    assert [one.chief for one in counts] == [True, False]
    assert read(Element("div"))[1]


@pytest.mark.parametrize("measure", [PAGE, SCREEN])
@given(given_=st.lists(st.tuples(NAMES, SENSES, st.integers(0, 10**7)), min_size=1, max_size=9))
def test_all_stands_apart_and_inside(measure: Measure, given_: list[tuple[str, Sense, int]]) -> None:
    made = chart([count(low, 0, sense, who) for who, sense, low in given_], WORDS, measure)
    assert all(line.x + width(line.number, SIZE) <= measure.width for line in made.lines)
    assert all(measure.axis <= line.low <= line.high < line.x for line in made.lines)
    words = [words for line in made.lines for _, words in (*line.who, *line.of)]
    assert all(width(one, SIZE) <= max(measure.axis, measure.names) for one in words)
    assert all(line.foot - line.who[0][0] >= LEADING for line in made.lines) == measure.stacked
    feet = [foot for line in made.lines for foot, _ in (*line.who, *line.of)]
    assert all(below - above >= SIZE for above, below in pairwise(feet))
    assert max(feet[-1], made.lines[-1].foot) < made.height
    marks = sorted((low, line.low) for (_, _, low), line in zip(given_, made.lines, strict=True))
    assert [x for _, x in marks] == sorted(x for _, x in marks)


def test_places_tell_the_number_and_the_scale_is_round() -> None:
    made = chart([count(190000, 250000), count(500000, sense="more-than")], WORDS)
    first, last = made.lines
    assert [number for _, number in made.ticks] == ["0", "200,000", "400,000"]
    unit = (last.high - PAGE.axis) / 500000
    assert first.low == pytest.approx(PAGE.axis + 190000 * unit, abs=0.1)
    assert first.high == pytest.approx(PAGE.axis + 250000 * unit, abs=0.1)
    assert (last.points, last.open, last.number) == ("up", True, "more than 500,000")
    assert made.told == "Kos, to May: 190,000–250,000. Kos, to May: more than 500,000."
