"""Numbers that readers have in print: what is reported when a text changes, and what is not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.checks.numbers import Move, moves
from regesta.diagnostics import severity
from regesta.pipeline import read as read_book
from regesta.texts.numbers import FILE, Kept, digest, known, written
from regesta.workspace import read
from tests.checks.hearing import Said, heard
from tests.reader.reading import RECORD
from tests.reader.reading import read as read_text

Edit = Callable[[Path, str, str], None]
REQUEST = "sources/src-request.md"
WORDS = st.lists(st.text("abcde", min_size=3, max_size=9), min_size=2, max_size=9, unique=True)


def lock(manuscript: Path) -> None:
    """Lock the numbers of a manuscript as they are."""
    documents = read_book(read(manuscript).value).value.documents
    text = written({id: Kept(known(one.sentences)) for id, one in documents.items()})
    (manuscript / FILE).write_text(text, "utf-8")


@pytest.fixture
def locked(mini: Path) -> Path:
    lock(mini)
    return mini


def said(manuscript: Path) -> list[Said]:
    return heard(manuscript, "NUM001", hints=False)


# In a manuscript ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "We ask",
            "It sank. We ask",
            ("We", 'sentence 4 of "X" is sentence 3 in L; 2 numbers after it move too'),
        ),
        (
            "old, and",
            "old,{s+} and",
            ("The", 'sentence 2 of "X" in L is now sentences 2 and 3; 3 numbers after it move too'),
        ),
        (
            "high. We",
            "high.{s-} We",
            ("It", 'sentence 3 of "X" is sentence 4 in L; one number after it moves too'),
        ),
        (
            "To the district office. ",
            "",
            ("The", 'sentence 1 of "X" is sentence 2 in L; 3 numbers after it move too'),
        ),
        (" Mr. Novák has drawn it.", "", ("It", '"X" has 4 numbered sentences, and L has 5')),
        ("Mr. Novák has", "Mr. Novák{s+} has", ("Mr", 'sentence 5 of "X" in L is now sentences 5 and 6')),
        (
            "We ask",
            "{++It sank. ++}We ask",
            ("We", 'sentence 4 of "X" is sentence 3 in L; 2 numbers after it move too'),
        ),
    ],
)
def test_what_renumbers(locked: Path, edit: Edit, old: str, new: str, expected: tuple[str, str]) -> None:
    edit(locked / REQUEST, old, new)
    (one,) = said(locked)
    message = one.message.replace("src-request", "X").replace(FILE, "L")
    assert (one.at, message, one.severity) == (*expected, "warning")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We ask for a bridge.", "{s-}It sank. We ask for a bridge."),
        ("ferry is old", "ferry, alas, is *very* old"),
        ("We ask for a bridge.", "{--We ask for a bridge.--}"),
        ("the river is high", "the {~~river~>water~~} is high{>>AB: is it?<<}"),
        ("has drawn it.", "has drawn it. He is proud of it."),
        ("To the district office. The", "To the district office.\n\nThe"),
    ],
)
def test_what_does_not(locked: Path, edit: Edit, old: str, new: str) -> None:
    edit(locked / REQUEST, old, new)
    assert said(locked) == []


def test_it_is_an_error_in_a_release(locked: Path, edit: Edit) -> None:
    edit(locked / REQUEST, "We ask", "It sank. We ask")
    (found,) = (one for one in read_book(read(locked).value).diagnostics if one.code == "NUM001")
    assert (severity(found), severity(found, release=True)) == ("warning", "error")
    assert found.hint == "{s+} parts and {s-} joins; or regesta lock accepts the new numbers"


def test_lines(locked: Path, edit: Edit) -> None:
    edit(locked / REQUEST, "::: transcript en\n", "::: transcript en .lines\nOne\ntwo\n")
    (one,) = said(locked)
    assert one.message == '"src-request" has 0 numbered sentences, and numbers.lock has 5'
    lock(locked)
    edit(locked / REQUEST, "\nOne\n", "\nNone\nsuch\nas one\n")
    (one,) = said(locked)
    assert one.at == "two"
    assert one.message == ('line 4 of "src-request" is line 2 in numbers.lock; 2 numbers after it move too')


def test_what_is_not_in_the_lock_is_new(mini: Path) -> None:
    assert said(mini) == []
    (mini / FILE).write_text(written({}), "utf-8")
    assert said(mini) == []


def test_a_source_that_is_gone(locked: Path, edit: Edit) -> None:
    edit(locked / FILE, "src-request", "src-requests")
    assert said(locked) == [
        Said(
            "NUM001", "src-requests", '"src-requests" is in numbers.lock and not among the sources', "warning"
        )
    ]


def test_a_source_that_cannot_be_read_is_not_gone(locked: Path, edit: Edit) -> None:
    edit(locked / REQUEST, "number: 1\n", "number: one\n")
    assert said(locked) == []


def test_a_text_that_is_away_is_not_compared(locked: Path, edit: Edit) -> None:
    edit(locked / REQUEST, "number: 1\n", 'number: 1\nwitness: {tei: "witnesses/none.xml", document: d1}\n')
    assert said(locked) == []


def test_a_lock_that_cannot_be_read(locked: Path, edit: Edit) -> None:
    edit(locked / FILE, "s2 ", "s3 ")
    (one,) = heard(locked, hints=False)
    assert one.code == "YML004"
    assert one.message.endswith("is not the next number with its digest")


def test_two_rows_of_one_source(locked: Path) -> None:
    text = (locked / FILE).read_text("utf-8")
    (locked / FILE).write_text(text + text.split("sources:\n")[1], "utf-8")
    assert [one.code for one in heard(locked, hints=False)] == ["IDS001"]


# In a row ----------------------------------------------------------------------------------------


def row(*words: str) -> list[str]:
    return [*map(digest, words)]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("a b c", "a b c", []),
        ("a b c", "a x c", []),
        ("a b c", "a b c d", []),
        ("a b c", "a b x y z", []),
        ("a b c", "x a b c", [Move(2, 1), Move(3, 2), Move(4, 3)]),
        ("a b c", "a c", [Move(2, 3)]),
        ("a b c", "a b", []),
        ("a b", "b a", [Move(2, 1)]),
        ("a b c d", "a x y c d", [Move(4, 3), Move(5, 4)]),
        ("a a a", "a a a a", []),
        ("a a b", "a b", [Move(2, 3)]),
        ("a b a c", "a b b c", []),
        ("a b|c d", "a b c d", [Move(2, 2, 2), Move(4, 3)]),
        ("a b|c|d", "a b c d", [Move(2, 2, 3)]),
        ("a b|c d", "x a b c y", [Move(2, 1), Move(3, 2, 2)]),
    ],
)
def test_a_row(before: str, now: str, expected: list[Move]) -> None:
    locked = row(*(one.replace("|", " ") for one in before.split()))
    assert moves(locked, now.split()) == expected


@given(WORDS, st.data())
def test_a_sentence_put_in_before_the_last_is_reported(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    found = moves(row(*words), [*words[:at], "new one", *words[at:]])
    assert found == [Move(number + 1, number) for number in range(at + 1, len(words) + 1)]


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), st.data())
def test_changed_words_of_one_sentence_are_not(words: list[str], data: st.DataObject) -> None:
    """Not even where it comes to say what another says."""
    at = data.draw(st.integers(0, len(words) - 1))
    changed = [*words]
    changed[at] = data.draw(st.sampled_from(["a", "b", "c", "new"]))
    assert moves(row(*words), changed) == []


@given(WORDS, st.data())
def test_a_sentence_taken_out_before_the_last_is_reported(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 2))
    found = moves(row(*words), [*words[:at], *words[at + 1 :]])
    assert found == [Move(number, number + 1) for number in range(at + 1, len(words))]


@given(WORDS, st.data())
def test_it_is_so_for_what_the_reader_numbers(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    before, after = numbered(words), numbered([*words[:at], "new one", *words[at:]])
    assert len(before) == len(words)
    found = moves(row(*before), after)
    assert found == [Move(number + 1, number) for number in range(at + 1, len(words) + 1)]


def numbered(sentences: list[str]) -> list[str]:
    """The words of each sentence of a transcript, as the reader numbers them."""
    text = " ".join(f"{one.capitalize()}." for one in sentences)
    parsed = read_text(f"::: transcript en\n{text}\n:::\n", path=RECORD).value
    return [one.words for one in parsed.sentences]
