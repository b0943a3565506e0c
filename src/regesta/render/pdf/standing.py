"""How a book stood when it was last laid out whole: enough to number one section of it that is laid out anew.

What was laid out since takes its place, and what stands behind it moves as in a whole layout. No more is
kept than lengths and anchors: a build keeps it, and whoever asks for one section alone finds it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pydantic import TypeAdapter, ValidationError

from regesta.model import Numbering, Opening, Page, PageMap
from regesta.render.pdf.assemble import Placed
from regesta.render.pdf.folio import folio
from regesta.render.pdf.fragment import Facts
from regesta.render.pdf.sides import Place, places


@dataclass(frozen=True, slots=True)
class Standing:
    """A section without its pages: how it is numbered, how long it is, on which of its pages anchors lie."""

    id: str
    numbering: Numbering
    opens: Opening
    count: int
    anchors: dict[str, int]


@dataclass(frozen=True)
class Whole:
    """All sections in order."""

    sections: tuple[Standing, ...] = ()

    def __contains__(self, id: object) -> bool:
        """Whether a section was in the book."""
        return any(one.id == id for one in self.sections)

    def exchanged(self, facts: Facts) -> "Whole":
        """With one section as it was laid out now."""
        held = next((one for one in self.sections if one.id == facts.id), None)
        if held is None:
            return self
        made = replace(held, count=facts.count, anchors=_anchors(facts))
        return self if made == held else Whole(tuple(made if one is held else one for one in self.sections))

    def place(self, id: str) -> Place | None:
        """Where a section begins."""
        return next((one for one in self._places if one.page and one.page.id == id), None)

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        pages = [Page(one.id, "", "", "", one.numbering, one.opens) for one in self.sections]
        counts = {one.id: one.count for one in self.sections}
        return tuple(places(pages, counts)) if pages else ()

    @cached_property
    def pages(self) -> PageMap:
        """Where all anchors lie; the first place of an anchor counts."""
        labels: dict[str, str] = {}
        physical: dict[str, int] = {}
        rest, sheet = iter(self.sections), 1
        for at in self._places:
            one = next(rest) if at.page else None
            for anchor, offset in one.anchors.items() if one else ():
                if anchor not in physical:
                    physical[anchor] = sheet + offset
                    labels[anchor] = folio(at.first + offset, at.numbering)
            sheet += one.count if one else 1
        return PageMap(labels, physical, sheet - 1)


def standings(name: str) -> str:
    """Under what it is kept how the sections of a book stood."""
    return f"standing of {name}"


_SECTIONS = TypeAdapter(tuple[Standing, ...])


def standing(placed: Sequence[Placed]) -> bytes:
    """What is kept of a book that was laid out whole."""
    return _SECTIONS.dump_json(tuple(_standing(placed)))


def _standing(placed: Iterable[Placed]) -> Iterable[Standing]:
    for one in placed:
        if one.fragment:
            facts = one.fragment.facts
            yield Standing(facts.id, one.numbering, one.opens, facts.count, _anchors(facts))


def _anchors(facts: Facts) -> dict[str, int]:
    return {anchor: page for anchor, (page, *_) in facts.anchors.items()}


def whole(data: bytes | None) -> Whole:
    """The book that was kept; of nothing, one without sections."""
    try:
        return Whole(_SECTIONS.validate_json(data)) if data else Whole()
    except ValidationError:  # of another form of the program
        return Whole()
