"""Where things stand in a book without pages: in which chapter or source. Locators then name these."""

from collections.abc import Iterator

from regesta.book import printed
from regesta.model import Book, Chapter, Document, PageMap
from regesta.tree import walk
from regesta.words import Words

APART = 2  # what stands in three texts one after the other is three places, and no range


def places(book: Book, words: Words) -> PageMap:
    """Anchor → the text in which it lies, in the order in which a reader meets them."""
    labels: dict[str, str] = {}
    physical: dict[str, int] = {}
    for number, text in enumerate(printed(book)):
        for anchor in _anchors(text):
            labels.setdefault(anchor, _label(text, words))
            physical.setdefault(anchor, number * APART)
    return PageMap(labels, physical)


def _anchors(text: Chapter | Document) -> Iterator[str]:
    yield text.id
    yield from (id for element in walk(text.body) if (id := element.get("id")))


def _label(text: Chapter | Document, words: Words) -> str:
    if isinstance(text, Document):
        return words.say("ref.source", number=text.record.number)
    return words.say("epub.in_chapter", number=text.number) if text.number else text.meta.title
