"""Who speaks in a source: the document beside its translator, and which numbers are shown.

A translation whose numbers are those of a transcript faces it, sentence by sentence or line by line:

    facing   (or stacked) data-lang, data-to; holds a `pair` for each number or heading
    pair     data-n, data-shown; class: what it is (p, li, h3 …), and `opens` where a paragraph begins;
             holds the words of both, `<p class="original">` and `<p class="translation">`

A sentence or line that shows its number has `data-shown`; in a pair none does, for the pair does.
"""

from dataclasses import replace

from regesta.editions.notes import CALLS
from regesta.numbers import ORIGINAL, TEXTS, TRANSLATION, Piece, number, numbered, numbers, pieces
from regesta.tree import Children, Element, Node, rewrite, walk

NTH = 5  # every line of a paper has a number, and every fifth one shows it


def paired(body: Element, language: str, layout: str) -> Element:
    """The body with each transcript beside its translation, into the book's language if there are several."""
    translations = numbered(body, TRANSLATION)
    if not translations or not numbered(body, ORIGINAL):
        return body
    languages = [one.get("data-lang") or "" for one in translations]
    to = next((one for one in languages if one[:2] == language[:2]), languages[0])
    told = [piece for one in translations if one.get("data-lang") == to for piece in pieces(one)]

    def change(element: Element) -> Node | None:
        if element.get("data-block") == ORIGINAL and numbers(element):
            return _facing(element, told, to, layout)
        told_here = element.get("data-block") == TRANSLATION and element.get("data-lang") == to
        return None if told_here and numbers(element) else element

    return rewrite(body, change)


def _facing(original: Element, told: list[Piece], to: str, layout: str) -> Element:
    """Pairs in the order of the original; the second heading before a sentence faces the second one."""
    waiting: dict[tuple[int, bool], list[Children]] = {}
    for piece in told:
        waiting.setdefault((piece.number, piece.numbered), []).append(piece.children)
    pairs: list[Node] = []
    for piece in pieces(original):
        met = waiting.get((piece.number, piece.numbered), [])
        same = [met.pop(0) for _ in range(len(met) if piece.numbered else min(1, len(met)))]
        pairs.append(_pair(piece, tuple(node for children in same for node in children), original, to))
    return replace(original.given(data_block=layout, data_to=to), children=tuple(pairs))


def _pair(piece: Piece, told: Children, original: Element, to: str) -> Element:
    lang = original.get("data-lang") or ""
    shown = _shown(piece.number, original) if piece.numbered else ""
    kind = f"{piece.holder.name} opens" if piece.opens else piece.holder.name
    made = (("data-block", "pair"), ("class", kind), ("data-n", str(piece.number)), ("data-shown", shown))
    left = Element("p", (("class", "original"), ("lang", lang)), piece.children)
    right = Element("p", (("class", "translation"), ("lang", to)), told)
    return Element("div", made, (left, right))


def in_one_language(body: Element, language: str) -> Element:
    """The body without transcripts that are translated into the language; their notes are called there."""
    told = [one for one in numbered(body, TRANSLATION) if _is_in(one, language)]
    foreign = [one for one in numbered(body, ORIGINAL) if not _is_in(one, language)]
    if not told or not foreign:
        return body
    calls: dict[int, list[Node]] = {}
    for piece in (piece for one in foreign for piece in pieces(one)):
        calls.setdefault(piece.number, []).extend(_calls(piece.children))

    def change(element: Element) -> Node | None:
        if element.get("data-block") == ORIGINAL and not _is_in(element, language):
            return None
        in_words = element.get("data-block") == TRANSLATION and _is_in(element, language)
        return _calling(element, calls) if in_words else element

    return rewrite(body, change)


def _is_in(element: Element, language: str) -> bool:
    return (element.get("data-lang") or "")[:2] == language[:2]


def _calls(children: Children) -> list[Node]:
    inside = (one for child in children if isinstance(child, Element) for one in walk(child))
    return [one for one in inside if one.get("data-mark") in CALLS]


def _calling(block: Element, calls: dict[int, list[Node]]) -> Element:
    def change(element: Element) -> Node | None:
        n = number(element)
        return element if n is None else replace(element, children=(*element.children, *calls.pop(n, ())))

    return rewrite(block, change)


def with_numbers(body: Element) -> Element:
    """The body in which each number that is to be seen is there to be seen."""

    def change(element: Element) -> Node | None:
        seen = element.get("data-block") in TEXTS or _counted_verse(element)
        return _marked(element) if seen else element

    return rewrite(body, change)


def _marked(block: Element) -> Element:
    def change(element: Element) -> Node | None:
        n = number(element)
        shown = _shown(n, block) if n is not None else ""
        return element.given(data_shown=shown) if shown else element

    return rewrite(block, change)


def _shown(n: int, block: Element) -> str:
    """The number as it is printed, or nothing: of lines only every fifth."""
    return "" if _by_lines(block) and n % NTH else str(n)


def _by_lines(block: Element) -> bool:
    return "lines" in (block.get("class") or "").split()


def _counted_verse(element: Element) -> bool:
    return element.get("data-block") == "verse" and _by_lines(element)
