"""The real documents: nine are read word for word and printed, none is in the repository."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from regesta.checks import index
from regesta.diagnostics import Diagnostic
from regesta.exchange.tei.document import Transcription, transcribe
from regesta.exchange.tei.export import export
from regesta.exchange.tei.file import Tei, opened
from regesta.exchange.tei.names import Names
from regesta.exchange.xml import LARGEST
from regesta.facts import AnchoredNote
from regesta.model import Book
from regesta.pipeline import Wanted, build, silently
from regesta.pipeline import read as read_book
from regesta.render.pdf.crew import Means
from regesta.texts.copy import for_copy
from regesta.texts.numbers import known
from regesta.tree import Element, find, text
from regesta.workspace import read, read_faces
from tests.conftest import MANUSCRIPT, copied
from tests.corpora import corpus

DOCUMENTS = {  # with the notes of each that are called in it
    "d53": 2, "d60": 5, "d69": 0, "d70": 1, "d77": 2, "d80": 2, "d81": 5, "d84": 2, "d88": 2,
}  # fmt: skip


@pytest.fixture(scope="module")
def volume() -> Tei:
    file = corpus("frus-1968/frus1964-68v17-extract.xml")
    made = opened(file.read_bytes(), file.name, LARGEST)
    assert isinstance(made, Tei)
    return made


def letters(words: str) -> str:
    return "".join(words.split())


def said(raw: Any) -> Iterator[str]:
    """The words of a document without its head and its notes, as the file has them."""
    for node in raw.xpath(".//text()"):
        around = {one.tag.rpartition("}")[2] for one in node.getparent().iterancestors()}
        around.add(node.getparent().tag.rpartition("}")[2] if node.is_text else "")
        if not around & {"note", "teiHeader"} and not _in_head(node, raw):
            yield str(node)


def _in_head(node: Any, raw: Any) -> bool:
    head = raw.find("{*}head")
    holders = [node.getparent(), *node.getparent().iterancestors()]
    return (
        head is not None and any(one is head for one in holders) and not (node.is_tail and holders[0] is head)
    )


@pytest.mark.parametrize("id", DOCUMENTS)
def test_a_document_is_carried_word_for_word(volume: Tei, id: str) -> None:
    made = transcribe(volume, id, Names({}), "src-x")
    assert isinstance(made, Transcription)
    assert letters(text(made.transcript)) == letters("".join(said(volume.document(id))))
    notes = [one for block in made.notes for one in block.children if isinstance(one, Element)]
    calls = [one.get("data-key") for one in find(made.transcript, "data-mark", "anchored")]
    assert calls == [one.get("id") for one in notes]
    assert (len(notes), len(made.source_notes)) == (DOCUMENTS[id], 1)
    assert {one.code for one in made.met} <= {"TEI007"}


# The publication -----------------------------------------------------------------------------------


def book(texts: Path) -> tuple[Book, tuple[Diagnostic, ...]]:
    """The publication with texts, and what is said of it."""
    made = read_book(read(MANUSCRIPT, texts=texts).value)
    return made.value, made.diagnostics


def test_nine_transcripts_with_our_notes_in_their_places() -> None:
    whole, found = book(corpus("frus-1968"))
    assert found == ()
    assert (whole.copy.asked, whole.copy.here, whole.copy.waiting) == (9, 9, 0)
    for one in whole.documents.values():
        if one.record.witness:
            made = for_copy(whole).documents[one.id]
            assert made.record.text in ("transcript", "excerpt")
            notes = [fact.anchor for fact in made.facts if isinstance(fact, AnchoredNote)]
            calls = {mark.get("data-key") for mark in find(made.body, "data-mark", "anchored")}
            assert len(notes) >= 3
            assert set(notes) <= calls
            assert sum(1 for _ in find(made.body, "class", "s")) >= 10
            assert not list(find(made.body, "data-block", "retold"))


def test_an_export_is_the_same_with_the_texts_and_without() -> None:
    """What lies in an archive stays there; our notes on it go out in either case."""
    without = read_book(read(MANUSCRIPT).value).value
    assert export(book(corpus("frus-1968"))[0]) == export(without)


def test_both_copies_have_an_index_without_faults() -> None:
    whole, _ = book(corpus("frus-1968"))
    assert [
        one.message for one in index.check(for_copy(whole)) if one.code in ("IDX001", "IDX002", "IDX005")
    ] == []


def test_the_lock_knows_another_text(tmp_path: Path) -> None:
    file = corpus("frus-1968/frus1964-68v17-extract.xml")
    (tmp_path / "texts").mkdir()
    spoilt = file.read_bytes().replace(b"uneasy", b"easy", 1)
    (tmp_path / "texts" / file.name).write_bytes(spoilt)
    found = [one for one in book(tmp_path / "texts")[1] if one.code == "WIT001"]
    assert len(found) == 1
    assert found[0].span
    assert found[0].span.path == "sources/src-nsc-notes.md"


def test_the_numbers_that_are_locked_are_those_of_the_texts() -> None:
    whole, found = book(corpus("frus-1968"))
    here = {id: known(one.sentences) for id, one in whole.documents.items() if one.held == "here"}
    assert len(here) == 9
    assert {id: one.rows for id, one in whole.numbers.items()} == here
    assert [one for one in found if one.code == "NUM001"] == []


def test_a_text_with_one_sentence_more_is_renumbered(tmp_path: Path) -> None:
    file = corpus("frus-1968/frus1964-68v17-extract.xml")
    spoilt = file.read_bytes().replace(b"uneasy", b"uneasy. It was late. And", 1)
    (tmp_path / file.name).write_bytes(spoilt)
    (found,) = (one for one in book(tmp_path)[1] if one.code == "NUM001")
    assert re.fullmatch(
        r'sentence (\d+) of "src-nsc-notes" is sentence (\d+) in numbers\.lock; \d+ numbers .+', found.message
    )
    assert found.span
    assert found.span.path == "sources/src-nsc-notes.md"


@pytest.fixture(scope="module")
def with_texts() -> dict[str, bytes]:
    """The publication as a copy with texts."""
    inputs = read(MANUSCRIPT, texts=corpus("frus-1968"))
    made = build(inputs.value, Wanted(("pdf", "epub")), Means(read_faces(silently)), inputs.diagnostics)
    assert made.value, made.diagnostics
    return {artifact.path: artifact.content for artifact in made.value}


def test_the_e_book_prints_them_and_says_with_which_texts_it_was_made(with_texts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(BytesIO(with_texts["invasion-1968.epub"])) as packed:
        pages = {
            name: packed.read(name).decode("utf-8") for name in packed.namelist() if name.endswith(".xhtml")
        }
    night = pages["EPUB/ch-night.xhtml"]
    assert 'id="src-nsc-notes.s125"' in night
    assert 'id="src-dobrynin-johnson.s48"' in night
    assert 'id="src-dobrynin-johnson.s39"' not in night  # an extract
    assert "src-nsc-notes-edition-note" in night
    called = re.findall(r'href="#src-nsc-notes-anchored-\d+-call-text"', night)
    assert len(called) == 13  # eight of ours, five of its own
    assert re.search(
        r"Made with texts. Documents printed from archives: 9; texts [0-9a-f]{12}\.",
        pages["EPUB/imprint.xhtml"],
    )
    ids = {name: set(re.findall(r'\bid="([^"]+)"', page)) for name, page in pages.items()}
    for page in pages.values():
        for file, anchor in re.findall(r'href="([\w./-]*)#([^"]+)"', page):
            assert not file or anchor in ids[f"EPUB/{file}"]


def test_nothing_of_them_is_in_a_copy_without(real_build: dict[str, Any]) -> None:
    with zipfile.ZipFile(BytesIO(real_build["invasion-1968.epub"].content)) as packed:
        imprint = packed.read("EPUB/imprint.xhtml").decode("utf-8")
        night = packed.read("EPUB/ch-night.xhtml").decode("utf-8")
    if not (MANUSCRIPT / "texts").exists():
        assert (
            "Made without texts. Documents that stand in archives and are only retold or abstracted here: 9;"
            in imprint
        )
        assert "src-nsc-notes.s1" not in night
        assert "The text is not in this copy; regesta fetch brings it." in night


def test_a_copy_of_the_manuscript_needs_no_texts(tmp_path: Path) -> None:
    manuscript = copied(MANUSCRIPT, tmp_path / "manuscript")
    made = read_book(read(manuscript).value)
    assert made.diagnostics == ()
    assert made.value.copy.here == 0
    assert made.value.copy.waiting > 40
    assert [one.record.text for one in for_copy(made.value).documents.values() if one.record.witness] == [
        "retold"
    ] * 9
