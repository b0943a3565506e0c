"""One element a sign, whatever else the same mark says; gaps say their extent."""

import pytest

from regesta.editions.signs import corrections, unrolled
from regesta.tree import Element, find, text, walk
from tests.reading import WORDS


def mark(verbs: str, **values: str) -> Element:
    given = tuple((f"data-{key}", value) for key, value in values.items())
    return Element("p", (), (Element("span", (("id", "src-x-1"), ("data-mark", verbs), *given), ("word",)),))


@pytest.mark.parametrize(
    ("verbs", "wanted"),
    [
        ("unclear", ["unclear"]),
        ("who", ["who"]),
        ("ins hand", ["ins", "hand"]),
        ("who unclear", ["who", "unclear"]),
        ("ix del u", ["ix", "del", "u"]),
        ("who date", ["who date"]),
    ],
)
def test_signs_go_round_the_words_one_by_one(verbs: str, wanted: list[str]) -> None:
    made = unrolled(mark(verbs), WORDS)
    assert [one.get("data-mark") for one in find(made, "data-mark")] == wanted
    assert text(made) == "word"
    ids = [one.get("id") for one in walk(made) if one.get("id")]
    assert len(ids) == len(set(ids)) == len(wanted)
    assert ids[0] == "src-x-1"


@pytest.mark.parametrize(
    ("quantity", "unit", "wanted"),
    [("2", "lines", "two lines"), ("1", "words", "one word"), ("13", "letters", "13 letters")],
)
def test_a_gap_says_how_much(quantity: str, unit: str, wanted: str) -> None:
    gap = Element("span", (("data-mark", "gap"), ("data-quantity", quantity), ("data-unit", unit)))
    assert text(unrolled(Element("p", (), (gap,)), WORDS)) == wanted


def test_a_gap_of_unknown_extent_says_nothing() -> None:
    gap = Element("p", (), (Element("span", (("data-mark", "gap"), ("data-reason", "omitted"))),))
    assert unrolled(gap, WORDS) is gap


def test_a_correction_is_called_in_the_language_of_its_text() -> None:
    whole = Element("div", (("lang", "cs"),), (mark("sic", sic="dřewo"),))
    made, texts = corrections(whole, WORDS)
    assert [one.get("data-key") for one in find(made, "data-mark", "note")] == ["src-x-1-note"]
    (said,) = find(texts["src-x-1-note"], "lang")
    assert (said.get("lang"), text(said)) == ("cs", "dřewo")
