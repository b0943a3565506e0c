"""Readers that nobody here wrote open the EPUB: each sees the book that we meant, and a planted fault.

Here are Ace, foliate-js in Chromium (Foliate, Readest), r2-shared-js (Thorium), epub.js, pandoc, calibre and
MuPDF. The 1968 book is opened by all of them; `make proof` does the same with a book of a thousand pages.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from regesta.model import Artifact
from tests import readers
from tests.render.epub.making import Opened, opened, words
from tests.render.epub.test_epubcheck import GRAVE, verdict

pytestmark = pytest.mark.tools
BOOKS = {"worked": "worked_build", "invasion-1968": "real_build"}
NOTE = "//h:a[@role='doc-noteref']"


@dataclass
class Shelved:
    """A book as a file, the same taken apart, and a folder for those who read it."""

    file: Path
    book: Opened
    folder: Path


@pytest.fixture(scope="module", params=BOOKS)
def shelved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shelved:
    files: dict[str, Artifact] = request.getfixturevalue(BOOKS[request.param])
    return shelve(files[f"{request.param}.epub"].content, tmp_path_factory.mktemp("shelf"))


def shelve(content: bytes, folder: Path) -> Shelved:
    file = folder / "book.epub"
    file.write_bytes(content)
    return Shelved(file, opened(content), folder)


def listed(book: Opened, kind: str) -> list[tuple[str, str]]:
    """The lines of one of the navigations: words and where they lead."""
    found = book.find(f"//h:nav[@epub:type='{kind}']//h:a", book.nav)
    return [(words(one), one.get("href")) for one in found]


def notes(book: Opened) -> list[tuple[str, str]]:
    """Each call of a note in the order of the book: the anchor it leads to, and the words there."""
    asides = {one.get("id"): words(one) for one in book.find("//h:aside[@role='doc-footnote']")}
    order = [book.documents[f"{one}.xhtml"] for one in book.find("//opf:itemref/@idref", book.opf)]
    calls = [call.get("href").partition("#")[2] for tree in order for call in book.find(NOTE, tree)]
    return [(call, asides[call]) for call in calls]


def test_ace_finds_nothing_broken_and_nothing_missing(shelved: Shelved) -> None:
    report = readers.ace(shelved.file, shelved.folder)
    assert readers.violations(report) == []
    assert report["earl:result"]["earl:outcome"] == "pass"
    assert report["a11y-metadata"]["missing"] == report["a11y-metadata"]["empty"] == []


@pytest.fixture(scope="module")
def foliate(shelved: Shelved) -> Any:
    return readers.node("foliate.mjs", shelved.file, folder=shelved.folder)


def test_foliate_shows_our_navigation(shelved: Shelved, foliate: Any) -> None:
    def flat(items: Any) -> Iterator[tuple[str, str]]:
        for label, href, below in items:
            yield label, href.removeprefix("EPUB/")
            yield from flat(below)

    def plain(items: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(label.replace("\u00a0", " "), href) for label, href in items]

    assert plain(list(flat(foliate["toc"]))) == plain(listed(shelved.book, "toc"))
    assert list(flat(foliate["pages"])) == listed(shelved.book, "page-list")
    kinds = shelved.book.find("//h:nav[@epub:type='landmarks']//h:a/@epub:type", shelved.book.nav)
    assert [kind for kind, _ in foliate["landmarks"]] == kinds
    assert foliate["unseen"] == [], "pages that it does not show when it is sent to them"
    assert foliate["faults"] == []


def test_foliate_opens_every_note_with_the_right_words(shelved: Shelved, foliate: Any) -> None:
    said = [(call.partition("#")[2], shown["text"]) for call, shown in foliate["notes"]]
    assert said == notes(shelved.book)
    assert all((shown["type"], shown["hidden"]) == ("footnote", True) for _, shown in foliate["notes"])


def test_foliate_follows_every_link(foliate: Any) -> None:
    assert foliate["links"]["lost"] == []
    assert foliate["links"]["count"] > 50


def test_foliate_loads_our_faces(foliate: Any) -> None:
    assert {"Regesta Text loaded", "Regesta Sans loaded"} <= {
        one.replace('"', "") for one in foliate["fonts"]
    }
    assert not any(one.endswith(("error", "loading")) for one in foliate["fonts"])


def test_thorium_reads_our_metadata(shelved: Shelved) -> None:
    manifest = readers.node("readium.cjs", shelved.file, folder=shelved.folder)
    said, book = manifest["metadata"], shelved.book
    entries = {one.get("property"): one.text for one in book.find("//opf:meta[@property]", book.opf)}
    title = said["title"] if isinstance(said["title"], str) else next(iter(said["title"].values()))
    assert title == book.find("//dc:title", book.opf)[0].text
    assert said["pageBreakSource"] == entries["pageBreakSource"]
    access = said["accessibility"]
    assert access["summary"] == entries["schema:accessibilitySummary"]
    features = [
        one.text for one in book.find("//opf:meta[@property='schema:accessibilityFeature']", book.opf)
    ]
    assert access["feature"] == features
    assert [(one["title"], one["href"]) for one in manifest["pageList"]] == [
        (label, f"EPUB/{href}") for label, href in listed(book, "page-list")
    ]
    assert len(manifest["landmarks"]) == len(listed(book, "landmarks"))
    assert len(manifest["readingOrder"]) == len(book.find("//opf:itemref", book.opf))


def test_epubjs_draws_every_chapter_whole(shelved: Shelved) -> None:
    made = readers.node("epubjs.mjs", shelved.file, folder=shelved.folder)
    assert made["faults"] == []
    for name, tree in shelved.book.documents.items():
        body = tree.find("{*}body")
        assert made["letters"][name] == len("".join("".join(body.itertext()).split())), name


def test_pandoc_reads_as_many_notes_as_we_wrote(shelved: Shelved) -> None:
    assert str(readers.pandoc(shelved.file, shelved.folder)).count("'t': 'Note'") == len(notes(shelved.book))


def test_calibre_finds_nothing_and_makes_a_book_for_kindle(shelved: Shelved) -> None:
    assert [one for one in readers.calibre(shelved.file, shelved.folder) if "font" not in one.lower()] == []
    made = readers.azw3(shelved.file, shelved.folder)
    assert made[60:68] == b"BOOKMOBI"


def test_mupdf_draws_every_page_and_shows_nothing_hidden(shelved: Shelved) -> None:
    with pymupdf.open(shelved.file) as book:
        drawn = [page.get_pixmap(dpi=30) for page in book]
        text = " ".join(page.get_text() for page in book)
    assert len(drawn) > 10
    assert all(one.width and one.height for one in drawn)
    assert "Landmarks" not in text


# Faults, each of which one of them must find ------------------------------------------------------


def changed(content: bytes, edit: Callable[[str, str], str]) -> bytes:
    """An EPUB whose texts went through `edit`, which gets their names too."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.endswith((".xhtml", ".opf", ".ncx")):
                data = edit(info.filename.removeprefix("EPUB/"), data.decode()).encode()
            new.writestr(info, data)
    return out.getvalue()


def within(name: str, old: str, new: str) -> Callable[[str, str], str]:
    """A change of the first match of a pattern in one file."""

    def edit(file: str, text: str) -> str:
        if file != name:
            return text
        made, count = re.subn(old, new, text, count=1, flags=re.DOTALL)
        assert count == 1, (name, old)
        return made

    return edit


Finder = Callable[[Shelved], list[str]]


def by_epubcheck(one: Shelved) -> list[str]:
    return [said for said in verdict(one.file.read_bytes(), one.folder) if said.split()[0] in GRAVE]


def by_ace(one: Shelved) -> list[str]:
    report = readers.ace(one.file, one.folder)
    return [*readers.violations(report), *(f"missing {said}" for said in report["a11y-metadata"]["missing"])]


def by_foliate(one: Shelved) -> list[str]:
    made = readers.node("foliate.mjs", one.file, folder=one.folder)
    popups = [f"{call} {shown}" for call, shown in made["notes"]]
    return [*made["links"]["lost"], *(said for said in popups if "'footnote'" not in said)]


def by_calibre(one: Shelved) -> list[str]:
    return readers.calibre(one.file, one.folder)


CHAPTER = "ch-ferry.xhtml"
ASIDE = r'<aside class="note" epub:type="footnote" role="doc-footnote"'
LANGUAGE = r'<html xmlns="([^"]*)"(.*?) lang="[^"]*" xml:lang="[^"]*"'
FAULTS: dict[str, tuple[Callable[[str, str], str], Finder, str]] = {
    "an element that is never closed": (within(CHAPTER, r"</section>", ""), by_epubcheck, "RSC-016"),
    "two anchors of one name": (
        *(within(CHAPTER, r'id="ch-ferry-title"', 'id="ch-ferry"'), by_epubcheck),
        "RSC-005 Error while parsing file: Duplicate",
    ),
    "a link to nowhere": (
        *(within("index.xhtml", r'href="[^"]+#[^"]+"', f'href="{CHAPTER}#gone"'), by_epubcheck),
        "RSC-012",
    ),
    "a file that the package does not list": (
        *(within("content.opf", r'<item href="colophon.xhtml"[^>]*/>', ""), by_epubcheck),
        "OPF-049",
    ),
    "a package without its moment": (
        *(within("content.opf", r'<meta property="dcterms:modified">[^<]*</meta>', ""), by_epubcheck),
        "RSC-005",
    ),
    "a picture without words": (
        *(within(CHAPTER, r' alt="[^"]*"', ""), by_ace),
        "image-alt in ch-ferry.xhtml",
    ),
    "a document without its language": (
        *(within(CHAPTER, LANGUAGE, r'<html xmlns="\1"\2'), by_ace),
        "html-has-lang in ch-ferry.xhtml",
    ),
    "a book that nobody has judged": (
        *(within("content.opf", r'<meta property="a11y:certifiedBy"[^>]*>[^<]*</meta>', ""), by_ace),
        "missing a11y:certifiedBy",
    ),
    "a note that is no note": (
        *(within(CHAPTER, ASIDE, '<aside class="note"'), by_foliate),
        "'type': None",
    ),
    "a list of pages that leads astray": (
        *(within("nav.xhtml", r'href="[^"]*#page-2"', f'href="{CHAPTER}#page-99"'), by_foliate),
        "#page-99",
    ),
    "a stylesheet that is not there": (
        *(within(CHAPTER, r'href="styles/book.css"', 'href="styles/gone.css"'), by_calibre),
        "styles/gone.css",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, worked_build: dict[str, Artifact], tmp_path: Path) -> None:
    edit, find, expected = FAULTS[fault]
    spoilt = tmp_path / "book.epub"
    spoilt.write_bytes(changed(worked_build["worked.epub"].content, edit))
    said = find(Shelved(spoilt, opened(worked_build["worked.epub"].content), tmp_path))
    assert any(expected in one for one in said), said
