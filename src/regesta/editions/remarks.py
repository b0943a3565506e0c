"""What editors say to each other in a draft, numbered in the order in which a text is read.

Only remarks of the text itself are numbered: one inside a note stands there, for no note has notes.
"""

from dataclasses import replace

from regesta.tree import Element, Node, find

NOTE = "side"  # other notes are no part of the body


def remarked(body: Element) -> tuple[Element, tuple[Element, ...]]:
    """The body with a number in each comment, and the comments."""
    found: list[Element] = []
    if not any(find(body, "data-mark", "comment")):  # as in most texts
        return body, ()
    return replace(body, children=tuple(_numbered(child, found) for child in body.children)), tuple(found)


def _numbered(node: Node, found: list[Element]) -> Node:
    if isinstance(node, str) or node.get("data-mark") == NOTE:
        return node
    if node.get("data-mark") == "comment":
        found.append(node.given(data_n=str(len(found) + 1)))
        return found[-1]
    children = tuple(_numbered(child, found) for child in node.children)
    same = all(new is old for new, old in zip(children, node.children, strict=True))
    return node if same else replace(node, children=children)
