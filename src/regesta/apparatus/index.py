"""The index: headings in their order, with locators from the page map.

Order is letter by letter or word by word in the book's language; articles, and function words at the
head of a sub-entry, do not count (Chicago, "Indexes"; ISO 999, 8). A headnote says how it was made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from re import Pattern, compile, escape

from regesta.collation import Key, ignoring, letter, sort_key
from regesta.headings import Heading, Path, headings, parts
from regesta.locators import locators
from regesta.model import Book, Locator, PageMap, Section
from regesta.settings import IndexRules
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, where it leads, what to see instead or besides, and what stands under it.

    `generic` names a kind of entries to see besides, or, where nothing else stands there, instead.
    """

    heading: str
    locators: tuple[Locator, ...]
    see: str = ""
    also: tuple[str, ...] = ()
    children: tuple["Entry", ...] = ()
    gloss: str = ""
    generic: str = ""
    filed: str = ""  # the words by which it is put in order

    @property
    def alone(self) -> bool:
        """Whether it has nothing of its own, and only leads on."""
        return not (self.locators or self.children or self.also)


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under one letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All groups in the order of the alphabet; what stands before them, the editors' words and ours."""

    groups: tuple[Group, ...]
    note: str = ""
    key: tuple[str, ...] = ()
    run_in: bool = False

    def __bool__(self) -> bool:
        """An index without entries is none."""
        return bool(self.groups)


def entries(index: Index) -> Iterator[tuple[Path, Entry]]:
    """All entries in their order, each with the headings above it and its own."""
    for group in index.groups:
        yield from _below((), group.entries)


def _below(above: Path, found: tuple[Entry, ...]) -> Iterator[tuple[Path, Entry]]:
    for one in found:
        path = (*above, one.heading)
        yield path, one
        yield from _below(path, one.children)


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """The index of everything this edition's readers see."""
    rules = book.settings.index
    making = _Making(headings(book), pages, book.settings.language, rules, words["index.document"])
    ordered = making.entries(making.root)
    grouped = groupby(ordered, key=lambda one: letter(one[0], book.settings.language))
    groups = tuple(Group(head, tuple(entry for _, entry in found)) for head, found in grouped)
    key = _key(tuple(entry for _, entry in ordered), rules, words)
    made = Index(groups, book.index.note, key, rules.entries == "run-in")
    return Section("index", "index", words["index.title"], made)


class _Making:
    """Headings → entries, for one page map."""

    def __init__(
        self, root: Heading, pages: PageMap, language: str, rules: IndexRules, document: str
    ) -> None:
        self.root, self.pages, self.language, self.rules = root, pages, language, rules
        self.document, self.read = document, _reading(rules.file_as)
        self.found: dict[int, tuple[Locator, ...]] = {}  # by the heading itself, asked for twice

    def entries(self, above: Heading, depth: int = 0) -> list[tuple[str, Entry]]:
        """What stands under a heading, in order, each with the words by which it is filed."""
        made: list[tuple[Key, str, Entry]] = []
        for words, heading in above.children.items():
            if entry := self.entry(words, heading, depth):
                filed = self.filed(words, heading, depth)
                key = sort_key(filed, self.language, self.rules.order == "letter")
                made.append(((key, words), filed, replace(entry, filed=filed)))
        return [(filed, entry) for _, filed, entry in sorted(made, key=lambda one: one[0])]

    def entry(self, words: str, heading: Heading, depth: int) -> Entry | None:
        """One heading with all below it; None where nothing of it is printed."""
        small = self.small(heading) if heading.see else None
        if small:
            made = self.entry(words, small, depth)
            return made and replace(made, gloss=heading.gloss)
        below = tuple(entry for _, entry in self.entries(heading, depth + 1))
        found = () if heading.see else self.locators(heading)
        if not (found or below or heading.see or heading.also or heading.generic):
            return None
        also = sorted(dict.fromkeys(map(_shown, heading.also)), key=lambda one: sort_key(one, self.language))
        see = _shown(heading.see) if heading.see else ""
        return Entry(words, found, see, tuple(also), below, heading.gloss, heading.generic)

    def small(self, heading: Heading) -> Heading | None:
        """The heading to which a see leads, if it has so few passages that they are better printed twice."""
        to = self.root.get(parts(heading.see)) if ";" not in heading.see else None
        count = self.count(to) if to and not to.see else 0
        return to if 0 < count < self.rules.double_post else None

    def count(self, heading: Heading) -> int:
        """The locators of a heading and all below it."""
        return len(self.locators(heading)) + sum(map(self.count, heading.children.values()))

    def locators(self, heading: Heading) -> tuple[Locator, ...]:
        """Where a heading leads."""
        if id(heading) not in self.found:
            made = locators(heading.passages, self.pages, self.rules, self.document)
            self.found[id(heading)] = made
        return self.found[id(heading)]

    def filed(self, words: str, heading: Heading, depth: int) -> str:
        """The words by which a heading is put in order."""
        if heading.sort:
            return heading.sort
        said = ignoring(words, self.language, sub_entry=depth > 0)
        return self.read.sub(lambda met: self.rules.file_as[met[0]], said) if self.read else said


def _reading(file_as: Mapping[str, str]) -> Pattern[str] | None:
    """Finds the beginnings of words that are read as others: "St." as "Saint"."""
    longest = sorted(file_as, key=len, reverse=True)
    return compile(rf"(?<!\w)(?:{'|'.join(map(escape, longest))})") if file_as else None


def _shown(where: str) -> str:
    """Where a see leads, as it is printed: a sub-entry after a colon."""
    return "; ".join(": ".join(parts(one)) for one in where.split(";"))


# The headnote ------------------------------------------------------------------------------------


def _key(found: tuple[Entry, ...], rules: IndexRules, words: Words) -> tuple[str, ...]:
    """How entries stand, and what the kinds of locator that are used mean."""
    every = [one for _, entry in _below((), found) for one in entry.locators]
    kinds = {one.kind for one in every}
    used = {
        "main": any(one.strong for one in every),
        "picture": any(one.italic for one in every),
        f"note_{rules.notes}": "note" in kinds,
        "source": "source" in kinds,
        "sentence": "sentence" in kinds,
    }
    names = (f"{rules.order}_by_{rules.order}", *(f"key_{name}" for name, here in used.items() if here))
    return tuple(words[f"index.{name}"] for name in names)
