"""The finished PDF, read back by libraries that had no part in making it."""

import io
import json

import pypdf
import pytest

from regesta.faces import FACES
from regesta.model import Artifact
from regesta.render.pdf.folio import roman
from tests.render.pdf.reading import contents, outlined, true_folios, true_numbers

BUILDS = {"mini": "mini_build", "worked": "worked_build", "invasion-1968": "real_build"}


@pytest.fixture(scope="module", params=BUILDS)
def book(request: pytest.FixtureRequest) -> tuple[pypdf.PdfReader, dict[str, list[object]], bytes]:
    """The PDF, its page map, and its bytes."""
    files: dict[str, Artifact] = request.getfixturevalue(BUILDS[request.param])
    pdf = files[f"{request.param}.pdf"].content
    anchors = json.loads(files[f"{request.param}.pages.json"].content)["anchors"]
    return pypdf.PdfReader(io.BytesIO(pdf)), anchors, pdf


Book = tuple[pypdf.PdfReader, dict[str, list[object]], bytes]


def test_page_labels_are_the_printed_folios(book: Book) -> None:
    reader, _, pdf = book
    pages = len(reader.pages)
    assert true_folios(pdf) >= min(pages - 6, 0.8 * pages)  # title pages and blanks bear none
    assert reader.page_labels[0] == "i"
    assert "1" in reader.page_labels


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
    """Contents, chronology and index name the pages to which their links lead."""
    assert true_numbers(book[2]) >= 5


OWN = {f"src-letter-anchored-{n}-call-text" for n in (1, 2)}  # the document's own stand behind its text


def test_notes_stand_on_the_page_of_their_call(book: Book) -> None:
    _, anchors, _ = book
    notes = {anchor: page for anchor, (_, page) in anchors.items() if anchor.endswith("-text")}
    assert len(notes) >= 3
    later = {one for one, page in notes.items() if anchors[one.removesuffix("-text")][1] != page}
    assert later <= OWN


def test_only_the_faces_of_the_house(book: Book) -> None:
    reader, _, _ = book
    names = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            names.add(font.get_object()["/BaseFont"].split("+")[-1])
    assert names
    assert names <= {face.postscript for face in FACES}


def test_outline_leads_through_the_book(book: Book) -> None:
    reader, _, _ = book
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    for title in ("Contents", "Chronology", "Index"):
        assert title in titles
    assert any("Note on the edition" in title for title in titles)


def test_the_contents_are_the_outline(book: Book) -> None:
    """Line by line, with the printed number; the outline also has what stands in the apparatus."""
    listed, entries = contents(book[2]), iter(outlined(book[2]))
    assert len(listed) > 5
    for title, number in listed:
        entry = next((one for one in entries if plain(one[0]).endswith(plain(title))), None)
        assert entry is not None, f"{title} is not in the outline, or not in this order"
        assert entry[1] == number


def plain(title: str) -> str:
    """A title without what a line's end does to it."""
    return "".join(title.replace("\u2010", "").replace("\ufffe", "").split()).replace("-", "")


def test_it_says_what_it_is(book: Book) -> None:
    reader, _, _ = book
    assert reader.metadata
    assert reader.metadata.title
    assert reader.metadata.author
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize(
    ("number", "wanted"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (49, "xlix"), (90, "xc")]
)
def test_roman(number: int, wanted: str) -> None:
    assert roman(number) == wanted
