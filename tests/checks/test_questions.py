"""Questions ask about what is there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks.hearing import heard, places

Edit = Callable[[Path, str, str], None]
ASKED = "skill=close-reading\nWhich words show doubt?"


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ('skill=close-reading at="s. 5"\nWhich?', []),
        ('skill=close-reading at="s. 6"\nWhich?', ["s. 6"]),
        ('skill=close-reading at="l. 1"\nWhich?', ["l. 1"]),
        ('skill=close-reading at="ss. 2–7"\nWhich?', ["ss. 2–7"]),
        ("skill=close-reading\nWhich words of s. 7, or of sentences 1–2?", ["s. 7"]),
        ("skill=close-reading\nWhich word in *line* 3?", ["line* 3"]),
        ("skill=close-reading\nWhich of the 3 lines, U.S. 9 or p. 12?", []),
    ],
)
def test_numbers_in_questions(mini: Path, edit: Edit, question: str, wrong: list[str]) -> None:
    edit(mini / "sources" / "src-request.md", ASKED, question)
    assert places(heard(mini, "QST003")) == wrong


def test_numbers_in_answers(mini: Path, edit: Edit) -> None:
    edit(mini / "sources" / "src-request.md", "“We think so.”", "“We think so” (s. 14).")
    assert places(heard(mini, "QST003")) == ["s. 14"]


def test_a_retelling_has_no_numbers(mini: Path, edit: Edit) -> None:
    edit(mini / "sources" / "src-answer.md", "Why a toll?", "Why a toll (s. 1)?")
    assert places(heard(mini, "QST003")) == ["s. 1"]


def test_a_retelling_may_be_read_closely(mini: Path, edit: Edit) -> None:
    edit(mini / "sources" / "src-answer.md", "skill=contextualization", "skill=close-reading")
    assert heard(mini) == []
