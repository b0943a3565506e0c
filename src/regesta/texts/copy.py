"""The book as this copy has it: what only another copy prints is cut from trees and facts; records say so.

Comes before the cut for an audience; no later pass knows that there is another copy.
"""

from collections.abc import Iterator
from dataclasses import replace

from regesta.diagnostics import Diagnostic
from regesta.facts import Citation, CrossRef, Fact, Note
from regesta.model import Book, Chapter, Document
from regesta.records import Record, Stands
from regesta.texts.needed import witnessed
from regesta.texts.waiting import counts, is_away
from regesta.tree import Element, Node, rewrite, walk
from regesta.words import Words, catalog

WITH, WITHOUT = "with-text", "without-text"


def for_copy(book: Book) -> Book:
    """The book without the blocks of the other copy; its records say what is printed in this one."""
    if not witnessed(book):
        return book
    words = catalog(book.settings.language)
    documents = {key: one if one.held == "own" else _held(one, words) for key, one in book.documents.items()}
    away = frozenset(key for key, one in documents.items() if is_away(one))
    return replace(
        book,
        documents={key: replace(one, facts=_placeless(one.facts, away)) for key, one in documents.items()},
        front=tuple(_chapter(one, away) for one in book.front),
        chapters=tuple(_chapter(one, away) for one in book.chapters),
    )


def copies(element: Element) -> str:
    """Of a block of a source with a witness, the only copy that prints it: WITH, WITHOUT, or nothing."""
    classes = (element.get("class") or "").split()
    name = element.get("data-block")
    if WITH in classes or (name == "notes" and WITHOUT not in classes):
        return WITH
    return WITHOUT if WITHOUT in classes or name == "retold" else ""


def _held(one: Document, words: Words) -> Document:
    other = WITHOUT if one.held == "here" else WITH

    def keep(element: Element) -> Node | None:
        if copies(element) == other:
            return None
        asks = one.held == "away" and element.get("data-block") == "question"
        return _without(element, "data-at") if asks else element

    body = rewrite(one.body, keep)
    ids = frozenset(element.get("id") for element in walk(body))
    facts = tuple(fact for fact in one.facts if _stays(fact, ids))
    return replace(one, body=body, facts=facts, record=_recorded(one, body, words))


def _stays(fact: Fact, ids: frozenset[str | None]) -> bool:
    return isinstance(fact, Note) or getattr(fact, "anchor", None) in ids


def _without(element: Element, name: str) -> Element:
    return replace(element, attributes=tuple(pair for pair in element.attributes if pair[0] != name))


def _recorded(one: Document, body: Element, words: Words) -> Record:
    """The record with what stands for the text in this copy, and how much of it is printed."""
    wanted = one.printed
    if one.held == "away" or wanted is None:
        names = {element.get("data-block") for element in walk(body)}
        stands: Stands = "retold" if "retold" in names else "abstract"
        return one.record.model_copy(update={"text": stands})
    key = "texts.whole" if wanted.whole else "texts.part" if wanted.first != wanted.last else "texts.one"
    said = words.say(key, first=wanted.first, last=wanted.last, total=wanted.total)
    stands = "transcript" if wanted.whole else "excerpt"
    return one.record.model_copy(update={"text": stands, "excerpted": said})


def _chapter(chapter: Chapter, away: frozenset[str]) -> Chapter:
    return replace(chapter, facts=_placeless(chapter.facts, away))


def _placeless(facts: tuple[Fact, ...], away: frozenset[str]) -> tuple[Fact, ...]:
    """Facts whose pointers name no sentence that is not there: they lead to the source as a whole."""
    return tuple(_pointing(fact, away) if isinstance(fact, Citation) else fact for fact in facts)


def _pointing(fact: Citation, away: frozenset[str]) -> Citation:
    items = tuple(
        replace(item, unit="", first="", last="", locator=item.suffix)
        if item.key in away and counts(item)
        else item
        for item in fact.items
    )
    return fact if items == fact.items else replace(fact, items=items)


# Pointers from one copy into another ---------------------------------------------------------------


def astray(book: Book) -> Iterator[Diagnostic]:
    """WIT004: pointers to something that not every copy prints, from where every copy prints them."""
    only = {id: copy for one in witnessed(book) for id, copy in _gated(one.body, "")}
    for text in book.texts if only else ():
        for fact in text.facts:
            keys = [fact.key] if isinstance(fact, CrossRef) else []
            keys += [item.key for item in fact.items] if isinstance(fact, Citation) else []
            for key in keys:
                wanted = only.get(key, "")
                if wanted and only.get(getattr(fact, "anchor", ""), "") != wanted:
                    said = "with the text" if wanted == WITH else "without the text"
                    message = f'"{key}" is printed only in a copy {said}, and this pointer in every copy'
                    yield Diagnostic("WIT004", message, getattr(fact, "span", None), f"put it into .{wanted}")


def _gated(element: Element, within: str) -> Iterator[tuple[str, str]]:
    """All ids below blocks that one copy alone prints."""
    for child in element.children:
        if isinstance(child, Element):
            copy = within or copies(child)
            if copy and (id := child.get("id")):
                yield id, copy
            yield from _gated(child, copy)
