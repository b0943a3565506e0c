"""Running text and places in it: every word of every manuscript of ours is found where it stands."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from regesta.passages import passages
from regesta.pipeline import read as read_book
from regesta.prose import WORD, Passage
from regesta.workspace import read
from tests.checks.hearing import FRONT
from tests.conftest import HERE, MANUSCRIPT, MINI


def said(manuscript: Path, text: str = "") -> list[Passage]:
    """The passages of a manuscript, or of its chapter `ch-note` if that has a text."""
    if text:
        (manuscript / "chapters" / "00-note.md").write_text(FRONT + text, "utf-8")
    found = passages(read_book(read(manuscript).value).value)
    return [
        one for one in found if not text or (one.source.path == "chapters/00-note.md" and one.name != "field")
    ]


@pytest.mark.parametrize("manuscript", [MINI, HERE.parent / "docs", MANUSCRIPT], ids=["mini", "docs", "real"])
def test_every_word_is_found_where_it_stands(manuscript: Path) -> None:
    for passage in said(manuscript):
        met = [(found[0], passage.place(*found.span())) for found in WORD.finditer(passage.words)]
        assert [word for word, _ in met] == [passage.source.text[at.start : at.end] for _, at in met]
        assert all(one.end <= other.start for (_, one), (_, other) in pairwise(met)), passage.words


def test_words_that_are_written_otherwise_have_the_place_of_their_passage(mini: Path) -> None:
    (passage,) = said(mini, "One.\n".replace("One", "O&#110;e") + "\n") or [None]
    assert passage
    assert passage.words == "One."
    assert passage.place(0, 3) == passage.source.span(passage.start)


def test_blocks_languages_and_notes(mini: Path) -> None:
    text = (
        'A [b]{lang=cs} c.[^n]{ix: x}\n\n> Q.\n\n::: teacher "T"\nD.[^t]\n:::\n\n- L1\n- L2 `code`\n\n'
        "| h1 | h2 |\n|----|----|\n| c1 | *c2* |\n\n[^n]: N.\n\n    N2.\n\n[^t]: S.\n"
    )
    found = said(mini, text)
    assert [(one.name, one.inside, one.words, one.witnessed, one.hidden) for one in found] == [
        ("p", (), "A b c.", True, False),
        ("p", ("quotation",), "Q.", False, False),
        ("title", ("teacher",), "T", False, True),
        ("p", ("teacher",), "D.", True, True),
        ("li", (), "L1", False, False),
        ("li", (), "L2 ", False, False),
        ("tr", (), "h1\nh2\n", False, False),
        ("tr", (), "c1\nc2\n", False, False),
        ("p", ("note",), "N.", False, False),
        ("p", ("note",), "N2.", False, False),
        ("p", ("teacher",), "S.", False, True),
    ]
    assert [piece.language for piece in found[0].pieces] == ["en-GB", "cs", "en-GB"]


def test_things_that_are_alike_have_each_its_own_place(mini: Path) -> None:
    text = "- *A* b\n- *A* b\n\n*A* b\n\n> *A* b\n\n| *A* b | *A* b |\n|---|---|\n| *A* b | |\n\n`c` *A* b\n"
    found = [
        passage.place(found.start(), found.end())
        for passage in said(mini, text)
        for found in WORD.finditer(passage.words)
    ]
    whole = (mini / "chapters" / "00-note.md").read_text("utf-8")
    assert [one.start for one in found] == [one.start() for one in re.finditer(r"(?<=\*)A|(?<= )b", whole)]


def test_undecided_changes(mini: Path) -> None:
    (passage,) = said(mini, "A {++new ++}{--old --}{~~bad~>good~~} {==word==}{>>JN: why?<<}.\n")
    assert passage.words == "A new good word."
    places = [passage.place(*found.span()) for found in WORD.finditer(passage.words)]
    assert [passage.source.text[at.start : at.end] for at in places] == ["A", "new", "good", "word"]


def test_a_manuscript_that_can_hardly_be_read_has_no_passages_too_many(mini: Path) -> None:
    (mini / "events.yaml").write_text("events: {}\n", "utf-8")
    (mini / "registers" / "people.yaml").write_text("- a\n", "utf-8")
    (mini / "chapters" / "01-bridge.md").write_text("---\n- a\n---\n\nText.\n", "utf-8")
    assert "Text." in [one.words for one in said(mini)]
