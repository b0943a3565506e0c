"""Sentences and lines as spans in the tree: whole where they can be, else an empty span where one begins.

Knows what words a paragraph says and that elements are not split; what a stretch is called comes with it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from regesta.tree import Attributes, Children, Element, Node

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HOLDERS = ("p", "li", "dt", "dd", "td", "th")
# Their words are no part of the holder they stand in.
APART = frozenset((
    *HOLDERS, *HEADINGS, "ul", "ol", "dl", "blockquote", "table", "thead", "tbody", "tr", "pre", "div", "hr",
))  # fmt: skip
UNSAID = ("note", "anchored", "comment", "side")
GAP = "\ufffc"  # stands for words that are not there


class Stretch(NamedTuple):
    """Some of a paragraph's words, and the attributes of the span that holds them."""

    start: int
    end: int
    attributes: Attributes


class Words:
    """The words of a paragraph, without notes and comments, and where its author ruled."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.forced: list[int] = []
        self.forbidden: list[int] = []

    @property
    def text(self) -> str:
        """All of them."""
        return "".join(self.parts)

    def read(self, children: Children) -> None:
        """Add what is said, in order."""
        for child in children:
            if isinstance(child, str):
                self._add(child)
            elif (mark := child.get("data-mark")) in ("s+", "s-"):
                (self.forced if mark == "s+" else self.forbidden).append(self.length)
            elif child.name in APART:
                self.forced.append(self.length)
            elif child.name == "br" or mark == "gap":
                self._add(GAP if mark else "\n")
            elif mark not in UNSAID:
                self.read(child.children)

    def _add(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


class _Piece(NamedTuple):
    start: int
    end: int
    node: Node

    def owns(self, one: Stretch) -> bool:
        """Whether a stretch that begins in this element does not hold all of it."""
        return one.start > self.start or one.end < self.end


def wrapped(children: Children, low: int, high: int, stretches: Sequence[Stretch]) -> Children:
    """`children`, whose words are `low` to `high` of the paragraph's, with what begins in them wrapped.

    The stretches stand in order and do not meet.
    """
    pieces = list(_pieces(children, low))
    owned = dict(_owned(pieces, stretches))
    inside = {one.start for some in owned.values() for one in some}
    here = [one for one in stretches if one.start not in inside]
    whole = {one.start for one in here if one.end <= high and not _parted(pieces, one.end)}
    cuts = sorted({one.start for one in here} | {one.end for one in here if one.start in whole})
    return tuple(_grouped(_cut(pieces, owned, cuts), here, whole))


def _grouped(pieces: Iterator[_Piece], here: list[Stretch], whole: set[int]) -> Iterator[Node]:
    """The nodes, those of a whole stretch in one span; an empty span before those of another."""
    group: tuple[Stretch, list[Node]] | None = None
    at = 0
    for piece in pieces:
        if group and (piece.start > group[0].end or (piece.start == group[0].end and _parting(piece))):
            yield _span(*group)
            group = None
        if not group and at < len(here) and piece.start >= here[at].start:
            if here[at].start in whole:
                group = (here[at], [])
            else:
                yield _span(here[at], [])
            at += 1
        if group:
            group[1].append(piece.node)
        else:
            yield piece.node
    if group:
        yield _span(*group)


def _pieces(children: Children, at: int) -> Iterator[_Piece]:
    for child in children:
        words = Words()
        words.read((child,))
        yield _Piece(at, at + words.length, child)
        at += words.length


def _owned(pieces: list[_Piece], stretches: Sequence[Stretch]) -> Iterator[tuple[int, list[Stretch]]]:
    """By the number of an element, the stretches that begin in it."""
    starts = [one.start for one in stretches]
    for number, piece in enumerate(pieces):
        if isinstance(piece.node, Element) and piece.start < piece.end:
            begin = stretches[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]
            if found := [one for one in begin if piece.owns(one)]:
                yield number, found


def _parted(pieces: list[_Piece], offset: int) -> bool:
    """Whether the offset lies in the midst of an element."""
    piece = pieces[bisect_left(pieces, offset, key=lambda one: one.start) - 1]
    return isinstance(piece.node, Element) and piece.start < offset < piece.end


def _cut(pieces: list[_Piece], owned: dict[int, list[Stretch]], cuts: list[int]) -> Iterator[_Piece]:
    """The pieces, strings cut where a stretch begins or ends and elements done inside."""
    for number, piece in enumerate(pieces):
        if isinstance(piece.node, Element):
            inside = piece.node.children
            children = wrapped(inside, piece.start, piece.end, owned[number]) if number in owned else inside
            yield piece._replace(node=kept(piece.node, children))
            continue
        at = piece.start
        within = cuts[bisect_right(cuts, piece.start) : bisect_left(cuts, piece.end)]
        for cut in (*within, piece.end):
            yield _Piece(at, cut, piece.node[at - piece.start : cut - piece.start])
            at = cut


def _parting(piece: _Piece) -> bool:
    """Whether a piece at a stretch's end is no part of it, as a note or a mark there would be."""
    return piece.end > piece.start or (isinstance(piece.node, Element) and piece.node.name in APART)


def _span(one: Stretch, nodes: list[Node]) -> Element:
    return Element("span", one.attributes, tuple(nodes))


def kept(element: Element, children: Children) -> Element:
    """The element with these children; the same object where they are the same."""
    same = len(children) == len(element.children) and all(
        new is old for new, old in zip(children, element.children, strict=True)
    )
    return element if same else replace(element, children=children)
