"""Editorial signs stand in the words of others: what stands elsewhere is a fault."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.reader.grammar import ANYWHERE, BLOCKS, SIGNS
from regesta.tree import Element

QUOTED = "blockquote"
HINT = f"it belongs in {', '.join(name for name, row in BLOCKS.items() if row.signs)}, or in lines with >"


def misplaced(element: Element, quoted: bool = False) -> Iterator[Diagnostic]:
    """A fault for each sign that does not stand in words of others."""
    block = element.get("data-block")
    if block in BLOCKS or element.name == QUOTED:
        quoted = element.name == QUOTED or BLOCKS[block or ""].signs
    for verb in (element.get("data-mark") or "").split() if not quoted else ():
        if verb in SIGNS and verb not in ANYWHERE:
            yield Diagnostic("MRK005", f'"{verb}" stands outside the words of a source', element.span, HINT)
    for child in element.children:
        if isinstance(child, Element):
            yield from misplaced(child, quoted)
