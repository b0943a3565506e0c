"""The tree of a text → its blocks, one after another: what is aligned, moved and shown.

A block that only holds others says what it is in a line of its own, as its fence does in the manuscript;
whatever stands in it knows its name. So no change of a question's marks or of a picture is lost.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from regesta.redline.tokens import Token, chip, said_of, tokens
from regesta.tree import Children, Element, Node

HELD = frozenset(
    "section div ul ol dl table thead tbody tfoot tr blockquote figure aside header footer p pre"
    " h1 h2 h3 h4 h5 h6 li dd dt figcaption".split()
)
CELLS = ("td", "th")
FENCE = "fence"
OPENING = "::: "


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, row or fence; `voice` names the blocks that it stands in."""

    role: str
    voice: tuple[str, ...]
    tokens: tuple[Token, ...]
    owner: str = field(default="", compare=False)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(one.words for one in self.tokens)


def blocks(body: Element, owner: str) -> tuple[Block, ...]:
    """The blocks of a text in order; `owner` is its id."""
    return tuple(_Reader(owner).held(body, ()))


class _Reader:
    """Reads one text."""

    def __init__(self, owner: str) -> None:
        self.owner = owner

    def held(self, element: Element, voice: tuple[str, ...], role: str = "p") -> Iterator[Block]:
        """All blocks in an element; words between them are paragraphs too."""
        loose: list[Node] = []
        for child in element.children:
            if isinstance(child, Element) and child.name in HELD:
                yield from self._line(role, voice, loose)
                loose = []
                yield from self._block(child, voice)
            else:
                loose.append(child)
        yield from self._line(role, voice, loose)

    def _block(self, element: Element, voice: tuple[str, ...]) -> Iterator[Block]:
        named = element.get("data-block") or ""
        note = element.get("data-note")
        if named:
            yield self._fence(element, named, voice)
            voice = (*voice, named)
        elif note is not None:
            voice = (*voice, f"[^{note}]")
        elif element.name in ("blockquote", "figure", "thead"):
            voice = (*voice, element.name)
        if element.name == "tr":
            yield from self._line("row", voice, self._cells(element))
        else:
            yield from self.held(element, voice, "p" if element.name in ("div", "section") else element.name)

    def _fence(self, element: Element, named: str, voice: tuple[str, ...]) -> Block:
        said = [one for one in said_of(element.attributes, self.owner) if not one.startswith("block=")]
        made = (
            Token(False, chip(FENCE, f"{OPENING}{named}")),
            *(Token(True, chip(FENCE, one)) for one in said),
        )
        return Block(FENCE, voice, made, self.owner)

    def _cells(self, row: Element) -> Iterator[Node]:
        """The cells of a row in one line, which a sign parts."""
        cells = (one for one in row.children if isinstance(one, Element) and one.name in CELLS)
        for at, cell in enumerate(cells):
            if at:
                yield from (" ", Element("span", (("data-mark", "|"),)), " ")
            yield from cell.children

    def _line(self, role: str, voice: tuple[str, ...], children: Iterable[Node]) -> Iterator[Block]:
        held: Children = tuple(_lines(one) for one in children) if role == "pre" else tuple(children)
        if made := tokens(held, self.owner):
            yield Block(role, voice, made, self.owner)


def _lines(node: Node) -> Node:
    """What is set as it was typed, with each end of a line an element of its own."""
    if isinstance(node, str):
        first, *rest = node.rstrip("\n").split("\n")
        return Element("span", (), (first, *(one for line in rest for one in (Element("br"), line))))
    return Element(node.name, node.attributes, tuple(map(_lines, node.children)))
