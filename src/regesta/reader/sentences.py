"""Where the sentences of a transcript end, and ids for them that hold while the text holds.

Knows languages by short lists; an author has the last word with `{s+}` and `{s-}`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from regesta.reader.abbreviations import AFTER_ORDINAL, KNOWN, NEVER_LAST, ORDINALS
from regesta.tree import Children, Element, Node

BLOCK = "transcript"
HOLDERS = ("p", "li", "dt", "dd", "td", "th")
# Their words are no part of the holder they stand in.
APART = (*HOLDERS, "ul", "ol", "dl", "blockquote", "table", "thead", "tbody", "tr", "pre", "div", "hr")
UNSAID = ("note", "comment")


def _sets(table: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in table.items()}


ABBREVIATIONS, NEVER = _sets(KNOWN), _sets(NEVER_LAST)
NONE: frozenset[str] = frozenset()
END = re.compile(r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[\"'”’“‘»«)\]]*)(?=\s+|$)")
ORDINAL = re.compile(rf"\s+(?:{AFTER_ORDINAL})", re.IGNORECASE)
ROMAN = re.compile("[IVXLCM]+")
WORD = re.compile(r"[\w.]+$")


class Sentence(NamedTuple):
    """A stretch of a paragraph's words, and its id."""

    start: int
    end: int
    id: str


def number(body: Element, owner: str) -> Element:
    """The body with every sentence of its transcripts in a `span` with its id."""
    numbers = count(1)

    def block(node: Node) -> Node:
        if isinstance(node, str) or not node.get("data-block"):
            return node
        if node.get("data-block") == BLOCK:
            return _Numbering(owner, node.get("data-lang") or "", numbers).element(node)
        return kept(node, tuple(map(block, node.children)))

    return kept(body, tuple(map(block, body.children)))


def ends(
    text: str, language: str, forced: Iterable[int] = (), forbidden: Iterable[int] = ()
) -> tuple[int, ...]:
    """Offsets after each sentence; `forced` and `forbidden` are offsets where an author said so."""
    found = {match.end() for match in END.finditer(text) if _is_end(text, match, language[:2])}
    # `{s-}` may stand before or after the sign and the space that would end the sentence
    found = {at for at in found if not any(at - 1 <= no <= at + 1 for no in forbidden)} | set(forced)
    return tuple(sorted(found | ({len(text)} if text.strip() else set())))


def _is_end(text: str, match: re.Match[str], language: str) -> bool:
    if text[match.end() :].lstrip()[:1].islower():
        return False
    if match["stop"] != "." or match["close"]:
        return True
    word = WORD.search(text, max(0, match.start() - 20), match.start())
    return _stops(word[0] if word else "", language, text[match.end() :])


def _stops(word: str, language: str, after: str) -> bool:
    """Whether a full stop after `word` ends the sentence, seen what comes after."""
    short = word.lower()
    if short in ABBREVIATIONS.get(language, NONE):
        begins = after.lstrip()[:1]
        return short not in NEVER[language] and len(short) > 1 and (begins.isupper() or not begins)
    if language in ORDINALS and (word.isdigit() or ROMAN.fullmatch(word)):
        return not ORDINAL.match(after)
    return not (len(word) == 1 and word.isalpha() and word.isupper())  # an initial


class _Numbering:
    """Numbers one transcript; a sentence keeps within its paragraph, cell or item."""

    def __init__(self, owner: str, language: str, numbers: "count[int]") -> None:
        self.owner, self.language, self.numbers = owner, language, numbers

    def element(self, element: Element) -> Element:
        """The element with its own sentences numbered before those of what stands apart in it."""
        if element.name in HOLDERS:
            words = _Words()
            words.read(element.children)
            children = _wrapped(element.children, 0, len(words.text), self._sentences(words))
            element = kept(element, children)
        return self._inside(element)

    def _inside(self, element: Element) -> Element:
        return kept(element, tuple(map(self._child, element.children)))

    def _child(self, child: Node) -> Node:
        if isinstance(child, str):
            return child
        return self.element(child) if child.name in APART else self._inside(child)

    def _sentences(self, words: "_Words") -> list[Sentence]:
        found, begin = [], 0
        for end in ends(words.text, self.language, words.forced, words.forbidden):
            sentence = words.text[begin:end]
            if sentence.strip():
                start = begin + len(sentence) - len(sentence.lstrip())
                id = f"{self.owner}.s{next(self.numbers)}"
                found.append(Sentence(start, begin + len(sentence.rstrip()), id))
            begin = end
        return found


class _Words:
    """The words of a paragraph, without notes and comments, and where its author ruled."""

    def __init__(self) -> None:
        self.text = ""
        self.forced: list[int] = []
        self.forbidden: list[int] = []

    def read(self, children: Children) -> None:
        """Add what is said, in order."""
        for child in children:
            if isinstance(child, str):
                self.text += child
            elif (mark := child.get("data-mark")) in ("s+", "s-"):
                (self.forced if mark == "s+" else self.forbidden).append(len(self.text))
            elif child.name in APART:
                self.forced.append(len(self.text))
            elif child.name == "br":
                self.text += "\n"
            elif mark not in UNSAID:
                self.read(child.children)


class _Piece(NamedTuple):
    start: int
    end: int
    node: Node

    def owns(self, one: Sentence) -> bool:
        """Whether the sentence begins in this element and does not hold all of it."""
        if isinstance(self.node, str) or not self.start <= one.start < self.end:
            return False
        return one.start > self.start or one.end < self.end

    def parts(self, offset: int) -> bool:
        """Whether the offset lies in the midst of this element."""
        return isinstance(self.node, Element) and self.start < offset < self.end


def _wrapped(children: Children, low: int, high: int, sentences: list[Sentence]) -> Children:
    """`children`, whose words are `low` to `high` of the paragraph's, with what begins in them wrapped."""
    pieces = list(_pieces(children, low))
    here = [one for one in sentences if low <= one.start and not any(piece.owns(one) for piece in pieces)]
    whole = [one for one in here if one.end <= high and not any(piece.parts(one.end) for piece in pieces)]
    cuts = {one.start for one in here} | {one.end for one in whole}
    made: list[Node] = []
    group: tuple[Sentence, list[Node]] | None = None
    for piece in _cut(pieces, sentences, cuts):
        if group and (piece.start > group[0].end or (piece.start == group[0].end and _parting(piece))):
            made.append(_span(*group))
            group = None
        if not group and here and piece.start >= here[0].start:
            one = here.pop(0)
            if one in whole:
                group = (one, [])
            else:
                made.append(_span(one, []))
        (group[1] if group else made).append(piece.node)
    return (*made, _span(*group)) if group else tuple(made)


def _pieces(children: Children, at: int) -> Iterator[_Piece]:
    for child in children:
        words = _Words()
        words.read((child,))
        yield _Piece(at, at + len(words.text), child)
        at += len(words.text)


def _cut(pieces: list[_Piece], sentences: list[Sentence], cuts: set[int]) -> Iterator[_Piece]:
    """The pieces, strings cut where a sentence begins or ends and elements done inside."""
    for piece in pieces:
        if isinstance(piece.node, Element):
            owned = [one for one in sentences if piece.owns(one)]
            inside = piece.node.children
            children = _wrapped(inside, piece.start, piece.end, owned) if owned else inside
            yield piece._replace(node=kept(piece.node, children))
            continue
        at = piece.start
        for cut in [*sorted(cut for cut in cuts if piece.start < cut < piece.end), piece.end]:
            yield _Piece(at, cut, piece.node[at - piece.start : cut - piece.start])
            at = cut


def _parting(piece: _Piece) -> bool:
    """Whether a piece at a sentence's end is no part of it, as a note or a mark there would be."""
    return piece.end > piece.start or (isinstance(piece.node, Element) and piece.node.name in APART)


def _span(one: Sentence, nodes: list[Node]) -> Element:
    return Element("span", (("class", "s"), ("id", one.id)), tuple(nodes))


def kept(element: Element, children: Children) -> Element:
    """The element with these children; the same object where they are the same."""
    same = len(children) == len(element.children) and all(
        new is old for new, old in zip(children, element.children, strict=True)
    )
    return element if same else replace(element, children=children)
