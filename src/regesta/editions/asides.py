"""Side notes of a flow: where a page has no margin, they stand after the paragraph that calls them."""

from dataclasses import replace

from regesta.numbers import is_block
from regesta.tree import Children, Element, Node, find, rewrite

MARK, PAIR = "side", "pair"
ITEMS = frozenset({"li", "dd", "td", "th"})


def with_sides(body: Element) -> Element:
    """The body with a block `sides` after each paragraph that has side notes, and nothing taken away."""
    if not any(find(body, "data-mark", MARK)):  # as in most texts
        return body
    return rewrite(replace(body, children=_followed(body.children)), _change)


def _change(element: Element) -> Node:
    if element.get("data-block") == PAIR:  # its notes follow both languages
        return element
    if element.name in ITEMS and not any(map(is_block, element.children)):
        found = _sides(element)
        return replace(element, children=(*element.children, *found)) if found else element
    return replace(element, children=_followed(element.children))


def _followed(children: Children) -> Children:
    """The children, each paragraph or heading among them followed by its side notes."""
    made: list[Node] = []
    for child in children:
        made.append(child)
        if isinstance(child, Element) and is_block(child) and child.name not in ITEMS:
            followed = child.get("data-block") == PAIR or not any(map(is_block, child.children))
            made += _sides(child) if followed else ()
    return tuple(made)


def _sides(element: Element) -> Children:
    found = tuple(find(element, "data-mark", MARK))
    return (Element("div", (("data-block", "sides"),), found),) if found else ()
