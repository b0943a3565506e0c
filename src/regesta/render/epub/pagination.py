"""Marks where the pages of the printed book begin, and their list, which holds no page without a mark."""

from collections.abc import Container
from typing import Any

from lxml import etree

from regesta.model import PageMap
from regesta.render.pagination import OWN, paginate
from regesta.running import name

TYPE = "{http://www.idpf.org/2007/ops}type"
SPAN = "{http://www.w3.org/1999/xhtml}span"
BREAK = "pagebreak"
LISTED = frozenset(("li", "pageTarget"))


def mark(root: Any, printed: PageMap) -> set[str]:
    """Put a mark into a document wherever a page begins; the labels of these pages."""
    return paginate(root, printed, _made)


def shorten(root: Any, marked: Container[str]) -> None:
    """Take out of a document the lines of lists that lead to pages without a mark."""
    for one in [one for one in root.iter(etree.Element) if name(one) in LISTED]:
        if any(label not in marked for label in _listed(one)):
            one.getparent().remove(one)


def _made(label: str) -> Any:
    return etree.Element(SPAN, {TYPE: BREAK, "role": "doc-pagebreak", "id": OWN + label, "aria-label": label})


def _listed(element: Any) -> list[str]:
    """The page to which a line of a list of pages leads."""
    led = (one.get("href") or one.get("src") or "" for one in element if name(one) in ("a", "content"))
    return [address.removeprefix(f"#{OWN}") for address in led if address.startswith(f"#{OWN}")]
