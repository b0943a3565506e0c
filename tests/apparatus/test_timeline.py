"""The drawn timeline, by geometry: nothing overlaps, nothing leaves the page, and places tell the time."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from regesta.apparatus.timeline import LEADING, PAGE, SCREEN, SIZE, Measure, Panel, panels
from regesta.chronicle.row import Row
from regesta.dates import parse, sort_key
from regesta.lettering import placed, width
from regesta.words import catalog
from regesta.workspace import face_folder

Box = tuple[float, float, float, float]
ASCENT, DESCENT = 0.75, 0.22  # of the size: what letters take above and below their line
LABELS = (
    "Troops cross the border.",
    "The Presidium votes for its proclamation, seven to four, while the first tanks reach the airport.",
    "Šumava",
    "Ústřední výbor přijímá Akční program; noviny jej tisknou desátého dubna a čtenáři jej čtou celý týden.",
    "In Washington the President is told.",
)


@cache
def face(name: str) -> tuple[dict[int, str], dict[str, tuple[int, int]]]:
    font = TTFont(face_folder() / name)
    return font.getBestCmap(), font["hmtx"].metrics


def drawn(words: str, name: str = "RegestaSans-SemiBold.ttf") -> float:
    """How wide the words are in the face itself."""
    signs, metrics = face(name)
    return sum(metrics[signs.get(ord(sign), ".notdef")][0] for sign in words) * SIZE / 1000


def some(count: int, seed: int, days: int) -> tuple[Row, ...]:
    """Rows at chance, in order; some are of one hour, some vague."""
    chance = Random(seed)
    forms = ("{y}-{m:02}-{d:02}", "{y}-{m:02}", "{y}-{m:02}-{d:02}T{h:02}:30", "{y}-{m:02}-{d:02}~", "{y}")
    made = []
    for _ in range(count):
        day = chance.randrange(days)
        y, m, d = 1968 + day // 336, day % 336 // 28 + 1, day % 28 + 1
        date = parse(chance.choice(forms[: 5 if days > 700 else 4]).format(y=y, m=m, d=d, h=day % 24))
        made.append(Row(date, "", "", chance.choice(LABELS)))
    return tuple(sorted(made, key=lambda row: sort_key(row.date)))


def boxes(panel: Panel) -> Iterator[tuple[str, Box]]:
    """Every stretch of words as it is drawn."""
    scale, left = panel.measure.scale, panel.measure.label
    for tick in panel.ticks:
        yield tick.words, (scale - drawn(tick.words), tick.base - ASCENT * SIZE, scale, tick.base)
    for label in panel.labels:
        top = label.y - ASCENT * SIZE
        yield label.date, (left, top, left + drawn(label.date), label.y + DESCENT * SIZE)
        for n, line in enumerate(label.lines):
            x, y = (left + label.indent, label.y) if n == 0 else (left, label.below[n - 1])
            yield line, (x, y - ASCENT * SIZE, x + drawn(line), y + DESCENT * SIZE)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("language", ["en", "cs", "de"])
@pytest.mark.parametrize("days", [1, 10, 200, 3000])
@pytest.mark.parametrize("count", [1, 10, 25, 60, 120])
@pytest.mark.parametrize("measure", [PAGE, SCREEN], ids=["page", "screen"])
def test_no_words_overlap_or_leave_the_page(count: int, days: int, language: str, measure: Measure) -> None:
    made = panels(some(count, count + days, days), catalog(language), measure=measure)
    assert sum(len(panel.labels) for panel in made) == count
    for panel in made:
        assert panel.height <= measure.tallest * 1.12 + 4 * LEADING
        found = list(boxes(panel))
        for words, (left, top, right, bottom) in found:
            assert min(left, top) >= 0, words
            assert (right <= measure.width, bottom <= panel.height) == (True, True), words
        ordered = sorted(found, key=lambda one: one[1][1])
        for n, (words, box) in enumerate(ordered):
            near = [other for other in ordered[n + 1 : n + 8] if overlap(box, other[1])]
            assert near == [], words


@pytest.mark.parametrize("days", [10, 3000])
def test_what_was_later_stands_lower(days: int) -> None:
    for panel in panels(some(120, 5, days), catalog("en")):
        assert all(one.moment <= other.moment for one, other in pairwise(panel.labels))
        assert all(one.y < other.y for one, other in pairwise(panel.labels))
        assert all(one.y < other.y for one, other in pairwise(panel.ticks))


def test_a_day_of_the_scale_is_where_the_event_of_that_day_is() -> None:
    rows = tuple(Row(parse(f"1968-08-{day}"), "", "", "x") for day in (10, 11, 20))
    (panel,) = panels(rows, catalog("en"))
    marks = {tick.words.replace("\u00a0", " "): tick.y for tick in panel.ticks}
    assert [label.moment for label in panel.labels] == [marks[f"{day} August"] for day in (10, 11, 20)]


def test_vague_and_long_things_are_told_from_sure_and_short_ones() -> None:
    texts = ("1968-08-01", "1968-08-02~", "1968-08-03/1968-08-09", "1968-08", "1968-08-20")
    rows = tuple(Row(parse(text), "", "", text) for text in texts)
    (panel,) = panels(tuple(sorted(rows, key=lambda row: sort_key(row.date))), catalog("en"))
    said = {label.lines[0]: (label.vague, label.bar is not None) for label in panel.labels}
    assert said == {
        "1968-08-01": (False, False),
        "1968-08-02~": (True, True),
        "1968-08-03/1968-08-09": (False, True),
        "1968-08": (True, True),
        "1968-08-20": (False, False),
    }


def test_bars_in_one_lane_never_touch() -> None:
    for panel in panels(some(120, 3, 200), catalog("en")):
        bars = sorted(label.bar for label in panel.labels if label.bar)
        assert all(one[0] < other[0] or one[2] < other[1] for one, other in pairwise(bars))


def test_the_description_tells_all_that_is_drawn() -> None:
    rows = some(10, 1, 10)
    (panel,) = panels(rows, catalog("en"))
    assert all(label.date in panel.told for label in panel.labels)
    assert all(row.label.rstrip(".") in panel.told for row in rows)


@given(st.lists(st.tuples(st.floats(-50, 500), st.floats(1, 30)), max_size=60))
def test_boxes_are_placed_in_order_without_overlap(given_: list[tuple[float, float]]) -> None:
    ordered = sorted(given_)
    wishes, heights = [wish for wish, _ in ordered], [height for _, height in ordered]
    room = sum(heights) * 1.05
    tops = placed(wishes, heights, room)
    ends = [top + height for top, height in zip(tops, heights, strict=True)]
    assert all(top >= -1e-6 for top in tops)
    assert all(end <= room + 1e-6 for end in ends)
    assert all(end <= top + 1e-6 for end, top in zip(ends, tops[1:], strict=False))


@given(
    st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ áčďéěíňóřšťúůýžľĺôä0123456789.,:;–’“”()")
)
def test_words_are_never_wider_than_reckoned(words: str) -> None:
    for name in ("RegestaSans-Regular.ttf", "RegestaSans-SemiBold.ttf"):
        assert drawn(words, name) <= width(words, SIZE) * 1.03 + 0.5
