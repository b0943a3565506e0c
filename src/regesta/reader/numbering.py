"""Numbers for the sentences and lines of a source, which hold while its text holds, and what faces them.

All transcripts of a file make one row of numbers, which translations and adapted texts follow; a verse
counts its own lines.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.reader.sentences import ends
from regesta.reader.stretches import GAP, HEADINGS, HOLDERS, Stretch, Words, kept, wrapped
from regesta.source import Source, Span
from regesta.tree import Element, Node, rewrite, walk

ORIGINAL, FACING, ADAPTED, VERSE = "transcript", "translation", "adapted", "verse"
TEXTS = (ORIGINAL, FACING, ADAPTED)
KINDS = {"s": "sentences", "l": "lines"}
STEP, DEEPEST = 4, 4  # spaces by which a line of a verse stands further in, and how often


class Sentence(NamedTuple):
    """A numbered sentence or line of a source; its words tell whether a change has renumbered it."""

    id: str
    words: str


class Numbered(NamedTuple):
    """A body with its numbers, the sentences and lines that have ids, and what does not face them."""

    body: Element
    sentences: tuple[Sentence, ...]
    found: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Row:
    """A row of numbers through some blocks: of sentences (`s`) or of lines (`l`)."""

    sign: str
    key: str  # the attribute that says the number: id, data-of, or none
    owner: str
    limit: int | None = None  # no number beyond it
    first: Element | None = None  # the block that begins it
    paragraphs: list[int] = field(default_factory=list)  # how many stand in each
    said: list[Sentence] = field(default_factory=list)

    def stretches(self, words: Words, language: str) -> list[Stretch]:
        """The next numbers, for the words of one paragraph."""
        text, found = words.text, []
        for start, end in _bounds(words, text, language) if self.sign == "s" else _lines(text):
            number = len(self.said) + 1
            id = f"{self.owner}.{self.sign}{number}"
            named = ((self.key, id),) if self.key and (self.limit is None or number <= self.limit) else ()
            found.append(Stretch(start, end, (("class", self.sign), *named, ("data-n", str(number)))))
            self.said.append(Sentence(id, " ".join(text[start:end].replace(GAP, "").split())))
        self.paragraphs += [len(found)] if found else []
        return found


def number(body: Element, owner: str, source: Source) -> Numbered:
    """The body with every sentence or line of its sources in a `span`."""
    blocks = [one for one in walk(body) if one.get("data-block") in TEXTS]
    numbers = _Numbers(owner, _base(blocks))
    body = _through(body, numbers.own)
    if any(one.get("data-block") == VERSE for one in walk(body)):
        body = rewrite(body, lambda one: _indented(one, source) if one.get("data-block") == VERSE else one)
    if any(map(numbers.follows, blocks)):
        body = _through(body, numbers.beside)
    found = [one for row in numbers.facing.values() for one in _unlike(row, numbers.rows[row.sign], source)]
    found += [_lineless(one, source) for one in blocks if _sign(one) == "l" and not numbers.rows["l"].said]
    if numbers.base != (ORIGINAL,):
        found += [_alone(one, source) for one in blocks if one.get("data-block") == ADAPTED]
    said = tuple(one for row in numbers.rows.values() for one in row.said)
    return Numbered(body, said, tuple(found))


class _Numbers:
    """The rows of one file: those of the text it stands for, and those that face them."""

    def __init__(self, owner: str, base: tuple[str, ...]) -> None:
        self.owner, self.base = owner, base
        self.rows = {sign: _Row(sign, "id", owner) for sign in KINDS}
        self.facing: dict[tuple[str, str, str], _Row] = {}

    def follows(self, block: Element) -> bool:
        """Whether a block has its numbers from another."""
        return not self.base or _key(block)[: len(self.base)] != self.base

    def own(self, block: Element) -> _Row | None:
        """The row of a block that has numbers of its own."""
        if block.get("data-block") == VERSE:
            return _Row("l", "id" if _sign(block) == "l" else "", block.get("id") or self.owner)
        return None if self.follows(block) else self.rows[_sign(block)]

    def beside(self, block: Element) -> _Row | None:
        """The row of a block that has not, where there is something that it can face."""
        base = self.rows[_sign(block)]
        if block.get("data-block") == VERSE or _shorter(block) or not self.follows(block) or not base.said:
            return None
        made = _Row(base.sign, "data-of", self.owner, len(base.said), block)
        return self.facing.setdefault((*_key(block), base.sign), made)


def _base(blocks: Sequence[Element]) -> tuple[str, ...]:
    """What the numbers belong to: the transcripts, else the translation in the first language."""
    keys = [_key(one) for one in blocks]
    if any(name == ORIGINAL for name, _ in keys):
        return (ORIGINAL,)
    return next((key for key in keys if key[0] == FACING), ())


def _key(block: Element) -> tuple[str, str]:
    return block.get("data-block") or "", block.get("data-lang") or ""


def _shorter(block: Element) -> bool:
    """Whether an adapted text follows the document as a whole, and no sentence of it stands for another."""
    return block.get("data-block") == ADAPTED and "shorter" in (block.get("class") or "").split()


def _sign(block: Element) -> str:
    return "l" if "lines" in (block.get("class") or "").split() else "s"


def _bounds(words: Words, text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end; nothing but a gap is no sentence."""
    begin = 0
    for end in ends(text, language, words.forced, words.forbidden):
        if text[begin:end].replace(GAP, "").strip():
            yield _trimmed(text, begin, end)
        begin = end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for line in text.split("\n"):
        if line.strip():
            yield _trimmed(text, begin, begin + len(line))
        begin += len(line) + 1


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    words = text[begin:end]
    return end - len(words.lstrip()), begin + len(words.rstrip())


# In the tree -------------------------------------------------------------------------------------


def _through(element: Element, row: Callable[[Element], _Row | None]) -> Element:
    """The element with all blocks numbered for which there is a row."""
    return kept(element, tuple(_block(child, row) for child in element.children))


def _block(node: Node, row: Callable[[Element], _Row | None]) -> Node:
    if isinstance(node, str) or not node.get("data-block"):
        return node
    found = row(node) if node.get("data-block") in (*TEXTS, VERSE) else None
    return _Paragraphs(found, node.get("data-lang") or "").element(node) if found else _through(node, row)


class _Paragraphs:
    """Numbers one block; a sentence or line keeps within its paragraph, cell or item."""

    def __init__(self, row: _Row, language: str) -> None:
        self.row, self.language = row, language
        self.holders = (*HOLDERS, *HEADINGS) if row.sign == "l" else HOLDERS

    def element(self, element: Element) -> Element:
        """The element with its own words numbered before those of what stands apart in it."""
        if element.name in self.holders:
            words = Words()
            words.read(element.children)
            stretches = self.row.stretches(words, self.language)
            element = kept(element, wrapped(element.children, 0, words.length, stretches))
        return kept(element, tuple(map(self._child, element.children)))

    def _child(self, child: Node) -> Node:
        return child if isinstance(child, str) else self.element(child)


def _indented(verse: Element, source: Source) -> Element:
    """A verse whose lines say how far in they stand; where they cannot be told apart, none does."""
    lines = source.text[verse.span.start : verse.span.end].split("\n")[1:-1] if verse.span else []
    depths = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    found = [one for one in walk(verse) if one.get("class") == "l"]
    if not any(depths) or len(depths) != len(found):
        return verse
    flush = min(depths)
    deep = {
        one.get("data-n"): min(DEEPEST, -((flush - depth) // STEP))
        for one, depth in zip(found, depths, strict=True)
    }

    def change(element: Element) -> Node:
        depth = deep.get(element.get("data-n")) if element.get("class") == "l" else 0
        return element.given(data_indent=str(depth)) if depth else element

    return rewrite(verse, change)


# What does not face ------------------------------------------------------------------------------


def _unlike(row: _Row, base: _Row, source: Source) -> Iterator[Diagnostic]:
    """Whether a text has as many sentences as the one it follows; says where they first differ."""
    if len(row.said) == len(base.said) or row.first is None:
        return
    name, kind = row.first.get("data-block"), KINDS[row.sign]
    counts = f"{len(row.said)} and {len(base.said)}"
    message = f'"{name}" and the source differ in the number of {kind}: {counts}'
    pairs = enumerate(zip_longest(row.paragraphs, base.paragraphs, fillvalue=0), 1)
    n, (here, there) = next(pair for pair in pairs if pair[1][0] != pair[1][1])
    hint = f"they begin to differ in paragraph {n}: {here} and {there}"
    hint += "; {s+} parts and {s-} joins" if row.sign == "s" else ""
    yield Diagnostic("TRN001", message, line(row.first.span, source), hint)


def _lineless(block: Element, source: Source) -> Diagnostic:
    message = f'"{block.get("data-block")}" is numbered by lines and the source is not'
    return Diagnostic("TRN001", message, line(block.span, source), "write .lines for both or for neither")


def _alone(block: Element, source: Source) -> Diagnostic:
    message = "an adapted text stands without its transcript"
    hint = "write ::: transcript, or make it ::: retold"
    return Diagnostic("TRN002", message, line(block.span, source), hint)


def line(span: Span | None, source: Source) -> Span | None:
    """The whole line in which something begins."""
    if span is None:
        return None
    end = source.text.find("\n", span.start)
    return source.span(source.text.rfind("\n", 0, span.start) + 1, len(source.text) if end < 0 else end)
