"""The finished PDF, read back by libraries that had no part in making it."""

import io
import json
import re
from collections.abc import Iterator

import pypdf
import pypdfium2 as pdfium
import pytest

from regesta.faces import FACES
from regesta.model import Artifact
from regesta.render.pdf.book import roman

FOOT = 85  # pt from the lower edge: below the text, above nothing


@pytest.fixture(scope="module", params=["mini", "invasion-1968"])
def book(request: pytest.FixtureRequest) -> tuple[pypdf.PdfReader, dict[str, list[object]], bytes]:
    """The PDF, its page map, and its bytes."""
    files: dict[str, Artifact] = request.getfixturevalue(
        "mini_build" if request.param == "mini" else "real_build"
    )
    pdf = files[f"{request.param}.pdf"].content
    anchors = json.loads(files[f"{request.param}.pages.json"].content)["anchors"]
    return pypdf.PdfReader(io.BytesIO(pdf)), anchors, pdf


Book = tuple[pypdf.PdfReader, dict[str, list[object]], bytes]


def test_page_labels_are_the_printed_folios(book: Book) -> None:
    reader, _, pdf = book
    folios = list(printed_folios(pdf))
    assert [
        (label, folio)
        for label, folio in zip(reader.page_labels, folios, strict=True)
        if folio not in ("", label)
    ] == []
    assert sum(folio != "" for folio in folios) >= len(folios) - 6
    assert reader.page_labels[0] == "i"
    assert "1" in reader.page_labels


def printed_folios(pdf: bytes) -> Iterator[str]:
    """What stands at the foot of each page, below the text."""
    for page in pdfium.PdfDocument(pdf):
        text = page.get_textpage().get_text_bounded(bottom=0, top=FOOT)
        yield "".join(text.split())


def test_every_link_lands_where_the_map_says(book: Book) -> None:
    reader, anchors, _ = book
    named = {
        name: reader.get_destination_page_number(where) for name, where in reader.named_destinations.items()
    }
    links = [
        annotation.get_object()["/Dest"]
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/Dest" in annotation.get_object()
    ]
    assert len(links) > 20
    assert [link for link in links if link not in named] == []
    for anchor, (_, physical) in anchors.items():
        if anchor in named:
            assert named[anchor] + 1 == physical


def test_printed_page_numbers_are_true(book: Book) -> None:
    """A number in contents, chronology and index is the label of the page that its link leads to."""
    reader, _, pdf = book
    named = {
        name: reader.get_destination_page_number(where) for name, where in reader.named_destinations.items()
    }
    checked = 0
    for words, link in links_with_words(reader, pdf):
        first = re.split(r"[–\u2060\ufffe]", words)[0]
        if re.fullmatch(r"[ivxl]+|\d+", first) and not link.startswith("src-") and "-note-" not in link:
            assert reader.page_labels[named[link]] == first, (words, link)
            checked += 1
    assert checked >= 5


def links_with_words(reader: pypdf.PdfReader, pdf: bytes) -> Iterator[tuple[str, str]]:
    """Each link inside the book with the text inside its rectangle."""
    for page, drawn in zip(reader.pages, pdfium.PdfDocument(pdf), strict=True):
        text = drawn.get_textpage()
        for one in page.get("/Annots", []):
            annotation = one.get_object()
            if "/Dest" in annotation:
                left, bottom, right, top = map(float, annotation["/Rect"])
                yield text.get_text_bounded(left, bottom, right, top).strip(), annotation["/Dest"]


def test_notes_stand_on_the_page_of_their_call(book: Book) -> None:
    _, anchors, _ = book
    notes = {anchor: page for anchor, (_, page) in anchors.items() if anchor.endswith("-text")}
    assert len(notes) >= 3
    assert [one for one, page in notes.items() if anchors[one.removesuffix("-text")][1] != page] == []


def test_only_the_faces_of_the_house(book: Book) -> None:
    reader, _, _ = book
    names = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            names.add(font.get_object()["/BaseFont"].split("+")[-1].replace("-", ""))
    allowed = {face.postscript.replace("-", "").removesuffix("Regular") for face in FACES}
    assert names
    assert names <= allowed


def test_outline_leads_through_the_book(book: Book) -> None:
    reader, _, _ = book
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    for title in ("Contents", "Chronology", "Index"):
        assert title in titles
    assert any("Note on the edition" in title for title in titles)


def test_it_says_what_it_is(book: Book) -> None:
    reader, _, _ = book
    assert reader.metadata
    assert reader.metadata.title
    assert reader.metadata.author
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_it_is_accessible(book: Book, tmp_path_factory: pytest.TempPathFactory) -> None:
    """PDF/UA-1 by page-validation, which agrees with veraPDF's own corpus."""
    page = pytest.importorskip("page")
    file = tmp_path_factory.mktemp("ua") / "book.pdf"
    file.write_bytes(book[2])
    report = page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [(one.rule_id, one.message) for one in report.failures][:5]


@pytest.mark.parametrize(
    ("number", "wanted"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (49, "xlix"), (90, "xc")]
)
def test_roman(number: int, wanted: str) -> None:
    assert roman(number) == wanted
