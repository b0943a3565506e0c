"""Citations in a text → notes of their own, and what is asked of the citation engine, in reading order.

A citation in the running text becomes a note where the style cites in notes; one that stands in a note
already, or below a quotation, is set in its place. The history of citations (short forms, ibid.) is that
of one text, so it begins anew in each chapter. Pointers into the book stay what they are.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from regesta.apparatus.bibliography import cited as cited_in
from regesta.csl import Cite, Citer, Formatted, Request
from regesta.diagnostics import Checked
from regesta.editions.notes import Note
from regesta.facts import Citation, Cited, Fact
from regesta.model import Book
from regesta.tree import Children, Element, Node, rewrite

BLOCKS = frozenset({"p", "li", "td", "th", "dd", "dt", "blockquote", "div", "section", "aside"})
# Signs that go before the number of a note, with a quotation mark that closes there.
BEFORE_CALL = re.compile(r"[”’»]?[.,;:!?…]+[”’»)]?")
ENDS = ("", ".", "!", "?", "…")  # after which a sentence begins
CLOSED = re.compile(r"[.!?…][”’»)]*$")
TYPED = re.compile(r"[.,;:!?…”’»)\w]$")  # what a note's number is typed behind
KEPT = re.compile(r"(?<!\w)([^\W\d_]{1,4}\.|§§?) (?=[\dIVXLCivxlc])")  # an abbreviation and its number

SIDE = "side"
PLACES = ("attribution", "notes", "ranges", SIDE)  # where a citation of works makes no note

Facts = Mapping[str, Fact]
Said = Mapping[str, tuple[Children, ...]]  # of a citation, by its anchor: the words of each run of works


@dataclass(frozen=True, slots=True)
class Place:
    """A citation where it is read: the number of its note (0: none), and whether it begins a sentence."""

    fact: Citation
    note: int
    opens: bool


def runs(fact: Citation, book: Book) -> tuple[tuple[bool, tuple[Cited, ...]], ...]:
    """The items of a citation in turns: works (True) and pointers."""
    turns = groupby(fact.items, key=lambda item: item.key in book.works)
    return tuple((works, tuple(items)) for works, items in turns)


def anchor(element: Element) -> str:
    """The anchor of a citation's fact; in a note of its own it is the call that bears it."""
    return element.get("data-cite") or element.get("id") or ""


def finished(element: Element, nodes: Children) -> Children:
    """The words of a citation as its place wants them: a sentence, in brackets, or as they are."""
    if element.get("data-cite") is not None:  # a note to itself
        return _sentence(nodes)
    if element.get("data-ends") is not None:
        return _closed(nodes)
    return ("(", *nodes, ")") if element.get("data-placed") == SIDE else nodes


def _works(element: Element, facts: Facts, book: Book) -> Citation | None:
    """The citation that an element is, if it names a work, and not only what is in the book."""
    fact = facts.get(anchor(element)) if element.get("data-mark") == "cite" else None
    named = isinstance(fact, Citation) and any(item.key in book.works for item in fact.items)
    return fact if named and isinstance(fact, Citation) else None


# Notes -------------------------------------------------------------------------------------------


def in_notes(body: Element, facts: Facts, book: Book) -> tuple[Element, dict[str, Element]]:
    """The text with a note's call where it cites works, and the texts of these notes by their keys."""
    texts: dict[str, Element] = {}

    def change(element: Element) -> Node | None:
        fact = _works(element, facts, book)
        if fact and element.get("data-placed") is None:
            inner = Element("a", (("data-mark", "cite"), ("data-cite", fact.anchor)))
            texts[fact.anchor] = Element("aside", (), (Element("p", (), (inner,)),))
            return element.given(data_mark="note", data_key=fact.anchor)
        if any(_called(child, texts) for child in element.children):
            return replace(element, children=_settled(element.children, texts))
        return element

    if not book.style.notes:
        return rewrite(body, lambda element: _apart(element, facts, book)), {}
    return rewrite(rewrite(body, _placed), change), texts


def _apart(element: Element, facts: Facts, book: Book) -> Element:
    """A citation that stays in the text is a word of its own, though it was typed where a number would be."""
    made: list[Node] = []
    for child in element.children:
        before = made[-1] if made else None
        cites = isinstance(child, Element) and _works(child, facts, book)
        if cites and isinstance(before, str) and TYPED.search(before):
            made[-1] = f"{before} "
        made.append(child)
    same = all(new is old for new, old in zip(made, element.children, strict=True))
    return element if same else replace(element, children=tuple(made))


def ended(body: Element, book: Book) -> Element:
    """The text of a note in which a citation that ends a paragraph knows it, for its full stop was taken."""

    def change(element: Element) -> Node:
        last = element.children[-1] if element.children and element.name == "p" else ""
        if isinstance(last, str) or last.get("data-mark") != "cite":
            return element
        return replace(element, children=(*element.children[:-1], last.given(data_ends="")))

    return rewrite(body, change) if book.style.notes else body


def _placed(element: Element) -> Node:
    """Below a quotation a citation says in words whose it is; beside the text there is no room for a note."""
    named = (element.get("class"), element.get("data-mark"), element.get("data-block"))
    place = next((one for one in PLACES if one in named), "")

    def change(inner: Element) -> Node:
        return inner.given(data_placed=place) if inner.get("data-mark") == "cite" else inner

    return rewrite(element, change) if place else element


def _called(node: Node, texts: Mapping[str, Element]) -> bool:
    return isinstance(node, Element) and node.get("data-mark") == "note" and node.get("data-key") in texts


def _settled(children: Children, texts: Mapping[str, Element]) -> Children:
    """No space before a call, and none before the sign that ends its clause."""
    made: list[Node] = []
    calls = 0  # that stand at the end of what is made
    for child in children:
        if _called(child, texts):
            last = made[-1] if made else None
            if isinstance(last, str):
                made[-1:] = [last.rstrip()] if last.strip() else []
            calls = calls + 1 if made and _called(made[-1], texts) else 1
        elif calls and isinstance(child, str) and (sign := BEFORE_CALL.match(child)):
            made.insert(len(made) - calls, sign[0])
            child, calls = child[sign.end() :], 0  # noqa: PLW2901 - the sign has been set
        elif not isinstance(child, str) or child.strip():
            calls = 0
        made.append(child)
    return tuple(made)


# Asking ------------------------------------------------------------------------------------------


def places(body: Element, notes: Mapping[str, Note], facts: Facts, book: Book) -> Iterator[Place]:
    """The citations of works in the order in which they are read; a note is read at its first call."""
    unread = dict(notes)
    for element, opens in _read(body):
        key = element.get("data-key") if element.get("data-mark") == "note" else None
        note = unread.pop(key, None) if key else None
        inside: Iterable[tuple[Element, bool]] = _read(note.body) if note else ((element, opens),)
        for one, begins in inside:
            if fact := _works(one, facts, book):
                yield Place(fact, int(note.number) if note else 0, begins)


def _read(element: Element) -> Iterator[tuple[Element, bool]]:
    """All elements in reading order, each with whether a sentence begins there."""
    before = ""
    for node in _nodes(element):
        if isinstance(node, str):
            before = node.rstrip()[-1:] or before
        else:
            before = "" if node.name in BLOCKS else before
            yield node, before in ENDS


def _nodes(element: Element) -> Iterator[Node]:
    yield element
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _nodes(child)


def ask(met: Iterable[Place], book: Book, language: str, cite: Citer) -> Checked[Said]:
    """The words of all works that are cited; the engine is asked once, and only where there are some.

    Where works are cited in the text, by author and year, it is told of all that the edition cites, for
    the letters of a year must be those of the bibliography.
    """
    placed = tuple(met)
    asked = tuple(Cite(items, one.note) for one in placed for works, items in runs(one.fact, book) if works)
    if not asked:
        return Checked({})
    listed = () if book.style.notes else cited_in(book)
    keys = dict.fromkeys((*(item.key for one in asked for item in one.items), *listed))
    works = tuple(book.works[key].csl for key in keys)
    made = cite(Request(book.style.csl, language, works, asked, listed))
    return Checked(_by_anchor(placed, book, made.value), made.diagnostics)


def _by_anchor(placed: tuple[Place, ...], book: Book, made: Formatted) -> Said:
    words = iter(made.cites)
    found: dict[str, tuple[Children, ...]] = {}
    for one in placed:
        parts = []
        for n, (works, items) in enumerate(runs(one.fact, book)):
            if works:
                opens = one.opens and n == 0
                said = next(words)
                parts.append(_kept(_fitted(said, items[0].prefix, opens) if book.style.notes else said))
        found[one.fact.anchor] = tuple(parts)
    return found


# Fitting -----------------------------------------------------------------------------------------


def _fitted(nodes: Children, prefix: str, opens: bool) -> Children:
    """A whole note of the engine's as a part of one: without its full stop, and small within a sentence."""
    nodes = _changed(nodes, -1, lambda words: words.removesuffix("."))
    return nodes if opens else _changed(nodes, 0, lambda words: _small(words, prefix))


def _small(words: str, prefix: str) -> str:
    """The author's own first letter; of what the style itself says, only ibid. is written small."""
    if prefix:
        return prefix[0] + words[1:]
    return f"i{words[1:]}" if words.startswith("Ibid") else words


def _sentence(nodes: Children) -> Children:
    """Words with a capital to begin with and a full stop to end."""
    return _closed(_changed(nodes, 0, lambda words: words[:1].upper() + words[1:]))


def _closed(nodes: Children) -> Children:
    """Words with a full stop, if nothing else closes them."""
    last: Node = nodes[-1] if nodes else ""
    while isinstance(last, Element):
        last = last.children[-1] if last.children else ""
    return nodes if CLOSED.search(last) else (*nodes, ".")


def joined(parts: Iterable[Children]) -> Children:
    """Several citations in one bracket."""
    nodes: list[Node] = []
    for part in parts:
        nodes += ["; ", *part] if nodes else part
    return tuple(nodes)


def _kept(nodes: Children) -> Children:
    """No line ends between an abbreviation and its number."""
    return tuple(KEPT.sub("\\1\u00a0", node) if isinstance(node, str) else node for node in nodes)


def _changed(nodes: Children, at: int, change: Callable[[str], str]) -> Children:
    """The nodes with the words at their beginning (0) or end (-1) changed, if there are words."""
    node = nodes[at] if nodes else None
    if not isinstance(node, str):
        return nodes
    made = list(nodes)
    made[at] = change(node)
    return tuple(made)
