"""What a student may see: the cut is made in trees and facts alike, and takes along what hangs on it."""

from collections.abc import Callable
from pathlib import Path

from regesta.editions.audience import for_audience
from regesta.facts import IndexMark
from regesta.tree import find, text
from tests.reading import book

Edit = Callable[[Path, str, str], None]


def test_answers_and_teacher_blocks_are_gone(mini: Path) -> None:
    seen = for_audience(book(mini), "student")
    words = "".join(text(one.body) for one in seen.texts)
    assert "Which letter knows the price?" in words
    assert "The second" not in words
    assert "Begin with the drawing" not in words


def test_a_note_of_a_hidden_block_goes_with_it(mini: Path) -> None:
    seen = for_audience(book(mini), "student")
    labels = {one.get("data-note") for chapter in seen.chapters for one in find(chapter.body, "data-note")}
    assert labels == {"minutes"}


def test_a_mark_in_a_hidden_block_is_no_fact(mini: Path, edit: Edit) -> None:
    edit(mini / "chapters" / "01-bridge.md", "The second; see", "The second{ix: secret}; see")
    whole = book(mini)
    for audience, there in (("student", False), ("teacher", True)):
        seen = for_audience(whole, audience)  # type: ignore[arg-type]
        marks = [fact.path for one in seen.texts for fact in one.facts if isinstance(fact, IndexMark)]
        assert (("secret",) in marks) is there


def test_a_teacher_sees_all(mini: Path) -> None:
    whole = book(mini)
    seen = for_audience(whole, "teacher")
    assert [text(one.body) for one in seen.texts] == [text(one.body) for one in whole.texts]
