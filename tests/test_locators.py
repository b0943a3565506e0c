"""Locators: each page once, runs of three joined, ranges explicit, principal passages apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.locators import JOINER, Passage, locators
from regesta.model import PageMap

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
FRONT = len(ROMAN)


def pages() -> PageMap:
    """Anchors that are called as their pages: four roman ones, then 1 to 60."""
    physical = ROMAN | {str(n): FRONT + n for n in range(1, 61)}
    return PageMap({name: name for name in physical}, physical, 64)


def passages(text: str) -> list[Passage]:
    """`12 14-16! 18`: points, explicit ranges, and `!` for principal ones."""
    made = []
    for word in text.split():
        first, _, last = word.rstrip("!").partition("-")
        made.append(Passage(first, last or first, word.endswith("!"), bool(last)))
    return made


def shown(text: str, join: bool = True) -> str:
    found = locators(passages(text), pages(), join)
    return ", ".join(("*" if one.strong else "") + one.label.replace(JOINER, "") for one in found)


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
