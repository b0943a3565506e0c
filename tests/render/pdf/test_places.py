"""Where sections begin, what their pages are called, and how much room a number gets."""

from types import MappingProxyType

import pytest

from regesta.model import Numbering, Page, PageMap
from regesta.render.pdf.assemble import Placed
from regesta.render.pdf.book import A_PAGE, as_wide, guess, roomed
from regesta.render.pdf.folio import folio, roman
from regesta.render.pdf.fragment import Align, Facts, Fragment, Slot
from regesta.render.pdf.sides import page_map


def page(id_: str, length: int, numbering: Numbering = "arabic") -> Page:
    """A section with an anchor at its beginning and one at its end."""
    return Page(id_, id_, f'<a id="{id_}"/>'.ljust(length) + f'<a id="{id_}-end"/>', numbering=numbering)


def placed(
    first: int, anchors: dict[str, int], slots: tuple[Slot, ...] = (), numbering: Numbering = "arabic"
) -> Placed:
    """A fragment of three pages."""
    where = {anchor: (at, 0.0, 0.0) for anchor, at in anchors.items()}
    facts = Facts("ch", 3, (400.0, 600.0), where, (), slots, (), {})
    return Placed(Fragment(facts, b""), first, numbering)


def slot(anchor: str, align: Align) -> Slot:
    return Slot(0, 1, anchor, align, "F", 10, 1, "0", 0, 10, "")


@pytest.mark.parametrize(
    ("number", "arabic", "small"),
    [
        (1, "1", "i"),
        (4, "4", "iv"),
        (49, "49", "xlix"),
        (90, "90", "xc"),
        (1968, "1968", "mcmlxviii"),
    ],
)
def test_a_folio(number: int, arabic: str, small: str) -> None:
    assert folio(number, "arabic") == arabic
    assert folio(number, "roman") == roman(number) == small


def test_a_guess_counts_each_kind_of_number_for_itself() -> None:
    guessed = guess([page("a", A_PAGE * 3, "roman"), page("b", A_PAGE * 12), page("c", 10)])
    assert guessed.labels["a"] == "i"
    assert guessed.labels["a-end"] == "iv"
    assert guessed.labels["b"] == "1"
    assert guessed.labels["b-end"] == guessed.labels["c"] == "13"


def test_of_two_anchors_of_one_name_the_first_counts() -> None:
    twice = page_map([placed(1, {"a": 0}), placed(4, {"a": 2})])
    assert (twice.labels["a"], twice.physical["a"], twice.count) == ("1", 1, 6)


def test_a_blank_page_counts() -> None:
    known = page_map([placed(1, {"a": 2}, numbering="roman"), Placed(None, 4, "roman"), placed(1, {"b": 1})])
    assert (known.labels["a"], known.physical["a"]) == ("iii", 3)
    assert (known.labels["b"], known.physical["b"], known.count) == ("2", 6, 7)


@pytest.mark.parametrize(
    ("label", "guessed", "align", "wide"),
    [
        ("12", "99", "start", True),
        ("100", "99", "start", False),
        ("9", "10", "start", False),
        ("100", "99", "end", True),
        ("100", "99", "middle", True),
        ("xi", "ix", "start", False),
        ("xi", "xi", "start", True),
    ],
)
def test_only_a_number_in_running_text_must_fit_its_room(
    label: str, guessed: str, align: Align, wide: bool
) -> None:
    held = placed(1, {}, (slot("a", align), slot("", "start")))
    known, before = (PageMap({"a": one}, {"a": 1}, 9) for one in (label, guessed))
    assert as_wide(known, before, [held]) is wide


def test_room_is_made_for_as_many_figures() -> None:
    known = PageMap({"a": "123", "b": "xii"}, {"a": 123, "b": 12}, 200)
    assert [known.stand_in(one) for one in ("a", "b", "c")] == ["555", "xii", ""]


def test_a_page_description_without_slots_stays_as_it_is() -> None:
    plain = page("a", 100)
    assert roomed(plain, PageMap(MappingProxyType({"a": "1"}), {"a": 1}, 1)) == plain
