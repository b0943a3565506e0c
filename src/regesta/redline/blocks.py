"""A text and the text that it became, block by block.

Where a template or a table wants its children in a certain shape, and that shape is another, the old one goes
whole and the new one comes whole. Blocks that stand elsewhere now are moved.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from regesta.redline.inline import Marks, compared, plain
from regesta.redline.likeness import paired, signature
from regesta.tree import Children, Element, Node, text, walk

OPEN = (
    None,
    "source",
    "retold",
    "adapted",
    "transcript",
    "translation",
    "answer",
    "teacher",
    "aside",
    "quotation",
)
HOLDING = frozenset(("div", "section", "blockquote", "aside", "ul", "ol", "li"))
BLOCKS = frozenset("p div section blockquote aside ul ol li table figure h1 h2 h3 h4 h5 h6 pre dl hr".split())
MOVED = 25  # characters of a block that is known again elsewhere
FIRST = 50  # characters by which a reader knows what was moved


@dataclass(slots=True)
class Tally:
    """What changed in one text: words that went and came, blocks that were moved."""

    gone: int = 0
    come: int = 0
    moved: int = 0

    def __bool__(self) -> bool:
        """Whether anything did."""
        return bool(self.gone or self.come or self.moved)


@dataclass(slots=True)
class Comparing:
    """One comparison of two texts; `moves` are the texts of blocks that went here and came there."""

    marks: Marks
    moves: frozenset[str]
    labels: tuple[str, str]  # "moved here from elsewhere", "moved elsewhere"
    owner: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    went: set[str] = field(default_factory=set)
    came: set[str] = field(default_factory=set)

    def body(self, old: Element, new: Element) -> Element:
        """The new text, changes marked."""
        return replace(new, children=self._children(old.children, new.children))

    def note(self, old: Element, new: Element) -> Element:
        """The new text of a note: its paragraphs are compared, and none is put around another."""
        was, now = _elements(old.children), _elements(new.children)
        made = [self._line(a, b) for a, b in zip(was, now, strict=False)]
        made += [replace(one, children=(self._put_in(one.children),)) for one in now[len(was) :]]
        made += [Element("p", (), (self._taken_out(one.children),)) for one in was[len(now) :]]
        return replace(new, children=tuple(made))

    def new(self, body: Element) -> Element:
        """A text that was not there before."""
        return replace(body, children=tuple(self._come(one) for one in body.children))

    def lost(self, body: Element) -> Element:
        """A text that is no more."""
        return Element("div", (), tuple(self._gone(one) for one in _elements(body.children)))

    # Blocks -------------------------------------------------------------------------------------

    def _children(self, old: Children, new: Children) -> Children:
        before, after = _elements(old), _elements(new)
        matcher = SequenceMatcher(None, [_key(one) for one in before], [_key(one) for one in after], False)
        made: list[Node] = []
        for sign, i1, i2, j1, j2 in matcher.get_opcodes():
            made += after[j1:j2] if sign == "equal" else self._replaced(before[i1:i2], after[j1:j2])
        return tuple(made)

    def _replaced(self, before: list[Element], after: list[Element]) -> Iterator[Node]:
        i = j = 0
        for a, b in (*paired(before, after), (len(before), len(after))):
            yield from (self._gone(one) for one in before[i:a])
            yield from (self._come(one) for one in after[j:b])
            if a < len(before):
                yield from self._became(before[a], after[b])
            i, j = a + 1, b + 1

    def _became(self, old: Element, new: Element) -> Iterator[Node]:
        outer, self.owner = self.owner, new.get("data-ref") or self.owner
        if not _has_blocks(old) and not _has_blocks(new):
            yield self._line(old, new)
        elif new.name in HOLDING and new.get("data-block") in OPEN and not _loose(old) and not _loose(new):
            yield replace(new, children=self._children(old.children, new.children))
        elif _shape(old) == _shape(new):
            yield self._alike(old, new)
        else:
            yield self._gone(old)
            yield self._come(new)
        self.owner = outer

    def _alike(self, old: Element, new: Element) -> Element:
        """Two blocks of one shape: line by line."""
        if not _has_blocks(new):
            return self._line(old, new)
        pairs = zip(_elements(old.children), _elements(new.children), strict=True)
        made = iter([self._alike(a, b) for a, b in pairs])
        return replace(
            new, children=tuple(one if isinstance(one, str) else next(made) for one in new.children)
        )

    def _line(self, old: Element, new: Element) -> Element:
        if _key(old) == _key(new):
            return new
        before = self.marks.gone, self.marks.come
        made = replace(new, children=compared(old.children, new.children, self.marks))
        self._count(self.marks.gone - before[0], self.marks.come - before[1])
        return made

    def _count(self, gone: int, come: int, moved: int = 0) -> None:
        if not (gone or come or moved):  # another space, or a mark that prints nothing
            return
        tally = self.tallies.setdefault(self.owner, Tally())
        tally.gone, tally.come, tally.moved = tally.gone + gone, tally.come + come, tally.moved + moved

    def _come(self, node: Node) -> Node:
        if isinstance(node, str):
            return node
        self.came.add(_moves(node))
        moved = _moves(node) in self.moves
        if not moved:
            self._count(0, len(text(node).split()))
        else:
            self._count(0, 0, 1)
        return _around(node, "redline-moved" if moved else "redline-in", self.labels[0] if moved else "")

    def _gone(self, node: Element) -> Element:
        self.went.add(_moves(node))
        if _moves(node) in self.moves:
            first = " ".join(text(node).split())[:FIRST]
            said = Element("p", (("class", "redline-label"),), (f"{self.labels[1]}: “{first}…”",))
            return Element("li", (), (said,)) if node.name == "li" else said
        self._count(len(text(node).split()), 0)
        return _around(_faded(node, self.marks.notes), "redline-out", "")

    def _put_in(self, nodes: Children) -> Element:
        made = self.marks.put_in(nodes)
        self._count(0, len(text(made).split()))
        return made

    def _taken_out(self, nodes: Children) -> Element:
        made = self.marks.taken_out(nodes)
        self._count(len(text(made).split()), 0)
        return made


def moved(went: Set[str], came: Set[str]) -> frozenset[str]:
    """The texts of blocks that went at one place and came at another, long enough to be known again."""
    return frozenset(one for one in went & came if len(one) >= MOVED)


def _moves(node: Element) -> str:
    """By what a block is known again."""
    return " ".join(text(node).split())


def _key(node: Element) -> object:
    return signature(node)


def _elements(nodes: Children) -> list[Element]:
    return [one for one in nodes if isinstance(one, Element)]


def _has_blocks(node: Element) -> bool:
    return any(
        one.name in BLOCKS or one.name in ("tr", "td", "th", "tbody") for one in walk(node) if one is not node
    )


def _loose(node: Element) -> bool:
    """Whether words stand beside the blocks in a node; they would be lost."""
    return any(isinstance(one, str) and one.strip() for one in node.children) or any(
        one.name not in BLOCKS for one in _elements(node.children)
    )


def _shape(node: Element) -> object:
    inside = tuple(_shape(one) for one in _elements(node.children)) if _has_blocks(node) else ()
    return (node.name, node.get("data-block"), inside)


def _around(node: Element, name: str, label: str) -> Element:
    """A block that came or went: with a class of its own in a list, else in a box."""
    said = (Element("p", (("class", "redline-label"),), (label,)),) if label else ()
    if node.name == "li":
        inside = node.children if _has_blocks(node) else (Element("p", (), node.children),)
        return Element("li", (*node.attributes, ("class", name)), (*said, *inside))
    return Element("div", (("class", name),), (*said, node))


def _faded(node: Element, notes: dict[str, str]) -> Element:
    """A block that is no more: its words and its form, without names, numbers and templates."""
    if not _has_blocks(node) and node.name not in ("table", "hr"):
        made = tuple(plain(one, notes) for one in node.children)
        heading = node.name in ("h1", "h2", "h3", "h4", "h5", "h6")
        return Element("p", (), (Element("strong", (), made),) if heading else made)
    kept = {"ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "p"}
    inside = tuple(
        one
        if isinstance(one, str)
        else _cell(one, notes)
        if one.name in ("th", "td", "li")
        else _faded(one, notes)
        for one in node.children
    )
    return Element(node.name if node.name in kept else "div", (), inside)


def _cell(node: Element, notes: dict[str, str]) -> Element:
    if _has_blocks(node):
        return _faded(node, notes)
    scope = (("scope", node.get("scope") or ""),) if node.get("scope") else ()
    return Element(node.name, scope, tuple(plain(one, notes) for one in node.children))
