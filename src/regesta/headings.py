"""Marks, registers and `index.yaml` → the headings of the index, before anybody knows a page.

Marks decide what is indexed; a register gives the form of a name, `index.yaml` merges, renames and
suppresses. Names in passing, and what a record says its source is about, only count if the book wants it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from regesta.book import entries, printed
from regesta.facts import IndexMark, Mention
from regesta.locators import Passage
from regesta.model import Book, Chapter, Document
from regesta.numbers import TEXTS, number
from regesta.registers import Entry, IndexFile
from regesta.tree import Element

Path = tuple[str, ...]
KEY = re.compile(r"(who|place|org|term)=(\S+)")  # a heading that is called as a register has it
PICTURES = frozenset({"figure", "facsimile"})
RECORD_FIELDS = {"persons": "who", "places": "place", "terms": "term"}


@dataclass(slots=True)
class Heading:
    """A heading with its passages, what to see instead or besides, and what stands under it.

    `generic` is a kind of entries to see besides; `sort` the form by which it is filed.
    """

    passages: list[Passage] = field(default_factory=list)
    children: dict[str, "Heading"] = field(default_factory=dict)
    see: str = ""
    also: list[str] = field(default_factory=list)
    generic: str = ""
    sort: str = ""
    gloss: str = ""

    def at(self, path: Path) -> "Heading":
        """The heading of that path below this one, made when it is not there."""
        found = self
        for step in path:
            found = found.children.setdefault(step, Heading())
        return found

    def get(self, path: Path) -> "Heading | None":
        """The heading of that path, if there is one."""
        found: Heading | None = self
        for step in path:
            found = found.children.get(step) if found else None
        return found

    def all(self, path: Path = ()) -> Iterator[tuple[Path, "Heading"]]:
        """Every heading below this one with its path."""
        for step, one in self.children.items():
            yield (*path, step), one
            yield from one.all((*path, step))


def parts(entry: str) -> Path:
    """`a > b` as a path of headings."""
    return tuple(" ".join(part.split()) for part in entry.split(">") if part.strip())


def headings(book: Book) -> Heading:
    """All headings of this edition, below one that has no name; nobody may change them."""
    if "headings" not in book.memory:
        book.memory["headings"] = _made(book)
    found: Heading = book.memory["headings"]
    return found


def _made(book: Book) -> Heading:
    root, decided = Heading(), Decided(book)
    _from_marks(root, book, decided)
    if book.settings.index.mentions == "index":
        _from_mentions(root, book, decided)
    if book.settings.index.records == "index":
        for document, entry in proposed(book):
            _name(root, decided, entry, Passage(document.id, document.id, source=document.record.number))
    _from_file(root, book.index, decided)
    _from_registers(root, book)
    return root


# What is decided ---------------------------------------------------------------------------------


class Decided:
    """What becomes of the heading of a mark: the form of a register, then what `index.yaml` says."""

    def __init__(self, book: Book) -> None:
        self.registers, index = book.registers, book.index
        self.tables = [_paths(index.merge), _paths(index.rename)]
        self.suppressed = [parts(one) for one in index.suppress]
        self.paths: dict[Path, Path | None] = {}  # those that were asked for: a heading has several marks

    def path(self, marked: Path) -> Path | None:
        """Where the passages of a heading go; None where it is suppressed."""
        if marked not in self.paths:
            self.paths[marked] = self._path(marked)
        return self.paths[marked]

    def _path(self, marked: Path) -> Path | None:
        path = self.registered(marked)
        for table in self.tables:
            cut = next((n for n in range(len(path), 0, -1) if path[:n] in table), 0)
            path = (*table[path[:cut]], *path[cut:]) if cut else path
        return None if any(path[: len(one)] == one for one in self.suppressed) else path

    def registered(self, marked: Path) -> Path:
        """`who=dubcek` and "Alexander Dubček" as the register has the name in a list: "Dubček, Alexander"."""
        first, *rest = marked
        entry = self.entry(first) or self._named(first)
        return (entry.heading, *rest) if entry else marked

    def entry(self, heading: str) -> Entry | None:
        """The entry of a register that a heading names by its id."""
        key = KEY.fullmatch(heading)
        register = self.registers.get(key[1]) if key else None
        return register.entries.get(key[2]) if key and register else None

    def _named(self, words: str) -> Entry | None:
        people = self.registers.get("who")
        found = [one for one in people.named(words) if one.sort] if people else []
        return found[0] if len(found) == 1 and found[0].name == words else None


def _paths(table: Mapping[str, str]) -> dict[Path, Path]:
    return {parts(one): parts(other) for one, other in table.items()}


# Where the passages come from --------------------------------------------------------------------


class _Spot(NamedTuple):
    """Where in its text an anchor lies: in which note, in a picture's caption, in which sentence."""

    noted: bool = False
    note: str = ""
    pictured: bool = False
    sentence: int = 0


def _from_marks(root: Heading, book: Book, decided: Decided) -> None:
    opened: dict[Path, Passage] = {}
    for text in printed(book):
        marks = [fact for fact in text.facts if isinstance(fact, IndexMark)]
        spots = _spots(text, book) if marks else {}
        for mark in marks:
            path = decided.path(mark.path)
            if path:
                spot = spots.get(mark.anchor, _Spot())
                _mark(root.at(path), (path, mark), _point(text, mark.anchor, spot), opened)


def _point(text: Chapter | Document, anchor: str, spot: _Spot) -> Passage:
    source = text.record.number if isinstance(text, Document) else 0
    return Passage(
        anchor,
        anchor,
        noted=spot.noted,
        note=spot.note,
        pictured=spot.pictured,
        source=source,
        sentences=(spot.sentence, spot.sentence),
    )


def _mark(
    heading: Heading, marked: tuple[Path, IndexMark], here: Passage, opened: dict[Path, Passage]
) -> None:
    (path, mark), options = marked, dict(marked[1].options)
    heading.sort = options.get("sort", heading.sort)
    if "see" in options:
        heading.see = options["see"]
    elif "also" in options:
        heading.also.append(options["also"])
    elif mark.role == "+":
        opened[path] = here
    elif mark.role == "-":
        heading.passages.append(_range(opened.pop(path, here), here))
    else:
        heading.passages.append(replace(here, main=True) if mark.role == "!" else here)


def _range(first: Passage, last: Passage) -> Passage:
    """From where a passage opens to where it closes; one within a single note is that note's."""
    same = first.source == last.source and first.sentences[0] and last.sentences[1]
    sentences = (first.sentences[0], last.sentences[1]) if same else (0, 0)
    made = Passage(first.first, last.first, ranged=True, source=first.source, sentences=sentences)
    if first.noted and last.noted and first.note == last.note:
        return replace(made, noted=True, note=first.note)
    ends = tuple(f"n{one.note}" if one.noted else "" for one in (first, last))
    return replace(made, ends=(ends[0], ends[1]))


def _spots(text: Chapter | Document, book: Book) -> dict[str, _Spot]:
    made: dict[str, _Spot] = {}
    _stand(text.body, _Spot(), text.id, book.noted, made)
    return made


def _stand(
    element: Element, spot: _Spot, owner: str, noted: Mapping[str, str], made: dict[str, _Spot]
) -> _Spot:
    """Note where everything in an element stands; the spot after it, in which its last sentence goes on."""
    spot = _entered(element, spot, owner, noted)
    if id := element.get("id"):
        made[id] = spot
    inner = spot
    for child in element.children:
        if isinstance(child, Element):
            inner = spot._replace(sentence=_stand(child, inner, owner, noted, made).sentence)
    return spot._replace(sentence=0 if element.get("data-block") in TEXTS else inner.sentence)


def _entered(element: Element, spot: _Spot, owner: str, noted: Mapping[str, str]) -> _Spot:
    """The spot at the beginning of an element."""
    block, begun = element.get("data-block"), number(element)
    if (label := element.get("data-note")) is not None:
        return spot._replace(noted=True, note=noted.get(f"{owner}:{label}", ""))
    if element.get("data-anchored") is not None:
        return spot._replace(noted=True, note=noted.get(element.get("id") or "", ""))
    if block in PICTURES:
        return spot._replace(pictured=True)
    if block in TEXTS:
        return spot._replace(sentence=0)
    return spot if begun is None else spot._replace(sentence=begun)


def _from_mentions(root: Heading, book: Book, decided: Decided) -> None:
    for text in printed(book):
        mentions = [fact for fact in text.facts if isinstance(fact, Mention)]
        spots = _spots(text, book) if mentions else {}
        for one in mentions:
            found = entries(book, one)
            if len(found) == 1:
                _name(root, decided, found[0], _point(text, one.anchor, spots.get(one.anchor, _Spot())))


def proposed(book: Book) -> Iterator[tuple[Document, Entry]]:
    """The register entries that the records of printed sources name, each with its source."""
    for document in printed(book):
        if isinstance(document, Document):
            for name, kind in RECORD_FIELDS.items():
                known = book.registers.get(kind)
                for key in getattr(document.record, name) if known else ():
                    if known and key in known.entries:
                        yield document, known.entries[key]


def _name(root: Heading, decided: Decided, entry: Entry, passage: Passage) -> None:
    path = decided.path((entry.heading,))
    if path:
        root.at(path).passages.append(passage)


def _from_file(root: Heading, index: IndexFile, decided: Decided) -> None:
    for heading, where in index.see.items():
        root.at(parts(heading)).see = where
    for heading, others in index.also.items():
        root.at(parts(heading)).also += others
    for heading, words in index.generic.items():
        root.at(parts(heading)).generic = words
    for heading, key in index.sort.items():
        found = root.get(decided.path(parts(heading)) or parts(heading))
        if found:
            found.sort = key


def _from_registers(root: Heading, book: Book) -> None:
    """A heading that is one of a register has its gloss, where the book wants glosses."""
    if book.settings.index.glosses:
        for entry in named(book):
            found = root.children.get(entry.heading)
            if found:
                found.gloss = entry.gloss


def named(book: Book) -> Iterator[Entry]:
    """The entries of all registers."""
    for register in book.registers.values():
        yield from register.entries.values()
