"""Whose notes are whose: letters for the document, one row of figures for the editors and the translator."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.editions.audience import for_audience
from regesta.editions.flow import Flow, document_flow, flow
from regesta.editions.notes import letter
from regesta.tree import find, text
from tests.conftest import WORKED, copied
from tests.reading import WORDS, book, plainly

Edit = Callable[[Path, str, str], None]


def chapter(manuscript: Path = WORKED) -> Flow:
    seen = for_audience(book(manuscript), "student")
    return flow(seen, seen.chapters[0], WORDS, plainly).value


def test_the_documents_notes_have_letters_and_stay_with_it() -> None:
    made = chapter()
    assert [one.get("data-n") for one in find(made.body, "data-mark", "letter")] == ["a", "b"]
    own = list(find(made.body, "data-block", "own-note"))
    assert [(one.get("data-n"), text(one).strip()) for one in own] == [
        ("a", "By the clock of the mill."),
        ("b", "The helper is named in the margin."),
    ]
    assert all(note.by != "document" for note in made.notes.values())


def test_the_others_join_the_row_where_they_are_called() -> None:
    calls = [(one.get("data-n"), one.get("data-by")) for one in find(chapter().body, "data-mark", "note")]
    assert calls == [
        *(("1", None), ("2", None), ("3", None), ("4", None), ("5", "editor"), ("6", "translator")),
        *(("7", None), ("8", None), ("9", None)),
    ]


def test_without_its_flag_a_source_keeps_only_its_own_notes(tmp_path: Path, edit: Edit) -> None:
    manuscript = copied(WORKED, tmp_path / "worked")
    edit(manuscript / "chapters" / "01-ferry.md", "::: source @src-letter notes ", "::: source @src-letter ")
    made = chapter(manuscript)
    assert [note.by for note in made.notes.values()] == ["editor"] * 7  # two are corrections, two citations
    assert [one.get("data-n") for one in find(made.body, "data-block", "own-note")] == ["a", "b"]


def test_a_correction_says_what_stands_in_the_document() -> None:
    told = {
        key: text(note.body).strip() for key, note in chapter().notes.items() if key.endswith("-sic-1-note")
    }
    assert told == {
        "src-letter-sic-1-note": "In the document: dřewo.",
        "src-wire-sic-1-note": "In the document: bord.",
    }


def test_a_sheet_has_the_notes_of_the_language_that_it_prints() -> None:
    seen = for_audience(book(WORKED), "student")
    made = document_flow(seen, seen.documents["src-letter"], WORDS, plainly).value
    assert [one.get("data-lang") for one in find(made.body, "data-lang") if one.get("data-block")] == ["en"]
    assert [note.number for note in made.notes.values()] == ["1", "2"]
    assert [one.get("data-n") for one in find(made.body, "data-mark", "letter")] == ["a", "b"]


@pytest.mark.parametrize(("number", "wanted"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba")])
def test_letters(number: int, wanted: str) -> None:
    assert letter(number) == wanted
