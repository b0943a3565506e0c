"""Titles of works in another language say so, for whoever reads them aloud or breaks their lines."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from regesta.tree import Children, Element, Node, text

FIELDS = ("title", "title-short", "container-title", "container-title-short", "collection-title")
CODE = re.compile(
    r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?"
)  # others call a language by its name, which no program knows


def told(nodes: Children, work: str, language: str) -> Children:
    """The words of a citation with the titles of a work (CSL-JSON) in the language that it names."""
    fields = json.loads(work)
    lang = str(fields.get("language") or "")
    if not CODE.fullmatch(lang) or lang[:2] == language[:2]:
        return nodes
    titles = sorted({str(fields[name]) for name in FIELDS if fields.get(name)}, key=len, reverse=True)
    return tuple(part for node in nodes for part in _marked(node, titles, lang))


def _marked(node: Node, titles: list[str], lang: str) -> Iterator[Node]:
    if isinstance(node, Element):
        inside = tuple(part for child in node.children for part in _marked(child, titles, lang))
        yield node.given(lang=lang) if text(node) in titles else replace(node, children=inside)
        return
    title = next((one for one in titles if one in node), None)
    if title is None:
        yield node
        return
    before, _, after = node.partition(title)
    yield from _marked(before, titles, lang) if before else ()
    yield Element("span", (("lang", lang),), (title,))
    yield from _marked(after, titles, lang) if after else ()
