"""Running text as checks of words need it: what a passage is, and where its words stand in the file.

A passage is what a reader takes in at once: a paragraph, an item, a heading, a row of a table, a field
that is printed. What is found in its words is looked for again in its own stretch of the file.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from regesta.model import Chapter, Document, Lost
from regesta.source import Source, Span

Text = Chapter | Document | Lost
WORD = re.compile(r"\w+")
OPENING, REACH = 4, 60  # words that tell a passage from others; words that markup may hide in one place
OPENS = re.compile(r"[ >]*(?:(?:[-*+]|\d+\.)[ ]|#{1,6}[ ]|\[\^[^\]\n]+\]:)")  # what may stand before a block
EXACT = frozenset({"tr", "field", "title"})
LINES = 200  # as many as a block may be expected to have
# What of a passage's source is no word of it: code, marks, addresses, citations, entities, comments.
MARKUP = re.compile(
    r"`+[^`]*`+|\{--.{0,2000}?--\}|\{>>.{0,2000}?<<\}|\{~~.{0,2000}?~>|~~\}|\{\+\+|\+\+\}|\{==|==\}"
    r"|\{side:|\{[^{}]*\}|\]\([^()]*\)"
    r"|\[\^[^\]\n]*\]:?|\[[^\[\]]*@[^\[\]]*\](?!\{)|@[a-z]+-[\w-]+|<[^<>\s]+>|https?://\S+|&#?\w+;",
    re.DOTALL,
)


class Piece(NamedTuple):
    """Words of one language."""

    language: str
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that belong together; `inside` names the blocks around them, or the field that they are.

    `name` is the element, `witnessed` says that a note, citation or pointer stands in it, `hidden` that
    only teachers see it; `numbers` are the sentences and lines that begin in it, by their ids, and where in
    its words. The words stand in the file between `start` and `end`, among markup.
    """

    text: Text | None
    source: Source
    name: str
    inside: tuple[str, ...]
    pieces: tuple[Piece, ...]
    start: int
    end: int
    witnessed: bool = False
    hidden: bool = False
    numbers: tuple[tuple[str, int], ...] = ()

    @property
    def words(self) -> str:
        """All words, of whatever language."""
        return self.pieces[0].words if len(self.pieces) == 1 else "".join(one.words for one in self.pieces)

    def place(self, start: int, end: int) -> Span:
        """Where `words[start:end]` stands in the file; if written otherwise, the passage's beginning."""
        return self.places([(start, end)])[0]

    def places(self, parts: Sequence[tuple[int, int]]) -> list[Span]:
        """The places of several parts of the words, which takes no longer than that of one."""
        if not parts:
            return []
        begin, said = self._begin(), list(WORD.finditer(self.words))
        written = list(WORD.finditer(plain(self.source.text[begin : self.end])))
        twins = _twins([one[0] for one in said], [one[0] for one in written])
        ends, made = [one.end() for one in said], []
        for start, end in parts:
            first, last = bisect_right(ends, start), bisect_left(ends, end)
            one, other = twins.get(first), twins.get(last)
            if one is None or other is None:
                made.append(self.source.span(self.start))
                continue
            at = begin + written[one].start() + start - said[first].start()
            made.append(self.source.span(at, begin + written[other].end() - ends[last] + end))
        return made

    def _begin(self) -> int:
        """Where the block begins; its element may only know its first mark."""
        at = self.start
        for _ in range(0 if self.name in EXACT else LINES):
            line = self.source.text.rfind("\n", 0, at) + 1
            begin = opening(self.source.text, line)
            if begin is not None:
                return min(begin, self.start)
            at = line - 1
        return self.start


def plain(text: str) -> str:
    """The text with spaces where markup stands."""
    return MARKUP.sub(lambda found: " " * len(found[0]), text)


def opening(text: str, line: int) -> int | None:
    """Where a block begins in this line, if one may begin there."""
    if found := OPENS.match(text, line):
        return found.end()
    above = text[text.rfind("\n", 0, max(0, line - 1)) + 1 : max(0, line - 1)]
    return line if not above.strip(" >") or above.startswith(":::") else None


def _twins(said: list[str], written: list[str]) -> Mapping[int, int]:
    """For each word that is said, the same among those that are written, in order; some may have none."""
    opening = said[:OPENING]
    heads = range(len(written) - len(opening) + 1)
    at = next((head for head in heads if written[head : head + len(opening)] == opening), 0)
    found = {}
    for number, word in enumerate(said):
        following = said[number + 1 : number + 2]
        for twin in range(at, min(at + REACH, len(written))):
            sure = twin == at or not following or written[twin + 1 : twin + 2] == following
            if written[twin] == word and sure:
                found[number], at = twin, twin + 1
                break
    return found
