"""The `:::` blocks of a tree as their author wrote them: what a fence says, without what the reader adds."""

import re
from collections.abc import Iterator
from dataclasses import replace

from regesta.exchange.manuscript import escapes
from regesta.reader.grammar import BLOCKS
from regesta.tree import Element, Node

PICTURED = ("facsimile", "figure")
LINED = ("verse",)
UNITS = {"sentence": "s.", "line": "l."}
BARE = re.compile(r"[\w./-]+", re.ASCII)


def head(name: str, node: Element, made: re.Pattern[str]) -> str:
    """The fence line; an id of the form `made` is the reader's own."""
    return " ".join((f"::: {name}", *_said(name, node, made)))


def _said(name: str, node: Element, made: re.Pattern[str]) -> Iterator[str]:
    row = BLOCKS.get(name)
    for key in row.attributes if row else ():
        value = node.get(f"data-{key}")
        if row and value is not None:
            yield _attribute(key, value, key == row.word)
    id = node.get("id") or ""
    if id and not made.fullmatch(id):
        yield f"#{id}"
    yield from (f".{one}" for one in (node.get("class") or "").split())


def _attribute(key: str, value: str, bare: bool) -> str:
    if key == "ref":
        return f"@{value}"
    if key == "title":
        return escapes.quoted(value)
    if not value or bare:
        return value or key
    return f"{key}={value if BARE.fullmatch(value) else escapes.quoted(value)}"


def own(name: str, node: Element) -> Element:
    """The block without what the reader puts into it."""
    children = list(node.children)
    if name in PICTURED and children and isinstance(children[0], Element) and children[0].name == "img":
        children.pop(0)
    last = children[-1] if children else None
    if name == "quotation" and isinstance(last, Element) and last.get("class") == "attribution":
        children.pop()
        cited = [one for one in last.children if isinstance(one, Element) and one.get("data-mark") == "cite"]
        if cited:  # it ended the text, and does so again
            children = [*children[:-1], *(_ended(one, cited) for one in children[-1:])]
    return replace(node, children=tuple(children))


def _ended(node: Node, cited: list[Element]) -> Node:
    if isinstance(node, str):
        return node
    inner = node.children[-1] if node.children else None
    if isinstance(inner, Element) and inner.name in ("p", "blockquote"):
        return replace(node, children=(*node.children[:-1], _ended(inner, cited)))
    return replace(node, children=(*node.children, " ", *cited))


def lined(name: str, node: Element) -> bool:
    """Whether each line of the block is one of the text."""
    return name in LINED or "lines" in (node.get("class") or "").split()


def anchor(aside: Element) -> str:
    """What an anchored note is anchored to."""
    unit = UNITS.get(aside.get("data-anchored") or "")
    if not unit:
        return escapes.quoted(escapes.body(aside.get("data-words") or ""))
    first, last = aside.get("data-first"), aside.get("data-last")
    return f"{unit} {first}" if first == last else f"{unit} {first}–{last}"
