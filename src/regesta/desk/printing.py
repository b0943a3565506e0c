"""Parts of the book as they will print: laid out by a worker that stays warm, numbered as in the whole book.

Numbers come from how the book stood when it was last laid out whole, and from what was laid out here since.
All of it runs in one thread, the only one of the preview that draws.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from regesta.formats import imprint
from regesta.kept import Kept, digest
from regesta.model import Inputs, Page, PageMap
from regesta.render.pdf.assemble import Imprint, Placed, assemble
from regesta.render.pdf.book import as_wide, guess, roomed
from regesta.render.pdf.crew import Crew, Means
from regesta.render.pdf.folio import folio
from regesta.render.pdf.fragment import Fragment, Order
from regesta.render.pdf.look import Look, Sheet
from regesta.render.pdf.sheets import materials
from regesta.render.pdf.sides import DENSE, Place
from regesta.render.pdf.standing import Whole, standings, whole

ROUNDS = 3  # of layouts, until each number in running text has the room it needs
HELD = 4  # parts whose pages can be drawn
__all__ = ["Printed", "Printing", "Wanted", "imprint"]


class Wanted(NamedTuple):
    """A part to be laid out: typeset, of which edition and with what."""

    page: Page
    edition: str
    imprint: Imprint
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages of a part, and what each is called; `numbered` is whether the book around it is known."""

    sheets: tuple[Sheet, ...]
    labels: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class _Held:
    key: object
    look: Look
    printed: Printed


@dataclass(slots=True)
class Printing:
    """Who lays out, with what, and what was laid out last."""

    faces: Mapping[str, bytes]
    kept: Kept
    crew: Crew | None = None
    made_with: object = None
    known: dict[str, tuple[bytes | None, Whole]] = field(default_factory=dict)
    held: dict[tuple[str, str], _Held] = field(default_factory=dict)

    def numbers(self, edition: str) -> Whole:
        """How an edition stands; a whole layout since the last question begins anew."""
        data = self.kept.get(standings(edition))
        held = self.known.get(edition)
        if held is None or held[0] != data:
            held = self.known[edition] = (data, whole(data))
        return held[1]

    def printed(self, wanted: Wanted) -> Printed:
        """A part as it will print; raises Ended where the worker is ended from outside."""
        crew, stands = self._crew(wanted.inputs), self.numbers(wanted.edition)
        at = stands.place(wanted.page.id) or Place(wanted.page, 0, wanted.page.numbering, False)
        fragment, stands = self._laid(crew, wanted.page, stands, at)
        self.known[wanted.edition] = (self.known[wanted.edition][0], stands)
        facts, pages = fragment.facts, stands.pages
        key = (
            digest([fragment.pdf]),
            at.first,
            at.numbering,
            *(pages.label(one.anchor) for one in facts.slots),
        )
        name = (wanted.edition, wanted.page.id)
        held = self.held.pop(name, None)
        if held is None or held.key != key:
            held = _Held(key, *self._bound(fragment, at, pages, wanted.imprint))
        self.held[name] = held  # the last that was asked for
        for old in list(self.held)[:-HELD]:
            del self.held[old]
        return held.printed

    def _laid(self, crew: Crew, page: Page, stands: Whole, at: Place) -> tuple[Fragment, Whole]:
        """The part, with room for the numbers in it; those that lead into itself may be new."""
        rounds, guessed = 0, guess([page]).labels if at.first else {}
        while True:
            crew.memory.clear()  # one is enough; what is laid out is kept elsewhere
            rounds, before = rounds + 1, PageMap({**guessed, **stands.pages.labels})
            order = Order(page.id, roomed(page, before).xhtml, "print", at.verso, page.kind in DENSE)
            (fragment,) = crew.lay_out([order])
            stands = stands.exchanged(fragment.facts)
            if rounds == ROUNDS or as_wide(stands.pages, before, [Placed(fragment, at.first, at.numbering)]):
                return fragment, stands

    def _bound(self, fragment: Fragment, at: Place, pages: PageMap, said: Imprint) -> tuple[Look, Printed]:
        if not at.first:  # nobody knows its numbers, so it shows none
            slots = tuple(one for one in fragment.facts.slots if one.anchor)
            fragment = replace(fragment, facts=replace(fragment.facts, slots=slots))
        placed = Placed(fragment, at.first, at.numbering)
        look = Look(assemble([placed], pages, said, self.faces))
        count = range(fragment.facts.count)
        labels = tuple(folio(at.first + n, at.numbering) for n in count) if at.first else ()
        return look, Printed(look.sheets, labels or tuple(str(1 + n) for n in count), bool(at.first))

    def picture(self, name: str, across: int) -> bytes | None:
        """A page that was shown, by its name."""
        for held in self.held.values():
            for at, sheet in enumerate(held.look.sheets):
                if sheet.name == name:
                    return held.look.png(at, across)
        return None

    def _crew(self, inputs: Inputs) -> Crew:
        """Whoever lays out with these looks and pictures; others begin anew."""
        made_with: Any = (inputs.theme.styles, inputs.pictures)
        if self.crew is None or self.made_with != made_with:
            self.close()
            means = Means(self.faces, kept=self.kept, apart=True)
            self.crew, self.made_with = Crew(materials(inputs, self.faces), means, 1), made_with
        return self.crew

    def close(self) -> None:
        """End the worker, at once."""
        if self.crew:
            self.crew.__exit__()
        self.crew = None
