"""The same text on other paper, or in larger type, with the page numbers of the book in its margin.

Only one size of the book owns page numbers. Whoever reads a reprint turns to the same page 34: each page
of the book is marked where it begins, the foot names the one that goes on, and contents, index and
pointers lead to the book's numbers.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from regesta.diagnostics import Checked
from regesta.model import Page, PageMap
from regesta.render.pagination import OWN, is_mark, paginate
from regesta.render.pdf.assemble import Imprint, Placed, assemble
from regesta.render.pdf.book import Printed, Sections, complaints, roomed
from regesta.render.pdf.crew import Crew
from regesta.render.pdf.sides import settled

UNSEEN = ("half-title", "title", "imprint")  # they bear no number in the book either


def reprint(
    sections: Sections, owner: PageMap, imprint: Imprint, crew: Crew, styles: str
) -> Checked[Printed]:
    """The sections laid out by another set of stylesheets; `owner` knows the pages of the book."""
    pages = tuple(_marked(sections.typeset(one), owner) for one in sections.planned(owner))
    placed = settled(pages, crew, {}, styles=styles)
    named = replace(imprint, labels=tuple(_labels(placed)))
    made = assemble(placed, owner, named, crew.materials.faces)
    count = sum(one.count for one in placed)
    return Checked(Printed(made, replace(owner, count=count)), complaints(placed))


def _marked(page: Page, owner: PageMap) -> Page:
    """A page description with a mark where each page of the book begins, and room for its numbers."""
    if page.kind in UNSEEN:
        return page
    root = etree.fromstring(page.xhtml.encode())
    paginate(root, owner, _mark)
    for mark in filter(is_mark, root.iter("span")):
        _draw_back(mark)
    return roomed(replace(page, xhtml=etree.tostring(root, encoding="unicode")), owner)


def _mark(label: str) -> Any:
    """The number, in the margin; and what names the page at the foot of those after it."""
    mark = etree.Element("span", {"class": "page-mark", "id": OWN + label, "data-page": label})
    side = etree.SubElement(mark, "span", {"class": "side page", "data-pdf": "Aside"})
    side.text = label
    return mark


def _draw_back(mark: Any) -> None:
    """Before the space of a mark, not after it: there the engine may break a line too early."""
    before = mark.getprevious()
    said = (mark.getparent().text if before is None else before.tail) or ""
    words = said.rstrip(" \n")
    if words and words != said:
        mark.tail = said[len(words) :] + (mark.tail or "")
        if before is None:
            mark.getparent().text = words
        else:
            before.tail = words


def _labels(placed: tuple[Placed, ...]) -> Iterator[str]:
    """For each page the book's page with which it begins."""
    last = ""
    for one in placed:
        begun: dict[int, list[str]] = {}
        for anchor, (page, *_) in one.anchors.items():
            if anchor.startswith(OWN):
                begun.setdefault(page, []).append(anchor)
        for page in range(one.count):
            here, breaks = begun.get(page, []), one.fragment.facts.breaks if one.fragment else ()
            first = breaks[page] if breaks else None
            if here and (not last or (first and (first.anchor, first.words) == (here[0], 0))):
                last = here[0]
            yield last.removeprefix(OWN)
            last = here[-1] if here else last
