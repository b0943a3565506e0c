"""The numbered texts of a source, cut at their numbers: into pieces, or to the part that a chapter prints.

A number belongs to a sentence or to a line; the reader of the manuscript gave it, and nothing here
changes one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from regesta.tree import Children, Element, Node, find, rewrite, walk

ORIGINAL, TRANSLATION, ADAPTED = "transcript", "translation", "adapted"
TEXTS = (ORIGINAL, TRANSLATION, ADAPTED)
BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table thead tbody tr td th pre hr div".split()
)
RANGE = re.compile(r"(?P<first>\d{1,4})(?:[-–](?P<last>\d{1,4}))?")
PLACE = re.compile(rf"(?P<sign>[sl])(?P=sign)?\. ?{RANGE.pattern}")
OMITTED = Element("span", (("data-mark", "gap"), ("data-reason", "omitted")))


@dataclass(frozen=True, slots=True)
class Range:
    """From one sentence (`s`) or line (`l`) of a source to another."""

    sign: str
    first: int
    last: int

    def holds(self, number: int | None) -> bool:
        """Whether a number lies in it."""
        return number is not None and self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands from one number to the next within a paragraph, and the paragraph that it `opens` or not.

    What bears no number, such as a heading, is a piece of its own, with the number of what follows it.
    """

    number: int
    children: Children
    holder: Element
    opens: bool
    numbered: bool


def chosen(lines: str, sentences: str) -> Range | None:
    """What the block that prints a source says it prints (`4`, `4-6`); None for all of it."""
    for said, sign in ((lines, "l"), (sentences, "s")):
        if match := RANGE.fullmatch(said):
            return Range(sign, int(match["first"]), int(match["last"] or match["first"]))
    return None


def named(at: str) -> Range | None:
    """What a question says it is about (`s. 4`, `ll. 4–6`); None for whatever else it says."""
    match = PLACE.fullmatch(at)
    return Range(match["sign"], int(match["first"]), int(match["last"] or match["first"])) if match else None


def number(node: Node) -> int | None:
    """The number that begins with this very element, or None."""
    if isinstance(node, str) or node.get("class") not in ("s", "l"):
        return None
    said = node.get("data-n")
    return int(said) if said else None


def numbers(node: Node) -> list[int]:
    """All numbers in a node, in order."""
    inside = () if isinstance(node, str) else walk(node)
    return [found for one in inside if (found := number(one)) is not None]


def numbered(body: Element, name: str) -> list[Element]:
    """The blocks of a kind that bear numbers."""
    return [one for one in find(body, "data-block", name) if numbers(one)]


def is_block(node: Node) -> bool:
    """Whether a node is a paragraph, or holds some."""
    return isinstance(node, Element) and node.name in BLOCKS


def pieces(block: Element) -> list[Piece]:
    """A text cut at its numbers."""
    made: list[Piece] = []
    waiting: list[Element] = []
    for holder in leaves(block):
        parts = cut(holder.children)
        found = [(n, part) for n, part in parts if n is not None]
        if not found:
            waiting.append(holder)
            continue
        made += _unnumbered(waiting, found[0][0])
        waiting = []
        before = next((part for n, part in parts if n is None), ())
        for at, (n, part) in enumerate(found):
            made.append(Piece(n, part if at else (*before, *part), holder, at == 0, True))
    return [*made, *_unnumbered(waiting, made[-1].number + 1 if made else 1)]


def _unnumbered(holders: list[Element], upcoming: int) -> list[Piece]:
    return [Piece(upcoming, one.children, one, True, False) for one in holders]


def leaves(element: Element) -> Iterator[Element]:
    """The paragraphs, headings and items of a text, each without those that stand in it."""
    run: list[Node] = []
    for child in (*element.children, None):
        if child is not None and not is_block(child):
            run.append(child)
            continue
        if any(isinstance(one, Element) or one.strip() for one in run):
            yield replace(element, children=tuple(run))
        run = []
        if isinstance(child, Element):
            yield from leaves(child) if child.children else (child,)


def cut(children: Children) -> list[tuple[int | None, Children]]:
    """Inline nodes parted where a number begins; an element in which one begins is parted too."""
    made: list[tuple[int | None, list[Node]]] = [(None, [])]
    for child in children:
        if (begins := number(child)) is not None:
            made.append((begins, [child]))
        elif isinstance(child, str) or not numbers(child):
            made[-1][1].append(child)
        else:
            for n, part in cut(child.children):
                whole = replace(child, children=part)
                if n is None:
                    made[-1][1].append(whole)
                else:  # no id may be there twice
                    made.append(
                        (n, [replace(whole, attributes=tuple(a for a in whole.attributes if a[0] != "id"))])
                    )
    return [(n, tuple(nodes)) for n, nodes in made if nodes]


# A part of a source ------------------------------------------------------------------------------


def part(body: Element, wanted: Range | None) -> Element:
    """The body with the wanted numbers of its texts alone, and a sign where something is left out."""

    def change(element: Element) -> Node | None:
        return _shortened(element, wanted) if wanted and element.get("data-block") in TEXTS else element

    return rewrite(body, change)


def _shortened(block: Element, wanted: Range) -> Element:
    found = numbers(block)
    sign = next((one.get("class") for one in walk(block) if number(one) is not None), None)
    if sign != wanted.sign or all(map(wanted.holds, found)):
        return block
    gap = Element("p", (("class", "omission"),), (OMITTED,))
    before = (gap,) if found[0] < wanted.first else ()
    after = (gap,) if found[-1] > wanted.last else ()
    return replace(block, children=(*before, *_kept(block.children, wanted), *after))


def _kept(children: Children, wanted: Range) -> Children:
    """Of the children those of wanted numbers; what bears none goes with what follows it."""
    if not any(map(is_block, children)):
        parts = cut(children)
        first = next((n for n, _ in parts if n is not None), None)
        return tuple(one for n, nodes in parts if wanted.holds(first if n is None else n) for one in nodes)
    kept: list[Node] = []
    for at, child in enumerate(children):
        upcoming = next((n for one in children[at:] for n in numbers(one)), None)
        if not numbers(child):
            kept += [child] if wanted.holds(upcoming) else []
        elif isinstance(child, Element) and (below := _kept(child.children, wanted)):
            kept.append(replace(child, children=below))
    return tuple(kept) if any(isinstance(one, Element) for one in kept) else ()
