"""Editorial signs of a flow: one element for each, so that a template sets one sign and no combination.

`[Yes]{ins hand=2}` is one mark and two signs: the first stays where it is, the others go round the
words inside it. A correction says in a note what stands in the document.
"""

from dataclasses import replace

from regesta.reader.grammar import SIGNS
from regesta.tree import Children, Element, Node, find, rewrite
from regesta.words import Words

KEPT = ("id", "class", "lang")  # what belongs to the mark and not to one of its signs


def unrolled(body: Element, words: Words) -> Element:
    """The body with each sign an element of its own, `data-mark` naming it alone; a gap says its extent."""
    return rewrite(body, lambda element: _unrolled(element, words))


def _unrolled(element: Element, words: Words) -> Node:
    if element.get("data-mark") == "gap":
        extent = _extent(element.get("data-quantity"), element.get("data-unit"), words)
        return replace(element, children=(extent,)) if extent else element
    verbs = (element.get("data-mark") or "").split()
    signs = [verb for verb in verbs if verb in SIGNS]
    if verbs[1:] == [] or not signs:  # one sign alone is what it is
        return element
    others = [verb for verb in verbs if verb not in SIGNS]
    inner = signs if others else signs[1:]
    children: Children = element.children
    for sign in reversed(inner):
        given = tuple((key, value) for key, value in element.attributes if key not in KEPT)
        named = (("id", f"{element.get('id')}-{sign}"), *given)
        children = (Element("span", named, children).given(data_mark=sign),)
    return replace(element.given(data_mark=" ".join(others or signs[:1])), children=children)


def _extent(quantity: str | None, unit: str | None, words: Words) -> str:
    if not quantity or not unit:
        return ""
    number = words[f"number.{quantity}"] if f"number.{quantity}" in words else quantity  # noqa: SIM401 - a catalog has no get
    count = int(quantity) if quantity.isdecimal() else 0
    return words.count(f"extent.{unit}", count, number=number)


def corrections(body: Element, words: Words) -> tuple[Element, dict[str, Element]]:
    """The body with a call after each correction, and the texts of these notes by their keys."""
    texts: dict[str, Element] = {}
    if not any(find(body, "data-mark", "sic")):  # as in most texts
        return body, texts

    def visit(node: Node, lang: str) -> Node:
        if isinstance(node, str):
            return node
        here = node.get("lang") or lang
        made = replace(node, children=tuple(visit(child, here) for child in node.children))
        if node.get("data-mark") != "sic":
            return made
        key = f"{node.get('id')}-note"
        texts[key] = _note(node.get("data-sic") or "", here, words)
        return Element(
            "span", (), (made, Element("a", (("id", key), ("data-mark", "note"), ("data-key", key))))
        )

    seen = visit(body, "")
    return (seen, texts) if isinstance(seen, Element) else (body, texts)


def _note(original: str, lang: str, words: Words) -> Element:
    said = Element("span", (("lang", lang),) if lang else (), (original,))
    before, after = words["signs.sic-note"].split("{original}")
    return Element("aside", (), (Element("p", (), (before, said, after)),))


def used(body: Element) -> frozenset[str]:
    """The names of the signs in a body; of a gap its reason is a part: `gap-redacted`."""
    met = {one.get("data-mark") or "": one for one in find(body, "data-mark")}
    gaps = {f"gap-{one.get('data-reason')}" for one in find(body, "data-reason")}
    return frozenset(gaps | {name for name in met if name in SIGNS and name != "gap"})
