"""How a book stood: as it is kept, and with one section exchanged."""

from dataclasses import replace

from regesta.model import Numbering, Opening
from regesta.render.pdf.assemble import Placed
from regesta.render.pdf.fragment import Facts, Fragment
from regesta.render.pdf.sides import page_map
from regesta.render.pdf.standing import standing, whole

EMPTY = Facts("", 1, (400.0, 600.0), {}, (), (), (), {})


def placed(id_: str, count: int, first: int, numbering: Numbering, opens: Opening = "page") -> Placed:
    anchors = {f"{id_}-{at}": (at, 0.0, 0.0) for at in range(count)}
    facts = replace(EMPTY, id=id_, count=count, anchors=anchors)
    return Placed(Fragment(facts, b""), first, numbering, opens)


BOOK = (
    placed("front", 3, 1, "roman"),
    Placed(None, 4, "roman"),
    placed("one", 4, 1, "arabic", "recto"),
    placed("two", 2, 5, "arabic", "recto"),
    placed("index", 2, 7, "arabic"),
)


def test_what_is_kept_tells_the_same_pages() -> None:
    kept, meant = whole(standing(BOOK)), page_map(BOOK)
    assert (kept.pages.labels, kept.pages.physical, kept.pages.count) == (
        meant.labels, meant.physical, meant.count,
    )  # fmt: skip
    assert "one" in kept
    assert "three" not in kept


def test_what_stands_behind_a_longer_section_moves_with_its_side() -> None:
    before = whole(standing(BOOK))
    longer = placed("one", 5, 1, "arabic").fragment
    assert longer
    after = before.exchanged(longer.facts)
    two = after.place("two")
    assert two
    assert (two.first, two.verso) == (7, False), "a blank page keeps it on a recto"
    assert after.pages.label("index-0") == "9"
    assert before.pages.label("index-0") == "7"


def test_a_stranger_changes_nothing() -> None:
    before = whole(standing(BOOK))
    assert before.exchanged(replace(EMPTY, id="three")) is before
    assert before.place("three") is None


def test_what_cannot_be_read_is_a_book_without_sections() -> None:
    assert whole(None).sections == whole(b"{").sections == ()
    assert whole(None).pages.count == 0
