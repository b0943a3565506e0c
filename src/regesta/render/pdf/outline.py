"""The outline of a PDF: entries by rank → a tree that viewers show beside the page (ISO 32000-1, 12.3.3)."""

from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def outline(pdf: pikepdf.Pdf, entries: Iterable[tuple[int, str, Array]]) -> Any:
    """The root of the outline; each entry hangs on the last one of a smaller rank, the first rank is open."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    path: list[tuple[int, Any]] = [(0, root)]
    for rank, title, where in entries:
        while path[-1][0] >= rank:
            path.pop()
        parent = path[-1][1]
        node = pdf.make_indirect(Dictionary(Title=String(title), Dest=where, Parent=parent))
        if "/Last" in parent:
            node.Prev, parent.Last.Next = parent.Last, node
        else:
            parent.First = node
        parent.Last = node
        path.append((rank, node))
    _count(root)
    return root


def _count(node: Any) -> None:
    """How many entries hang on a node and are seen; below the first rank they are closed."""
    kids, kid = 0, node.get("/First")
    while kid is not None:
        _count(kid)
        kids, kid = kids + 1, kid.get("/Next")
    if kids:
        node.Count = kids if node.get("/Type") == Name.Outlines else -kids
