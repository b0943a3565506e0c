"""Typeset sections → page map and PDF: when the numbers stand still, and what is wrong with the pages.

Two loops: a section is laid out again where a number in its lines gets another count of figures, or where
it begins on the other side of a sheet; the apparatus is laid out when the pages of the text are known.
What is drawn follows from the manuscript alone, never from what earlier builds found.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from regesta.diagnostics import Checked, Diagnostic
from regesta.kept import digest
from regesta.likeness import likeness
from regesta.model import Page, PageMap, Section
from regesta.render.pdf.assemble import Imprint, Joined, Placed, assemble
from regesta.render.pdf.crew import Crew, lengths
from regesta.render.pdf.folio import folio
from regesta.render.pdf.fragment import Order
from regesta.render.pdf.impose import Marked
from regesta.render.pdf.operators import PT
from regesta.render.pdf.proof import told
from regesta.render.pdf.sides import page_map, settled
from regesta.render.pdf.standing import standing, standings
from regesta.source import Span

ROUNDS = 8
ID = re.compile(r'\bid="([^"]+)"')
SLOT = re.compile(  # as `print/marks/slot.html.j2` writes it
    r'(<span class="slot">[^<]*<span class="number" data-slot="([^"]*)">)00(</span>[^<]*</span>)'
)
A_PAGE = 2600  # characters of XHTML, for a first guess at the number of figures


@dataclass(frozen=True, slots=True)
class Sections:
    """The parts of a book with the page numbers known so far, how one of them is typeset, and where words
    of one stand in the manuscript (given its id, a line of it, and the last anchor before that).
    """

    planned: Callable[[PageMap], tuple[Section, ...]]
    typeset: Callable[[Section], Page]
    place: Callable[[str, str, str], Span | None]


@dataclass(frozen=True, slots=True)
class Laid:
    """A book, laid out: its sections in their places, what is known of its pages and where on them
    something is wrong; as far as somebody had time for it, its PDF.
    """

    placed: tuple[Placed, ...]
    pages: PageMap
    marked: tuple[Marked, ...]
    joined: Joined


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF, and what is known of its pages."""

    pdf: bytes
    pages: PageMap


def lay_out(sections: Sections, name: str, crew: Crew, tell: Callable[[str], None]) -> Checked[Laid]:
    """Lay out the text, then what tells of its pages, until the numbers stand still.

    What is known of the lengths of sections is kept under the `name` of the book, and how they stand.
    """
    counts = _remembered(crew, name)
    joined = Joined()
    tell("laying out the text")
    text = _text(sections, crew, counts, joined)
    tell("laying out the apparatus")
    placed, known, settled = _whole(sections, crew, counts, text, joined)
    crew.kept.put(lengths(name), json.dumps(counts).encode())
    crew.kept.put(standings(name), standing(placed))
    faults = tuple(_faults(placed, sections))
    found = (*settled, *complaints(placed), *(said for _, said in faults))
    return Checked(Laid(placed, known, tuple(marked for marked, _ in faults), joined), found)


def text_pages(sections: Sections, name: str, crew: Crew, tell: Callable[[str], None]) -> PageMap:
    """Where the text lies: the same pages as in the whole book, for whoever names no others."""
    counts = _remembered(crew, name)
    tell("laying out the text")
    known = _text(sections, crew, counts, Joined()).known
    crew.kept.put(lengths(name), json.dumps(counts).encode())
    return known


def print_book(laid: Laid, imprint: Imprint, crew: Crew) -> Printed:
    """Join what was laid out."""
    pdf = assemble(laid.placed, laid.pages, imprint, crew.materials.faces, laid.joined)
    return Printed(pdf, laid.pages)


def _remembered(crew: Crew, name: str) -> dict[str, int]:
    """How long each section was the last time; spares layouts on the wrong side, and changes no byte."""
    data = crew.kept.get(lengths(name))
    return json.loads(data) if data else {}


@dataclass(frozen=True, slots=True)
class _Text:
    """What needs no pages: typeset with room for its numbers, laid out, and where it lies."""

    pages: tuple[Page, ...]
    known: PageMap


def _text(sections: Sections, crew: Crew, counts: dict[str, int], joined: Joined) -> _Text:
    typeset = _pages(sections, PageMap())
    kept = known = guess(typeset)
    pages, placed = typeset, tuple[Placed, ...]()
    for _ in range(ROUNDS):
        pages = tuple(roomed(page, kept) for page in typeset)
        placed = settled(pages, crew, counts, joined.open)  # what is late will stand before some of it
        known = page_map(placed)
        if as_wide(known, kept, placed):
            break
        kept = PageMap({**kept.labels, **known.labels}, {**kept.physical, **known.physical}, known.count)
    return _Text(pages, known)


def _whole(
    sections: Sections, crew: Crew, counts: dict[str, int], text: _Text, joined: Joined
) -> tuple[tuple[Placed, ...], PageMap, tuple[Diagnostic, ...]]:
    """The text and what is made of its page numbers; while that is laid out, the text is joined."""
    ready, known = {page.id: page for page in text.pages}, text.known
    placed: tuple[Placed, ...] = ()
    for _ in range(ROUNDS):
        asked = set[str]()
        watched = PageMap(_Watched(known.labels, asked), _Watched(known.physical, asked), known.count)
        planned = sections.planned(watched)
        pages = (ready.get(one.id) or roomed(sections.typeset(one), known) for one in planned)
        placed = settled(tuple(pages), crew, counts, joined.follow)
        before, known = known, page_map(placed)
        if all(before.labels.get(one) == known.labels.get(one) for one in asked):
            return placed, known, ()
    return placed, known, (Diagnostic("LAY002", f"page numbers did not settle in {ROUNDS} rounds", None),)


class _Watched(dict[str, Any]):
    """A part of the page map that notes which anchors it was asked for."""

    def __init__(self, held: Mapping[str, Any], asked: set[str]) -> None:
        super().__init__(held)
        self.asked = asked

    def __getitem__(self, anchor: str) -> Any:
        self.asked.add(anchor)
        return super().__getitem__(anchor)

    def __contains__(self, anchor: object) -> bool:
        self.asked.add(str(anchor))
        return super().__contains__(anchor)

    def get(self, anchor: str, default: Any = None) -> Any:
        """What is held for an anchor."""
        return self[anchor] if anchor in self else default  # noqa: SIM401 - this is that method


def roomed(page: Page, known: PageMap) -> Page:
    """A page description in whose slots there is room for the numbers that are known; none, no slot."""

    def filled(found: re.Match[str]) -> str:
        room = known.stand_in(found[2])
        return f"{found[1]}{room}{found[3]}" if room else ""

    return replace(page, xhtml=SLOT.sub(filled, page.xhtml))


def print_sheet(order: Order, imprint: Imprint, crew: Crew) -> Checked[Printed]:
    """One page description that stands alone, such as a handout."""
    return print_sheets([order], imprint, crew)


def print_sheets(orders: Sequence[Order], imprint: Imprint, crew: Crew) -> Checked[Printed]:
    """Page descriptions that stand alone, in one file with running numbers, each on a new sheet of paper."""
    placed, first = list[Placed](), 1
    for fragment in crew.lay_out(orders):
        if first % 2 == 0:
            placed.append(Placed(None, first, "arabic"))
            first += 1
        placed.append(Placed(fragment, first, "arabic"))
        first += fragment.facts.count
    pages = page_map(placed)
    name = digest((b"sheets", likeness(imprint), *(crew.key(one).encode() for one in orders)))
    made = crew.kept.get(name)
    if made is None:
        made = assemble(placed, pages, imprint, crew.materials.faces)
        crew.kept.put(name, made)
    return Checked(Printed(made, pages), complaints(placed))


def complaints(placed: Sequence[Placed]) -> tuple[Diagnostic, ...]:
    """What pages asked for and did not get, what the engine complained of, links that lead nowhere."""
    facts = [one.fragment.facts for one in placed if one.fragment]
    there = {anchor for one in facts for anchor in one.anchors}
    lost = sorted({link for one in facts for link in one.links} - there, key=str.encode)
    astray = (
        Diagnostic("LAY002", f'a link leads to "{link}", which is nowhere in the book', None) for link in lost
    )
    refused = (
        Diagnostic("LAY001", f'the page asks for "{url}"', None) for one in facts for url in one.refused
    )
    said = (Diagnostic("LAY002", words, None) for one in facts for words in one.complaints)
    return tuple(dict.fromkeys((*refused, *said, *astray)))


def _faults(placed: Sequence[Placed], sections: Sections) -> Iterator[tuple[Marked, Diagnostic]]:
    """What is wrong with the pages by the rules of `proof`: on which page of the PDF, and for editors."""
    sheet = 0
    for one in placed:
        facts = one.fragment.facts if one.fragment else None
        for fault in facts.faults if facts else ():
            place = sections.place(facts.id, fault.words, fault.anchor) if facts else None
            said = told(fault, folio(one.first + fault.page, one.numbering), place)
            yield Marked(sheet + fault.page, fault.y * PT, fault.code), said
        sheet += one.count


def _pages(sections: Sections, known: PageMap) -> tuple[Page, ...]:
    return tuple(sections.typeset(one) for one in sections.planned(known) if not one.late)


def guess(pages: Sequence[Page]) -> PageMap:
    """About where each anchor lies, by the length of what stands before it: how many figures to expect."""
    labels: dict[str, str] = {}
    physical: dict[str, int] = {}
    before = {"roman": 0, "arabic": 0}
    for page in pages:
        for found in ID.finditer(page.xhtml):
            number = 1 + (before[page.numbering] + found.start()) // A_PAGE
            labels.setdefault(found[1], folio(number, page.numbering))
            physical.setdefault(found[1], number)
        before[page.numbering] += len(page.xhtml)
    return PageMap(labels, physical, max(physical.values(), default=1))


def as_wide(known: PageMap, guessed: PageMap, placed: Sequence[Placed]) -> bool:
    """Whether every number in running text gets the room that was kept for it."""
    held = (slot for one in placed if one.fragment for slot in one.fragment.facts.slots)
    asked = {slot.anchor for slot in held if slot.anchor and slot.align == "start"}
    return all(known.stand_in(one) == guessed.stand_in(one) for one in asked)
