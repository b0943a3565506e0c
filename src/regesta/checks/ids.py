"""Ids that an author gives: unique in the whole book."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.model import Book
from regesta.source import Span
from regesta.tree import walk


def check(book: Book) -> Iterator[Diagnostic]:
    """IDS001 for ids in texts; those within one table, and of files, are found when these are read."""
    met: dict[str, Span | None] = {}
    for id in (*(text.id for text in book.texts), *(event.id for event in book.events)):
        met[id] = book.places.get(id)
    for text in book.texts:
        for element in walk(text.body):
            id_ = element.get("id")
            if id_ and id_ in met:
                yield Diagnostic(
                    "IDS001", f'two things are called "{id_}"', element.span, "give one another name"
                )
            if id_:
                met[id_] = element.span
