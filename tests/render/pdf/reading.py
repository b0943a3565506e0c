"""A finished PDF, read back by libraries that had no part in making it (pypdf, pdfium, page-validation)."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import page as validation
import pypdf
import pypdfium2 as pdfium

FOOT = 85  # pt from the lower edge: the folio and nothing else stands below
NUMBER = re.compile(r"[ivxl]+|\d+")


def true_folios(pdf: bytes) -> int:
    """How many pages bear a printed number, each of which must be the page's label."""
    labels = pypdf.PdfReader(io.BytesIO(pdf)).page_labels
    found = list(zip(labels, folios(pdf), strict=True))
    assert [(label, folio) for label, folio in found if folio not in ("", label)] == []
    return sum(folio != "" for _, folio in found)


def folios(pdf: bytes) -> Iterator[str]:
    """What stands at the foot of each page, below the text."""
    for page in pdfium.PdfDocument(pdf):
        yield "".join(page.get_textpage().get_text_bounded(bottom=0, top=FOOT).split())


def true_numbers(pdf: bytes) -> int:
    """How many links are a page number, each of which must be the label of the page it leads to."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    labels, checked = reader.page_labels, 0
    leads = {
        name: reader.get_destination_page_number(where) for name, where in reader.named_destinations.items()
    }
    for words, link in links(reader, pdf):
        assert link in leads, link
        first = re.split(r"[–\u2060\ufffe]", words)[0]
        note = link.endswith("-text") or f"{link}-text" in leads  # its call, or from it back to the call
        if NUMBER.fullmatch(first) and not note:
            assert labels[leads[link]] == first, (words, link)
            checked += 1
    return checked


def links(reader: pypdf.PdfReader, pdf: bytes) -> Iterator[tuple[str, str]]:
    """Each link inside the book: the text inside its rectangle, and the name it leads to."""
    for page, drawn in zip(reader.pages, pdfium.PdfDocument(pdf), strict=True):
        text = drawn.get_textpage()
        for one in page.get("/Annots", []):
            annotation = one.get_object()
            if "/Dest" in annotation:
                left, bottom, right, top = map(float, annotation["/Rect"])
                yield text.get_text_bounded(left, bottom, right, top).strip(), annotation["/Dest"]


def broken_rules(pdf: bytes, folder: Path) -> list[str]:
    """The rules of PDF/UA-1 that the file breaks."""
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    report = validation.validate_pdf(str(file), profile=validation.ValidationProfile.PDF_UA_1)
    return sorted({f"{one.rule_id} {one.message}" for one in report.failures})
