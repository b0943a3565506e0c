"""A text of the manuscript as the paragraphs that Word gets: each with its name, its style and its signs.

A name is made of what the paragraph says, so that it is found again wherever it stands, and is not found
once it says something else. What the reader saw otherwise than we, and the words of others, are locked.
"""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from regesta.model import Chapter, Document, Lost
from regesta.reader.blocks import CLOSES, Block, outline
from regesta.reader.parse import FRONT
from regesta.reader.stretches import APART, HEADINGS, HOLDERS
from regesta.source import Source
from regesta.tree import Element, Node
from regesta.word.blocks import Stretch, blocks
from regesta.word.signs import Show, Sign, Signs, read

LOCKED = frozenset({"transcript", "facsimile"})  # the words of a source are no editor's
SPACE = re.compile(r"\s+")
ATOMS = frozenset({"note", "cite", "ref", "gap", "pb", "comment", "side"})
FIELDS = (
    "title",
    "title_formal",
    "title_supplied",
    "headnote",
    "summary",
    "inquiry",
)  # printed words of a record
PREFIX = "_rg_"
HEX = 24

Text = Chapter | Document | Lost


class Paragraph(NamedTuple):
    """A paragraph: where it stands in the file, what kind it is, and the blocks round it."""

    path: str
    kind: str  # p, h1 to h6, li, dt, dd, cell, note, quote, field, code
    start: int
    end: int
    signs: Signs
    inside: tuple[Block, ...] = ()
    says: str = ""  # of a note its label, of a cell its row, of a list item its sign, of a field its name
    locked: str = ""  # why nothing in it can be changed: words of others, field, unread
    name: str = ""

    @property
    def words(self) -> str:
        """All that Word shows."""
        return self.signs.shown


def paragraphs(text: Text, show: Show) -> tuple[Paragraph, ...]:
    """All paragraphs of a text in the order of its file; those of its record come first."""
    source = text.source
    front = FRONT.match(source.text)
    outlined = outline(source, front.end() if front else 0).value
    found = list(_fields(text))
    at, stack = outlined.start, list[Block]()
    for cut in outlined.cuts:
        found += _inside(source, blocks(source.text, at, cut.start), tuple(stack), show)
        at = cut.end
        if cut.number >= 0 and outlined.blocks[cut.number].name == "code":
            found.append(_locked(source, Stretch("code", cut.start, cut.end), tuple(stack)))
        elif cut.number >= 0:
            stack.append(outlined.blocks[cut.number])
            found.append(_fence(source, stack))
        elif cut.number == CLOSES and stack:
            stack.pop()
    found += _inside(source, blocks(source.text, at, len(source.text)), tuple(stack), show)
    return tuple(_named(_seen(found, text.body)))


def _named(found: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Each with its name; of several that say the same, each with its own."""
    met: Counter[str] = Counter()
    for one in found:
        said = "\0".join((one.path, one.kind, one.says if one.kind in ("note", "field") else "", one.words))
        kept = "\0".join(
            (said, *(f"{sign.kind}{sign.says}" for sign in one.signs.signs if sign.kind != "text"))
        )
        met[kept] += 1
        yield one._replace(name=PREFIX + sha256(f"{kept}\0{met[kept]}".encode()).hexdigest()[:HEX])


def _fields(text: Text) -> Iterator[Paragraph]:
    for name in FIELDS:
        words = text.data.value.get(name) if isinstance(text.data.value, dict) else None
        span = text.data.span(name)
        if isinstance(words, str) and words.strip() and span:
            signs = Signs()
            read_ = read(words.strip(), 0, len(words.strip()), lambda _kind, says: says)
            signs.signs += [
                sign._replace(start=span.start, end=span.end, kind="field") for sign in read_.signs
            ]
            yield Paragraph(text.source.path, "field", span.start, span.end, signs, (), name, "field")


def _inside(
    source: Source, raw: Iterator[Stretch], inside: tuple[Block, ...], show: Show
) -> Iterator[Paragraph]:
    names = {block.name for block in inside}
    lines = any(block.lines for block in inside)
    for one in raw:
        signs = read(source.text, one.start, one.end, show, lines)
        locked = "words" if names & LOCKED else "unread" if one.kind == "code" else ""
        if one.kind == "p" and "notes" in names:
            locked = "anchor"  # it says which words of the source the note is about
        if one.kind == "code":
            yield _locked(source, one, inside)
        elif signs.signs:
            yield Paragraph(source.path, one.kind, one.start, one.end, signs, inside, one.says, locked)


def _fence(source: Source, stack: list[Block]) -> Paragraph:
    """What the fence of a block says to readers: its title; of a source, which one."""
    block = stack[-1]
    given = {one.name: one for one in block.given}
    told = given.get("ref" if block.name == "source" else "title")
    made = Signs()
    if told and block.name != "source":
        made.signs += (Sign(one, told.at, told.at + len(told.value), "fence") for one in told.value)
    says = told.value if told and block.name == "source" else block.name
    return Paragraph(
        source.path, "fence", block.head.start, block.head.end, made, tuple(stack), says, "fence"
    )


def _locked(source: Source, one: Stretch, inside: tuple[Block, ...]) -> Paragraph:
    """A stretch that is shown as it is written."""
    made = Paragraph(source.path, one.kind, one.start, one.end, Signs(), inside, one.says, "unread")
    words = source.text[one.start : one.end]
    made.signs.signs.extend(_plain(words, one.start))
    return made


def _plain(words: str, start: int) -> Iterator[Sign]:
    for n, character in enumerate(words):
        yield Sign(character, start + n, start + n + 1, "code")


# What the reader saw -----------------------------------------------------------------------------


def _seen(found: list[Paragraph], body: Element) -> Iterator[Paragraph]:
    """Paragraphs of which the reader read other words are locked: we misread their markup."""
    read_ = Counter(_held(body))
    for one in found:
        own = "".join(sign.shown for sign in one.signs.signs if sign.kind == "text")
        squeezed = SPACE.sub("", own)
        if one.locked or read_[squeezed] or not squeezed:
            read_[squeezed] -= 1
            yield one
        else:
            yield one._replace(locked="unread")


def _held(element: Element) -> Iterator[str]:
    """The words of all holders of text, without spaces and without what is an atom."""
    if element.name in (*HOLDERS, *HEADINGS):
        yield SPACE.sub("", "".join(word for child in element.children for word in _words(child)))
    for child in element.children:
        if isinstance(child, Element):
            yield from _held(child)


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif node.get("data-mark") not in ATOMS and node.name not in (*APART, "code"):
        for child in node.children:
            yield from _words(child)
