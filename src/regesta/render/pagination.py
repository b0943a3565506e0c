"""Where the pages of the printed book begin, in another tree of the same words: a mark before each.

A mark never stands within a word, nor where no inline element may stand. A page of which the tree holds
nothing (a half title) has no mark.
"""

from collections.abc import Callable
from typing import Any

from lxml import etree

from regesta.model import Break, PageMap
from regesta.running import ENTRY, ONE, Running, Word, is_apart, is_inline, name

UNPARTED = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "figcaption"))  # a mark stands before, not in them
OWN = "page-"  # and the number: the id of a mark


def paginate(root: Any, printed: PageMap, made: Callable[[str], Any]) -> set[str]:
    """Put a mark, `made` of a page's label, where each page begins; the labels that were put.

    From the last to the first, so that places before one stay what they are.
    """
    here: list[Break] = []
    if printed.breaks:  # to read the text takes a fifth of the time
        text = Running(root, printed.labels)
        here = [one for one in printed.breaks if one.place.anchor in text.anchors]
        found = sorted(((text.find(one.place), one.label) for one in here), key=lambda one: one[0])
        for at, label in reversed(found):
            _put(text.word(at), made(label))
    for element in root.iter(etree.Element):
        element.attrib.pop(ENTRY, None)
    return {one.label for one in here}


def is_mark(element: Any) -> bool:
    """Whether an element is such a mark."""
    return (element.get("id") or "").startswith(OWN)


def _put(word: Word, made: Any) -> None:
    node, offset = word.node, word.offset
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
    while at and is_mark(holder[at - 1]) and not holder[at - 1].tail:
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
