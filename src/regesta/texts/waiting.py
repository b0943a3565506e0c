"""What waits for a text that this copy has not: notes, questions, pointers to its words or sentences."""

from collections.abc import Iterator

from regesta.facts import AnchoredNote, BlockUse, Citation, Cited
from regesta.model import Book, Document

COUNTED = ("sentence", "line")
PLACES = ("sentences", "lines")  # of a block that prints a part of a source


def waiting(book: Book) -> int:
    """How many anchors wait."""
    away = frozenset(key for key, one in book.documents.items() if one.held == "away")
    own = sum(sum(map(_waits, one.facts)) for key, one in book.documents.items() if key in away)
    return own + sum(_pointers(text.facts, away) for text in book.texts)


def _waits(fact: object) -> bool:
    """Whether a fact of a source that is away names words or sentences of it."""
    asks = isinstance(fact, BlockUse) and fact.name == "question" and "at" in dict(fact.attributes)
    return asks or isinstance(fact, AnchoredNote)


def _pointers(facts: tuple[object, ...], away: frozenset[str]) -> int:
    return sum(1 for fact in facts for key in _named(fact) if key in away)


def _named(fact: object) -> Iterator[str]:
    """The sources of which a fact names a sentence or line."""
    if isinstance(fact, Citation):
        yield from (item.key for item in fact.items if counts(item))
    elif isinstance(fact, BlockUse) and fact.name == "source":
        said = dict(fact.attributes)
        yield from (said["ref"] for place in PLACES if place in said and "ref" in said)


def counts(item: Cited) -> bool:
    """Whether a pointer names a sentence or line of one of our sources."""
    return item.key.startswith("src-") and item.unit in COUNTED


def is_away(document: Document | None) -> bool:
    """Whether a source's text is in an archive and not in this copy."""
    return document is not None and document.held == "away"
