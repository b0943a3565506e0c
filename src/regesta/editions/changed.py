"""What the editors changed where they adapted a document, number by number, for the teacher's key."""

from dataclasses import dataclass, replace

from regesta.numbers import ADAPTED, ORIGINAL, TRANSLATION, number, numbered, pieces
from regesta.tree import Children, Element, Node, rewrite, text


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence or line of the document, and what stands for it in the adapted text."""

    number: int
    document: Element
    adapted: Element


def changed(body: Element) -> tuple[Changed, ...]:
    """All sentences or lines whose words are others; where only a translation is printed, it counts."""
    document, adapted = (numbered(body, ORIGINAL) or numbered(body, TRANSLATION)), numbered(body, ADAPTED)
    plain, told = _words(document), _words(adapted)
    pairs = ((n, plain[n], words) for n, words in told.items() if n in plain)
    return tuple(
        Changed(n, _bare(was, document), _bare(words, adapted))
        for n, was, words in pairs
        if _said(was) != _said(words)
    )


def _words(blocks: list[Element]) -> dict[int, Children]:
    made: dict[int, Children] = {}
    for piece in (piece for block in blocks for piece in pieces(block) if piece.numbered):
        made[piece.number] = (*made.get(piece.number, ()), *piece.children)
    return made


def _said(children: Children) -> str:
    return " ".join(text(Element("span", (), children)).split())


def _bare(children: Children, blocks: list[Element]) -> Element:
    """Words without their number, which stands before both, and in their language."""

    def change(element: Element) -> Node:
        return element if number(element) is None else replace(element, attributes=())

    return rewrite(Element("span", (("lang", blocks[0].get("data-lang") or ""),), children), change)
