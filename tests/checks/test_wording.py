"""Evidence, words for teachers, and how hard a text is to read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.checks.readability import lix
from tests.checks.hearing import heard, noted, places

Edit = Callable[[Path, str, str], None]


def told(mini: Path, edit: Edit, text: str) -> list[str]:
    """The places of claims without evidence in a chapter with this text in it."""
    edit(mini / "chapters" / "01-bridge.md", "The answer came late.", text)
    return places(heard(mini, "EVD001"))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("It came on 3 May.", ["3 May"]),
        ("It came in *May* and cost 14,500 crowns.", ["14,500"]),
        ("It came in *May* 1903.", ["May* 1903"]),
        ("It was 1903. It had 12 arches and 900 stones.", []),
        ("It came on 3 May.[^minutes]", []),
        ("It came on 3 May, see @src-request.", []),
        ("It came on [3 May]{date=1903-05-03}.", ["3 May"]),
        ("> It came on 3 May.", []),
        ('::: aside "A day"\nIt came on 3 May.\n:::', ["3 May"]),
        ("It came on `3 May`.", []),
        ("- It came on 3 May.\n- It left on 4 May.[^minutes]\n", ["3 May"]),
    ],
)
def test_claims(mini: Path, edit: Edit, text: str, claims: list[str]) -> None:
    assert told(mini, edit, text) == claims


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("The model\nanswer is short.", ["model\nanswer"]),
        ('::: aside "For the teacher"\nA.\n:::', ["For the teacher"]),
        ("> The *mark* scheme.", ["mark* scheme"]),
        ("::: teacher\nA model answer.[^a]\n:::\n\n[^a]: The mark scheme.", []),
        ("::: teacher\nA.[^a]\n:::\n\nB.[^a]\n\n[^a]: The mark scheme.", ["mark scheme"]),
        ("A teacher has a scheme and an answer.", []),
    ],
)
def test_words_for_teachers(mini: Path, text: str, seen: list[str]) -> None:
    assert places(noted(mini, text, "TCH001")) == seen


def test_words_for_teachers_in_fields(mini: Path, edit: Edit) -> None:
    edit(mini / "sources" / "src-request.md", "In 1901 a ferry", "(Model answer below.) In 1901 a ferry")
    assert places(heard(mini, "TCH001")) == ["Model answer"]


def test_lix() -> None:
    """Twenty words in four sentences, four of them long; twice, so that there are enough."""
    text = (
        "Bridges connect. Ferries leave at nine or at ten. We wait. Comforts are few; it is cold in May now."
    )
    assert lix([text, text]) == 20 / 4 + 100 * 4 / 20
    assert lix([text]) == 0


def test_hard_headnotes_are_named(mini: Path, edit: Edit) -> None:
    hard = (
        "Administrative responsibilities concerning infrastructure remained extraordinarily complicated. " * 6
    )
    edit(mini / "sources" / "src-answer.md", "Districts paid for roads, not for bridges.", hard)
    (said,) = heard(mini)
    assert said.message.startswith("this headnote is very hard to read: LIX ")
    assert said.at == hard.strip()
