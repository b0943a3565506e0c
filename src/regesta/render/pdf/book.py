"""Typeset sections → page map and PDF: where each section begins, and when the numbers stand still.

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
from regesta.model import Break, Numbering, Page, PageMap, Section
from regesta.render.pdf.assemble import Imprint, Joined, Placed, assemble, joining
from regesta.render.pdf.crew import Crew
from regesta.render.pdf.folio import folio
from regesta.render.pdf.fragment import Facts, Fragment, Order
from regesta.render.pdf.impose import Marked
from regesta.render.pdf.operators import PT
from regesta.render.pdf.proof import told
from regesta.source import Span

ROUNDS = 8
ID = re.compile(r'\bid="([^"]+)"')
SLOT = re.compile(  # as `print/marks/slot.html.j2` writes it
    r'(<span class="slot">[^<]*<span class="number" data-slot="([^"]*)">)00(</span>[^<]*</span>)'
)
A_PAGE = 2600  # characters of XHTML, for a first guess at the number of figures
DENSE = ("index",)
LONG = 60_000  # characters of XHTML that are worth waiting for the side on which they begin


@dataclass(frozen=True, slots=True)
class Sections:
    """The parts of a book with the page numbers known so far, how one of them is typeset, and where words
    of one stand in the manuscript (given its id, a line of it, and the last anchor before that).
    """

    planned: Callable[[PageMap], tuple[Section, ...]]
    typeset: Callable[[Section, PageMap], Page]
    place: Callable[[str, str, str], Span | None]


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF, what it says about pages, and where on them something is wrong."""

    pdf: bytes
    pages: PageMap
    marked: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page description begins: the number of its first page, on which side; none is a blank page."""

    page: Page | None
    first: int
    numbering: Numbering
    verso: bool


def print_book(
    sections: Sections, imprint: Imprint, crew: Crew, tell: Callable[[str], None]
) -> Checked[Printed]:
    """Lay out the text, then what tells of its pages, until the numbers stand still; then join."""
    counts = _remembered(crew, imprint)
    tell("laying out the text")
    text = _text(sections, crew, counts)
    tell("laying out the apparatus")
    joined = Joined()
    placed, known, settled = _whole(sections, crew, counts, text, joined)
    crew.kept.put(_lengths(imprint), json.dumps(counts).encode())
    tell("joining the pages")
    made = assemble(placed, known, imprint, crew.materials.faces, joined)
    facts = [one.fragment.facts for one in placed if one.fragment]
    faults = tuple(_faults(placed, sections))
    found = (*settled, *complaints(facts), *(said for _, said in faults), *made.diagnostics)
    return Checked(Printed(made.value, known, tuple(marked for marked, _ in faults)), found)


def _lengths(imprint: Imprint) -> str:
    return f"lengths of {imprint.title}"


def _remembered(crew: Crew, imprint: Imprint) -> dict[str, int]:
    """How long each section was the last time; spares layouts on the wrong side, and changes no byte."""
    data = crew.kept.get(_lengths(imprint))
    return json.loads(data) if data else {}


@dataclass(frozen=True, slots=True)
class _Text:
    """What needs no pages: typeset with room for its numbers, laid out, and where it lies."""

    pages: tuple[Page, ...]
    placed: tuple[Placed, ...]
    known: PageMap


def _text(sections: Sections, crew: Crew, counts: dict[str, int]) -> _Text:
    typeset = _pages(sections, PageMap())
    kept = known = guess(typeset)
    pages, placed = typeset, tuple[Placed, ...]()
    for _ in range(ROUNDS):
        pages = tuple(roomed(page, kept) for page in typeset)
        placed = settled(pages, crew, counts)
        known = page_map(placed)
        if as_wide(known, kept, placed):
            break
        kept = PageMap({**kept.labels, **known.labels}, {**kept.physical, **known.physical}, known.count)
    return _Text(pages, placed, known)


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
        pages = (ready.get(one.id) or roomed(sections.typeset(one, watched), known) for one in planned)
        placed = settled(tuple(pages), crew, counts, joining(joined, _before(text.placed, planned)))
        before, known = known, page_map(placed)
        if all(before.labels.get(one) == known.labels.get(one) for one in asked):
            return placed, known, ()
    return placed, known, (Diagnostic("LAY002", f"page numbers did not settle in {ROUNDS} rounds", None),)


def _before(placed: Sequence[Placed], planned: Sequence[Section]) -> list[Fragment | None]:
    """The fragments that stand before all that is laid out late."""
    after = next((one.id for one in reversed(planned) if not one.late), "")
    late = any(one.late for one in planned)
    return [one.fragment for one in placed if not (late and one.fragment and one.fragment.facts.id == after)]


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
    (fragment,) = crew.lay_out([order])
    placed = (Placed(fragment, 1, "arabic"),)
    pages = page_map(placed)
    made = assemble(placed, pages, imprint, crew.materials.faces)
    return Checked(Printed(made.value, pages), (*complaints([fragment.facts]), *made.diagnostics))


def complaints(facts: Sequence[Facts]) -> tuple[Diagnostic, ...]:
    """What the pages asked for and did not get, and what the engine complained of."""
    refused = (
        Diagnostic("LAY001", f'the page asks for "{url}"', None) for one in facts for url in one.refused
    )
    said = (Diagnostic("LAY002", words, None) for one in facts for words in one.complaints)
    return tuple(dict.fromkeys((*refused, *said)))


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
    return tuple(sections.typeset(one, known) for one in sections.planned(known) if not one.late)


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


def settled(
    pages: Sequence[Page],
    crew: Crew,
    counts: dict[str, int],
    meanwhile: Iterator[None] | None = None,
    styles: str = "print",
) -> tuple[Placed, ...]:
    """Sections laid out, each on the side on which it comes to lie; `counts` is what is known of lengths."""
    placed: tuple[Placed, ...] = ()
    for _ in range(len(pages) + 1):
        places, sure = tuple(_places(pages, counts)), True
        orders: list[Order] = []
        for at in places:
            if at.page and (sure or len(at.page.xhtml) < LONG or at.page.opens != "page"):
                orders.append(Order(at.page.id, at.page.xhtml, styles, at.verso, at.page.kind in DENSE))
            sure = sure and (at.page is None or at.page.id in counts)
        laid = {one.facts.id: one for one in crew.lay_out(orders, meanwhile)}
        met = {id: one.facts.count for id, one in laid.items()}
        if len(met) == len(pages):
            placed = tuple(
                Placed(laid[at.page.id] if at.page else None, at.first, at.numbering) for at in places
            )
            if all(counts.get(id) == count for id, count in met.items()):
                break
        counts |= met
    return placed


def _places(pages: Sequence[Page], counts: dict[str, int]) -> Iterator[_Place]:
    """Where each section begins; a blank page before one that must open on the other side."""
    number: dict[Numbering, int] = {"roman": 1, "arabic": 1}
    sheet, previous = 1, pages[0].numbering
    for page in pages:
        if _opens_elsewhere(page, previous, sheet):
            yield _Place(None, number[previous], previous, sheet % 2 == 0)
            sheet, number[previous] = sheet + 1, number[previous] + 1
        yield _Place(page, number[page.numbering], page.numbering, sheet % 2 == 0)
        count = counts.get(page.id, 1)
        sheet += count
        number[page.numbering] += count
        previous = page.numbering


def _opens_elsewhere(page: Page, previous: Numbering, sheet: int) -> bool:
    """Whether the next side of a sheet is the wrong one; the first arabic page is a recto."""
    if page.numbering == previous and page.opens == "page":
        return False
    return sheet % 2 != (0 if page.opens == "verso" else 1)


def page_map(placed: Sequence[Placed]) -> PageMap:
    """Where anchors lie and where pages begin, over the whole book; the first place of an anchor counts."""
    labels: dict[str, str] = {}
    physical: dict[str, int] = {}
    breaks: list[Break] = []
    sheet = 1
    for one in placed:
        for anchor, (offset, *_) in one.anchors.items():
            if anchor not in physical:
                physical[anchor] = sheet + offset
                labels[anchor] = folio(one.first + offset, one.numbering)
        for offset, place in enumerate(one.fragment.facts.breaks if one.fragment else ()):
            breaks.append(Break(folio(one.first + offset, one.numbering), place))
        sheet += one.count
    return PageMap(labels, physical, sheet - 1, tuple(breaks))
