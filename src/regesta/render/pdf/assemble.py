"""Fragments → one PDF that is PDF/UA-1 and PDF/A-3A at once.

Pages are copied and their numbers written in; structure trees become parts of one tree, fonts are
embedded once. Rules: ISO 32000-1 (7.7, 12.3, 12.4.2, 14.7, 14.8), ISO 14289-1, ISO 19005-3. Objects are
copied in book order, since that order decides the bytes; fragments may be read in any.
"""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from regesta.model import Numbering, Opening, PageMap
from regesta.render.pdf import fonts, slots
from regesta.render.pdf.flate import LEVELS, ends_badly, mended
from regesta.render.pdf.folio import folio
from regesta.render.pdf.fragment import Fragment, Glyphs
from regesta.render.pdf.metadata import Imprint, describe
from regesta.render.pdf.outline import outline

__all__ = ["Imprint", "Placed", "assemble"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A fragment with the number its first page bears, of which kind of numbers; none is a blank page.

    `opens` says on which side of a sheet it must begin.
    """

    fragment: Fragment | None
    first: int
    numbering: Numbering
    opens: Opening = "page"

    @property
    def count(self) -> int:
        """How many pages it fills."""
        return self.fragment.facts.count if self.fragment else 1

    @property
    def anchors(self) -> Mapping[str, tuple[int, float, float]]:
        """Page (from 0) and place of its anchors."""
        return self.fragment.facts.anchors if self.fragment else {}


@dataclass(frozen=True, slots=True)
class Part:
    """What was copied of a fragment: pages, structure, its leaf of the parent tree and of the tree of ids."""

    fragment: Fragment
    pages: list[Any]
    structure: Any
    parents: Any
    notes: Any


@dataclass(slots=True)
class Joined:
    """The PDF that grows. Fragments that were read or copied are known by their identity."""

    pdf: pikepdf.Pdf = field(default_factory=pikepdf.new)
    parts: dict[int, Part] = field(default_factory=dict)  # in the order in which they were copied
    read: dict[int, pikepdf.Pdf] = field(default_factory=dict)

    def open(self, _at: int, fragment: Fragment) -> None:
        """Read a fragment, whose place in the book is not known."""
        if id(fragment) not in self.read:
            self.read[id(fragment)] = pikepdf.open(io.BytesIO(fragment.pdf))

    def follow(self, at: int, fragment: Fragment) -> None:
        """Take the fragment that stands at a place in the book; one that is not the next is only read."""
        self.open(at, fragment)
        if at == len(self.parts):
            self.take(fragment)

    def take(self, fragment: Fragment) -> Part:
        """The copy of a fragment, which is made once."""
        if id(fragment) not in self.parts:
            self.open(0, fragment)
            self.parts[id(fragment)] = _copied(self.pdf, fragment, self.read[id(fragment)])
        return self.parts[id(fragment)]

    def begins(self, book: Sequence[Placed]) -> bool:
        """Whether what was copied is what the book begins with."""
        order = [id(one.fragment) for one in book if one.fragment]
        return order[: len(self.parts)] == list(self.parts)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A book in the making: its parts and its pages in order, and the next key of the parent tree."""

    pdf: pikepdf.Pdf
    parts: tuple[Part, ...]
    pages: list[Any]
    key: int


def assemble(
    placed: Sequence[Placed],
    known: PageMap,
    imprint: Imprint,
    faces: Mapping[str, bytes],
    begun: Joined | None = None,
) -> bytes:
    """The whole PDF as bytes; the same fragments give the same bytes, whatever was joined before.

    A link to what is nowhere in the book leads nowhere; who laid the sections out says so.
    """
    joined = begun if begun and begun.begins(placed) else Joined()
    bound = _bound(joined, placed)
    type = fonts.type_of(faces)
    book = _numbered(bound.pages, placed, known, type)
    embedded = fonts.embed(joined.pdf, book, type)
    for part in bound.parts:
        for name in part.fragment.facts.fonts:
            part.pages[0].Resources.Font[f"/{name}"] = embedded[name]
    _finish(bound, placed)
    numbers = _named(imprint.labels) if imprint.labels else _labels(placed)
    joined.pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))
    describe(joined.pdf, imprint)
    return _saved(joined.pdf)


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


def _copied(pdf: pikepdf.Pdf, fragment: Fragment, source: pikepdf.Pdf) -> Part:
    """Copy the pages of a fragment, then the structure that refers to them."""
    start = len(pdf.pages)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # named destinations are written anew
        pdf.pages.extend(source.pages)
    pages = [pdf.pages[at].obj for at in range(start, len(pdf.pages))]
    root = source.Root
    structure = pdf.copy_foreign(root.StructTreeRoot.K[0])
    parents = pdf.copy_foreign(root.StructTreeRoot.ParentTree)
    notes = pdf.copy_foreign(root.NotesById) if "/NotesById" in root else None
    return Part(fragment, pages, structure, parents, notes)


def _bound(joined: Joined, placed: Sequence[Placed]) -> _Bound:
    """The parts of the book in order, with keys of the parent tree that follow one another."""
    parts = tuple(joined.take(one.fragment) for one in placed if one.fragment)
    rest, pages, key = iter(parts), list[Any](), 0
    for one in placed:  # blank pages are made when all is copied, however early that was
        part = next(rest) if one.fragment else None
        pages += part.pages if part else [_blank(joined.pdf, placed)]
        key = _keyed(part, key) if part else key
    return _Bound(joined.pdf, parts, pages, key)


def _keyed(part: Part, low: int) -> int:
    """Give a part the keys from `low` on; the next that is free."""
    keys = part.parents.Nums
    for at in range(0, len(keys), 2):
        keys[at] = low + at // 2
    high = low + len(keys) // 2
    part.parents.Limits = Array([low, high - 1])
    for page in part.pages:
        page.StructParents += low
        for link in page.get("/Annots", ()):
            link.StructParent += low
    return high


def _blank(pdf: pikepdf.Pdf, placed: Sequence[Placed]) -> Any:
    width, height = next(one.fragment.facts.size for one in placed if one.fragment)
    box = Array([0, 0, width, height])
    return pdf.make_indirect(
        Dictionary(Type=Name.Page, MediaBox=box, TrimBox=box, BleedBox=box, Resources=Dictionary())
    )


def _numbered(
    pages: list[Any], placed: Sequence[Placed], known: PageMap, type: fonts.Type
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
            stream = pages[sheet + slot.page].Contents[slot.part]
            stream.write(slots.filled(slot, label, signs, used.widths), filter=Name.FlateDecode)
        sheet += one.count
    return book


def _finish(bound: _Bound, placed: Sequence[Placed]) -> None:
    """The trees that hold the book together."""
    pdf, root = bound.pdf, bound.pdf.Root
    tree = root.Pages
    for page in bound.pages:
        page.Parent = tree
    tree.Kids, tree.Count = Array(bound.pages), len(bound.pages)
    _structure(bound)
    root.Outlines = outline(pdf, _outlined(bound.pages, placed))
    links = {link for part in bound.parts for link in part.fragment.facts.links}
    where = dict(_destinations(bound.pages, placed, links))
    names = [half for link in sorted(where, key=str.encode) for half in (String(link), where[link])]
    root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(names))))


def _structure(bound: _Bound) -> None:
    pdf, root = bound.pdf, bound.pdf.Root
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    for part in bound.parts:
        part.structure.P = whole
    whole.K, tree.K = Array(part.structure for part in bound.parts), Array([whole])
    tree.ParentTree = pdf.make_indirect(Dictionary(Kids=Array(part.parents for part in bound.parts)))
    tree.ParentTreeNextKey = bound.key
    notes = [part.notes for part in bound.parts if part.notes is not None]
    if notes:
        leaves = sorted(notes, key=lambda leaf: bytes(leaf.Limits[0]))
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


def _outlined(pages: list[Any], placed: Sequence[Placed]) -> Iterator[tuple[int, str, Array]]:
    """Rank, words and destination of each entry of the outline."""
    sheet = 0
    for one in placed:
        for mark in one.fragment.facts.marks if one.fragment else ():
            yield mark.rank, mark.title, Array([pages[sheet + mark.page], Name.XYZ, mark.x, mark.y, None])
        sheet += one.count


def _destinations(pages: list[Any], placed: Sequence[Placed], links: set[str]) -> Iterator[tuple[str, Array]]:
    """Where each anchor lies to which a link leads; of two, the first counts."""
    sheet, wanted = 0, set(links)
    for one in placed:
        for anchor, (page, x, y) in one.anchors.items():
            if anchor in wanted:
                wanted.remove(anchor)
                yield anchor, Array([pages[sheet + page], Name.XYZ, x, y, None])
        sheet += one.count
