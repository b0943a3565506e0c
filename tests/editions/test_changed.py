"""The teacher's key says which sentences of a document the editors have put otherwise."""

from regesta.editions.changed import changed
from regesta.reader.parse import parse
from regesta.records import Record
from regesta.source import Source
from regesta.tree import text

ADAPTED = "::: adapted en\nThe ferry is old. The river is high. We ask for money.\n:::\n"


def found(words: str) -> list[tuple[int, str, str, str | None]]:
    body = parse(Source.of("sources/src-x.md", f"---\nid: src-x\n---\n{words}"), Record).value.body
    return [
        (one.number, text(one.document), text(one.adapted), one.document.get("lang")) for one in changed(body)
    ]


def test_sentences_that_are_the_same_are_left_out() -> None:
    document = "::: transcript en\nThe ferry is old. The river\nis high. We solicit funds.\n:::\n"
    assert found(document + ADAPTED) == [(3, "We solicit funds.", "We ask for money.", "en")]


def test_nothing_is_adapted() -> None:
    assert found("::: transcript en\nThe ferry is old.\n:::\n") == []


def test_lines_have_their_languages() -> None:
    document = "::: transcript cs .lines\nStarý přívoz.\n:::\n::: adapted en .lines\nAn old ferry.\n:::\n"
    assert found(document) == [(1, "Starý přívoz.", "An old ferry.", "cs")]
