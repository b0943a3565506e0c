"""The index: headings from marks, registers and `index.yaml`; locators from the page map.

Marks decide what is indexed; a passing mention is not. Order is letter by letter in the book's
language; function words at the head of a sub-entry do not count (Chicago, "Indexes"; ISO 999, 8).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from regesta.book import printed
from regesta.collation import ignoring, letter, sort_key
from regesta.facts import IndexMark
from regesta.locators import Passage, locators
from regesta.model import Book, Locator, PageMap, Section
from regesta.tree import Element, walk
from regesta.words import Words

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, where it leads, what to see instead or besides, and what stands under it."""

    heading: str
    locators: tuple[Locator, ...]
    see: str = ""
    also: tuple[str, ...] = ()
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under one letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All groups in the order of the alphabet; what kinds of locator it uses, and what stands before it."""

    groups: tuple[Group, ...]
    strong: bool
    note: str = ""

    def __bool__(self) -> bool:
        """An index without entries is none."""
        return bool(self.groups)


@dataclass(slots=True)
class _Node:
    passages: list[Passage] = field(default_factory=list)
    children: dict[str, "_Node"] = field(default_factory=dict)
    see: str = ""
    also: list[str] = field(default_factory=list)
    sort: str = ""

    def at(self, path: Path) -> "_Node":
        """The node for a path of headings, made when it is not there."""
        node = self
        for heading in path:
            node = node.children.setdefault(heading, _Node())
        return node


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """The index of everything this edition's readers see."""
    root = _Node()
    _from_marks(root, book)
    _from_file(root, book)
    join = book.settings.index.runs == "join"
    entries = _entries(root, book.settings.language, pages, join)
    groups = tuple(
        Group(head, tuple(entry for _, entry in group))
        for head, group in groupby(
            ((letter(e.heading, book.settings.language), e) for e in entries), lambda p: p[0]
        )
    )
    made = Index(groups, _strong(entries), book.index.note)
    return Section("index", "index", words["index.title"], made)


def parts(entry: str) -> Path:
    """`a > b` as a path of headings."""
    return tuple(" ".join(part.split()) for part in entry.split(">") if part.strip())


def _shown(where: str) -> str:
    """Where a see leads, as it is printed: a sub-entry after a colon."""
    return "; ".join(": ".join(parts(one)) for one in where.split(";"))


def _from_marks(root: _Node, book: Book) -> None:
    open_ranges: dict[Path, str] = {}
    for text in printed(book):
        notes = frozenset(_noted(text.body))
        for mark in text.facts:
            if isinstance(mark, IndexMark):
                _mark(root, mark, open_ranges, mark.anchor in notes)


def _noted(body: Element) -> Iterator[str]:
    """The anchors that lie in notes."""
    for aside in (one for one in walk(body) if one.name == "aside"):
        yield from (id for one in walk(aside) if (id := one.get("id")))


def _mark(root: _Node, mark: IndexMark, open_ranges: dict[Path, str], noted: bool) -> None:
    node, options = root.at(mark.path), dict(mark.options)
    node.sort = options.get("sort", node.sort)
    if "see" in options:
        node.see = options["see"]
    elif "also" in options:
        node.also.append(options["also"])
    elif mark.role == "+":
        open_ranges[mark.path] = mark.anchor
    elif mark.role == "-":
        first = open_ranges.pop(mark.path, mark.anchor)
        node.passages.append(Passage(first, mark.anchor, ranged=True))
    else:
        node.passages.append(Passage(mark.anchor, mark.anchor, main=mark.role == "!", noted=noted))


def _from_file(root: _Node, book: Book) -> None:
    for heading, where in book.index.see.items():
        root.at(parts(heading)).see = where
    for heading, others in book.index.also.items():
        root.at(parts(heading)).also += others
    for heading, key in book.index.sort.items():
        if parts(heading)[0] in root.children:
            root.at(parts(heading)).sort = key


def _entries(node: _Node, language: str, pages: PageMap, join: bool, depth: int = 0) -> tuple[Entry, ...]:
    made = []
    for heading, child in node.children.items():
        below = _entries(child, language, pages, join, depth + 1)
        found = () if child.see else locators(child.passages, pages, join)
        if found or below or child.see or child.also:
            leads = dict.fromkeys(map(_shown, child.also))
            also = tuple(sorted(leads, key=lambda one: sort_key(one, language)))
            entry = Entry(heading, found, _shown(child.see) if child.see else "", also, below)
            made.append((_key(heading, child, language, depth), entry))
    return tuple(entry for _, entry in sorted(made, key=lambda pair: pair[0]))


def _key(heading: str, node: _Node, language: str, depth: int) -> tuple[object, ...]:
    shown = node.sort or ignoring(heading, language, sub_entry=depth > 0)
    return (sort_key(shown, language), heading)


def _strong(entries: tuple[Entry, ...]) -> bool:
    return any(locator.strong for entry in _all(entries) for locator in entry.locators)


def _all(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.children)
