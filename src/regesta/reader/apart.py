"""What stands apart from the running text holds nothing that would stand apart from it."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.tree import Element

CALLS = {"note": "a note", "side": "a side note"}  # marks whose words stand elsewhere than they do
HINTS = {
    "note": "write its words here, or call it in the text",
    "side": "write its words here, or beside the text",
}


def nested(element: Element, inside: str = "") -> Iterator[Diagnostic]:
    """A fault for each note, side note or table in a note, where its words have no place."""
    mark = element.get("data-mark") or ""
    if inside and mark in CALLS:
        yield Diagnostic("MRK005", f"{CALLS[mark]} cannot stand in {inside}", element.span, HINTS[mark])
    if inside and element.name == "table":
        yield Diagnostic("BLK004", f"a table cannot stand in {inside}", element.span, "put it into the text")
        return
    inside = _apart(element) or inside
    for child in element.children:
        if isinstance(child, Element):
            yield from nested(child, inside)


def _apart(element: Element) -> str:
    """What an element is if its words stand apart."""
    if element.get("data-mark") == "side":
        return CALLS["side"]
    noted = element.get("data-note") is not None or element.get("data-anchored") is not None
    return CALLS["note"] if noted else ""
