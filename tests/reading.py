"""Small doors into the house for tests: a book from texts, and what an apparatus says of it."""

from pathlib import Path

from regesta.model import Book, PageMap
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.words import Words, catalog
from regesta.workspace import read
from tests.conftest import MINI

WORDS: Words = catalog("en")


def book(manuscript: Path = MINI) -> Book:
    """The book of a manuscript without errors."""
    read_ = read_book(read(manuscript).value)
    assert not has_errors(read_.diagnostics), read_.diagnostics
    return read_.value


def every_anchor_on_page(seen: Book, number: int = 7) -> PageMap:
    """A page map in which every anchor of the book lies on one page."""
    anchors = {fact.anchor for text in seen.texts for fact in text.facts if hasattr(fact, "anchor")}
    anchors |= {text.id for text in seen.texts}
    return PageMap(dict.fromkeys(anchors, str(number)), dict.fromkeys(anchors, number), number)
