"""From a fault in the words of a mark to its place in the file."""

import pytest

from regesta.reader.marks import Mark
from regesta.reader.places import Places
from regesta.reader.stamps import FIRST
from regesta.source import Source, Span


def _within(text: str, words: str, start: int, end: int) -> str:
    """The file's words that are said to be `words[start:end]`, in the braces of `text`."""
    brace = text.index("{")
    places = Places(Source.of("x", text), (brace, len(text)))
    mark = Mark("point", "ix", words, 0, chr(FIRST), chr(FIRST), chr(FIRST + 1))
    span = places.words(mark).span(start, end)
    assert span
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("{ix: a}", "ix: a", "a"),
        ("> {ix: a >\n> b}", "ix: a >\nb", "b"),
        ("- {ix: a\n      b c}", "ix: a\nb c", "b c"),
        ("{ix: a \\| b}", "ix: a | b", "b"),
        ("{ix: `a` b}", "ix: a b", "b"),
        ("{ix: \\\\ b}", "ix: \\ b", "b"),
    ],
)
def test_words_are_found(text: str, words: str, part: str) -> None:
    start = words.rindex(part)
    assert _within(text, words, start, start + len(part)) == part


def test_words_that_stand_otherwise_in_the_file_have_the_place_of_the_mark() -> None:
    assert _within("{ix: &amp; b}", "ix: & b", 6, 7) == "{ix: &amp; b}"


def test_a_point_between_words() -> None:
    assert _within("{ix: a; }", "ix: a; ", 7, 7) == ""


def test_no_stamp_no_place() -> None:
    places = Places(Source.of("x", "{ix: a}"), ())
    assert places.mark(Mark("point", "ix")) is None
    assert places.words(Mark("point", "ix")).span(0, 1) is None


@pytest.mark.parametrize(
    ("kind", "text", "words", "whole"),
    [
        ("ref", "@src-a.", "src-a", "@src-a"),
        ("note", "[^1].", "1", "[^1]"),
        ("cite", "[@k, p. [a]] and [b]", "@k, p. [a]", "[@k, p. [a]]"),
        ("cite", "[@k\\] a] b", "@k] a", "[@k\\] a]"),
    ],
)
def test_ends_of_marks_without_braces(kind: str, text: str, words: str, whole: str) -> None:
    places = Places(Source.of("x", text), (0,))
    assert places.mark(Mark(kind, kind, words, start=chr(FIRST))) == Span("x", 0, len(whole))
