"""The small timeline of a chapter's head, by geometry: labels keep apart, inside the measure and in order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from regesta.apparatus.strip import EDGE, HEIGHT, MOST, SIZE, WIDTH, Strip, strip
from regesta.chronicle.row import Row
from regesta.dates import parse, sort_key
from regesta.lettering import width
from regesta.words import catalog

WORDS = catalog("en")
DAYS = st.dates().filter(lambda day: day.year > 999).map(lambda day: parse(f"{day:%Y-%m-%d}"))
TOLD = st.sampled_from(("Troops cross the borders", "Šumava", "A letter of warning", "The party accepts it"))


def row(date: str, label: str = "x") -> Row:
    return Row(parse(date), date, date, label)


def drawn(*dates: str, span: str = "1968-08-01/1968-08-31") -> Strip:
    rows = [row(date) for date in dates]
    made = strip(rows, dict.fromkeys(rows, "Something"), parse(span), WORDS)
    assert made
    return made


@given(st.lists(st.tuples(DAYS, TOLD), min_size=1, max_size=4))
def test_labels_keep_apart_and_inside(given_: list[tuple[object, str]]) -> None:
    rows = [Row(date, "", "", str(n)) for n, (date, _) in enumerate(given_)]  # type: ignore[arg-type]  # a date
    rows.sort(key=lambda one: sort_key(one.date, 0, 0))
    made = strip(rows, {one: given_[int(one.label)][1] for one in rows}, None, WORDS)
    assert made
    ends = [one.x + max(width(words, SIZE) for words in (one.date, *(line for _, line in one.lines)))
            for one in made.named]  # fmt: skip
    assert all(end < other.x for end, (_, other) in zip(ends, pairwise(made.named), strict=False))
    assert made.named[0].x >= 0
    assert ends[-1] <= WIDTH + 0.1  # positions are rounded
    assert all(EDGE <= one.moment <= WIDTH - EDGE for one in made.named)
    assert all(one.moment <= other.moment for one, other in pairwise(made.named))
    assert all(foot <= HEIGHT - 2 and len(one.lines) <= MOST for one in made.named for foot, _ in one.lines)


def test_places_tell_the_time() -> None:
    first, middle, last = drawn("1968-08-01", "1968-08-16", "1968-08-31").named
    assert first.moment == EDGE
    assert abs(middle.moment - (first.moment + last.moment) / 2) < WIDTH / 60


def test_days_have_a_stroke_and_a_doubt_an_open_dot() -> None:
    span, vague, day = drawn("1968-08-05/1968-08-09", "1968-08-12?", "1968-08-20").named
    assert span.end
    assert span.end > span.moment
    assert (vague.end, vague.vague, day.end, day.vague) == (None, True, None, False)


def test_what_is_not_named_has_a_mark_alone() -> None:
    rows = [row("1968-08-05"), row("1968-08-20"), row("1968-08-20", "y"), row("1968-08-25")]
    made = strip(rows, {rows[0]: "Named"}, parse("1968-08"), WORDS)
    assert made
    assert (len(made.marks), len(made.named)) == (2, 1)


def test_too_much_is_not_drawn() -> None:
    rows = [row(f"1968-08-{day:02}") for day in range(1, 12)]
    assert strip(rows, dict.fromkeys(rows, "Something that needs room"), None, WORDS) is None
