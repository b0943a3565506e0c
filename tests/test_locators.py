"""Locators: each page once, runs of three joined, ranges explicit, principal passages apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.locators import JOINER, Passage, locators, shortened
from regesta.model import Locator, PageMap
from regesta.settings import IndexRules, Numbers

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
FRONT = len(ROMAN)


def pages() -> PageMap:
    """Anchors that are called as their pages: four roman ones, then 1 to 60."""
    physical = ROMAN | {str(n): FRONT + n for n in range(1, 61)}
    return PageMap({name: name for name in physical}, physical, 64)


def passages(text: str) -> list[Passage]:
    """`12 14-16! 41n2 34/`: points, explicit ranges, `!` for principal ones, notes, pictures."""
    return [passage(word.rstrip("!/"), word.endswith("!"), word.endswith("/")) for word in text.split()]


def passage(word: str, main: bool, pictured: bool) -> Passage:
    place, noted, note = word.partition("n")
    first, _, last = place.partition("-")
    return Passage(first, last or first, main, bool(last), bool(noted), note, pictured)


def shown(text: str, join: bool = True) -> str:
    return said(locators(passages(text), pages(), IndexRules(runs="join" if join else "keep")))


def said(found: tuple[Locator, ...]) -> str:
    signs = (("*" if one.strong else "") + ("/" if one.italic else "") for one in found)
    labels = (one.label.replace(JOINER, "") for one in found)
    return ", ".join(map("".join, zip(signs, labels, strict=True)))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("12", "12"),
        ("12 12 12", "12"),
        ("16 12 14", "12, 14, 16"),
        ("12 13", "12, 13"),
        ("12 13 14", "12–14"),
        ("12 14 15 16", "12, 14–16"),
        ("12 13 14 16 17 18", "12–14, 16–18"),
        ("14-16", "14–16"),
        ("14-15", "14–15"),
        ("14-14", "14"),
        ("14-16 15", "14–16"),
        ("14-16 16-18", "14–18"),
        ("14-16 20", "14–16, 20"),
        ("12 13! 14", "12, *13, 14"),
        ("13! 13", "*13"),
        ("13 13!", "*13"),
        ("14-16!", "*14–16"),
        ("14-16 15!", "14–16, *15"),
        ("ii iii iv", "ii–iv"),
        ("iii iv 1 2", "iii, iv, 1, 2"),
        ("", ""),
    ],
)
def test_what_is_printed(given: str, wanted: str) -> None:
    assert shown(given) == wanted


def test_runs_may_be_left_apart() -> None:
    assert shown("12 14 15 16", join=False) == "12, 14, 15, 16"
    assert shown("14-16 20", join=False) == "14–16, 20"


def test_what_lies_on_no_page_is_left_out() -> None:
    assert shown("12 999") == "12"


@given(st.lists(st.integers(1, 60), max_size=40))
def test_every_page_is_named_once_and_no_other(numbers: list[int]) -> None:
    found = locators([Passage(str(n), str(n)) for n in numbers], pages())
    named = []
    for one in found:
        first, _, last = one.label.replace(JOINER, "").partition("–")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(set(numbers))


@given(st.permutations(passages("12 14-16! 18 19 20 20! ii")))
def test_the_order_of_marks_does_not_matter(marks: list[Passage]) -> None:
    assert locators(marks, pages()) == locators(passages("12 14-16! 18 19 20 20! ii"), pages())


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("41n2", "41n2"),
        ("41n3 41n2", "41nn2–3"),
        ("41n2 41n2", "41n2"),
        ("41n2 41n5", "41n2, 41n5"),
        ("41n2 41n3 41n4 41n7", "41nn2–4, 41n7"),
        ("41n9 41n10", "41nn9–10"),
        ("41n2 42n3", "41n2, 42n3"),
        ("41n2 41", "41"),  # the text of the page says more than its note
        ("40-42 41n2", "40–42"),
        ("41n2! 41", "41, *41n2"),
        ("41n2! 41n3", "*41n2, 41n3"),
        ("40 41n2 42", "40, 41n2, 42"),  # a note is no page of a run
        ("41n", "41n"),  # of a note without a number
        ("ivn3 ivn4", "iv\u00a0nn3–4"),
    ],
)
def test_notes(given: str, wanted: str) -> None:
    assert shown(given) == wanted


def test_notes_may_be_named_without_their_numbers() -> None:
    rules = IndexRules(notes="plain")
    assert said(locators(passages("41n2 41n3 42n1 43 43n2"), pages(), rules)) == "41n, 42n, 43"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("34/", "/34"),
        ("34/ 34/", "/34"),
        ("34 34/", "34, /34"),  # text and picture are two things to find
        ("33-35 34/", "33–35, /34"),
        ("33 34/ 35", "33, /34, 35"),
    ],
)
def test_pictures(given: str, wanted: str) -> None:
    assert shown(given) == wanted


# first and last number | as Chicago shortens it | in two figures; whole where there is nothing
SHORTENED = """
3-10 | 10 | 10
71-72 | 72 | 72
96-117 | 117 | 117
100-104 | 104 | 04
107-108 | 8 | 08
101-118 | 18 | 18
200-201 | 201 | 01
321-328 | 28 | 28
498-532 | 532 | 532
808-833 | 33 | 33
1087-1089 | 89 | 89
1100-1113 | 1113 | 13
1103-1104 | 4 | 04
1496-1500 | 500 | 500
11564-11615 | 615 | 615
12991-13001 | 3001 | 3001
xii-xiv | xiv | xiv
"""


@pytest.mark.parametrize("line", SHORTENED.strip().splitlines())
def test_inclusive_numbers(line: str) -> None:
    given, *wanted = (cell.strip() for cell in line.split("|"))
    first, last = given.split("-")
    ways: tuple[Numbers, ...] = ("chicago", "two-digit", "full")
    assert [shortened(first, last, way) for way in ways] == [*wanted, last]


def test_ranges_runs_and_notes_are_shortened() -> None:
    many = PageMap({str(n): str(n) for n in range(1, 200)}, {str(n): n for n in range(1, 200)}, 199)
    rules = IndexRules(numbers="chicago")
    found = locators(passages("107-108 121 122 123 145n107 145n108"), many, rules)
    assert said(found) == "107–8, 121–23, 145nn107–8"


SOURCED = [
    Passage("12", "12", source=7),
    Passage("13", "13", source=7, sentences=(17, 17)),
    Passage("14", "14", main=True, source=23, sentences=(2, 2)),
    Passage("15", "16", ranged=True, source=23, sentences=(17, 19)),
    Passage("16", "16", source=23, sentences=(18, 18)),
    Passage("3", "3"),
]


@pytest.mark.parametrize(
    ("sources", "wanted"),
    [
        ("page", "3, 12, 13, *14, 15–16"),
        ("document", "3, doc. 7, *doc. 23"),
        ("sentence", "3, doc. 7, 7:17, *23:2, 23:17–19"),
    ],
)
def test_sources_may_be_named_by_their_numbers(sources: str, wanted: str) -> None:
    rules = IndexRules.model_validate({"sources": sources})
    assert said(locators(SOURCED, pages(), rules, "doc. {number}")) == wanted
