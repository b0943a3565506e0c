"""A printed monograph in TEI becomes a manuscript and a book: no word, note, link, entry or locator is lost.

The book is "Toward 'Thorough, Accurate, and Reliable'", a history of FRUS; it lies beside the repository
(`tests.corpora`). What the file holds is read with nothing of ours (`tests.exchange.words`).
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
from lxml import etree

from regesta.apparatus.index import Entry, Index
from regesta.apparatus.index import make as make_index
from regesta.diagnostics import Diagnostic
from regesta.exchange.tei.volume import Volume, volume
from regesta.facts import Heading, IndexMark
from regesta.model import Book, Inputs, PageMap
from regesta.pipeline import Wanted, build, silently
from regesta.pipeline import read as read_book
from regesta.render.pdf.crew import Means
from regesta.source import Source
from regesta.tree import Element, find
from regesta.words import catalog
from regesta.workspace import read_faces, theme
from tests.corpora import corpus
from tests.exchange.printed import every_word_is_printed, links_that_lead, printed
from tests.exchange.test_manuscript import words as words_of
from tests.exchange.words import ID, TEI, Words, first_difference, split, tei_words

FILE = "frus-history/frus-history.xml"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NUMBERS = {"notes": 1081, "links": 365, "points": 1179, "ranges": 424, "leads": 75, "words": 118_106}


class Monograph(NamedTuple):
    """The file, what it says, and the book that was made of it."""

    root: Any
    words: Words
    made: Volume
    inputs: Inputs
    book: Book
    found: tuple[Diagnostic, ...]


@pytest.fixture(scope="module")
def monograph() -> Monograph:
    raw = corpus(FILE).read_bytes()
    made = volume(raw, Path(FILE).name)
    assert isinstance(made, Volume), made
    sources = {path: Source.of(path, text) for path, text in made.texts.items()}
    inputs = Inputs(sources, {}, theme())
    book = read_book(inputs)
    root = etree.fromstring(raw)
    return Monograph(root, tei_words(root), made, inputs, book.value, book.diagnostics)


def index_of(root: Any) -> Any:
    return next(one for one in root.iter(f"{TEI}div") if one.get(ID) == "index")


def targets(root: Any, in_index: bool) -> list[str]:
    index = index_of(root)
    inside = set(index.iter(f"{TEI}ref"))
    text = next(root.iter(f"{TEI}text"))
    return [one.get("target") for one in text.iter(f"{TEI}ref") if (one in inside) == in_index]


# The manuscript ----------------------------------------------------------------------------------


def test_the_file_is_the_one_that_is_meant(monograph: Monograph) -> None:
    inside = targets(monograph.root, True)
    counted = {
        "notes": len(monograph.words.notes),
        "links": len(targets(monograph.root, False)),
        "points": sum(one.startswith("#b_") for one in inside),
        "ranges": sum(one.startswith("#range") for one in inside),
        "leads": sum(one.startswith("#in") for one in inside),
        "words": len(monograph.words.text),
    }
    assert counted == NUMBERS


def test_a_check_finds_no_error(monograph: Monograph) -> None:
    severe = [
        one for one in monograph.found if one.code not in ("IDX003", "TCH001")
    ]  # of the original's own making
    assert severe == []


def test_the_text_is_the_same_word_for_word(monograph: Monograph) -> None:
    assert first_difference(monograph.words.text, list(running(monograph.book))) == ""


def running(book: Book) -> Iterator[str]:
    parts = {part.first: part.title for part in book.settings.parts}
    for chapter in (*book.front, *book.chapters):
        yield from split(parts.get(chapter.id, ""))
        yield from split(chapter.meta.title)
        text = tuple(one for one in chapter.body.children if not is_notes(one))
        yield from split(words_of(Element("section", (), text)))


def is_notes(node: object) -> bool:
    return isinstance(node, Element) and node.get("class") == "notes"


def test_the_notes_are_the_same_word_for_word(monograph: Monograph) -> None:
    ours = [split(words_of(note)) for note in all_notes(monograph.book)]
    assert len(ours) == NUMBERS["notes"]
    for (id, theirs), one in zip(monograph.words.notes.items(), ours, strict=True):
        assert first_difference(theirs, one) == "", id


def all_notes(book: Book) -> Iterator[Element]:
    for chapter in (*book.front, *book.chapters):
        yield from find(chapter.body, "data-note")


def test_every_link_is_there_and_leads_to_the_same_place(monograph: Monograph) -> None:
    """Those of the text in their order, then those of the notes; ids change only for chapters."""
    homes = {"introduction": "ch-introduction", "conclusion": "ch-conclusion"}
    homes |= {f"chapter-{n}": f"ch-{n}" for n in range(1, 13)}
    homes |= {f"appendix-{one}": f"ch-appendix-{one}" for one in "abcd"}
    wanted = [
        f"#{homes.get(one[1:], one[1:])}" if one.startswith("#") else one
        for one in targets(monograph.root, False)
    ]
    chapters = (*monograph.book.front, *monograph.book.chapters)
    ours = [one.get("href") for chapter in chapters for one in find(chapter.body, "href")]
    assert sorted(map(plain, ours)) == sorted(map(plain, wanted))
    assert sorted(
        one.title for chapter in chapters for one in chapter.facts if isinstance(one, Heading)
    ) == sorted(
        " ".join("".join(one.itertext()).split())
        for one in monograph.root.iter(f"{TEI}p")
        if (one.get("rend") or "").startswith("sectiontitle")
    )


def plain(address: str | None) -> str:
    return (address or "").strip().replace("(", "%28").replace(")", "%29").replace("|", "%7C")


# The index ---------------------------------------------------------------------------------------


class Printed(NamedTuple):
    """An entry of the printed index: its words, and where each of its locators points."""

    words: str
    locators: tuple[str, ...]


def printed_entries(root: Any) -> Iterator[Printed]:
    """Every `term` with the pointers between it and the next, none of them to another entry."""
    entry, locators = "", list[str]()
    for one in index_of(root).iter(f"{TEI}term", f"{TEI}ref"):
        if one.tag == f"{TEI}term":
            yield from [Printed(entry, tuple(locators))] if entry else []
            entry, locators = " ".join("".join(one.itertext()).split()).rstrip(","), []
        elif not one.get("target").startswith("#in"):
            locators.append(one.get("target"))
    yield Printed(entry, tuple(locators))


def test_every_entry_of_the_index_has_its_locators(monograph: Monograph) -> None:
    """Each heading has as many points and ranges as the printed one; two that overlap are joined."""
    ours: dict[str, list[str]] = {}
    for chapter in (*monograph.book.front, *monograph.book.chapters):
        for mark in chapter.facts:
            if isinstance(mark, IndexMark):
                ours.setdefault(mark.path[-1], []).append(mark.role)
    leads = {heading.split(" > ")[-1] for heading in (*monograph.book.index.see, *monograph.book.index.also)}
    printed: dict[str, list[str]] = {}
    for entry in printed_entries(monograph.root):
        heading = entry.words.split(": ")[-1] if entry.words.startswith("withholding") else entry.words
        printed.setdefault(heading, []).extend(entry.locators)
    joined = 0
    for heading, locators in printed.items():
        ranges, made = sum(one.startswith("#range") for one in locators), ours.pop(heading, [])
        assert made.count("") == len(locators) - ranges, heading
        assert made.count("+") == made.count("-"), heading
        joined += ranges - made.count("+")
        assert made or heading in leads or heading == "Foreign Relations of the United States series", heading
    assert ours == {}
    assert joined == sum("joined" in one.message for one in monograph.made.met) == 2


def test_every_see_of_the_index_leads_on(monograph: Monograph) -> None:
    """75 pointers, and six headings that an entry names in words; two send the reader to where he is."""
    index = monograph.book.index
    see = sum(len(where.split(";")) for where in index.see.values())
    also = sum(map(len, index.also.values()))
    astray = sum("to itself" in one.message for one in monograph.made.met)
    assert (see, also, astray) == (19, 60, 2)
    assert see + also + astray == NUMBERS["leads"] + 6


# The book ----------------------------------------------------------------------------------------


def test_it_is_built_in_both_formats(monograph: Monograph) -> None:
    """Pages, links, words in e-book and print, and index; the layout takes most of a minute."""
    result = build(monograph.inputs, Wanted(("pdf", "epub")), Means(read_faces(silently)))
    met = [one for one in result.diagnostics if one.code not in ("IDX003", "TCH001")]
    assert [one for one in met if not one.code.startswith("LAY5")] == []  # pages that nobody has made up
    pdf, pages, epub = result.value
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.pages > 500
    with ZipFile(BytesIO(epub.content)) as archive:
        documents = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")}
    trees = {name.rpartition("/")[2]: etree.fromstring(raw) for name, raw in documents.items()}
    all_links_lead_somewhere(trees)
    assert first_difference(monograph.words.text, list(read_aloud(monograph.book, trees))) == ""
    locators_cover_all_passages(monograph.book, pages.content)
    every_word_is_printed(monograph.root, monograph.words, printed(pdf.content))
    assert links_that_lead(pdf.content) > NUMBERS["points"]


def all_links_lead_somewhere(trees: dict[str, Any]) -> None:
    ids = {name: {one.get("id") for one in tree.iter(etree.Element)} for name, tree in trees.items()}
    inner = 0
    for name, tree in trees.items():
        for link in tree.iter(f"{XHTML}a"):
            address = link.get("href")
            assert address, etree.tostring(link)
            file, _, anchor = address.partition("#")
            if "://" not in address and not address.startswith("mailto:"):
                inner += 1
                assert not anchor or anchor in ids[file or name], address
    assert inner > 2 * NUMBERS["notes"]  # each note is called, and leads back


def read_aloud(book: Book, trees: dict[str, Any]) -> Iterator[str]:
    """The words of front matter, parts and chapters, without numbers and notes."""
    parts = {part.first: part.id for part in book.settings.parts}
    for chapter in (*book.front, *book.chapters):
        for id in (parts.get(chapter.id), chapter.id):
            if id:
                yield from split("".join(_aloud(trees[f"{id}.xhtml"].find(f"{XHTML}body"))))


def _aloud(element: Any) -> Iterator[str]:
    name = etree.QName(element).localname
    kind = element.get(EPUB_TYPE) or ""
    apart = "" if name in ("em", "strong", "a", "span", "time", "code", "i") else " "
    if kind not in ("footnotes", "noteref"):
        yield apart + (element.text or "")
        for child in element:
            yield from _aloud(child)
            yield child.tail or ""
        yield apart


def locators_cover_all_passages(book: Book, raw: bytes) -> None:
    """Each mark lies on a page that a locator of its heading names."""
    anchors = json.loads(raw)["anchors"]
    pages = PageMap(
        {key: one[0] for key, one in anchors.items()}, {key: one[1] for key, one in anchors.items()}
    )
    index = make_index(book, pages, catalog("en")).content
    assert isinstance(index, Index)
    held = {path: entry for group in index.groups for path, entry in entries((), group.entries)}
    for chapter in (*book.front, *book.chapters):
        for mark in chapter.facts:
            if isinstance(mark, IndexMark):
                page = int(pages.label(mark.anchor))
                named = [reach(one.label) for one in held[mark.path].locators]
                assert any(first <= page <= last for first, last in named), (mark.path, page)


def entries(above: tuple[str, ...], found: tuple[Entry, ...]) -> Iterator[tuple[tuple[str, ...], Entry]]:
    for entry in found:
        path = (*above, entry.heading)
        yield path, entry
        yield from entries(path, entry.children)


def reach(label: str) -> tuple[int, int]:
    first, _, last = re.sub(r"n+[\d–]*(?=–|$)", "", label.replace("\u2060", "")).partition("–")
    return int(first), int(last or first)
