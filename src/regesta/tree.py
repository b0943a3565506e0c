"""The frozen tree of a text: elements with spans, and the ways through it.

The only shape in which text travels between the reader and the templates; knows no mark or block.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from regesta.source import Span

Attributes = tuple[tuple[str, str], ...]
EMPTY = frozenset({"br", "hr", "img"})
# What would end or change the value of an attribute (XML 1.0, 2.3 and 3.3.3).
IN_QUOTES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """An XHTML element whose span, where known, is exact."""

    name: str
    attributes: Attributes = ()
    children: tuple["Element | str", ...] = ()
    span: Span | None = None

    def get(self, key: str) -> str | None:
        """The value of an attribute, or None."""
        for name, value in self.attributes:  # asked a million times a book, and so without a generator
            if name == key:
                return value
        return None

    def given(self, **values: str) -> "Element":
        """The element with attributes set; `_` in a name stands for `-`, and a last one is dropped."""
        named = {key.removesuffix("_").replace("_", "-"): value for key, value in values.items()}
        attributes = tuple((dict(self.attributes) | named).items())
        return Element(self.name, attributes, self.children, self.span)  # `replace` takes three times as long


Node = Element | str
Children = tuple[Node, ...]


def walk(element: Element) -> Iterator[Element]:
    """The element and all below it, in document order."""
    waiting = [element]  # and no generator in a generator: each element would pass through all above it
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [child for child in one.children[::-1] if isinstance(child, Element)]


def rewrite(element: Element, change: Callable[[Element], Node | None]) -> Element:
    """Apply `change` below `element`, from the leaves up; None drops an element.

    Unchanged parts stay the same objects. The root itself is not changed.
    """
    children: list[Node] = []
    same = True
    for child in element.children:
        made = child if isinstance(child, str) else change(rewrite(child, change))
        same = same and made is child
        if made is not None:
            children.append(made)
    return element if same else Element(element.name, element.attributes, tuple(children), element.span)


def find(element: Element, key: str, value: str | None = None) -> Iterator[Element]:
    """All elements that have the attribute `key` (with that value, where one is given)."""
    for one in walk(element):
        for name, held in one.attributes:
            if name == key:
                if value is None or value == held:
                    yield one
                break


def text(node: Node) -> str:
    """All words of an element."""
    return node if isinstance(node, str) else "".join(text(child) for child in node.children)


def opening_tag(element: Element) -> str:
    """The start tag, or all of an empty element; `data-` attributes are the passes' own and stay out."""
    given = "".join(
        f' {key}="{value.translate(IN_QUOTES)}"'
        for key, value in element.attributes
        if not key.startswith("data-")
    )
    return f"<{element.name}{given}{'/' if element.name in EMPTY else ''}>"


def xhtml(node: Node) -> str:
    """Well-formed XHTML of a node and all in it."""
    if isinstance(node, str):
        return escape(node, quote=False)
    tag = opening_tag(node)
    return tag if node.name in EMPTY else f"{tag}{''.join(map(xhtml, node.children))}</{node.name}>"
