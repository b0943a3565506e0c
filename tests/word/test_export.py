"""Exported documents are valid, are read by others as they were meant, and show what the reader reads."""

import json
import re
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openxml_audit import OpenXmlValidator
from pypandoc import get_pandoc_path

from regesta.model import Book
from regesta.pipeline import read as read_book
from regesta.word.export import document, template
from regesta.word.paragraphs import Paragraph, paragraphs
from regesta.word.shown import shower
from regesta.word.styles import CHARACTERS, PARAGRAPHS, called
from regesta.words import catalog
from regesta.workspace import read
from tests.conftest import MANUSCRIPT, MINI, WORKED

THEME = "relationships/theme"  # which Word does without
CHANGED = """The {++old ++}ferry was{-- very--}{>>AB 2026-11-20: how slow?<<}{>>JN: very<<} slow. It made
{~~five~>four~~}{>>JN 2026-11-20: so the timetable<<} journeys, says {==the book==}{>>JN: which?<<}.
"""


def book(folder: Path) -> Book:
    return read_book(read(folder).value).value


def whole(folder: Path) -> bytes:
    held = book(folder)
    return document(held, (*held.front, *held.chapters))


def faults(data: bytes, to: Path) -> list[str]:
    file = to / "valid.docx"
    file.write_bytes(data)
    return [str(one) for one in OpenXmlValidator().validate(file).errors if THEME not in str(one)]


def through_pandoc(data: bytes, tmp_path: Path, to: str = "json") -> str:
    file = tmp_path / "made.docx"
    file.write_bytes(data)
    command = [get_pandoc_path(), "-f", "docx+styles", "-t", to, "--wrap=none", "--track-changes=all", file]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def part(data: bytes, name: str) -> str:
    return ZipFile(BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("folder", [MINI, WORKED, MANUSCRIPT], ids=lambda one: one.name)
def test_documents_are_valid_and_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    data = whole(folder)
    assert faults(data, tmp_path) == []
    assert data == whole(folder)


def test_changes_and_comments_are_those_of_word(mini: Path, tmp_path: Path) -> None:
    note = mini / "chapters" / "00-note.md"
    note.write_text(note.read_text("utf-8") + "\n" + CHANGED, "utf-8")
    data = whole(mini)
    assert faults(data, tmp_path) == []
    body = part(data, "word/document.xml")
    tracked = re.findall(
        r'<w:(ins|del) w:id="\d+" w:author="([^"]*)"(?: w:date="([^"]*)")?>.*?>([^<]+)</w:', body
    )
    assert tracked == [
        ("ins", "?", "", "old "),
        ("del", "AB", "2026-11-20T00:00:00Z", " very"),
        ("del", "JN", "2026-11-20T00:00:00Z", "five"),
        ("ins", "JN", "2026-11-20T00:00:00Z", "four"),
    ]
    said = [(one.author, one.text) for one in docx.Document(BytesIO(data)).comments]
    assert said == [("AB", "how slow?"), ("JN", "very"), ("JN", "so the timetable"), ("JN", "which?")]
    assert part(data, "word/commentsExtended.xml").count("paraIdParent") == 1
    read_back = through_pandoc(data, tmp_path, "markdown")
    assert "[old]{.insertion" in read_back
    assert "[five]{.deletion" in read_back


def test_notes_headings_tables_and_index_are_those_of_word(tmp_path: Path) -> None:
    data = whole(MINI)
    blocks = json.loads(through_pandoc(data, tmp_path))["blocks"]
    said = json.dumps(blocks)
    assert [one["c"][0] for one in blocks if one["t"] == "Header"] == [1, 1, 2, 2, 2]
    assert said.count('"Note"') == 5  # one of them of a source, one called by teachers alone
    assert sum(one["t"] == "Table" for one in blocks) == 1
    assert '"entry", "bridges:at Lhota"' in said
    for style in ("Transcript", "Retold text", "Source: headnote", "Question", "Answer"):
        assert f'"{style}"' in said, style


def test_a_citation_is_one_of_zotero() -> None:
    body = part(whole(MINI), "word/document.xml") + part(whole(MINI), "word/footnotes.xml")
    told = re.findall(r"ADDIN ZOTERO_ITEM CSL_CITATION (\{.*?\}) </w:instrText>", body)
    items = [item for one in told for item in json.loads(one.replace("&amp;", "&"))["citationItems"]]
    assert {"id": "example1999", "locator": "12–14", "label": "page"}.items() <= items[0].items()


def test_revision_is_tracked_from_the_first_letter_on() -> None:
    assert "<w:trackRevisions/>" in part(whole(MINI), "word/settings.xml")


@pytest.mark.parametrize("folder", [MINI, WORKED, MANUSCRIPT], ids=lambda one: one.name)
def test_the_signs_of_a_paragraph_are_the_words_that_the_reader_reads(folder: Path) -> None:
    """One that shows other words than the reader's tree is locked as unread; all but verse is read alike."""
    held = book(folder)
    show = shower(held, catalog("en"))
    found = [one for text in held.texts for one in paragraphs(text, show)]
    assert [one.words for one in found if one.locked == "unread" and not _verse(one)] == []
    names = [one.name for one in found]
    assert len(names) == len(set(names))


def _verse(one: Paragraph) -> bool:
    return any(block.name == "verse" for block in one.inside)


@pytest.mark.parametrize("language", ["en", "cs", "sk", "de"])
def test_the_template_has_a_paragraph_in_each_style(language: str, tmp_path: Path) -> None:
    words = catalog(language)
    data = template(words, words["word.title"], language)
    assert faults(data, tmp_path) == []
    made = docx.Document(BytesIO(data))
    names = [paragraph.style.name for paragraph in made.paragraphs if paragraph.style]
    shown = {paragraph.text for paragraph in made.paragraphs}
    assert len(set(names)) == len(PARAGRAPHS)
    assert shown == {called(words, one) for one in (*PARAGRAPHS, *CHARACTERS)}


def test_pandoc_takes_the_template(tmp_path: Path) -> None:
    words = catalog("en")
    file, made = tmp_path / "template.docx", tmp_path / "made.docx"
    file.write_bytes(template(words, "", "en"))
    text = '# Head\n\n::: {custom-style="Retold text"}\nRetold.\n:::\n'
    command = [get_pandoc_path(), "-f", "markdown", "--reference-doc", file, "-o", made]
    subprocess.run(command, input=text.encode(), check=True)
    assert [one.style.style_id for one in docx.Document(str(made)).paragraphs if one.style] == [
        "Heading1",
        "Retold",
    ]
