"""The book's passages: its texts in order, then what stands in tables."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from regesta.data import Data
from regesta.model import Book, Chapter, Document
from regesta.numbers import number
from regesta.prose import LINES, WORD, Passage, Piece, Text, opening, plain
from regesta.reader.grammar import TEACHERS
from regesta.registers import FILES
from regesta.tree import Element, Node, find

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr dl dt dd pre hr section aside div".split()
)
WITNESSES = ("note", "cite", "ref")  # marks that say where a thing is known from
UNSAID = frozenset({"code", "del", "img", "pre"})
FIELDS = ("title_supplied", "summary", "headnote", "inquiry")  # of a record, in words of the editors
WRITTEN = ("gloss", "definition", "plain")  # of an entry in a register
TABLE = re.compile(r"^(?=.*\|).*\n[ ]*\|?[ :|-]*-[ :|-]*$", re.MULTILINE)
NEAR = 400  # characters of a block, in which its first word is looked for


def passages(book: Book) -> tuple[Passage, ...]:
    """Every passage of the book: its texts in order, then what stands in tables."""
    return tuple(_all(book))


def _all(book: Book) -> Iterator[Passage]:
    language = book.settings.language
    for text in book.texts:
        own = (text.meta.lang if isinstance(text, Chapter) else "") or language
        yield from _Reader(text, own).read()
        fields = FIELDS if isinstance(text, Document) else ("title",)
        yield from _fields(text, text.data, fields, language)
    for register in book.registers.values():
        table = FILES[register.path][1]
        for n in range(len(register.entries)):
            yield from _fields(None, register.data, WRITTEN, language, (table, n))
    if "events.yaml" in book.tables:
        for n in range(len(book.events)):
            yield from _fields(None, book.tables["events.yaml"], ("label", "note"), language, ("events", n))


def _fields(
    text: Text | None, data: Data, names: tuple[str, ...], language: str, path: tuple[str | int, ...] = ()
) -> Iterator[Passage]:
    row: Any = data.value
    for part in path:
        row = row[part]
    for name in names if isinstance(row, dict) else ():
        words, span = row.get(name), data.values.get((*path, name))
        if isinstance(words, str) and span and data.source:
            pieces = (Piece(language, words),)
            yield Passage(text, data.source, "field", (name,), pieces, span.start, span.end)


@dataclass(slots=True)
class _Found:
    """A passage before its stretch is known."""

    name: str
    inside: tuple[str, ...]
    pieces: list[Piece]
    start: int | None
    end: int | None = None
    witnessed: bool = False
    numbers: list[tuple[str, int]] = field(default_factory=list)


class _Reader:
    """The passages of one text."""

    def __init__(self, text: Text, language: str) -> None:
        self.text, self.source, self.language = text, text.source, language
        self.found: list[_Found] = []
        self.secret = _secret(text.body)

    def read(self) -> Iterator[Passage]:
        """In the order of the tree; each ends where the next begins, or at an empty line."""
        self._inside(self.text.body, (), self.language, None)
        found = [one for one in self.found if any(piece.words.strip() for piece in one.pieces)]
        starts = self._starts(found)
        begins = sorted(starts)
        for one, start in zip(found, starts, strict=True):
            end = self._end(start, begins) if one.end is None else one.end
            place = self.text, self.source, one.name, one.inside, tuple(one.pieces), start, end
            hidden = not TEACHERS.isdisjoint(one.inside)
            yield Passage(*place, one.witnessed, hidden, tuple(one.numbers))

    def _starts(self, found: list[_Found]) -> list[int]:
        """Where they start; one that begins with a sign of markup starts in the next block with its word."""
        known = sorted(one.start for one in found if one.start is not None)
        at, starts = self.text.body.span.start if self.text.body.span else 0, []
        for one in found:
            if one.start is None:
                following = bisect_right(known, at)
                stop = known[following] if following < len(known) else len(self.source.text)
                at = self._next(one, at, stop)
            else:
                at = one.start
            starts.append(at)
        return starts

    def _next(self, one: _Found, at: int, stop: int) -> int:
        text, first = self.source.text, WORD.search("".join(piece.words for piece in one.pieces))
        line = at
        for _ in range(LINES):
            line = text.find("\n", line, stop) + 1
            if not line or not first:
                break
            begin = opening(text, line)
            if begin is not None:
                met = WORD.search(plain(text[begin : begin + NEAR].split("\n\n", 1)[0]))
                if met and met[0] == first[0]:
                    return begin
        return at

    def _end(self, start: int, begins: list[int]) -> int:
        text, following = self.source.text, bisect_right(begins, start)
        last = begins[following] if following < len(begins) else len(text)
        blank = text.find("\n\n", start, last)
        return blank if blank >= 0 else last

    def _inside(self, element: Element, inside: tuple[str, ...], language: str, start: int | None) -> None:
        if element.get("data-witness") is not None:
            return  # words of others, that stand in no file of the manuscript
        language = element.get("lang") or language
        for name in (element.get("data-block"), _note(element, self.secret), _quoted(element)):
            inside = (*inside, name) if name else inside
        if element.name == "table":
            self._table(element, inside, language)
            return
        at = element.span.start if element.span else start
        if title := element.get("data-title"):
            self.found.append(_Found("title", inside, [Piece(language, title)], at, self._line_end(at)))
        one = _Found(element.name, inside, [], at)
        self.found.append(one)
        for child in element.children:
            if isinstance(child, Element) and child.name in BLOCKS:  # a note begins where its label does
                self._inside(child, inside, language, at if element.name == "aside" else None)
            else:
                self._say(child, language, one)

    def _line_end(self, at: int | None) -> int:
        end = self.source.text.find("\n", at or 0)
        return len(self.source.text) if end < 0 else end

    def _table(self, table: Element, inside: tuple[str, ...], language: str) -> None:
        """A row is a line; the second line of a table only draws."""
        last = next((one.start for one in reversed(self.found) if one.start is not None), 0)
        head = TABLE.search(self.source.text, last)
        at = head.start() if head else None
        for row in (row for part in table.children if isinstance(part, Element) for row in part.children):
            if not isinstance(row, Element):
                continue
            one = _Found("tr", inside, [], at)
            for cell in row.children:
                self._say(cell, language, one)
                self._say("\n", language, one)
            self.found.append(one)
            if at is not None:
                one.end = self._line_end(at)
                at = head.end() + 1 if head and at == head.start() else one.end + 1

    def _say(self, node: Node, language: str, one: _Found) -> None:
        if isinstance(node, str):
            if one.pieces and one.pieces[-1].language == language:
                one.pieces[-1] = Piece(language, one.pieces[-1].words + node)
            elif node:
                one.pieces.append(Piece(language, node))
            return
        mark = node.get("data-mark")
        one.witnessed = one.witnessed or mark in WITNESSES
        if number(node) is not None and (id := node.get("id")):
            one.numbers.append((id, sum(len(piece.words) for piece in one.pieces)))
        if node.name in UNSAID or mark == "comment":
            return
        for child in ("\n",) if node.name == "br" else node.children:
            self._say(child, node.get("lang") or language, one)


def _secret(body: Element) -> frozenset[str]:
    """The notes to which only words for teachers refer."""
    hidden: set[str] = set()
    for name in TEACHERS:
        for block in find(body, "data-block", name):
            hidden |= {mark.get("data-key") or "" for mark in find(block, "data-mark", "note")}
    return frozenset(hidden) - _seen(body) if hidden else frozenset()


def _seen(element: Element) -> set[str]:
    """The notes to which words for students refer."""
    if element.get("data-block") in TEACHERS:
        return set()
    own = {element.get("data-key") or ""} if element.get("data-mark") == "note" else set()
    return own.union(*(_seen(child) for child in element.children if isinstance(child, Element)))


def _note(element: Element, secret: frozenset[str]) -> str:
    label = element.get("data-note")
    return "" if label is None else "teacher" if label in secret else "note"


def _quoted(element: Element) -> str:
    return "quotation" if element.name == "blockquote" else ""
