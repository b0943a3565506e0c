"""CriticMarkup that reached the tree → its element and its fact; remarks join the change they follow.

Knows nothing of other marks but how a pointer is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from regesta import facts
from regesta.reader.critic import signed, stretches
from regesta.source import Source, Span
from regesta.tree import Children, Element, Node, walk

NAMES = {"insert": "ins", "delete": "del", "highlight": "mark"}  # a change of one part is that element
KINDS = (*NAMES, "substitute", "comment")
Found = facts.IndexMark | facts.Event | facts.Mention | facts.Dating  # what lists are made of
POINTERS = {"ref": "@{}", "cite": "[{}]", "note": "[^{}]"}


def change(
    kind: str, anchor: str, children: Children, source: Source, span: Span | None
) -> tuple[facts.Change, Element]:
    """The fact and the element of one change."""
    if kind == "comment":
        return _comment(anchor, children, source, span)
    held = {one.name: one.children for one in children if isinstance(one, Element)}
    words = "" if kind == "substitute" else told(children)
    old = told(held.get("del", ())) if kind == "substitute" else "" if kind == "insert" else words
    new = told(held.get("ins", ())) if kind == "substitute" else words if kind == "insert" else ""
    fact = facts.Change(kind, old, new, _parts(max(1, len(children)), source, span), (), anchor, span)
    if kind in NAMES and len(children) == 1 and isinstance(children[0], Element):
        children = children[0].children
    made = (("id", anchor), ("data-mark", kind))
    return fact, Element(NAMES.get(kind, "span"), made, children, span)


def _parts(count: int, source: Source, span: Span | None) -> tuple[Span | None, ...]:
    """Where the words of a change stand, for each part that it was read to have."""
    found = stretches(source.text[span.start : span.end]) if span else ()
    if span is None or len(found) != count:
        return (None,) * count
    return tuple(source.span(span.start + start, span.start + end) for start, end in found)


def _comment(
    anchor: str, children: Children, source: Source, span: Span | None
) -> tuple[facts.Change, Element]:
    """A comment; who wrote it, and when, stand apart from its words."""
    small = children[0] if children else ""
    words = small.children if isinstance(small, Element) else (small,)
    first = words[0] if words else ""
    by = signed(first if isinstance(first, str) else "", alone=len(words) == 1)
    if by.at and isinstance(first, str):
        words = (*filter(None, (first[by.at :],)), *words[1:])
    parts = _parts(1, source, span)
    remark = facts.Remark(by.author, by.date, told(words), span if all(parts) else None)
    said = ((f"data-{name}", value) for name, value in (("author", by.author), ("date", by.date)) if value)
    made = (("id", anchor), ("data-mark", "comment"), *said)
    element = Element("span", made, (Element("small", (), words, span),), span)
    return facts.Change("comment", "", "", parts, (remark,), anchor, span), element


def threaded(body: Element, found: Sequence[facts.Fact]) -> list[facts.Fact]:
    """The facts, comments joined to the change or comment that they stand right behind."""
    held = {one.anchor: one for one in found if isinstance(one, facts.Change)}
    for element in walk(body) if held else ():
        _join(element.children, held)
    kept = (held.get(one.anchor) if isinstance(one, facts.Change) else one for one in found)
    return [one for one in kept if one]


def _join(children: Children, held: dict[str, facts.Change]) -> None:
    first = ""  # the anchor of what a comment here would belong to
    for child in children:
        kind = "" if isinstance(child, str) else child.get("data-mark")
        anchor = "" if isinstance(child, str) else child.get("id") or ""
        if kind == "comment" and first:
            held[first] = replace(held[first], remarks=held[first].remarks + held.pop(anchor).remarks)
        else:
            first = anchor if kind in KINDS else ""


def standing(body: Element, found: Sequence[facts.Fact], owner: str) -> list[facts.Fact]:
    """The facts without what an index or a chronology would find in words that go, or in a remark.

    What bears a name of its own stays as long as something may point to it.
    """
    if not any(isinstance(one, facts.Change) for one in found):
        return list(found)
    gone = {id for one in walk(body) if _goes(one) for part in walk(one) if (id := part.get("id"))}

    def stands(one: facts.Fact) -> bool:
        return not isinstance(one, Found) or one.anchor not in gone or not one.anchor.startswith(f"{owner}-")

    return [one for one in found if stands(one)]


def _goes(element: Element) -> bool:
    """Whether words fall if every change is accepted; `[text]{del}` is a sign, and stays."""
    plain = element.name == "del" and not element.get("data-mark")
    return plain or element.get("data-mark") in ("delete", "comment")


def told(nodes: Iterable[Node]) -> str:
    """Words for a list: pointers as they are written, and no comments."""
    return " ".join("".join(map(_told, nodes)).split())


def _told(node: Node) -> str:
    if isinstance(node, str):
        return node
    mark = node.get("data-mark") or ""
    if mark in POINTERS:
        return POINTERS[mark].format(node.get("data-key") or "")
    return "" if mark == "comment" else node.get("alt") or "".join(map(_told, node.children))
