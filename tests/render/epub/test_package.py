"""The package: what it says of the book, what it holds, and what it reports when a page is at fault."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from lxml import etree

from regesta.diagnostics import Checked
from regesta.model import Page
from regesta.render.epub.package import package
from tests.render.epub.making import MINI, NAMES, Opened, drafts, made, opened

HEAD = '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>.</title></head><body>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def packed(*more: Page, pictures: dict[str, bytes] | None = None) -> Checked[bytes]:
    """The mini edition with pages of a test's own behind it."""
    one = made()
    return package(drafts((*one.pages, *more)), one.inputs.theme.styles, pictures or {}, one.info)


def page(body: str, id: str = "extra") -> Page:
    return Page(id, "Extra", f"{HEAD}{body}</body></html>", "front")


def entries(book: Opened, path: str) -> list[str]:
    return [one.text for one in book.find(f"//opf:metadata/{path}", book.opf)]


def test_metadata_is_that_of_the_book() -> None:
    book = opened(made().packed.value)
    assert book.opf.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert entries(book, "dc:identifier") == ["urn:uuid:5b0c8a54-1f0e-5d3a-9d0e-0b9a4f6d2c11"]
    assert entries(book, "dc:title") == ["A Small Edition", "Two letters about a bridge"]
    assert entries(book, "opf:meta[@property='title-type']") == ["main", "subtitle"]
    assert entries(book, "dc:creator") == ["Ada Example"]
    assert entries(book, "opf:meta[@property='role']") == ["edt"]
    assert entries(book, "opf:meta[@property='file-as']") == ["Example, Ada"]
    assert entries(book, "dc:language") == ["en-GB"]
    assert entries(book, "dc:publisher") == ["Regesta"]
    assert entries(book, "dc:date") == ["2026-11"]
    assert entries(book, "dc:rights") == [
        "CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)",
        "Written for the tests of this program.",
    ]
    assert entries(book, "opf:meta[@property='dcterms:modified']") == ["2026-11-01T00:00:00Z"]


def test_metadata_says_how_the_book_can_be_read() -> None:
    book = opened(made().packed.value)
    assert entries(book, "opf:meta[@property='schema:accessMode']") == ["textual"]
    assert entries(book, "opf:meta[@property='schema:accessModeSufficient']") == ["textual"]
    assert {"tableOfContents", "index", "readingOrder"} <= set(
        entries(book, "opf:meta[@property='schema:accessibilityFeature']")
    )
    assert entries(book, "opf:meta[@property='schema:accessibilityHazard']") == ["none"]
    assert entries(book, "opf:meta[@property='schema:accessibilitySummary']")


def test_creators_by_their_roles() -> None:
    one = made()
    ada = one.info.settings.creators[0]
    creators = (ada, ada.model_copy(update={"name": "Jan Překlad", "role": "translator", "sort": ""}))
    info = replace(one.info, settings=one.info.settings.model_copy(update={"creators": creators}))
    book = opened(package(drafts(one.pages), one.inputs.theme.styles, {}, info).value)
    assert entries(book, "dc:contributor") == ["Jan Překlad"]
    assert entries(book, "opf:meta[@property='role']") == ["edt", "trl"]
    assert entries(book, "opf:meta[@property='file-as']") == ["Example, Ada"]


def test_a_moment_is_told_in_universal_time() -> None:
    one = made()
    tokyo = datetime(2026, 11, 1, 9, tzinfo=timezone(timedelta(hours=9)))
    there = package(drafts(one.pages), one.inputs.theme.styles, {}, replace(one.info, modified=tokyo))
    assert there.value == one.packed.value


def test_another_audience_has_a_book_of_its_own() -> None:
    student, teacher = (opened(made(MINI, audience).packed.value) for audience in ("student", "teacher"))
    (identifier,) = entries(teacher, "dc:identifier")
    assert identifier != entries(student, "dc:identifier")[0]
    assert entries(teacher, "dc:title")[0] == "A Small Edition (teacher’s edition)"
    assert teacher.find("//ncx:meta[@name='dtb:uid']/@content", teacher.ncx) == [identifier]


def test_what_is_read_in_which_order() -> None:
    book = opened(made().packed.value)
    order = book.find("//opf:itemref/@idref", book.opf)
    assert order == [
        *("title-page", "nav", "imprint", "ch-note", "signs", "ch-bridge", "chronology"),
        *("sources", "bibliography", "persons", "glossary", "index", "colophon"),
    ]
    listed = set(book.find("//opf:item/@href", book.opf))
    assert listed == set(book.files) - {"content.opf"}


def test_a_dangling_link_is_reported_and_taken_out() -> None:
    result = packed(page('<p><a href="#src-reqest">lost</a> and <a href="other.html">astray</a></p>'))
    assert [(one.code, one.hint) for one in result.diagnostics] == [
        ("LAY002", 'did you mean "src-request"?'),
        ("LAY002", ""),
    ]
    assert '"#src-reqest"' in result.diagnostics[0].message
    assert b"<p><a>lost</a> and <a>astray</a></p>" in opened(result.value).files["extra.xhtml"]


@pytest.mark.parametrize("id", ["Můj list", "../extra", "a b", "UPPER", "ch-bridge", ""])
def test_a_bad_file_name_is_reported_and_replaced(id: str) -> None:
    result = packed(page("<p>Words.</p>", id))
    assert {one.code for one in result.diagnostics} == {"LAY002"}
    assert f'"{id}.xhtml"' in result.diagnostics[0].message
    names = opened(result.value).archive.namelist()
    assert len(names) == len(set(names))
    assert all(name.isascii() and ".." not in name and " " not in name for name in names)


def test_one_anchor_in_two_pages_is_reported() -> None:
    result = packed(page('<p id="letters">Words.</p>'))
    assert ["letters" in one.message for one in result.diagnostics] == [True]


def test_a_page_that_is_no_xml_is_a_fault_of_ours() -> None:
    with pytest.raises(etree.XMLSyntaxError) as raised:
        packed(page("<p>Words.<br></p>"))
    assert 'in the page "extra" of the EPUB' in raised.value.__notes__


def test_only_pictures_that_are_shown_are_packed_under_plain_names() -> None:
    pictures = {"pictures/Mapa města.SVG": SVG, "pictures/unused.png": b"png"}
    result = packed(page('<p><img src="pictures/Mapa města.SVG" alt="A map"/></p>'), pictures=pictures)
    assert result.diagnostics == ()
    book = opened(result.value)
    assert book.files["images/picture-1.svg"] == SVG
    assert book.find("//h:img/@src", book.documents["extra.xhtml"]) == ["images/picture-1.svg"]
    assert [name for name in book.files if name.startswith("images/")] == ["images/picture-1.svg"]
    assert "image/svg+xml" in book.find("//opf:item/@media-type", book.opf)
    assert entries(book, "opf:meta[@property='schema:accessMode']") == ["textual", "visual"]


@pytest.mark.parametrize("path", ["pictures/none.png", "https://example.org/a.png", "pictures/a.bmp"])
def test_a_picture_that_cannot_be_had_is_reported(path: str) -> None:
    result = packed(page(f'<p><img src="{path}" alt=""/></p>'), pictures={"pictures/a.bmp": b"bmp"})
    assert [(one.code, path in one.message) for one in result.diagnostics] == [("LAY001", True)]


def test_drawings_in_a_page_are_named_in_the_manifest_and_stay_as_drawn() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><linearGradient id="lg"/></svg>'
    book = opened(packed(page(f"<p>{drawing}</p>")).value)
    (item,) = book.opf.xpath("//opf:item[@id='extra']", namespaces=NAMES)
    assert item.get("properties") == "svg"
    assert b'viewBox="0 0 9 9"><linearGradient' in book.files["extra.xhtml"]
