"""What `::: map` stands for in a text: a drawing of the places that it names, or of all that are marked."""

from collections.abc import Mapping
from dataclasses import dataclass

from regesta.apparatus.atlas import Map, draw, drawable, marked, narrow
from regesta.model import Book
from regesta.registers import Place
from regesta.tree import Element, find
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Atlas:
    """A map with its title, whose it is, and under which licence."""

    title: str
    drawing: Map
    narrow: Map  # for a screen
    credit: str
    licence: str


def maps(book: Book, body: Element, words: Words) -> Mapping[str, Atlas]:
    """The maps of a text by their anchors; one without any place is none."""
    made = {}
    for one in find(body, "data-block", "map"):
        places = tuple(place for place in wanted(book, one.get("data-places") or "") if drawable(place))
        if places:
            title, credit = one.get("data-title") or words["map.title"], one.get("data-credit") or ""
            drawn = draw(places), narrow(places)
            made[one.get("id") or ""] = Atlas(title, *drawn, credit, book.settings.licence)
    return made


def wanted(book: Book, said: str) -> tuple[Place, ...]:
    """The places that a map asks for by their ids; without any, all that the texts mark."""
    register = book.registers.get("place")
    named = [register.entries.get(id) for id in said.split()] if register else []
    found = named if said else marked(book)
    return tuple(dict.fromkeys(one for one in found if isinstance(one, Place)))
