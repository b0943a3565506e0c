"""Letters that their own headers describe (`msDesc`, `correspDesc`) become sources with what they say."""

from pathlib import Path

import pytest

from regesta.exchange.tei.volume import Volume, volume
from regesta.model import Book, Inputs
from regesta.pipeline import read as read_book
from regesta.source import Source
from regesta.workspace import theme

FILE = Path(__file__).parent / "texts" / "letters.xml"


def imported(raw: bytes) -> tuple[Volume, Book]:
    made = volume(raw, "letters.xml")
    assert isinstance(made, Volume), made
    read = read_book(Inputs({path: Source.of(path, text) for path, text in made.texts.items()}, {}, theme()))
    assert read.diagnostics == ()
    return made, read.value


@pytest.fixture(scope="module")
def letters() -> tuple[Volume, Book]:
    return imported(FILE.read_bytes())


def test_each_letter_is_a_source_and_one_chapter_prints_them(letters: tuple[Volume, Book]) -> None:
    made, book = letters
    assert list(book.documents) == ["src-letter-1", "src-letter-2"]
    assert [one.id for one in book.chapters] == ["ch-letters-about-a-ferry"]
    printed = "::: source @src-letter-1\n:::\n\n::: source @src-letter-2\n:::\n"
    assert made.texts["chapters/00-letters-about-a-ferry.md"].endswith(printed)


def test_the_description_is_the_record(letters: tuple[Volume, Book]) -> None:
    first, second = (one.record for one in letters[1].documents.values())
    assert first.title == "[Anna to Jan]"
    assert (first.repository, first.location, first.reference_code, first.fonds) == (
        "Town Archive",
        "Bohemia, Lhota",
        "B 3/1",
        "Bridge",
    )
    assert (first.summary, first.extent) == ("Anna asks for a bridge.", "2 leaves")
    assert (first.custodial_history, first.acquisition) == ("Found in a mill.", "Bought in 1950.")
    assert [(one.name, one.id) for one in first.creator] == [("Anna Svobodová", "svobodova-anna")]
    assert [one.name for one in first.recipients] == ["Jan Novák"]
    assert (first.place_from, first.place_to, first.languages) == ("Lhota", "Praha", ("cs",))
    assert (first.date_document.text, first.date_type) == ("1901-03-03", "sent")
    assert (second.title, second.date_document.text) == ("An answer", "[1901-04..1901-06]")


def test_the_words_and_pointers_are_kept(letters: tuple[Volume, Book]) -> None:
    text = letters[0].texts["sources/001-letter-1.md"].split("---\n")[2]
    said = " ".join(text.split())
    assert "says Novák, *Ferries*, 1899; see [the answer](#src-letter-2)." in said
    assert "It was old on [the second]{date=1901-03-02}.{pb: 2} He said: “Wait.”" in said
    assert "- one[]{#here}" in text
    assert "The ferry\n\n- Novák 1899" in text
    assert "[your list](#here)" in letters[0].texts["sources/002-letter-2.md"]


def test_what_no_field_holds_is_said_with_its_line(letters: tuple[Volume, Book]) -> None:
    lines = FILE.read_text("utf-8").split("\n")
    wanted = ("red seal", '"1901-03-05"', 'url="ferry.png"')
    seal, received, picture = (next(n for n, line in enumerate(lines, 1) if said in line) for said in wanted)
    assert [f"{one.line} {one.code} {one.message}" for one in letters[0].met] == [
        f'{seal} TEI007 "p" of the description is not carried: A red seal.',
        f'{received} TEI007 "date" of the description is not carried: 1901-03-05',
        f'{picture} TEI102 the picture "ferry.png" is not at hand',
    ]


def test_a_description_of_a_whole_book_is_said_not_to_be_carried() -> None:
    raw = FILE.read_bytes().replace(b'<div type="letter">', b'<div type="chapter">')
    made, book = imported(raw)
    assert list(book.documents) == ["src-letter-1"]
    assert 'TEI007 "correspDesc" is not carried: the text is no single paper' in [
        f"{one.code} {one.message}" for one in made.met
    ]
