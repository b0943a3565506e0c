"""Ids that are no more, and what took their place: pointers to them lead on, and nobody may use them again.

`retired` in book.yaml holds them. What points to one is read as if it pointed to its heir, in texts and in
records, and is told of; so every later pass knows one id of a thing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from regesta.book import anchors
from regesta.diagnostics import Checked, Diagnostic, did_you_mean
from regesta.facts import BlockUse, Citation, CrossRef, Fact, Target
from regesta.model import Book, Chapter, Document
from regesta.registers import EventEntry
from regesta.source import Span
from regesta.tree import Element, rewrite

NAMING = ("related", "corroborates", "contradicts", "events")  # fields of records that name such ids
Text = Chapter | Document


def heir(retired: Mapping[str, str], id: str) -> str:
    """The id that took the place of one, through others that are retired; nothing where they go in a ring."""
    met = {id}
    while id in retired:
        id = retired[id]
        if id in met:
            return ""
        met.add(id)
    return id


def redirected(book: Book) -> Checked[Book]:
    """The book with all pointers at what is there, and what is wrong with the ids that are retired."""
    retired = book.settings.retired
    if not retired:
        return Checked(book)
    known = anchors(book)
    heirs = {old: new for old in retired if (new := heir(retired, old)) in known and old not in known}
    found = [*_faults(book, known)]
    run = _Run(heirs, found)
    made = replace(
        book,
        front=tuple(map(run.chapter, book.front)),
        chapters=tuple(map(run.chapter, book.chapters)),
        documents={key: run.document(one) for key, one in book.documents.items()},
        events=tuple(run.event(one, book.places.get(one.id)) for one in book.events),
    )
    return Checked(made, tuple(found))


def _faults(book: Book, known: frozenset[str]) -> Iterator[Diagnostic]:
    """IDS003 and IDS004: ids that are used again, that lead nowhere, or in a ring."""
    retired, table = book.settings.retired, book.tables.get("book.yaml")
    for old, new in retired.items():
        place = table.keys.get(("retired", old)) if table else None
        last = heir(retired, old)
        if old in known:
            message = f'"{old}" is retired, and something is called so again'
            yield Diagnostic("IDS003", message, place, "give the new thing another id")
        elif not last:
            message = f'"{old}" is retired and leads back to itself'
            yield Diagnostic("IDS004", message, place, "let one of them lead to an id that is in the book")
        elif last not in known:
            message = f'"{old}" is retired and leads to "{last}", which is not in the book'
            yield Diagnostic("IDS004", message, place, did_you_mean(new, known))


@dataclass(slots=True)
class _Run:
    """Puts heirs in the place of what is retired, and tells of each pointer."""

    heirs: Mapping[str, str]
    found: list[Diagnostic] = field(default_factory=list)

    def chapter(self, text: Chapter) -> Chapter:
        """A chapter whose pointers lead on."""
        facts = tuple(map(self._fact, text.facts))
        return text if facts == text.facts else replace(text, facts=facts, body=self._body(text.body))

    def document(self, text: Document) -> Document:
        """A source whose pointers lead on, those of its record too."""
        facts = tuple(map(self._fact, text.facts))
        if facts != text.facts:
            text = replace(text, facts=facts, body=self._body(text.body))
        fields = {name: keys for name in NAMING if (keys := self._named(text, name))}
        return replace(text, record=text.record.model_copy(update=fields)) if fields else text

    def event(self, entry: EventEntry, place: Span | None) -> EventEntry:
        """An event of the table, with the sources that tell of it as they are called now."""
        made = tuple(self._led(key, place) for key in entry.reported)
        return entry if made == entry.reported else entry.model_copy(update={"reported": made})

    def _named(self, text: Document, name: str) -> tuple[str, ...]:
        keys: tuple[str, ...] = getattr(text.record, name)
        made = tuple(self._led(key, text.data.span(name, n)) for n, key in enumerate(keys))
        return made if made != keys else ()

    def _led(self, key: str, span: Span | None) -> str:
        new = self.heirs.get(key)
        if new is None:
            return key
        self.found.append(Diagnostic("REF009", f'"{key}" is retired', span, f'did you mean "{new}"?'))
        return new

    def _fact(self, fact: Fact) -> Fact:
        match fact:
            case CrossRef():
                return replace(fact, key=self._led(fact.key, fact.span))
            case Citation():
                items = tuple(replace(one, key=self._led(one.key, fact.span)) for one in fact.items)
                return replace(fact, items=items)
            case Target(kind="link") if fact.address.startswith("#"):
                return replace(fact, address=f"#{self._led(fact.address[1:], fact.span)}")
            case BlockUse():
                said = tuple((k, self._led(v, fact.span) if k == "ref" else v) for k, v in fact.attributes)
                return replace(fact, attributes=said)
        return fact

    def _body(self, body: Element) -> Element:
        return rewrite(body, self._pointing)

    def _pointing(self, element: Element) -> Element:
        made = tuple((name, self._value(name, value)) for name, value in element.attributes)
        return element if made == element.attributes else replace(element, attributes=made)

    def _value(self, name: str, value: str) -> str:
        if name in ("data-key", "data-ref"):
            return self.heirs.get(value, value)
        if name == "href" and value.startswith("#"):
            return f"#{self.heirs.get(value[1:], value[1:])}"
        return value


# Addresses of others -----------------------------------------------------------------------------

CELL = re.compile(r"<t[dh]\b[^>]*>")
LISTED = "chron-"  # before the id of an event, where the chronology lists it
OUTSIDE = ("ol", "ul", "dl", "table")  # may hold no span; a page has none of these that is not in a block


def kept(xhtml: str, retired: Mapping[str, str]) -> str:
    """A page in which what took the place of an id can still be found under the old one."""
    pairs = ((prefix + old, prefix + heir(retired, old)) for old in retired for prefix in ("", LISTED))
    for old, new in pairs:
        start = re.search(rf'<(\w+)\b[^>]*\sid="{re.escape(new)}"[^>]*(?<!/)>', xhtml)
        if start and f' id="{old}"' not in xhtml:
            cell = CELL.search(xhtml, start.end()) if start[1] == "tr" else start
            at = start.start() if start[1] in OUTSIDE else cell.end() if cell else start.end()
            xhtml = f'{xhtml[:at]}<span id="{escape(old)}"></span>{xhtml[at:]}'
    return xhtml
