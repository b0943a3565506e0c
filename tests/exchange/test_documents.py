"""Real documents in TEI become sources: head, text and notes keep their words, and names are marked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from regesta.exchange.tei.volume import Volume, volume
from regesta.facts import Mention
from regesta.model import Book, Document, Inputs
from regesta.pipeline import read as read_book
from regesta.source import Source
from regesta.tree import Element, find
from regesta.workspace import theme
from tests.corpora import corpus
from tests.exchange.test_manuscript import words as words_of
from tests.exchange.words import ID, TEI, Words, first_difference, split, tei_words

EXTRACT = "frus-1968/frus1964-68v17-extract.xml"
HISTORY = "frus-history/documents"
FILES = (
    EXTRACT,
    f"{HISTORY}/1958-11-07-hac-meeting-minutes.xml",
    f"{HISTORY}/1963-11-01-hac-meeting-minutes.xml",
    f"{HISTORY}/1984-07-slany-report-to-congress.xml",
)


def imported(path: str) -> tuple[Any, Book]:
    raw = corpus(path).read_bytes()
    made = volume(raw, Path(path).name)
    assert isinstance(made, Volume), made
    sources = {name: Source.of(name, text) for name, text in made.texts.items()}
    book = read_book(Inputs(sources, {}, theme()))
    assert [
        one for one in book.diagnostics if one.code.startswith(("YML", "MRK", "BLK", "REF", "NOT", "IDX"))
    ] == []
    return etree.fromstring(raw), book.value


def documents(root: Any) -> Iterator[tuple[str, Words]]:
    """The title and the words of each document."""
    for div in (one for one in root.iter(f"{TEI}div") if one.get("type") == "document"):
        holder = etree.Element(f"{TEI}TEI")
        text = etree.SubElement(holder, f"{TEI}text")
        head = div.find(f"{TEI}head")
        text.append(etree.fromstring(etree.tostring(head, with_tail=False)))
        title = " ".join(tei_words(holder).text)
        text.clear()
        text.append(etree.fromstring(etree.tostring(div, with_tail=False)))
        words = tei_words(holder)
        yield title, Words(words.text[len(split(title)) :], words.notes)


def transcript(document: Document) -> list[str]:
    return split(words_of(next(find(document.body, "data-block", "transcript"))))


@pytest.mark.parametrize("path", FILES, ids=lambda path: Path(path).stem)
def test_a_document_is_the_same_word_for_word(path: str) -> None:
    root, book = imported(path)
    sources = sorted(book.documents.values(), key=lambda one: one.record.number)
    for (title, words), source in zip(documents(root), sources, strict=True):
        assert title.endswith(source.record.title)
        assert first_difference(words.text, transcript(source)) == ""
        notes = [split(words_of(note)) for note in find(source.body, "data-note")]
        assert notes == list(words.notes.values())


def test_the_extract_has_its_records_names_and_notes() -> None:
    root, book = imported(EXTRACT)
    assert len(book.documents) == 9
    record = book.documents["src-d60"].record
    assert (record.number, record.date_document.text) == (60, "1968-05-10")
    assert [one.name for one in (*record.creator, *record.recipients)] == ["Rostow", "Rusk"]
    assert record.classification.level == "Secret"
    assert sum(len(list(find(one.body, "data-note"))) for one in book.documents.values()) == 30
    pointed = [
        one
        for one in root.iter(f"{TEI}persName", f"{TEI}gloss")
        if (one.get("corresp") or one.get("target")) and one.get("type") is None
    ]
    marked = [
        fact
        for one in book.documents.values()
        for fact in one.facts
        if isinstance(fact, Mention) and fact.kind in ("who", "term")
    ]
    assert len(marked) == len(pointed)
    assert len(book.registers["who"].entries) == sum(1 for one in root.iter(f"{TEI}persName") if one.get(ID))


def test_pages_of_the_print_are_kept() -> None:
    root, book = imported(EXTRACT)
    inside = [
        pb for div in root.iter(f"{TEI}div") if div.get("type") == "document" for pb in div.iter(f"{TEI}pb")
    ]
    ours = [mark for one in book.documents.values() for mark in pages(one.body)]
    assert len(ours) == len(inside)


def pages(body: Element) -> Iterator[Element]:
    yield from find(body, "data-mark", "pb")
