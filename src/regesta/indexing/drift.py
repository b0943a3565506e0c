"""What became of the headings of an index from one state of the manuscript to another, and who has none.

Headings are compared by their marks, not by pages: a paragraph that is added moves pages, but no entry.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from regesta.book import entries, printed
from regesta.collation import sort_key
from regesta.facts import Mention
from regesta.headings import Path, headings, proposed
from regesta.model import Book, Document
from regesta.registers import Entry
from regesta.source import Span


@dataclass(frozen=True, slots=True)
class Outline:
    """What an entry says without pages: its passages, by text and kind, and where it leads."""

    passages: Mapping[tuple[str, str], int]
    leads: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many passages it has."""
        return sum(self.passages.values())


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that is new, has vanished, or has other passages or leads."""

    kind: Literal["new", "vanished", "changed"]
    path: Path
    before: Outline | None
    after: Outline | None


@dataclass(frozen=True, slots=True)
class Absent:
    """An entry of a register that the index lacks: how often and where it is named, or in which records."""

    entry: Entry
    times: int
    span: Span | None
    sources: tuple[str, ...] = ()


def outlines(book: Book) -> dict[Path, Outline]:
    """All entries by their paths."""
    owners = {
        anchor: text.id
        for text in printed(book)
        for fact in text.facts
        if (anchor := getattr(fact, "anchor", ""))
    }
    made: dict[Path, Outline] = {}
    for path, one in headings(book).all():
        kinds = Counter(
            (owners.get(each.first, each.first), "range" if each.ranged else "principal" if each.main else "")
            for each in one.passages
        )
        leads = (*([f"see {one.see}"] if one.see else ()), *(f"see also {to}" for to in one.also))
        made[path] = Outline(kinds, (*leads, *([one.generic] if one.generic else ())))
    return made


def changes(before: Book, after: Book) -> tuple[Change, ...]:
    """New, vanished and changed entries, by their headings."""
    old, new = outlines(before), outlines(after)
    return tuple(_changes(old, new))


def _changes(old: Mapping[Path, Outline], new: Mapping[Path, Outline]) -> Iterator[Change]:
    for path in sorted({*old, *new}):
        was, now = old.get(path), new.get(path)
        if was is None:
            yield Change("new", path, was, now)
        elif now is None:
            yield Change("vanished", path, was, now)
        elif was != now:
            yield Change("changed", path, was, now)


def unindexed(book: Book) -> tuple[Absent, ...]:
    """Persons whom texts or records name, and whom no entry of the index is about."""
    named: dict[str, list[Span | None]] = {}
    people: dict[str, Entry] = {}
    for text in printed(book):
        for fact in text.facts:
            if isinstance(fact, Mention) and fact.kind == "who":
                for entry in entries(book, fact):
                    people[entry.id] = entry
                    named.setdefault(entry.id, []).append(fact.span)
    there = {step for path, _ in headings(book).all() for step in path}
    found = (Absent(one, len(named[key]), named[key][0]) for key, one in people.items())
    return tuple(one for one in _by_name(found, book) if not _is_there(one.entry, there))


def proposals(book: Book) -> tuple[Absent, ...]:
    """What the records say that their sources are about, and no entry of the index is."""
    there = {step for path, _ in headings(book).all() for step in path}
    met: dict[str, tuple[Entry, list[Document]]] = {}
    for document, entry in proposed(book):
        if not _is_there(entry, there):
            met.setdefault(f"{type(entry).__name__} {entry.id}", (entry, []))[1].append(document)
    found = (
        Absent(entry, len(documents), None, tuple(one.id for one in documents))
        for entry, documents in met.values()
    )
    return tuple(_by_name(found, book))


def _by_name(found: Iterator[Absent], book: Book) -> list[Absent]:
    language = book.settings.language
    return sorted(found, key=lambda one: (sort_key(one.entry.heading, language), one.entry.id))


def _is_there(entry: Entry, there: set[str]) -> bool:
    """Whether a heading is this entry, or begins with it: "Johnson, Tom, as note-taker"."""
    names = (entry.heading, entry.name)
    return any(step == name or step.startswith((f"{name},", f"{name} (")) for step in there for name in names)
