"""Typeset pages → leaves: the documents of the EPUB but for the addresses of their links.

A leaf follows from one page and from what is printed of it, and is kept under a name for both: after an
edit the rest of a book is neither typeset nor parsed again. Pages are read by an XML parser, so one that is
not well-formed stops the build as a fault of ours.
"""

import json
import pickle
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from regesta.kept import Kept, digest
from regesta.likeness import likeness
from regesta.model import Break, Page, PageMap
from regesta.render.epub.pagination import mark, shorten
from regesta.render.epub.parting import parted

HTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FOREIGN = {"{http://www.w3.org/2000/svg}svg": "svg", "{http://www.w3.org/1998/Math/MathML}math": "mathml"}
NCX_CONTENT = "{http://www.daisy.org/z3986/2005/ncx/}content"
LINKS = {HTML + "a": "href", HTML + "img": "src", NCX_CONTENT: "src"}
VOID = frozenset(HTML + name for name in ("br", "col", "hr", "img", "link", "meta"))
OUTSIDE = ("http://", "https://", "mailto:")
LISTS = frozenset(("nav", "ncx", "finder"))  # they name pages that others have
HOLE = "\ufdd0"  # stands for an address; `Source` lets none into a text
CUT = re.compile(f' (href|src)="{HOLE}"'.encode())


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that is typeset if it was not kept: its id, its kind, and a name for all that it is made of."""

    id: str
    kind: str
    name: str
    typeset: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document: its bytes between the links, the links, and what others need to know of it."""

    pieces: tuple[bytes, ...]
    links: tuple[tuple[str, str], ...]  # the name of the attribute, the address as the template has it
    anchors: tuple[str, ...]
    letters: str
    foreign: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """The leaves of each of some pages, and the printed pages that begin in them."""

    leaves: tuple[tuple[Leaf, ...], ...]
    labels: tuple[str, ...]


def leaves(drafts: Sequence[Draft], printed: PageMap, kept: Kept) -> tuple[tuple[Leaf, ...], ...]:
    """The leaves of each page: one or, of a long index, several. Marks stand where printed pages begin.

    Lists of pages come last, and hold no page without a mark.
    """
    making = _Making(printed, kept)
    made = [None if one.kind in LISTS else making.made([one]) for one in drafts]
    labels = sorted({label for one in made if one for label in one.labels})
    lists = iter(making.made([one for one in drafts if one.kind in LISTS], labels).leaves)
    return tuple(one.leaves[0] if one else next(lists) for one in made)


class _Making:
    """Pages → leaves, with what is kept and what is known of the printed pages."""

    def __init__(self, printed: PageMap, kept: Kept) -> None:
        self.printed, self.kept = printed, kept
        self.begun: dict[str, list[tuple[int, Break]]] = {}  # anchor → the pages that begin after it
        for at, one in enumerate(printed.breaks):
            self.begun.setdefault(one.place.anchor, []).append((at, one))

    def made(self, drafts: Sequence[Draft], marked: Sequence[str] | None = None) -> _Made:
        """The leaves of pages, kept or new; lists name the pages that are `marked` elsewhere or in them."""
        name = digest(one.name.encode() for one in drafts)
        roots: list[Any] = []
        here = PageMap()
        if self.printed.breaks:
            held = self.kept.get(f"anchors {name}")
            if held is None:
                roots = [_parsed(one) for one in drafts]
                held = json.dumps([id for root in roots for id in root.xpath("//@id")]).encode()
                self.kept.put(f"anchors {name}", held)
            here = self._printed(json.loads(held))
        key = digest((name.encode(), likeness((here, marked))))
        if data := self.kept.get(key):
            again: _Made = pickle.loads(data)
            return again
        made = _made(drafts, roots or [_parsed(one) for one in drafts], here, marked)
        self.kept.put(key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        return made

    def _printed(self, anchors: Sequence[str]) -> PageMap:
        """What is printed of a few anchors."""
        known = dict.fromkeys((one for one in anchors if one in self.printed.labels), "")
        begun = sorted(pair for one in known for pair in self.begun.get(one, ()))
        return PageMap(known, breaks=tuple(one for _, one in begun))


def _parsed(draft: Draft) -> Any:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        return etree.fromstring(draft.typeset().xhtml.encode(), parser)
    except etree.XMLSyntaxError as fault:
        fault.add_note(f'in the page "{draft.id}" of the EPUB')
        raise


def _made(
    drafts: Sequence[Draft], roots: Sequence[Any], here: PageMap, marked: Sequence[str] | None
) -> _Made:
    pairs = list(zip(drafts, roots, strict=True))
    labels = {label for draft, root in pairs if draft.kind != "ncx" for label in mark(root, here)}
    if marked is not None:
        for root in roots:
            shorten(root, labels.union(marked))
    parts = [list(parted(root)) if one.kind == "index" else [root] for one, root in pairs]
    made = tuple(tuple(map(_leaf, one)) for one in parts)
    return _Made(made, tuple(sorted(labels)))


def _leaf(root: Any) -> Leaf:
    anchors = tuple(_settled(root)) if root.tag == f"{HTML}html" else ()
    links = tuple(_opened(root))
    foreign = tuple(name for tag, name in FOREIGN.items() if next(root.iter(tag), None) is not None)
    letters = "".join(sorted({sign for said in root.itertext() for sign in said}))
    whole = etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)
    return Leaf(tuple(CUT.split(whole)[::2]), links, anchors, letters, foreign)


def _settled(root: Any) -> Iterator[str]:
    """All anchors; the language is said to old readers too, and no element is closed in its own tag.

    A reader that takes XHTML for HTML never closes `<span/>`.
    """
    for element in root.iter(etree.Element):
        if anchor := element.get("id"):
            yield anchor
        if language := element.get("lang"):
            element.set(XML_LANG, language)
        if element.tag.startswith(HTML) and element.tag not in VOID and not element.text and not len(element):
            element.text = ""


def _opened(root: Any) -> Iterator[tuple[str, str]]:
    """The links within the book, in their order, each with a hole in its place."""
    for element in root.iter(*LINKS):
        name = LINKS[element.tag]
        address = element.get(name)
        if element.tag == f"{HTML}img" or (address is not None and not address.startswith(OUTSIDE)):
            element.set(name, HOLE)
            yield name, address or ""


def closed(leaf: Leaf, found: Mapping[tuple[str, str], str | None]) -> bytes:
    """The document with the addresses that were found for its links; one that leads nowhere is left out."""
    parts = [leaf.pieces[0]]
    for piece, link in zip(leaf.pieces[1:], leaf.links, strict=True):
        address = found[link]
        parts.append(b"" if address is None else f' {link[0]}="{_escaped(address)}"'.encode())
        parts.append(piece)
    return b"".join(parts)


def _escaped(address: str) -> str:
    return address.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
