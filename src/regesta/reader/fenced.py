"""The element of a `:::` block, with what its fence makes besides: pictures, and whose words it holds."""

from collections.abc import Iterator
from dataclasses import replace

from regesta.facts import BlockUse, Target
from regesta.reader.attributes import Fault, classes
from regesta.reader.blocks import Block
from regesta.reader.grammar import BLOCKS, FIGURES
from regesta.reader.values import RANGE, VALUES, WRITERS
from regesta.source import Source
from regesta.tree import Attributes, Children, Element, Node

PICTURE = "file"  # a block that has this attribute shows it


def uses(block: Block, anchor: str, source: Source) -> Iterator[BlockUse | Target]:
    """The facts of a block: that it is there, and which picture it shows."""
    if block.name in BLOCKS:
        yield BlockUse(block.name, said(block), anchor, block.span)
    for one in block.given:
        if one.name == PICTURE and _shows(block):
            yield Target("image", one.value, source.span(one.at, one.at + len(one.value)))


def said(block: Block) -> Attributes:
    """What a fence says, ranges with a hyphen, and what holds where it says nothing."""
    given = {one.name: one.value for one in block.given if one.kind not in ("id", "class")}
    if block.name == "notes":
        given.setdefault("by", WRITERS[0])
    ranges = [name for name in given if VALUES.get(f"{block.name} {name}") is RANGE]
    return tuple((given | {name: given[name].replace("–", "-") for name in ranges}).items())


def fenced(block: Block, anchor: str, children: Children) -> tuple[Element, tuple[Fault, ...]]:
    """The element, and what its block lacks; a fault has the place of the fence."""
    given = dict(said(block))
    faults: tuple[Fault, ...] = ()
    made = [("data-block", block.name), ("id", anchor), *classes(block.given)]
    made += [(f"data-{name}", value) for name, value in given.items()]
    made += [("lang", given["lang"])] if "lang" in given else []
    if block.name == "quotation":
        children, faults = _attributed(children, given.get("cite", ""))
    elif (block.name in FIGURES or "drawn" in given) and not any(map(_captions, children)):
        faults = (Fault("MRK007", f'"{block.name}" lacks its caption', 0, 0, "write it between the fences"),)
    if given.get(PICTURE) and _shows(block):
        picture = Element("img", (("src", given[PICTURE]), ("alt", given.get("alt", ""))))
        children = (picture, *children)
    return Element("div", tuple(dict(made).items()), children, block.span), faults


def _shows(block: Block) -> bool:
    return block.name in BLOCKS and PICTURE in BLOCKS[block.name].attributes


def _captions(node: Node) -> bool:
    """Whether there are words below a picture; a table is what is drawn."""
    return _shown(node) and (isinstance(node, str) or node.name != "table")


def _shown(node: Node) -> bool:
    """Whether there is something to be seen."""
    return bool(node.strip()) if isinstance(node, str) else node.get("class") != "anchors"


# Whose words -------------------------------------------------------------------------------------


def _attributed(children: Children, cite: str) -> tuple[Children, tuple[Fault, ...]]:
    """The words of `cite`, and a citation that ends the text, become the last paragraph."""
    last = _last(children)
    holder = children[last] if last >= 0 else ""
    taken = _taken(holder) if isinstance(holder, Element) and holder.name == "p" else None
    if not taken and not cite:
        hint = 'end it with [@key] or write cite="…"; lines that begin with > need neither'
        return children, (Fault("MRK007", '"quotation" does not say whose words it holds', 0, 0, hint),)
    whose: list[Node] = [cite] if cite else []
    if taken:
        rest, citation = taken
        middle = (rest,) if any(map(_shown, rest.children)) else ()
        children = (*children[:last], *middle, *children[last + 1 :])
        whose += [" ", citation] if whose else [citation]
    return (*children, Element("p", (("class", "attribution"),), tuple(whose))), ()


def _taken(paragraph: Element) -> tuple[Element, Element] | None:
    """A paragraph without the citation that ends it, and the citation."""
    last = _last(paragraph.children)
    citation = paragraph.children[last] if last >= 0 else ""
    if isinstance(citation, str) or citation.get("data-mark") != "cite":
        return None
    before, after = paragraph.children[:last], paragraph.children[last + 1 :]
    if before and isinstance(before[-1], str):
        before = (*before[:-1], before[-1].rstrip())
    return replace(paragraph, children=tuple(filter(None, (*before, *after)))), citation


def _last(children: Children) -> int:
    """The number of the last child that shows anything, or -1."""
    return max((n for n, one in enumerate(children) if _shown(one) and not _silent(one)), default=-1)


def _silent(node: Node) -> bool:
    return isinstance(node, Element) and node.get("data-silent") is not None
