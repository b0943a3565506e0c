"""Marks where the pages of the printed book begin, and their list: the same words, in another tree.

A mark never stands within a word, nor where no span may stand. A page of which the EPUB holds nothing
(a half title) has no mark, and is taken out of the list.
"""

from collections.abc import Sequence
from typing import Any

from lxml import etree

from regesta.model import Break, PageMap
from regesta.running import ENTRY, ONE, Running, Word, is_apart, is_inline, name

TYPE = "{http://www.idpf.org/2007/ops}type"
SPAN = "{http://www.w3.org/1999/xhtml}span"
BREAK = "pagebreak"
UNPARTED = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "figcaption"))  # a mark stands before, not in them
LISTED = frozenset(("li", "pageTarget"))
OWN = "page-"  # and the number: the id of a mark


def mark(sheets: Sequence[tuple[str, Any]], printed: PageMap) -> None:
    """Put marks into documents, each given by its kind and root; then shorten the lists to what was found."""
    made: set[str] = set()
    for kind, root in sheets:
        if kind != "ncx":
            made |= _marked(root, printed)
    for _, root in sheets:
        for one in [one for one in root.iter(etree.Element) if name(one) in LISTED]:
            if any(label not in made for label in _listed(one)):
                one.getparent().remove(one)


def _marked(root: Any, printed: PageMap) -> set[str]:
    """From the last to the first, so that places before one stay what they are."""
    here: list[Break] = []
    if printed.breaks:  # to read the text takes a fifth of the time
        text = Running(root, printed.labels)
        here = [one for one in printed.breaks if one.place.anchor in text.anchors]
        found = sorted(((text.find(one.place), one.label) for one in here), key=lambda one: one[0])
        for at, label in reversed(found):
            _put(text.word(at), label)
    for element in root.iter(etree.Element):
        element.attrib.pop(ENTRY, None)
    return {one.label for one in here}


def _listed(element: Any) -> list[str]:
    """The page to which a line of a list of pages leads."""
    led = (one.get("href") or one.get("src") or "" for one in element if name(one) in ("a", "content"))
    return [address.removeprefix(f"#{OWN}") for address in led if address.startswith(f"#{OWN}")]


def _put(word: Word, label: str) -> None:
    node, offset = word.node, word.offset
    made = etree.Element(SPAN, {TYPE: BREAK, "role": "doc-pagebreak", "id": OWN + label, "aria-label": label})
    text = (node.tail if word.tail else node.text) or ""
    holder = node.getparent() if word.tail else node
    leads = not text[:offset].strip() and (not word.tail or (_is_silent(node) and _leads(node)))
    if (not word.tail and name(node) in ONE) or (leads and _is_part(holder)):
        _before(holder, made)
    elif word.tail and not leads:
        node.tail, made.tail = text[:offset], text[offset:]
        holder.insert(holder.index(node) + 1, made)
    elif word.tail:
        holder.insert(0, made)
    else:
        node.text, made.tail = text[:offset], text[offset:]
        node.insert(0, made)


def _before(element: Any, made: Any) -> None:
    """Before an element; where nothing runs before it, before all that begins with it."""
    holder, leads = element.getparent(), _leads(element)
    if leads and _is_part(holder):
        _before(holder, made)
        return
    at = 0 if leads else holder.index(element)
    while at and holder[at - 1].get(TYPE) == BREAK and not holder[at - 1].tail:
        at -= 1
    holder.insert(at, made)


def _is_part(element: Any) -> bool:
    """Whether a mark stands better before an element than at its beginning.

    Not before a sentence: styles know by its being the first where its number hangs.
    """
    return (is_inline(element) and element.get("class") != "s") or name(element) in UNPARTED


def _leads(element: Any) -> bool:
    """Whether nothing runs before an element in the one that holds it."""
    earlier = list(element.itersiblings(preceding=True))
    said = (element.getparent().text, *(one.tail for one in earlier))
    return all(map(_is_silent, earlier)) and not any(text and text.strip() for text in said)


def _is_silent(element: Any) -> bool:
    """Whether an element holds nothing that runs: a number of a sentence, an anchor, another mark."""
    if not isinstance(element.tag, str) or is_apart(element):
        return True
    return not "".join(element.itertext()).strip() and all(name(one) not in ONE for one in element.iter())
