"""Maps: whether what they ask for can be shown."""

from collections.abc import Iterator

from regesta.apparatus.atlas import drawable, marked
from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.facts import BlockUse
from regesta.model import Book
from regesta.registers import Place


def check(book: Book) -> Iterator[Diagnostic]:
    """REF002 for ids that no place has, MAP001 for places that cannot be drawn."""
    register = book.registers.get("place")
    uses = [use for text in book.texts for use in text.facts if isinstance(use, BlockUse)]
    for use in uses if register else ():
        named = dict(use.attributes).get("places", "").split() if use.name == "map" else []
        if use.name == "map" and not named and not any(map(drawable, marked(book))):
            hint = "give places of the text coordinates in registers/places.yaml"
            yield Diagnostic("MAP001", "this map has no place to show", use.span, hint)
        for id in named:
            place = register.entries.get(id) if register else None
            if not isinstance(place, Place):
                hint = did_you_mean(id, register.entries if register else ())
                yield Diagnostic("REF002", f'no place is called "{id}"', use.span, hint)
            elif not drawable(place):
                hint = 'give it at: "50.09, 14.42", or leave it out' if place.at is None else "leave it out"
                why = "has no coordinates" if place.at is None else "lies outside the outlines"
                yield Diagnostic("MAP001", f'"{place.name}" {why}', use.span, hint)
