"""A finished PDF, read back by libraries that had no part in laying it out.

pypdf and pdfium read pages and links, page-validation and outloud judge, pikepdf opens the structure tree.
"""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import outloud
import page as validation
import pikepdf
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
        if NUMBER.fullmatch(first) and not note and (first.isdigit() or first in labels):
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


def outlined(pdf: bytes) -> list[tuple[str, str]]:
    """Each entry of the outline, in order: its title, and the label of the page to which it leads."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    labels = reader.page_labels

    def entries(held: Any) -> Iterator[tuple[str, str]]:
        for one in held:
            if isinstance(one, list):
                yield from entries(one)
            else:
                yield one.title, labels[reader.get_destination_page_number(one)]

    return list(entries(reader.outline))


def contents(pdf: bytes) -> list[tuple[str, str]]:
    """Each line of the page of contents, in order: its title, and the number that is printed at its end."""
    reader, drawn = pypdf.PdfReader(io.BytesIO(pdf)), pdfium.PdfDocument(pdf)
    first, after = (reader.get_destination_page_number(one) for one in reader.outline[:2])
    lines: dict[str, tuple[str, str]] = {}
    for page in range(first, after):
        text, right = drawn[page].get_textpage(), float(reader.pages[page].mediabox.right)
        for annotation in reader.pages[page].get("/Annots", []):
            link = annotation.get_object()
            left, bottom, end, top = map(float, link["/Rect"])
            words = " ".join(text.get_text_bounded(left, bottom, end, top).split())
            before = lines.get(link["/Dest"], ("", ""))[0]
            number = text.get_text_bounded(right * 0.75, bottom, right, top).split()
            lines[link["/Dest"]] = (f"{before} {words}".strip(), number[-1] if number else "")
    return list(lines.values())


def broken_rules(pdf: bytes, folder: Path) -> list[str]:
    """The rules of PDF/UA-1 and PDF/A-3A that the file breaks."""
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    profiles = (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_3A)
    reports = [validation.validate_pdf(str(file), profile=one) for one in profiles]
    assert all(one.is_compliant is not bool(one.failures) for one in reports)
    return sorted({f"{one.rule_id} {one.message}" for report in reports for one in report.failures})


def heard(pdf: bytes, folder: Path) -> list[str]:
    """What a screen reader would stumble over.

    TAG-002 takes a line of eight words that is no content for prose that was lost, where it is a running
    head, or the head of a table that goes on; `furniture` looks at those instead.
    """
    file = folder / "heard.pdf"
    file.write_bytes(pdf)
    result = outloud.check(str(file), skip=["TAG-002"])
    assert not result.error, result.error
    return [f"{one.rule} {one.message} (page {one.page})" for one in result.findings]


def furniture(pdf: bytes) -> set[tuple[str, str]]:
    """Of what kinds the words outside the structure tree are: type and subtype of each artifact."""
    found: set[tuple[str, str]] = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            kinds: list[tuple[str, str] | None] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("BMC", "BDC"):
                    kinds.append(_kind(operands))
                elif str(operator) == "EMC":
                    kinds.pop()
                elif str(operator) in ("Tj", "TJ"):
                    assert kinds, "words that are neither content nor an artifact"
                    found |= {kind for kind in kinds if kind}
    return found


def _kind(operands: Sequence[Any]) -> tuple[str, str] | None:
    if operands[0] != pikepdf.Name.Artifact:
        return None
    said = operands[1] if len(operands) > 1 else {}
    return str(said.get("/Type", "")), str(said.get("/Subtype", ""))
