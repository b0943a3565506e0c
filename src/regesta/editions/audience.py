"""A book → the same book as one audience may see it.

This is the first pass of every edition: what a student must not see is cut from trees and facts
here, so that no later pass, template, index or chronology can let it through.
"""

from dataclasses import replace
from typing import TypeVar

from regesta.facts import Fact, Note
from regesta.model import Audience, Book, Chapter, Document
from regesta.reader.grammar import TEACHERS
from regesta.tree import Element, Node, find, rewrite, walk

HIDDEN: dict[Audience, frozenset[str]] = {"student": TEACHERS, "teacher": frozenset()}
T = TypeVar("T", Chapter, Document)


def for_audience(book: Book, audience: Audience) -> Book:
    """The book without the blocks that are hidden from this audience, and without all that hangs on them."""
    hidden = HIDDEN[audience]
    seen = {key: _seen(one, hidden) for key, one in book.documents.items()}
    return replace(
        book,
        front=tuple(_seen(one, hidden) for one in book.front),
        chapters=tuple(_seen(one, hidden) for one in book.chapters),
        documents={key: replace(one, sentences=()) for key, one in seen.items()},  # checks have read them
    )


def _seen(text: T, hidden: frozenset[str]) -> T:
    def keep(element: Element) -> Node | None:
        return None if element.get("data-block") in hidden else element

    body = _without_orphans(rewrite(text.body, keep))
    ids = frozenset(filter(None, (element.get("id") for element in walk(body))))
    return replace(text, body=body, facts=tuple(fact for fact in text.facts if _remains(fact, ids)))


def _without_orphans(body: Element) -> Element:
    """Drop the notes that only hidden words referred to."""
    used = {mark.get("data-key") for mark in find(body, "data-mark", "note")}

    def keep(element: Element) -> Node | None:
        label = element.get("data-note")
        return None if label is not None and label not in used else element

    return rewrite(body, keep)


def _remains(fact: Fact, ids: frozenset[str]) -> bool:
    """Facts without an anchor serve checks, which have seen the whole book already."""
    return not isinstance(fact, Note) and getattr(fact, "anchor", None) in ids
