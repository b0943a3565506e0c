"""Fragments → one PDF: pages joined, printed numbers as page labels, heads and folios as artifacts.

WeasyPrint joins pages of several documents through its public API; links find their anchors over
the whole book. What it does not write is added to the finished file with pikepdf: page labels
(ISO 32000-1, 12.4.2) and artifacts for what stands outside the text (14.8.2.2).
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator
from weasyprint.document import Document, DocumentMetadata

from regesta.model import Numbering
from regesta.render.pdf.layout import Fragment, Press, listening


@dataclass(frozen=True, slots=True)
class Placed:
    """A fragment with the number its first page bears, of which kind of numbers."""

    fragment: Fragment
    first: int
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a PDF says of itself; `date` is W3C-form, so that the bytes never depend on a clock."""

    title: str
    authors: tuple[str, ...]
    description: str
    language: str
    date: str
    generator: str


def assemble(placed: tuple[Placed, ...], imprint: Imprint, press: Press) -> bytes:
    """The whole PDF as bytes; the same fragments give the same bytes."""
    pages = [page for one in placed for page in one.fragment.pages]
    metadata = DocumentMetadata(
        title=imprint.title,
        authors=list(imprint.authors),
        description=imprint.description,
        lang=imprint.language,
        created=imprint.date,
        modified=imprint.date,
        generator=imprint.generator,
    )
    whole = Document(pages, metadata, press.fetcher, press.fonts, {}, None)
    with listening(press.found):
        written = whole.write_pdf(pdf_variant="pdf/ua-1", pdf_version="1.7")
    return _finished(written, placed)


def _finished(written: bytes, placed: tuple[Placed, ...]) -> bytes:
    with pikepdf.open(io.BytesIO(written)) as pdf:
        pdf.Root.PageLabels = Dictionary(Nums=Array(_labels(placed)))
        _artifacts(pdf)
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                annotation.F = 4  # printed
            if "/Annots" in page:
                page.Tabs = Name.S
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _labels(placed: tuple[Placed, ...]) -> Iterator[Any]:
    """A number tree: from which page on which kind of numbers, beginning with which."""
    at, expected = 0, ("", 0)
    for one in placed:
        kind = "r" if one.numbering == "roman" else "D"
        if (kind, one.first) != expected:
            yield at
            yield Dictionary(S=Name("/" + kind), St=one.first)
        at += one.fragment.count
        expected = (kind, one.first + one.fragment.count)


def _artifacts(pdf: pikepdf.Pdf) -> None:
    """Text that hangs on no element of the structure tree is what stands in the margins."""
    root = pdf.Root.StructTreeRoot
    reached = frozenset(_reached(root.K))
    numbers = list(root.ParentTree.Nums)
    parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in pdf.pages:
        holders = parents[int(page.StructParents)]
        orphans = {
            n for n, one in enumerate(holders) if isinstance(one, Dictionary) and one.objgen not in reached
        }
        if orphans:
            page.Contents = pdf.make_stream(_without(page, orphans))
            for n in orphans:
                holders[n] = pikepdf.Object.parse(b"null")


def _reached(node: Any) -> Iterator[tuple[int, int]]:
    if isinstance(node, Array):
        for one in node:
            yield from _reached(one)
    elif isinstance(node, Dictionary):
        if node.is_indirect:
            yield node.objgen
        if "/K" in node and node.get("/Type") != "/OBJR":
            yield from _reached(node.K)


def _without(page: pikepdf.Page, orphans: set[int]) -> bytes:
    instructions: list[Any] = []
    for one in pikepdf.parse_content_stream(page):
        held = one.operands[1] if str(one.operator) == "BDC" else None
        if isinstance(held, Dictionary) and int(held.get("/MCID", -1)) in orphans:
            instructions.append(([Name.Artifact, Dictionary(Type=Name.Pagination)], Operator("BDC")))
        else:
            instructions.append(one)
    return pikepdf.unparse_content_stream(instructions)
