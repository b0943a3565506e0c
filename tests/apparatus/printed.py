"""A printed index in TEI, read with nothing of ours: headings as they stand, locators, and what to see.

The book is the history of FRUS (`tests.corpora`). Its index is run in: an item holds a heading and, after
semicolons, its sub-entries; one item holds a list of them. A locator is a pointer to an anchor or, as
`#range(a,b)`, to two.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

FILE = "frus-history/frus-history.xml"
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
RANGE = re.compile(r"#range\((.+),(.+)\)")
SERIES = "Foreign Relations of the United States series"
FRAME = re.compile("Foreign Relations of the United States|series\\b|subheadings?\\b|^, and|^and\\b")
SEE = re.compile(r"\b([Ss]ee)\b(\s+also)?")
LED = re.compile(r"[;,]\s*(?:and\s+)?|\s+and\s+")

Path = tuple[str, ...]


class Locator(NamedTuple):
    """What is printed, and the anchors to which it points (the same twice for a point)."""

    label: str
    first: str
    last: str

    @property
    def is_range(self) -> bool:
        """Whether it points to two places."""
        return self.first != self.last

    @property
    def pages(self) -> tuple[int, int]:
        """The first and the last page that are printed; "126–33" ends on 133."""
        first, *rest = re.split("[–-]", self.label.replace("n", ""))
        last = rest[0] if rest else first
        return int(first), int(first[: max(0, len(first) - len(last))] + last)


@dataclass
class Entry:
    """A heading or sub-entry as it is printed."""

    path: Path
    locators: list[Locator] = field(default_factory=list)
    see: list[Path] = field(default_factory=list)
    also: list[Path] = field(default_factory=list)


@dataclass
class Printed:
    """The index: entries in the order of print, and the anchors that lie in notes."""

    entries: list[Entry]
    noted: frozenset[str]


def said(element: Any) -> str:
    """The words of an element."""
    return " ".join("".join(element.itertext()).split())


def read(root: Any) -> Printed:
    """The whole index."""
    index = next(one for one in root.iter(f"{TEI}div") if one.get(ID) == "index")
    reader = _Reader()
    for item in index.find(f"{TEI}list"):
        reader.item(item, ())
    reader.lead()
    noted = (one.get(ID) for note in root.iter(f"{TEI}note") for one in note.iter(f"{TEI}anchor"))
    return Printed(reader.entries, frozenset(filter(None, noted)))


class _Reader:
    """Reads item after item; what is led to is known at the end."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.ids: dict[str, Path] = {}
        self.leads: list[tuple[Entry, str, str]] = []
        self.base: Path = ()
        self.here = Entry(())
        self.mode = self.words = ""

    def item(self, item: Any, above: Path) -> None:
        """Terms with what follows each, in the order of the text."""
        self.base, first = above, True
        for kind, one in _parts(item):
            if kind == "term":
                self.term(one, above, first)
                first = False
            elif kind == "list":
                base = self.base
                for inner in one.findall(f"{TEI}item"):
                    self.item(inner, base)
            elif kind == "words":
                self.said(one)
            else:
                self.ref(one)

    def term(self, term: Any, above: Path, first: bool) -> None:
        """A heading; "withholding information: criteria" opens two levels at once."""
        head, colon, rest = said(term).rstrip(",:;").partition(": ")
        if first:
            self.base = (*above, head)
        if first and colon:
            self.entries.append(Entry(self.base))
        path = (
            (*self.base, rest) if first and colon else self.base if first else (*(above or self.base), head)
        )
        self.here = Entry(path)
        self.entries.append(self.here)
        if term.get(ID):
            self.ids[term.get(ID)] = self.base if colon else path
        self.mode = self.words = ""

    def said(self, words: str) -> None:
        """Words between two pointers: a see begins, or names where it leads."""
        self.words += words
        found = SEE.search(self.words)
        if found:
            self.mode = "also" if found[2] else "see"
            if found[1] == "See" and found[2]:  # said of all that stands before
                self.here = next(one for one in self.entries if one.path == self.base)
            words, self.words = self.words[found.end() :], ""
        if self.mode:
            self.leads.append((self.here, self.mode, words))
            self.words = ""

    def ref(self, ref: Any) -> None:
        """A pointer: to another heading after a see, else to a place in the text."""
        target, self.words = ref.get("target"), ""
        if self.mode:
            self.leads.append((self.here, self.mode, target))
            return
        found = RANGE.fullmatch(target)
        first, last = (found[1], found[2]) if found else (target[1:], target[1:])
        self.here.locators.append(Locator(said(ref), first, last))

    def lead(self) -> None:
        """Pointers lead by their id; words by how a heading of the series begins."""
        for entry, mode, to in self.leads:
            found = [self.ids[to[1:]]] if to.startswith("#") else list(self.named(to))
            (entry.also if mode == "also" else entry.see).extend(found)

    def named(self, words: str) -> Iterator[Path]:
        """The headings of the series that words name."""
        framed = FRAME.sub("", " ".join(words.split()))
        for name in filter(None, (part.strip(" ,;:.()") for part in LED.split(framed))):
            known = (one.path for one in self.entries if one.path[0] == SERIES and one.path[1:])
            yield from (path for path in known if path[-1].startswith(name))


def _parts(element: Any) -> Iterator[tuple[str, Any]]:
    """Terms, pointers and lists, and the words between them."""
    if element.text and element.text.strip():
        yield "words", element.text
    for child in element:
        name = str(child.tag).removeprefix(TEI)
        if name in ("term", "ref", "list"):
            yield name, child
        else:
            yield from _parts(child)
        if child.tail and child.tail.strip():
            yield "words", child.tail
