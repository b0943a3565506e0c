"""The registers: entries that the book has no use for."""

from collections.abc import Iterator

from regesta.book import entries
from regesta.diagnostics import Diagnostic
from regesta.facts import Mention
from regesta.model import Book
from regesta.records import Agent
from regesta.registers import FILES

NAMED = {"persons": "who", "places": "place", "terms": "term"}  # fields of a record: whom they name


def check(book: Book) -> Iterator[Diagnostic]:
    """REG001."""
    used = set(_mentioned(book)) | set(_recorded(book))
    for register in book.registers.values():
        table = FILES[register.path][1]
        for n, entry in enumerate(register.entries.values()):
            if (register.kind, entry.id) not in used:
                span = register.data.span(table, n, "id")
                hint = "name it in a text or a record, or take it out"
                yield Diagnostic("REG001", f'nothing in the book names "{entry.id}"', span, hint)


def _mentioned(book: Book) -> Iterator[tuple[str, str]]:
    for mention in {(one.kind, one.key, one.words): one for one in _mentions(book)}.values():
        for entry in entries(book, mention):
            yield mention.kind, entry.id


def _mentions(book: Book) -> Iterator[Mention]:
    for text in book.texts:
        yield from (fact for fact in text.facts if isinstance(fact, Mention))


def _recorded(book: Book) -> Iterator[tuple[str, str]]:
    """What records and events name."""
    for document in book.documents.values():
        record = document.record
        for field, kind in NAMED.items():
            yield from ((kind, id) for id in getattr(record, field))
        for agents in (record.creator, record.recipients):
            for agent in agents if isinstance(agents, tuple) else ():
                if isinstance(agent, Agent):
                    yield from (("who", agent.id), ("org", agent.id))
    yield from (("place", event.place) for event in book.events)
    yield from (("who", id) for event in book.events for id in event.persons)
