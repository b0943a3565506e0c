"""Spelling by Hunspell, with a dictionary of our own that has affixes and a handful of words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.checks.spelling import check
from regesta.dictionaries import shelf
from regesta.passages import passages
from regesta.pipeline import read as read_book
from regesta.workspace import read
from tests.checks.hearing import FRONT, Said, heard

Edit = Callable[[Path, str, str], None]
AFFIXES = "SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\nWORDCHARS '\nSFX S Y 1\nSFX S 0 s .\n"


@pytest.fixture
def book(mini: Path, edit: Edit) -> Path:
    """Mini with dictionaries of English and Czech."""
    edit(mini / "book.yaml", "front: ", "dictionaries: words\nfront: ")
    write(mini / "words", "en_GB", "bridge/S ferry don't was old")
    write(mini / "words", "cs_CZ", "starý most")
    return mini


def write(folder: Path, name: str, words: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.aff").write_text(AFFIXES, "utf-8")
    rows = words.split()
    (folder / f"{name}.dic").write_text("\n".join([str(len(rows)), *rows]) + "\n", "utf-8")


def unknown(manuscript: Path, text: str) -> list[Said]:
    """What is said of the words of a chapter with this text."""
    (manuscript / "chapters" / "00-note.md").write_text(FRONT + text, "utf-8")
    inputs = read(manuscript).value
    book = read_book(inputs).value
    words = shelf(manuscript, ())
    assert words
    said = tuple(
        one for one in passages(book) if one.source.path == "chapters/00-note.md" and one.name != "field"
    )
    return [
        Said(
            one.code,
            inputs.texts[one.span.path].text[one.span.start : one.span.end] if one.span else "",
            one.message,
            "",
        )
        for one in check(book, said, words)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bridge, bridges; ferry.",
        "Don’t ferry.",
        "Lhota was old, Novák’s bridge was old, CIA was old.",
        "Ferry `xyzzy` [bridge](https://example.org/xyzzy){ix: xyzzy} was old.",
        "[Starý most]{lang=cs} was old.",
    ],
)
def test_words_that_are_right(book: Path, text: str) -> None:
    assert unknown(book, text) == []


def test_a_word_is_said_once_at_its_first_place(book: Path) -> None:
    (said,) = unknown(book, "The{ix: the} ferry was old. {ix: brigde}*Old* brigde, old\nbrigde.")[1:]
    assert (said.code, said.at) == ("SPL001", "brigde")
    assert said.message == 'no word of "en-GB" is spelt "brigde", 2 times'


def test_each_language_has_its_dictionary(book: Path) -> None:
    assert [one.at for one in unknown(book, "Starý ferry [ferry]{lang=cs}.")] == ["Starý", "ferry"]


def test_a_language_without_a_dictionary_is_named_and_passed_over(book: Path) -> None:
    (said,) = unknown(book, "Ferry [Brücke]{lang=de}.")
    assert (said.code, said.message) == ("SPL002", 'there is no dictionary for "de"')


def test_letters_that_the_dictionary_cannot_write(book: Path) -> None:
    (book / "words" / "cs_CZ.aff").write_text("SET ISO8859-1\n", "utf-8")
    (book / "words" / "cs_CZ.dic").write_text("1\nmost\n", "utf-8")
    assert [one.at for one in unknown(book, "[Most řeka]{lang=cs}")] == ["řeka"]


def test_without_being_asked_nothing_is_looked_up(book: Path) -> None:
    assert heard(book) == []
    assert {one.code for one in heard(book, spelling=True)} == {"SPL001"}


def test_a_folder_outside_the_manuscript_is_not_read(book: Path, edit: Edit) -> None:
    write(book.parent / "elsewhere", "en_GB", "bridge")
    edit(book / "book.yaml", "dictionaries: words", "dictionaries: ../elsewhere")
    assert {one.message for one in heard(book, "SPL002", spelling=True)} == {
        'there is no dictionary for "cs"',
        'there is no dictionary for "en-GB"',
    }


def test_without_the_package_there_is_no_shelf(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regesta.dictionaries.find_spec", lambda _: None)
    assert shelf(book) is None


def test_the_best_dictionary_is_taken(book: Path) -> None:
    write(book / "words", "en_AU", "wombat")
    words = shelf(book, ())
    assert words
    british, other = words("words", "en-GB"), words("words", "en-US")
    assert british
    assert british.knows("ferry")
    assert other
    assert other.knows("wombat")
    assert words("words", "fr") is None
