"""A text of a volume → the same text with what belongs to an xml:id put where that id stands.

The passes before leave `data-tei`, the xml:id, on what bears one, and an empty `point` where there is
nothing but a place. Here they become index marks, ids that links lead to, or nothing.
"""

from collections.abc import Iterable
from dataclasses import replace

from regesta.exchange.tei.shared import Shared
from regesta.tree import Children, Element, Node, rewrite

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HOLDERS = ("p", "li", "td", "th", "dt", "dd", *HEADINGS)
LISTS, TABLES = ("ul", "ol", "dl"), ("table", "thead", "tbody", "tr")
BLOCKS = (*HOLDERS, *LISTS, *TABLES, "div", "blockquote", "aside", "section")
UNSAID = ("s-", "s+")


def placed(body: Element, known: Shared, transcript: bool) -> Element:
    """Everything in its place; a mark that only a transcript has goes elsewhere."""

    def change(element: Element) -> Node | None:
        if element.get("data-mark") in UNSAID and not transcript:
            return None
        if element.get("data-mark") == "u" and not transcript:
            element = Element("span", (("data-mark", "span"), ("class", "underline")), element.children)
        id = element.get("data-tei")
        bare = replace(element, attributes=tuple(one for one in element.attributes if one[0] != "data-tei"))
        if id is None:
            return None if element.get("data-mark") == "point" else _joined(element)
        known.reached.add(id)
        point = element.get("data-mark") == "point"
        if element.name in HEADINGS and id in known.homes:
            return _joined(_led(bare.given(id=known.homes[id]), known.marks.get(id, ())))
        nodes = _belonging(id, known)
        if point:
            return Element("span", (), nodes) if nodes else None
        return _joined(_led(bare, nodes) if nodes else bare)

    return _joined(rewrite(body, change))


def _belonging(id: str, known: Shared) -> Children:
    home = known.homes.get(id)
    point = (Element("span", (("id", home), ("data-mark", "span"))),) if home else ()
    return (*known.marks.get(id, ()), *point)


def _led(element: Element, nodes: Children) -> Element:
    """The element with nodes before its first words; what stands in a line is wrapped with them."""
    if not nodes:
        return element
    if element.name not in BLOCKS:
        return Element("span", (), (*nodes, element))
    first = next((one for one in element.children if not isinstance(one, str) or one.strip()), None)
    if isinstance(first, Element) and first.name in BLOCKS:
        children = tuple(_led(one, nodes) if one is first else one for one in element.children)
        return replace(element, children=children)
    return replace(element, children=(*nodes, *element.children))


def _joined(element: Element) -> Element:
    """Index marks of one kind that stand side by side become one with several entries."""
    made: list[Node] = []
    for node in _flat(element.children):
        last = next((one for one in reversed(made) if not isinstance(one, str) or one.strip()), None)
        if isinstance(node, Element) and isinstance(last, Element) and _alike(node, last):
            at = max(n for n, one in enumerate(made) if one is last)
            made[at] = last.given(data_body=f"{last.get('data-body')}; {node.get('data-body')}")
        else:
            made.append(node)
    same = len(made) == len(element.children) and all(map(_same, made, element.children))
    return element if same else replace(element, children=tuple(made))


def _same(one: Node, other: Node) -> bool:
    return one is other


def _alike(one: Element, other: Element) -> bool:
    silent = one.get("data-silent") is not None and other.get("data-silent") is not None
    return silent and one.get("data-mark") == other.get("data-mark") and bool(one.get("data-body"))


def _flat(nodes: Iterable[Node]) -> Iterable[Node]:
    """Bare spans, which only hold what was put in together, dissolve."""
    for node in nodes:
        if isinstance(node, Element) and node.name == "span" and not node.attributes:
            yield from _flat(node.children)
        else:
            yield node
