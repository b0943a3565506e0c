"""`::: notes`: notes on words, sentences or lines of the source in the same file.

Each entry is a term and its explanation to Markdown; here it becomes a note with a call in the source.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.facts import AnchoredNote
from regesta.reader.lookup import Call, Text
from regesta.reader.numbering import line
from regesta.reader.stretches import APART, kept
from regesta.source import Source, Span
from regesta.tree import Children, Element, Node, text, walk

BLOCK = "notes"
SOURCES = ("transcript", "translation", "retold")  # the first of them that is there is what notes are about
QUOTED = re.compile(r"[\"“”„«»](?P<words>.*\S.*)[\"“”«»]", re.DOTALL)
NUMBER = "[1-9][0-9]{0,3}"
COUNTED = re.compile(rf"(?P<sign>[sl])(?P=sign)?\. *(?P<first>{NUMBER})(?: *[–-] *(?P<last>{NUMBER}))?")
KINDS = {"s": "sentence", "l": "line"}
FORMS = '"words in quotation marks", s. 4 or l. 5–6'


_Places = dict[str, deque[Span]]


class Anchored(NamedTuple):
    """A body with its calls, the notes that have a place to belong to, and what is wrong with others."""

    body: Element
    facts: tuple[AnchoredNote, ...]
    found: tuple[Diagnostic, ...]


class _Entry(NamedTuple):
    """What an entry says of its anchor, where, and its text."""

    words: str
    span: Span
    children: Children


def anchor(body: Element, owner: str, source: Source, waits: bool = False) -> Anchored:
    """The body with the notes of its `::: notes` blocks called where they belong.

    Where the source `waits` to be brought from an archive, `call` is asked when it is there.
    """
    if not any(isinstance(one, Element) and one.get("data-block") == BLOCK for one in body.children):
        return Anchored(body, (), ())
    reading = _Reading(owner, source)
    body = kept(body, tuple(reading.block(one) for one in body.children))
    called = Anchored(body, (), ()) if waits else call(body, reading.notes, owner)
    return Anchored(called.body, tuple(reading.notes), (*reading.found, *called.found))


def call(body: Element, notes: Sequence[AnchoredNote], owner: str) -> Anchored:
    """The body with the calls of notes that were read, and what is wrong with their anchors."""
    sought = _Sought(_source(body), owner)
    calls = [made for note in notes for made in sought.call(note)]
    called = {id(old): new for old, new in zip(sought.text.blocks, sought.text.called(calls), strict=True)}
    body = kept(body, tuple(called.get(id(one), one) for one in body.children))
    return Anchored(body, tuple(notes), tuple(sought.found))


def _source(body: Element) -> Sequence[Element]:
    """The blocks that notes are about: all transcripts, or the first translation or retold text."""
    blocks = [one for one in body.children if isinstance(one, Element)]
    for name in SOURCES:
        found = [one for one in blocks if one.get("data-block") == name]
        if found:
            first = found[0].get("data-lang")
            return [one for one in found if name == SOURCES[0] or one.get("data-lang") == first]
    return []


# Reading entries ---------------------------------------------------------------------------------


class _Reading:
    """Reads the blocks of notes of one file."""

    def __init__(self, owner: str, source: Source) -> None:
        self.owner, self.source = owner, source
        self.notes: list[AnchoredNote] = []
        self.found: list[Diagnostic] = []
        self.count = 0

    def block(self, node: Node) -> Node:
        """A block of notes with its entries as notes; other nodes as they are."""
        if isinstance(node, str) or node.get("data-block") != BLOCK:
            return node
        by, places = node.get("data-by") or "", _places(node, self.source)
        made: list[Node] = []
        for child in node.children:
            if isinstance(child, Element) and child.name == "dl":
                made += [self._note(entry, by) for entry in self._entries(child, places, node)]
            else:
                made.append(child)
                self._stray(child, node)
        return kept(node, tuple(made))

    def _entries(self, terms: Element, places: _Places, block: Element) -> Iterator[_Entry]:
        """The entries of a list, each with its place."""
        for group, details in _pairs(terms):
            words = " ".join(" ".join(map(text, group)).split())
            met = places.get(_letters(words))
            vague = next((one.span for one in group if one.span), block.span)
            span = met.popleft() if met else line(vague, self.source)
            if span is None:
                continue  # blocks have their place, always
            for mark in (one for term in group for one in walk(term) if one.get("data-mark")):
                hint = "quote the words alone; put the mark into the note"
                self._report("MRK005", "no mark can stand in the anchor of a note", mark.span or span, hint)
            yield _Entry(words, span, tuple(node for one in details for node in _paragraphs(one)))

    def _note(self, entry: _Entry, by: str) -> Element:
        self.count += 1
        id = f"{self.owner}-anchored-{self.count}"
        made = [("id", id)]
        if note := _read(entry, by, id):
            self.notes.append(note)
            made.append(("data-anchored", note.kind))
            numbers = [("data-first", str(note.first)), ("data-last", str(note.last))]
            made += [("data-words", note.words)] if note.words else numbers
        else:
            message = "this says neither words nor a number to which a note belongs"
            self._report("NOT005", message, entry.span, f"write {FORMS} on a line of its own")
        return Element("aside", (*made, ("data-by", by)), entry.children, entry.span)

    def _stray(self, node: Node, block: Element) -> None:
        """Words of the block that are part of no entry."""
        if isinstance(node, str) or node.get("class") == "anchors" or node.get("data-block"):
            return
        hint = f'begin an entry with {FORMS}, and its text on the next line with ":   "'
        span = node.span or line(block.span, self.source)
        self._report("NOT005", "these words belong to no note", span, hint)

    def _report(self, code: str, message: str, span: Span | None, hint: str) -> None:
        self.found.append(Diagnostic(code, message, span, hint))


def _pairs(terms: Element) -> Iterator[tuple[list[Element], list[Element]]]:
    """Terms and what explains them, as they stand one after another."""
    group: list[Element] = []
    children = [one for one in terms.children if isinstance(one, Element)]
    for name, found in groupby(children, lambda one: one.name):
        if name == "dt":
            group = list(found)
        else:
            yield group, list(found)


def _read(entry: _Entry, by: str, id: str) -> AnchoredNote | None:
    if match := QUOTED.fullmatch(entry.words):
        return AnchoredNote(by, "quotation", " ".join(match["words"].split()), 0, 0, id, entry.span)
    match = COUNTED.fullmatch(entry.words)
    if not match or int(match["first"]) > int(match["last"] or match["first"]):
        return None
    first, last = int(match["first"]), int(match["last"] or match["first"])
    return AnchoredNote(by, KINDS[match["sign"]], "", first, last, id, entry.span)


def _places(block: Element, source: Source) -> _Places:
    """Where the anchors are written, by their letters: lines at the margin above one with a colon."""
    found: _Places = defaultdict(deque)
    if block.span is None:
        return found
    start = at = source.text.find("\n", block.span.start, block.span.end) + 1 or block.span.end
    end, above = start, ""
    for row in source.text[at : block.span.end].split("\n"):
        if row.startswith((":", " :", "  :", "   :")) and start < end:
            found[_letters(source.text[start:end])].append(source.span(start, end))
            start = end
        elif row.strip() and not row.startswith(" "):
            start = start if start < end and above.strip() else at
            end = at + len(row.rstrip())
        at, above = at + len(row) + 1, row
    return found


def _letters(words: str) -> str:
    """What Markdown leaves alone."""
    return "".join(filter(str.isalnum, words))


def _paragraphs(detail: Element) -> Iterator[Node]:
    """What a detail holds, words without a paragraph put into one."""
    for apart, found in groupby(detail.children, lambda one: isinstance(one, Element) and one.name in APART):
        nodes = tuple(found)
        if apart:
            yield from nodes
        elif any(not isinstance(one, str) or one.strip() for one in nodes):
            yield Element("p", (), nodes, detail.span)


# Looking up --------------------------------------------------------------------------------------


class _Sought:
    """Finds in a text what notes are anchored to."""

    def __init__(self, blocks: Sequence[Element], owner: str) -> None:
        self.text, self.owner = Text(blocks), owner
        self.counts = Counter(id.rpartition(".")[2][0] for id in self.text.ends)
        self.found: list[Diagnostic] = []

    def call(self, note: AnchoredNote) -> Iterator[Call]:
        """The call of a note, if there is one place where it belongs."""
        offset = self._quotation(note) if note.words else self._counted(note)
        if offset is not None:
            made = (("id", f"{note.anchor}-call"), ("data-mark", "anchored"), ("data-key", note.anchor))
            yield Call(offset, Element("a", (*made, ("data-by", note.by)), (), note.span))

    def _quotation(self, note: AnchoredNote) -> int | None:
        found = self.text.quotation(note.words)
        if len(found) == 1:
            return found[0]
        if found:
            self._report("the source has these words more than once", note, "quote more of them")
        else:
            near = "it has them with other capitals, quotation marks or dashes"
            hint = near if self.text.nearly(note.words) else "quote them as they stand there"
            self._report("the source does not have these words", note, hint)
        return None

    def _counted(self, note: AnchoredNote) -> int | None:
        sign = note.kind[0]
        for number in (note.first, note.last):
            if f"{self.owner}.{sign}{number}" not in self.text.ends:
                last = self.counts[sign]
                hint = f"the last is {sign}. {last}" if last else f"its {note.kind}s are not numbered"
                self._report(f"the source has no {note.kind} {number}", note, hint)
                return None
        return self.text.ends[f"{self.owner}.{sign}{note.last}"]

    def _report(self, message: str, note: AnchoredNote, hint: str) -> None:
        self.found.append(Diagnostic("NOT004", message, note.span, hint))
