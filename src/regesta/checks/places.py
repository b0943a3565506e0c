"""Numbered places: whether the sentences and lines that are pointed at are there, and are printed."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.facts import BlockUse, Citation
from regesta.model import Book, Document
from regesta.numbers import Range, chosen, named, number
from regesta.source import Span
from regesta.tree import walk

NAMES = {"s": "sentence", "l": "line"}
SIGNS = {name: sign for sign, name in NAMES.items()}
MOST = 999  # of one range so many are looked at

Held = frozenset[tuple[str, int]]


def check(book: Book) -> Iterator[Diagnostic]:
    """REF008; what points into a text that is not in this copy waits for it."""
    held = {key: _held(one) for key, one in book.documents.items() if one.held != "away"}
    printed = {key: (part, use) for key, part, use in _printed(book) if key in held}
    for key, (part, use) in printed.items():
        yield from _absent(key, part, held[key], use.span)
        for place, asked in _asked(book.documents[key]):
            yield from _hidden(key, place, part, asked)
    for key, found in held.items():
        yield from _sheet(book.documents[key], found)
    for key, place, span in _pointers(book):
        if key in held:
            absent = tuple(_absent(key, place, held[key], span))
            yield from absent or _hidden(key, place, printed[key][0] if key in printed else None, span)


def _sheet(document: Document, held: Held) -> Iterator[Diagnostic]:
    """What is wrong with the part that a sheet prints, and what its questions ask about besides."""
    part = named(document.record.sheet or "")
    if part is None:
        return
    absent = tuple(_absent(document.id, part, held, document.data.span("sheet")))
    yield from absent
    for place, asked in _asked(document) if not absent else ():
        out = next((n for n in _numbers(place) if part.sign == place.sign and not part.holds(n)), None)
        if out is not None:
            message = f"{NAMES[part.sign]} {out} is not on the sheet, which has {document.record.sheet}"
            yield Diagnostic(
                "REF008", message, asked, "choose a longer part for the sheet, or ask about something else"
            )


def _held(document: Document) -> Held:
    """The sentences and lines of a source that have an anchor."""
    anchors = (one for one in walk(document.body) if (one.get("id") or "").startswith(f"{document.id}."))
    return frozenset((one.get("class") or "", n) for one in anchors if (n := number(one)) is not None)


def _printed(book: Book) -> Iterator[tuple[str, Range, BlockUse]]:
    """The sources of which a chapter prints a part."""
    for chapter in (*book.front, *book.chapters):
        for use in chapter.facts:
            if isinstance(use, BlockUse) and use.name == "source":
                said = dict(use.attributes)
                part = chosen(said.get("lines", ""), said.get("sentences", ""))
                if part:
                    yield said.get("ref", ""), part, use


def _asked(document: Document) -> Iterator[tuple[Range, Span]]:
    """What the questions of a source say they are about."""
    for use in document.facts:
        if isinstance(use, BlockUse) and use.name == "question":
            place = named(dict(use.attributes).get("at", ""))
            if place:
                yield place, use.span


def _pointers(book: Book) -> Iterator[tuple[str, Range, Span | None]]:
    """Every citation of a sentence or line."""
    for fact in (fact for text in book.texts for fact in text.facts):
        for item in fact.items if isinstance(fact, Citation) else ():
            if item.unit in SIGNS:
                place = Range(SIGNS[item.unit], int(item.first), int(item.last or item.first))
                yield item.key, place, fact.span


def _numbers(place: Range) -> range:
    return range(place.first, min(place.last, place.first + MOST) + 1)


def _absent(key: str, place: Range, held: Held, span: Span | None) -> Iterator[Diagnostic]:
    """The first number of a place that the source does not have."""
    absent = next((n for n in _numbers(place) if (place.sign, n) not in held), None)
    if absent is not None:
        hint = "only transcripts and translations are numbered; see the numbers in a handout"
        yield Diagnostic("REF008", f'"{key}" has no {NAMES[place.sign]} {absent}', span, hint)


def _hidden(key: str, place: Range, part: Range | None, span: Span | None) -> Iterator[Diagnostic]:
    """The first number of a place that stands outside the part that the book prints."""
    out = (n for n in _numbers(place) if part and part.sign == place.sign and not part.holds(n))
    for n in [*out][:1]:
        message = f'{NAMES[place.sign]} {n} of "{key}" is not in the part that the book prints'
        yield Diagnostic("REF008", message, span, "print more of the source, or point to the whole of it")
