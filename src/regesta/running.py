"""Running text as every medium has it: its words in order, and how a place among them is named.

A page of the PDF begins at a word, and the EPUB must find that word in a tree that other templates
made. Its place is therefore the last anchor before it, how many entries of a list begin after that,
and how many words stand between. What only one medium prints, or sets elsewhere (notes, numbers of
sentences, page numbers, heads of tables), counts nowhere; what each words in its own way (heads of
chapters and sources, pictures) counts as one word. Works on any tree that speaks as ElementTree does.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container
from itertools import chain, islice, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u"
    " var wbr".split()
)
LINES = frozenset({"l", "par", "label"})  # spans that no word goes on into
ONE = frozenset({"header", "h1", "img", "svg", "math", "nav"})  # count as one word
APART = frozenset({"head", "thead", "script", "style"})
APART_CLASSES = frozenset(
    "call continued fn note notes own-notes noteref again comment letter side sn slot number qn skill".split()
)
ENTRY = "data-entry"  # on the elements of a list that has no anchors; templates of all media agree on them
WORD = re.compile(r"[^\s—]+—*|—+")  # a line may end after a dash
UNSEEN = {0xAD: None, 0x2010: None}  # hyphens that stand only where a line ends


class Place(NamedTuple):
    """A word, by what stands before it."""

    anchor: str
    entries: int
    words: int


class Word(NamedTuple):
    """Where a word begins: so many signs into the text of `node`, or into what follows `node`."""

    node: Any
    tail: bool
    offset: int


def letters(text: str) -> int:
    """How many signs of a text are there however its lines are broken."""
    return len("".join(text.split()).translate(UNSEEN))


def name(element: Any) -> str:
    """The tag of an element without its namespace; a comment has none."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_inline(element: Any) -> bool:
    """Whether words go on over the borders of an element."""
    return name(element) in INLINE and LINES.isdisjoint((element.get("class") or "").split())


def is_apart(element: Any) -> bool:
    """Whether the words of an element are no running text."""
    return name(element) in APART or not APART_CLASSES.isdisjoint((element.get("class") or "").split())


class Running:
    """The running text of one tree; of its anchors only those in `known` count, where that is given.

    Of a word no more is kept than two numbers, since a book has half a million.
    """

    def __init__(self, root: Any, known: Container[str] | None = None) -> None:
        self.size = 0  # in letters
        self.anchors: dict[str, int] = {}  # → which of `_counts` begins there
        self.pieces: dict[Any, list[tuple[int, int]]] = {}  # of an element: its letters and all, before each
        self.whole: dict[Any, int] = {}  # what counts as one word, and all in it → letters before
        self._starts: list[int] = []  # of each word: the letters before it
        self._offsets: list[int] = []  # of each word
        self._nodes: list[tuple[int, Any, bool]] = []  # the word that comes next, where it stands
        self._counts: list[tuple[int, str, int]] = [(0, "", 0)]  # the word that comes next, anchor, entries
        self._known, self._own, self._open = known, dict[Any, int](), False
        self._read(root)

    def __len__(self) -> int:
        return len(self._starts)

    def _read(self, element: Any) -> None:
        inline = is_inline(element)
        self._open = self._open and inline
        self._pass(element)
        if name(element) in ONE:
            self._count(element)
        elif not is_apart(element):
            self._text(element, element, element.text, False)
            for child in element:
                if isinstance(child.tag, str):
                    self._read(child)
                self._text(element, child, child.tail, True)
        self._open = self._open and inline and name(element) != "br"

    def _pass(self, element: Any) -> None:
        """An anchor, or an entry without one, begins the count anew."""
        anchor = element.get("id")
        if anchor and (self._known is None or anchor in self._known):
            self.anchors.setdefault(anchor, len(self._counts))
            self._counts.append((len(self), anchor, 0))
        elif element.get(ENTRY) is not None:
            _, anchor, entries = self._counts[-1]
            self._counts.append((len(self), anchor, entries + 1))

    def _count(self, element: Any) -> None:
        """Something that counts as one word; the first anchor in it is its own."""
        for one in element.iter():
            self.whole[one] = self.size
        inner = next((one for one in element.iter() if isinstance(one.tag, str) and one.get("id")), None)
        if inner is not None and inner is not element:
            self._pass(inner)
        self._nodes.append((len(self), element, False))
        self._starts.append(self.size)
        self._offsets.append(0)
        self.size += 1
        self._open = False

    def _text(self, owner: Any, node: Any, text: str | None, tail: bool) -> None:
        if not text:
            return
        before = self.size
        self.pieces.setdefault(owner, []).append((self._own.get(owner, 0), before))
        self._nodes.append((len(self), node, tail))
        for found in WORD.finditer(text):
            if found.start() or not self._open:
                self._starts.append(before)
                self._offsets.append(found.start())
            before += letters(found[0])
            self._open = found.end() == len(text) and not found[0].endswith("—")
        self._open = self._open and not text[-1].isspace()
        self._own[owner] = self._own.get(owner, 0) + before - self.size
        self.size = before

    def before(self, owner: Any, own: int) -> int:
        """How many letters stand before the one that comes after `own` letters of an element itself."""
        first, whole = next(one for one in reversed(self.pieces[owner]) if one[0] <= own)
        return whole + own - first

    def place(self, before: int) -> Place:
        """The first word that begins after so many letters: one that is broken there has gone before."""
        at = bisect_left(self._starts, before)
        begun, anchor, entries = self._counts[bisect_right(self._counts, at, key=itemgetter(0)) - 1]
        return Place(anchor, entries, at - begun)

    def find(self, place: Place) -> int:
        """Which word stands at a place, in a tree with its anchor; the next, if too few come after."""
        counts = islice(self._counts, self.anchors[place.anchor], None)
        for (begun, anchor, entries), (end, *_) in pairwise(chain(counts, ((len(self), "", 0),))):
            if (anchor, entries) == (place.anchor, place.entries):
                return min(begun + place.words, end, len(self) - 1)
            if anchor != place.anchor:
                return min(begun, len(self) - 1)
        return len(self) - 1

    def word(self, at: int) -> Word:
        """Where a word stands."""
        _, node, tail = self._nodes[bisect_right(self._nodes, at, key=itemgetter(0)) - 1]
        return Word(node, tail, self._offsets[at])
