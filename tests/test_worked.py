"""The worked example: each construct of the grammar in all media, as it is made and as it can be read.

The snapshots are the pages as the templates set them; a change of one is a change of what readers see.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from regesta.editions.handout import handout
from regesta.editions.order import Edition, plan
from regesta.model import Artifact, Audience, Medium, PageMap, Section
from regesta.pages import Setting, environment, typeset
from regesta.reader.grammar import BLOCKS, SIGNS
from regesta.tree import walk
from regesta.workspace import read
from tests.conftest import WORKED
from tests.reading import SHEET, book, plainly

AT = 41  # the page on which everything lies, as far as a snapshot knows


class Xhtml(SingleFileSnapshotExtension):
    """A page that opens in a browser."""

    file_extension = "xhtml"
    _write_mode = WriteMode.TEXT


def edition(audience: Audience = "student") -> Edition:
    return plan(book(WORKED), audience, plainly).value


def everywhere(one: Edition) -> PageMap:
    """A page map in which every anchor of the edition lies on one page."""
    bodies = [section.content.body for section in (*one.front, *one.body)]  # type: ignore[attr-defined]
    anchors = {str(id) for body in bodies for element in walk(body) if (id := element.get("id"))}
    return PageMap(dict.fromkeys(anchors, str(AT)), dict.fromkeys(anchors, AT), AT)


def page(section: Section, one: Edition, medium: Medium, audience: Audience = "student") -> str:
    theme = read(WORKED).value.theme
    setting = Setting(environment(theme, medium, one.words), one.book.settings, one.words, audience)
    made = typeset(section, replace(setting, paged=True), **SHEET).xhtml
    return re.sub(r"\n\s*\n+", "\n", made)


# As it is set -------------------------------------------------------------------------------------


@pytest.mark.parametrize("medium", ["print", "epub"])
def test_the_chapter(medium: Medium, snapshot: SnapshotAssertion) -> None:
    one = edition()
    assert page(one.body[0], one, medium) == snapshot(extension_class=Xhtml)


@pytest.mark.parametrize("medium", ["print", "epub"])
def test_the_key_of_signs(medium: Medium, snapshot: SnapshotAssertion) -> None:
    one = edition()
    assert page(one.key[0], one, medium) == snapshot(extension_class=Xhtml)


@pytest.mark.parametrize("audience", ["student", "teacher"])
@pytest.mark.parametrize("key", ["src-letter", "src-wire"])
def test_a_sheet(key: str, audience: Audience, snapshot: SnapshotAssertion) -> None:
    one = edition()
    sheet = handout(book(WORKED), key, audience, everywhere(one), plainly).value
    assert page(sheet, one, "handout", audience) == snapshot(extension_class=Xhtml)


def test_each_block_and_each_sign_is_in_it() -> None:
    texts = "\n".join(file.read_text("utf-8") for file in WORKED.rglob("*.md"))
    assert [name for name in BLOCKS if f"::: {name}" not in texts] == []
    assert [name for name in SIGNS if not re.search(rf"{{{name}[: ]|[{{ ]{name}[}}= ]", texts)] == []


# As it can be read --------------------------------------------------------------------------------

SEEN = {
    "a pointer to a sentence": "Source 1, sentence 2 (p. 3)",
    "one inside brackets": "(Source 2, lines 3–4, p. 5)",
    "one to a figure": "Figure 1 (p. 2)",
    "one to a question": "try Source 2, question 1, p. 6)",
    "an event in brackets": "(“Ice carries the ferry away”, 11 February 1901)",
    "a note": "The ice is in the books of the board.",
    "a side note": "The clocks of the two banks differed by five minutes",
    "a caption": "Figure 1 The plan that was never built",
    "its credit": "Drawn by Ada Example; CC BY-SA 4.0",
    "the original": "Včera večer vzal led přívoz.",
    "its translation": "Yesterday evening the ice took the ferry.",
    "the heads of both": "Czech original English translation",
    "supplied words": "[bylo]",
    "uncertain words": "asi[?]",
    "words put in": "^trámy^",
    "another hand": "‹hand 2: Viděl.›",
    "an abbreviation": "sv. (svého)",
    "a page of the document": "|2|",
    "redacted words": "[redacted, two lines]",
    "illegible words": "[illegible, two words]",
    "lost words": "[lost, one line]",
    "omitted words": "[… three lines]",
    "a correction": "[dřevo]",
    "its note": "In the document: dřewo.",
    "a note of the document": "By the clock of the mill.",
    "a note of the translator": "Translator’s note: Or cable.",
    "a facsimile": "Facsimile, p. 1 The first page of the letter.",
    "a quotation's author": "Song of the ferrymen of Lhota",
    "verse": "the other one in rhyme.",
    "a numbered line": "5 Hour six by the [board]",
    "an adapted text": "Adapted by the editors: plainer words, the same numbers",
    "a retelling": "Retold by the editors: Only a summary of the minutes was read, in a newspaper.",
    "recipients": "Sent to River Board of Lhota, Mill Bank",
    "a day that is not that of the paper": "released 28 August 2023",
    "a redaction in the source note": "Withheld: two lines, second page (section 3).",
    "what nobody recorded": "Not recorded: who made it, the length of the original",
    "rights": "Rights: free, since the words were invented.",
    "a key to the signs": "hard to read; our reading is not certain",
    "a list of figures": "Figures",
    "abbreviations": "RBL River Board of Lhota",
}


def words(pdf: bytes) -> str:
    """The text of a PDF, line ends healed."""
    told = " ".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf))
    return " ".join(re.sub(r"[\ufffe\u2060]", "", told).split())


@pytest.fixture(scope="module")
def printed(worked_build: dict[str, Artifact]) -> str:
    return words(worked_build["worked.pdf"].content)


@pytest.mark.parametrize("what", SEEN)
def test_each_construct_is_in_the_printed_text(printed: str, what: str) -> None:
    assert " ".join(SEEN[what].split()) in printed


def test_what_is_not_printed_is_not_there(printed: str) -> None:
    assert "Signed for the board" not in printed  # line 11, which the chapter leaves out
    assert "MU" not in printed.split()  # an abbreviation that nobody uses


def documents(epub: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        yield from (archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))


def test_the_e_book_names_no_page_where_it_points(worked_build: dict[str, Artifact]) -> None:
    told = "\n".join(documents(worked_build["worked.epub"].content))
    assert ">Source 1, sentence 2</a>" in told.replace("\u00a0", " ")
    assert "sentence 2 (p." not in told.replace("\u00a0", " ")


def test_the_e_book_holds_the_pictures(worked_build: dict[str, Artifact]) -> None:
    with zipfile.ZipFile(io.BytesIO(worked_build["worked.epub"].content)) as archive:
        assert sorted(name for name in archive.namelist() if "/images/" in name) == [
            "EPUB/images/cover.jpg",
            "EPUB/images/picture-2.svg",
            "EPUB/images/picture-3.png",
        ]
