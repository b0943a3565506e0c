"""Everything in a book that has a name: sources, chapters, events, questions, figures, works, entries."""

from collections.abc import Iterator
from typing import NamedTuple

from regesta.book import figures
from regesta.facts import BlockUse, Event
from regesta.model import Book, Chapter, Document
from regesta.registers import FILES, Entry, Organization, Person, Term
from regesta.source import Span

POINTED = "@"  # the kind of all that a pointer or citation can lead to
LISTS = {kind: name for _, name, kind in FILES.values()}


class Sign(NamedTuple):
    """A name: `who`, `place`, `org`, `term` or `@` by kind, what it is called, and where it is given."""

    kind: str
    id: str
    title: str
    detail: str
    span: Span | None


def signs(book: Book) -> tuple[Sign, ...]:
    """All of them; of two with one name the first counts."""
    found: dict[tuple[str, str], Sign] = {}
    for sign in _signs(book):
        found.setdefault(sign[:2], sign)
    return tuple(found.values())


def _signs(book: Book) -> Iterator[Sign]:
    for kind, register in book.registers.items():
        rows = register.data.value.get(LISTS[kind]) or ()
        lines = {row.get("id"): n for n, row in reversed(list(enumerate(rows)))}
        for entry in register.entries.values():
            span = register.data.span(LISTS[kind], lines[entry.id], "id")
            yield Sign(kind, entry.id, entry.heading, _told(entry), span)
    yield from _texts(book)
    for event in book.events:
        yield Sign(POINTED, event.id, event.label, f"Event, {event.date}", book.places.get(event.id))
    yield from _named(book)
    for work in book.works.values():
        yield Sign(POINTED, work.id, work.title, "Work", work.span)


def _texts(book: Book) -> Iterator[Sign]:
    for text in book.texts:
        if isinstance(text, Chapter):
            yield Sign(POINTED, text.id, text.meta.title or text.id, "Chapter", text.data.span("id"))
        elif isinstance(text, Document):
            yield Sign(
                POINTED, text.id, text.record.title_formal or text.id, _record(text), text.data.span("id")
            )


def _named(book: Book) -> Iterator[Sign]:
    """What texts name themselves: events, questions, figures."""
    numbered = figures(book)
    for text in book.texts:
        for fact in text.facts:
            if isinstance(fact, Event) and fact.anchor.startswith("ev-"):
                yield Sign(POINTED, fact.anchor, fact.title, f"Event, {fact.when}", fact.span)
            elif isinstance(fact, BlockUse) and (fact.anchor.startswith("q-") or fact.anchor in numbered):
                detail = f"{fact.name.capitalize()} in {text.id}"
                yield Sign(POINTED, fact.anchor, fact.anchor, detail, fact.span)


def _told(entry: Entry) -> str:
    """What a register says of an entry."""
    own = entry.definition if isinstance(entry, Term) else ""
    life = str(entry.life) if isinstance(entry, Person) and entry.life else ""
    abbr = entry.abbr if isinstance(entry, Organization) else ""
    return "\n\n".join(filter(None, (entry.gloss, own, life, abbr)))


def _record(document: Document) -> str:
    record = document.record
    return f"Source {record.number}: {record.genre}, {record.date_document}\n\n{record.summary}"
