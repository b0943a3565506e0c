"""Errata: what records keep of corrections, in the order of the sources; no book has the list for nothing."""

from collections.abc import Callable
from pathlib import Path

from regesta.apparatus import errata
from regesta.apparatus.errata import Group
from regesta.editions.audience import for_audience
from tests.reading import WORDS, book, every_anchor_on_page

Edit = Callable[[Path, str, str], None]
KEPT = """corrections:
  - {date: 2026-11-20, by: Ada, reason: misread, at: s. 2, before: the river is low, after: the river is high}
  - {date: 2026-11, by: Ada, reason: a line was left out, at: s. 99, after: We ask.}
  - {date: 2026, by: Bo, reason: the hand is another}
"""


def groups(manuscript: Path) -> tuple[Group, ...]:
    one = for_audience(book(manuscript), "student")
    made: tuple[Group, ...] = errata.make(one, every_anchor_on_page(one), WORDS).content  # type: ignore[assignment]
    return made


def test_each_correction_with_its_place(mini: Path, edit: Edit) -> None:
    edit(mini / "sources" / "src-request.md", "minutes: 45\n", f"minutes: 45\n{KEPT}")
    (group,) = groups(mini)
    assert (group.number, group.title, group.anchor) == (1, "Request for a bridge", "src-request")
    first, second, third = group.lines
    assert (first.at, first.place.anchor, first.place.label) == ("sentence 2", "src-request.s2", "7")
    assert (first.before, first.after, first.reason) == ("the river is low", "the river is high", "misread")
    assert (first.by, first.date.replace("\u00a0", " ")) == ("Ada", "20 November 2026")
    assert (second.at, second.place.anchor) == ("sentence 99", "src-request")  # no such sentence any more
    assert (third.at, third.before, third.after, third.by) == ("", "", "", "Bo")


def test_a_book_without_corrections_has_none(mini: Path) -> None:
    assert groups(mini) == ()
