"""Marks of the printed pages: each against the top of that page in the finished PDF, as pdfium reads it."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from lxml import etree

from regesta.model import Artifact, Break, PageMap
from regesta.render.epub.pagination import mark as put_marks
from regesta.running import Place, is_apart, is_inline, name
from tests.render.epub.making import NAMES, TYPE, Opened, opened, words
from tests.render.epub.test_epubcheck import GRAVE, verdict

BUILDS = {"mini": "mini_build", "worked": "worked_build", "invasion-1968": "real_build"}
HEAD = 62  # pt from the upper edge: the running head and nothing else stands above
ENOUGH = 16  # letters: no two pages begin alike for so long
BREAK = "//h:span[@epub:type='pagebreak']"
NAMED = 8  # words of a heading at the most
HEADWORD = 8  # letters of an entry: the rest of it is shorter in one medium
ROWS = re.compile(r"\b(stacked|list|chron|abbreviations|key)\b")  # what the PDF sets as a table


def placed(body: str, *places: Place) -> str:
    """A body with marks of pages 1, 2 and so on."""
    root = etree.fromstring(f'<html xmlns="{NAMES["h"]}"><body>{body}</body></html>')
    found = tuple(Break(str(number), place) for number, place in enumerate(places, 1))
    put_marks(root, PageMap({"a": "1", "b": "1"}, breaks=found))
    text = etree.tostring(root[0], encoding="unicode")
    return re.sub(r'<span [^>]*:type="pagebreak"[^>]*aria-label="(\d+)"/>', r"|\1|", text)


@pytest.mark.parametrize(
    ("body", "places", "wanted"),
    [
        ("<p id='a'>One two.</p>", [("a", 0, 1)], "<p>One |1|two.</p>"),
        ("<p id='a'>One <b>two</b> three.</p>", [("a", 0, 2)], "<p>One <b>two</b> |1|three.</p>"),
        ("<p id='a'>One <i><b>two</b></i>.</p>", [("a", 0, 1)], "<p>One |1|<i><b>two</b></i>.</p>"),
        ("<p id='a'>One two.</p>", [("a", 0, 1), ("a", 0, 1)], "<p>One |1||2|two.</p>"),
        ("<p id='a'>One two.</p>", [("a", 0, 0), ("a", 0, 1)], "<p>|1|One |2|two.</p>"),
        ("<p id='a'><b>One</b></p>", [("a", 0, 0), ("a", 0, 0)], "<p>|1||2|<b>One</b></p>"),
        ("<div id='a'><h2>One</h2></div>", [("a", 0, 0)], "<div>|1|<h2>One</h2></div>"),
        ("<figure id='a'><img/></figure>", [("a", 0, 0)], "<figure>|1|<img/></figure>"),
        ("<p id='a'>x</p><nav/>", [("a", 0, 1)], "<p>x</p>|1|<nav/>"),
        ("<ul id='a'><li>x</li></ul>", [("a", 0, 0)], "<ul><li>|1|x</li></ul>"),
        (
            "<p id='a'><span class='s'><span class='sn'>1</span>One</span></p>",
            [("a", 0, 0)],
            "<p><span class='s'>|1|<span class='sn'>1</span>One</span></p>",
        ),
        ("<p id='a'>One</p>", [("gone", 0, 0)], "<p>One</p>"),
    ],
)
def test_where_a_mark_may_stand(body: str, places: list[tuple[str, int, int]], wanted: str) -> None:
    made = placed(body, *(Place(*one) for one in places)).replace(' id="a"', "").replace('"', "'")
    assert made.partition(">")[2] == f"{wanted}</body>"


@dataclass
class Both:
    """The EPUB and the PDF of one build."""

    book: Opened
    tops: dict[str, str]  # label of a page → its words, after the running head
    epub: bytes

    @property
    def marks(self) -> list[tuple[Any, Any]]:
        """Each mark and the document in which it stands."""
        return [(tree, one) for tree in self.book.documents.values() for one in self.book.find(BREAK, tree)]


@pytest.fixture(scope="module", params=BUILDS)
def both(request: pytest.FixtureRequest) -> Both:
    files: dict[str, Artifact] = request.getfixturevalue(BUILDS[request.param])
    epub = files[f"{request.param}.epub"].content
    pdf = pdfium.PdfDocument(files[f"{request.param}.pdf"].content)
    tops = {}
    for number, page in enumerate(pdf):
        text = page.get_textpage().get_text_bounded(top=page.get_height() - HEAD)
        tops[pdf.get_page_label(number)] = " ".join(text.split())
    return Both(opened(epub), tops, epub)


def plain(text: str) -> str:
    """Letters alone: no figures of notes and sentences, no ligatures, no hyphens."""
    return "".join(one for one in unicodedata.normalize("NFKC", text).lower() if one.isalpha())


def around(tree: Any, mark: Any) -> tuple[str, str]:
    """The words of a document before and after a mark, without what does not run with the text."""
    parts: list[list[str]] = [[], []]
    passed = False

    def read(element: Any) -> None:
        nonlocal passed
        passed = passed or element is mark
        gap = "" if is_inline(element) else " "
        drawn = name(element) == "svg"  # in the PDF a picture, whose words are no text of the page
        hidden = drawn or is_apart(element) or "no" in (element.get("class") or "").split()
        if not hidden:
            parts[passed].append(gap + (element.text or ""))
            for child in element:
                read(child)
                parts[passed].append(child.tail or "")
        parts[passed].append(gap)

    read(tree)
    return "".join(parts[0]), "".join(parts[1])


def test_each_mark_stands_where_its_page_begins(both: Both) -> None:
    kinds = Counter[str]()
    wrong = []
    for tree, mark in both.marks:
        top = both.tops[mark.get("aria-label")]
        kind, fits = compared(tree, mark, top)
        kinds[kind] += 1
        if not fits:
            wrong.append((mark.get("aria-label"), kind, top[:60], around(tree, mark)[1][:60]))
    assert wrong == []
    assert kinds["opening"] >= 10
    assert kinds["text"] >= 0.4 * (kinds.total() - kinds["opening"])
    assert kinds["in words of its own"] == 1, "the colophon"


def compared(tree: Any, mark: Any, top: str) -> tuple[str, bool]:
    """How a page begins, and whether the mark says so.

    Not to the word: a table in the PDF repeats its head; contents are no running text in the EPUB; the
    colophon tells of another thing.
    """
    before, after = around(tree, mark)
    again, _, rest = top.partition(" (continued) ")  # said again at the top of a column of the index
    top = rest if rest and len(again.split()) <= NAMED else top
    wanted, title = plain(after)[:ENOUGH], tree.find(".//{*}h1")
    if not plain(top).startswith(wanted):  # a docket, whose number has no word in print
        wanted = plain(after.removeprefix("Source "))[:ENOUGH]
    if "colophon" in tree.xpath("//@id"):
        return "in words of its own", not plain(before.replace("Colophon", ""))
    if not plain(before) and title is not None:
        return "opening", plain(top).startswith(plain("".join(title.itertext()))[:ENOUGH])
    if tree.xpath("//*[local-name() = 'nav']"):
        return "contents", bool(plain(before))
    if any(name(one) == "table" or ROWS.search(one.get("class") or "") for one in mark.iterancestors()):
        return "table", wanted in plain(top)[:200]
    if tree.xpath("//*[contains(@class, 'apparatus')]"):
        return "entry", plain(top).startswith(wanted[:HEADWORD])
    if is_drawing(tree, mark):  # whose words the PDF has before those of the caption
        top = top[max(top.find("Figure "), 0) :]
    return "text", plain(top).startswith(wanted) or goes_on(before, wanted, top)


def is_drawing(tree: Any, mark: Any) -> bool:
    """Whether a drawing is the first thing after the mark."""
    drawing = next(iter(mark.xpath("following::*[local-name() = 'svg']")), None)
    return drawing is not None and plain(around(tree, drawing)[0]) == plain(around(tree, mark)[0])


def goes_on(before: str, wanted: str, top: str) -> bool:
    """Whether a page begins with the rest of a word that the mark follows."""
    first, _, rest = top.partition(" ")
    broken, end = plain((before.split() or [""])[-1]), plain(first)
    return broken.endswith(end) and len(broken) > len(end) and plain(rest).startswith(wanted)


def test_every_page_is_listed_but_those_of_which_the_epub_has_nothing(both: Both) -> None:
    listed = [words(one) for one in both.book.find("//h:nav[@epub:type='page-list']//h:a", both.book.nav)]
    pages = both.book.find("//ncx:pageTarget", both.book.ncx)
    assert [words(one[0]) for one in pages] == listed
    assert both.book.find("//ncx:meta[@name='dtb:totalPageCount']/@content", both.book.ncx) == [
        str(len(listed))
    ]
    assert listed == [label for label in both.tops if label in listed], "in the order of the PDF"
    assert sorted(listed) == sorted(one.get("aria-label") for _, one in both.marks)
    left = [label for label, top in both.tops.items() if label not in listed and top]
    assert left == ["i"], "the half title"


def test_no_mark_stands_within_a_word(both: Both) -> None:
    for tree, mark in both.marks:
        before, after = around(tree, mark)
        assert not (before[-1:].isalnum() and after[:1].isalnum()), mark.get("id")
        assert name(mark.getparent()) not in ("ul", "ol", "dl", "table", "tbody", "tr", "nav", "h1", "h2")


def test_the_package_names_the_book_whose_pages_these_are(both: Both) -> None:
    said = {one.get("property"): one.text for one in both.book.find("//opf:meta", both.book.opf)}
    features = [
        one.text
        for one in both.book.find("//opf:meta[@property='schema:accessibilityFeature']", both.book.opf)
    ]
    printed = "".join("".join(top.split()) for top in both.tops.values())
    assert said["pageBreakSource"] in printed or (
        said["pageBreakSource"].removeprefix("urn:isbn:") in printed.replace("-", "")
    )
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)


def test_marks_are_empty_and_leave_no_trace_of_how_they_were_found(both: Both) -> None:
    assert all(
        (one.get(TYPE), one.get("role"), one.text) == ("pagebreak", "doc-pagebreak", None)
        for _, one in both.marks
    )
    assert both.book.find("//@data-entry") == []


@pytest.mark.tools
def test_epubcheck_finds_nothing(both: Both, tmp_path: Path) -> None:
    said = verdict(both.epub, tmp_path)
    assert [one for one in said if one.split()[0] in GRAVE or "RSC-025" in one] == []
