"""What the sources of a book point to and the export leaves out: chapters, and what stands in them.

Such a pointer goes out as the words that a reader would find at its place, and comes back as words.
"""

from collections.abc import Iterator, Mapping

from regesta.book import Target, anchors, target
from regesta.facts import Event
from regesta.model import Book
from regesta.registers import EventEntry
from regesta.tree import Element, walk
from regesta.words import Words, catalog

CLASSROOM = ("questions", "question", "answer", "teacher", "aside", "source")


def outside(book: Book) -> Mapping[str, str]:
    """The words for each key that leads to nothing exported; none for a mere place in a chapter."""
    words = catalog(book.settings.language)
    kept = {id for one in book.documents.values() for id in (one.id, *_ids(one.body))}
    kept |= {event.id for event in book.events}
    left = anchors(book) - kept
    return {key: _said(book, found, words) if (found := target(book, key)) else "" for key in left}


def _ids(element: Element) -> Iterator[str]:
    """The ids of what is exported of a text."""
    left = {id(one) for block in walk(element) if block.get("data-block") in CLASSROOM for one in walk(block)}
    yield from (one.get("id") or "" for one in walk(element) if id(one) not in left)


def _said(book: Book, found: Target, words: Words) -> str:
    if found.kind == "chapter":
        titles = {one.id: one.meta.title for one in (*book.front, *book.chapters)}
        return f"“{titles[found.anchor]}”"
    if isinstance(found.event, Event | EventEntry):
        return f"“{found.event.title if isinstance(found.event, Event) else found.event.label}”"
    return words.say(f"ref.{found.kind}", number=found.number)
