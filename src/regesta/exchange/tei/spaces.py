"""How a file is indented says nothing: single spaces between words, through all elements of a line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from regesta.tree import Children, Element, Node, text


def tidied(nodes: Iterable[Node]) -> Children:
    """The nodes of one line of words: single spaces, and none at either end."""
    return tuple(_trimmed(_single(nodes, [" "])))


def _single(nodes: Iterable[Node], last: list[str]) -> Iterator[Node]:
    """`last` holds the sign that was said last, through all elements."""
    for node in nodes:
        if isinstance(node, str):
            said = node.lstrip(" ") if last[0] in " \n" else node
            if said:
                last[0] = said[-1]
                yield said
        elif node.name == "br":
            last[0] = "\n"
            yield node
        else:
            yield replace(node, children=tuple(_single(node.children, last)))


def _trimmed(nodes: Iterable[Node]) -> list[Node]:
    made = list(nodes)
    for at in range(len(made) - 1, -1, -1):
        node = made[at]
        if isinstance(node, Element):
            if node.children:
                made[at] = replace(node, children=tuple(_trimmed(node.children)))
            if text(node).strip() or node.name == "br":
                break
        elif node.strip():
            made[at] = node.rstrip(" ")
            break
        else:
            del made[at]
    return made
