"""The words of a source: where a quotation, a sentence or a line ends, and calls put in there.

Offsets count the words that are said, a line break and both edges of a paragraph as one character each.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from regesta.reader.stretches import APART, UNSAID, kept
from regesta.tree import Children, Element, Node

NUMBERED = ("s", "l")
LINKS = ("who", "org", "place", "term")  # may become links, and no link stands in another
FOLDED = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’", "'") | dict.fromkeys("–—‐‑", "-"))
FOREVER = 1 << 60


class Call(NamedTuple):
    """An element that belongs behind the words which end at an offset."""

    offset: int
    element: Element


class Text:
    """The words of some blocks, read once."""

    def __init__(self, blocks: Sequence[Element]) -> None:
        self.blocks = blocks
        self.ends: dict[str, int] = {}  # of sentences and lines, by id
        self._parts: list[str] = []
        self._at = 0
        self._open: list[str] = []  # the sentence that has no span round it
        for block in blocks:
            self._read(block)
        self.text = "".join(self._parts)
        self._trim()
        self._words()

    def quotation(self, quoted: str) -> tuple[int, ...]:
        """Where the words end, for each time that they are there; two times are enough."""
        sought, at = " ".join(quoted.split()), -1
        found: list[int] = []
        while len(found) <= 1 and (at := self.plain.find(sought, at + 1)) >= 0:
            end = at + len(sought)
            if not (_parts(self.plain, at) or _parts(self.plain, end)):
                word = bisect_right(self._plain_starts, end - 1) - 1
                found.append(self._starts[word] + end - self._plain_starts[word])
        return tuple(found)

    def nearly(self, quoted: str) -> bool:
        """Whether the words are there but for capitals, quotation marks and dashes."""
        return _folded(" ".join(quoted.split())) in _folded(self.plain)

    def called(self, calls: Iterable[Call]) -> tuple[Element, ...]:
        """The blocks with calls in them."""
        caller = _Caller(calls)
        return tuple(caller.block(block) for block in self.blocks)

    # reading

    def _read(self, element: Element) -> None:
        if element.name in APART:
            self._close()
            self._say("\n")
            self._inside(element)
            self._close()
            self._say("\n")
        elif element.get("class") in NUMBERED and (id := element.get("id")):
            self._close()
            begin = self._at
            self._inside(element)
            self._open.append(id)
            if self._at > begin:
                self._close()
        else:
            self._inside(element)

    def _inside(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._say(child)
            elif child.name == "br":
                self._say("\n")
            elif child.get("data-mark") not in UNSAID:
                self._read(child)

    def _say(self, words: str) -> None:
        self._parts.append(words)
        self._at += len(words)

    def _close(self) -> None:
        while self._open:
            self.ends[self._open.pop()] = self._at

    def _trim(self) -> None:
        """Sentences end with their last word."""
        for id, at in self.ends.items():
            end = at
            while end and self.text[end - 1].isspace():
                end -= 1
            self.ends[id] = end

    def _words(self) -> None:
        """The same words with single spaces, and where each stood."""
        self._starts: list[int] = []
        self._plain_starts: list[int] = []
        words, at, length = self.text.split(), 0, 0
        for word in words:
            at = self.text.index(word, at)
            self._starts.append(at)
            self._plain_starts.append(length)
            at, length = at + len(word), length + len(word) + 1
        self.plain = " ".join(words)


def _parts(text: str, at: int) -> bool:
    """Whether an offset lies in the midst of a word."""
    return text[max(0, at - 1) : at].isalnum() and text[at : at + 1].isalnum()


def _folded(text: str) -> str:
    return text.casefold().translate(FOLDED)


class _Caller:
    """Puts calls into a text of which it knows how far it has come."""

    def __init__(self, calls: Iterable[Call]) -> None:
        self.calls = deque(sorted(calls, key=lambda call: call.offset))
        self.at = 0

    def block(self, element: Element, before: int = FOREVER) -> Element:
        """An element with the calls that belong into it, those at `before` and later left for others."""
        apart = element.name in APART
        self.at += apart
        children = tuple(node for child in element.children for node in self._child(child, before))
        self.at += apart
        return kept(element, children)

    def _child(self, child: Node, before: int) -> Iterator[Node]:
        if isinstance(child, str):
            yield from self._words(child, before)
            return
        if child.name == "br":
            self.at += 1
            yield child
        elif child.get("data-mark") in UNSAID:
            yield child
        elif child.name in APART or child.get("class") in NUMBERED:
            yield self.block(child, before)
        else:
            yield self._inline(child, before)
        yield from self._due(before)

    def _inline(self, child: Element, before: int) -> Element:
        """Calls at its end stand behind it; where there can be none in it, all do."""
        end = self.at + _length(child)
        marks = (child.get("data-mark") or "").split()
        if child.name == "a" or any(mark in LINKS for mark in marks):
            self.at = end
            return child
        return self.block(child, min(before, end))

    def _words(self, words: str, before: int) -> Iterator[Node]:
        begin, done = self.at, 0
        self.at += len(words)
        while self.calls and self.calls[0].offset <= self.at and self.calls[0].offset < before:
            call = self.calls.popleft()
            if call.offset > begin + done:
                yield words[done : call.offset - begin]
                done = call.offset - begin
            yield call.element
        if words[done:]:
            yield words[done:]

    def _due(self, before: int) -> Children:
        found: list[Node] = []
        while self.calls and self.calls[0].offset <= self.at and self.calls[0].offset < before:
            found.append(self.calls.popleft().element)
        return tuple(found)


def _length(element: Element) -> int:
    """How many characters an element says."""
    return 2 * (element.name in APART) + sum(
        len(child) if isinstance(child, str) else 1 if child.name == "br" else _length(child)
        for child in element.children
        if isinstance(child, str) or child.get("data-mark") not in UNSAID
    )
