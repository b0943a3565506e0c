"""A part of a transcript: from one paragraph of the document to another, with a sign for what is left out.

A paragraph is named by its number (`data-par`) or by the xml:id of something in it (`data-tei`). Sentences
keep the numbers that they have in the whole document.
"""

from dataclasses import replace

from regesta.model import Paragraphs
from regesta.tree import Children, Element, Node, find, walk

OMITTED = Element(
    "p", (("class", "omission"),), (Element("span", (("data-mark", "gap"), ("data-reason", "omitted"))),)
)


def paragraphs(transcript: Element, first: str | None, last: str | None, total: int) -> Paragraphs | str:
    """The range that a witness names, or what is wrong with it."""
    begin = _number(transcript, first, 0) if first else 1
    end = _number(transcript, last, -1) if last else total
    for said, number in ((first, begin), (last, end)):
        if not 1 <= number <= total:
            known = f"it has {total}"
            return f'the document has no paragraph "{said}": {known}'
    return Paragraphs(begin, end, total) if begin <= end else f'paragraph "{first}" stands after "{last}"'


def _number(transcript: Element, said: str, which: int) -> int:
    """The number of a paragraph; an id may stand in several, of which the first or the last counts."""
    if said.isdigit():
        return int(said)
    held = [one for one in find(transcript, "data-par") if any(find(one, "data-tei", said))]
    return int(held[which].get("data-par") or 0) if held else 0


def excerpt(transcript: Element, wanted: Paragraphs) -> Element:
    """The transcript with the paragraphs of the range alone."""
    if wanted.whole:
        return transcript
    kept = _kept(transcript.children, wanted)
    before = (OMITTED,) if wanted.first > 1 else ()
    after = (OMITTED,) if wanted.last < wanted.total else ()
    return replace(transcript, children=(*before, *kept, *after))


def _kept(children: Children, wanted: Paragraphs) -> Children:
    """What bears no number goes with what follows it, and at the end with what stood before."""
    kept: list[Node] = []
    before = 0
    for at, child in enumerate(children):
        if isinstance(child, str):
            continue
        own = child.get("data-par")
        held = [int(one.get("data-par") or 0) for one in walk(child) if one.get("data-par")]
        if own or not held:
            following = (number for one in children[at:] for number in _numbers(one))
            number = int(own) if own else next(following, before)
            kept += [child] if wanted.first <= number <= wanted.last else []
        else:
            below = _kept(child.children, wanted)
            kept += [replace(child, children=below)] if below else []
        before = held[-1] if held else before
    return tuple(kept)


def _numbers(node: Node) -> list[int]:
    if isinstance(node, str):
        return []
    return [int(one.get("data-par") or 0) for one in walk(node) if one.get("data-par")]
