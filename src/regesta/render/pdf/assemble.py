"""Fragments → one PDF that is PDF/UA-1 and PDF/A-3A at once.

Pages are copied in the order of the book and their numbers written in; structure trees become parts of
one tree, fonts are embedded once. Rules: ISO 32000-1 (7.7, 12.3, 12.4.2, 14.7, 14.8), ISO 14289-1,
ISO 19005-3. Objects are copied in book order, since that order decides the bytes.
"""

import io
import operator
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from regesta.diagnostics import Checked, Diagnostic
from regesta.model import Numbering, PageMap
from regesta.render.pdf import fonts, slots
from regesta.render.pdf.flate import LEVELS, ends_badly, mended
from regesta.render.pdf.folio import folio
from regesta.render.pdf.fragment import Facts, Fragment, Glyphs
from regesta.render.pdf.metadata import Imprint, describe
from regesta.render.pdf.outline import outline

__all__ = ["Imprint", "Placed", "assemble"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A fragment with the number its first page bears, of which kind of numbers; none is a blank page."""

    fragment: Fragment | None
    first: int
    numbering: Numbering

    @property
    def count(self) -> int:
        """How many pages it fills."""
        return self.fragment.facts.count if self.fragment else 1

    @property
    def anchors(self) -> Mapping[str, tuple[int, float, float]]:
        """Page (from 0) and place of its anchors."""
        return self.fragment.facts.anchors if self.fragment else {}


@dataclass(slots=True)
class Joined:
    """The PDF that grows; `taken` are its fragments so far, None for a blank page."""

    pdf: pikepdf.Pdf = field(default_factory=pikepdf.new)
    taken: list[Fragment | None] = field(default_factory=list)
    pages: list[Any] = field(default_factory=list)
    parts: list[Any] = field(default_factory=list)
    parents: list[Any] = field(default_factory=list)  # leaves of the parent tree
    notes: list[Any] = field(default_factory=list)  # leaves of the tree of ids
    key: int = 0  # the next key of the parent tree
    fonts: list[tuple[Any, Facts]] = field(default_factory=list)


def assemble(
    placed: Sequence[Placed],
    known: PageMap,
    imprint: Imprint,
    faces: Mapping[str, bytes],
    begun: Joined | None = None,
) -> Checked[bytes]:
    """The whole PDF as bytes; the same fragments give the same bytes, whatever was joined before."""
    fragments = [one.fragment for one in placed]
    joined = begun if begun and _begins(fragments, begun.taken) else Joined()
    for _ in joining(joined, fragments):
        pass
    type = fonts.type_of(faces)
    book = _numbered(joined, placed, known, type)
    embedded = fonts.embed(joined.pdf, book, type)
    for resource, facts in joined.fonts:
        for name in facts.fonts:
            resource[f"/{name}"] = embedded[name]
    lost = tuple(_finish(joined, placed))
    numbers = _named(imprint.labels) if imprint.labels else _labels(placed)
    joined.pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))
    describe(joined.pdf, imprint)
    return Checked(_saved(joined.pdf), lost)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The file; one whose last stream ends badly (see `flate`) is packed otherwise."""
    data = b""
    for level in LEVELS:
        out = io.BytesIO()
        pikepdf.settings.set_flate_compression_level(level)
        pdf.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        data = mended(out.getvalue())
        if not ends_badly(data):
            break
    return data


def joining(joined: Joined, fragments: Sequence[Fragment | None]) -> Iterator[None]:
    """Join one fragment after the other, as far as they are not joined yet; a step each."""
    for one in fragments[len(joined.taken) :]:
        if one:
            _add(joined, one)
        else:
            joined.pages.append(_blank(joined.pdf, fragments))
        joined.taken.append(one)
        yield


def _begins(fragments: Sequence[Fragment | None], taken: Sequence[Fragment | None]) -> bool:
    return len(taken) <= len(fragments) and all(map(operator.is_, fragments, taken))


def _add(joined: Joined, fragment: Fragment) -> None:
    """Copy the pages of a fragment, then the structure that refers to them."""
    with pikepdf.open(io.BytesIO(fragment.pdf)) as source:
        start = len(joined.pdf.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # named destinations are written anew
            joined.pdf.pages.extend(source.pages)
        pages = [page.obj for page in list(joined.pdf.pages)[start:]]
        root = source.Root
        part = joined.pdf.copy_foreign(root.StructTreeRoot.K[0])
        numbers = joined.pdf.copy_foreign(root.StructTreeRoot.ParentTree)
        if "/NotesById" in root:
            joined.notes.append(joined.pdf.copy_foreign(root.NotesById))
    low = joined.key
    for at in range(0, len(numbers.Nums), 2):
        numbers.Nums[at] = joined.key
        joined.key += 1
    numbers.Limits = Array([low, joined.key - 1])
    for page in pages:
        page.StructParents += low
        for link in page.get("/Annots", ()):
            link.StructParent += low
    joined.pages += pages
    joined.parts.append(part)
    joined.parents.append(numbers)
    joined.fonts.append((pages[0].Resources.Font, fragment.facts))


def _blank(pdf: pikepdf.Pdf, fragments: Sequence[Fragment | None]) -> Any:
    width, height = next(one.facts.size for one in fragments if one)
    box = Array([0, 0, width, height])
    return pdf.make_indirect(
        Dictionary(Type=Name.Page, MediaBox=box, TrimBox=box, BleedBox=box, Resources=Dictionary())
    )


def _numbered(
    joined: Joined, placed: Sequence[Placed], known: PageMap, type: fonts.Type
) -> dict[str, Glyphs]:
    """Write all page numbers; the fonts of the book with the glyphs that this takes."""
    book = fonts.union(one.fragment.facts.fonts for one in placed if one.fragment)
    sheet = 0
    for one in placed:
        for slot in one.fragment.facts.slots if one.fragment else ():
            label = known.label(slot.anchor) if slot.anchor else folio(one.first + slot.page, one.numbering)
            used = book[slot.font]
            file = type.file(used)
            figures = fonts.figures(type.data[file or ""], slot.sign, slot.zero)
            signs = {sign: glyph for sign, (glyph, _) in figures.items()}
            for sign in label:
                glyph, width = figures[sign]
                used.widths.setdefault(glyph, width)
                used.texts.setdefault(glyph, sign)
            stream = joined.pages[sheet + slot.page].Contents[slot.part]
            stream.write(slots.filled(slot, label, signs, used.widths), filter=Name.FlateDecode)
        sheet += one.count
    return book


def _finish(joined: Joined, placed: Sequence[Placed]) -> Iterator[Diagnostic]:
    """The trees that hold the book together; says which links lead nowhere."""
    pdf, root = joined.pdf, joined.pdf.Root
    tree = root.Pages
    for page in joined.pages:
        page.Parent = tree
    tree.Kids, tree.Count = Array(joined.pages), len(joined.pages)
    _structure(joined)
    root.Outlines = outline(pdf, _outlined(joined, placed))
    links = sorted(
        {link for one in placed if one.fragment for link in one.fragment.facts.links}, key=str.encode
    )
    where = dict(_destinations(joined, placed))
    names: list[Any] = []
    for link in links:
        if link in where:
            names += (String(link), where[link])
        else:
            yield Diagnostic("LAY002", f'a link leads to "{link}", which is nowhere in the book', None)
    root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(names))))


def _structure(joined: Joined) -> None:
    pdf, root = joined.pdf, joined.pdf.Root
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    for part in joined.parts:
        part.P = whole
    whole.K, tree.K = Array(joined.parts), Array([whole])
    tree.ParentTree = pdf.make_indirect(Dictionary(Kids=Array(joined.parents)))
    tree.ParentTreeNextKey = joined.key
    if joined.notes:
        leaves = sorted(joined.notes, key=lambda leaf: bytes(leaf.Limits[0]))
        tree.IDTree = pdf.make_indirect(Dictionary(Kids=Array(leaves)))
    root.StructTreeRoot, root.MarkInfo = tree, Dictionary(Marked=True)


def _labels(placed: Sequence[Placed]) -> Iterator[Any]:
    """A number tree: from which page on which kind of numbers, beginning with which."""
    at, expected = 0, ("", 0)
    for one in placed:
        kind = "r" if one.numbering == "roman" else "D"
        if (kind, one.first) != expected:
            yield at
            yield Dictionary(S=Name("/" + kind), St=one.first)
        at += one.count
        expected = (kind, one.first + one.count)


def _named(labels: Sequence[str]) -> Iterator[Any]:
    """The same where each page has a label of its own (ISO 32000-1, 12.4.2)."""
    for at, label in enumerate(labels):
        yield at
        yield Dictionary(P=String(label)) if label else Dictionary()


def _outlined(joined: Joined, placed: Sequence[Placed]) -> Iterator[tuple[int, str, Array]]:
    """Rank, words and destination of each entry of the outline."""
    sheet = 0
    for one in placed:
        for mark in one.fragment.facts.marks if one.fragment else ():
            page = joined.pages[sheet + mark.page]
            yield mark.rank, mark.title, Array([page, Name.XYZ, mark.x, mark.y, None])
        sheet += one.count


def _destinations(joined: Joined, placed: Sequence[Placed]) -> Iterator[tuple[str, Array]]:
    """Where each anchor lies; of two, the first counts."""
    sheet, met = 0, set[str]()
    for one in placed:
        for anchor, (page, x, y) in one.anchors.items():
            if anchor not in met:
                met.add(anchor)
                yield anchor, Array([joined.pages[sheet + page], Name.XYZ, x, y, None])
        sheet += one.count
