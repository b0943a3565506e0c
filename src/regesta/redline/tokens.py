"""A line of text → its words, in order, as they are compared; and words → a line of text.

A mark, a citation, an index mark is one token whatever it holds, so nothing can ever be cut inside one.
Emphasis and links are no marks: their words are compared one by one, and each knows what it stands in.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from regesta.reader.grammar import CHANGES
from regesta.tree import Attributes, Children, Element, Node, text

WORD = re.compile(r"\w+(?:[’'.,:\u2010\u2011-]\w+)*|[^\w\s]")
LETTERS = re.compile(r"\w+(?:[’'.,:\u2010\u2011-]\w+)*")
SPACED = re.compile(r"(\s*)(\S*)")
SHOWN = ("lang", "title")  # of an element that is no mark, what counts and is shown
ALONE = frozenset(("br", "img", "hr"))
# Changes that nobody has decided, by their signs alone; their words stand before them.
CRITIC = {row.kind: f"{{{sign}…{row.closer}}}" for sign, row in CHANGES.items()}
NUMBERED = ("s", "l")  # classes of what the reader has numbered


class Token(NamedTuple):
    """A word, a sign or a mark; whether a space stands before it, and in which elements it stands."""

    spaced: bool
    node: Node
    shells: tuple[Element, ...] = ()

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(LETTERS.findall(text(self.node)))


def tokens(children: Iterable[Node], owner: str) -> tuple[Token, ...]:
    """The tokens of a line; `owner` is the id of its text, by which ids are known that nobody chose."""
    made: list[Token] = []
    spaced = False
    for node, shells in _pieces(children, (), owner):
        if isinstance(node, Element):
            made.append(Token(spaced, node, shells))
            spaced = False
            continue
        for space, word in _split(node):
            spaced = spaced or space
            if word:
                made.append(Token(spaced, word, shells))
                spaced = False
    return tuple(made)


def _split(words: str) -> Iterator[tuple[bool, str]]:
    """Words and signs, each with whether a space stands before it; the last may be a space and no word."""
    for space, run in SPACED.findall(words):
        parts = WORD.findall(run)
        yield bool(space), parts[0] if parts else ""
        yield from ((False, part) for part in parts[1:])


def _pieces(
    children: Iterable[Node], shells: tuple[Element, ...], owner: str
) -> Iterator[tuple[Node, tuple[Element, ...]]]:
    for at, child in enumerate(children):
        if isinstance(child, str):
            yield child, shells
            continue
        if at and child.get("class") == "l":
            yield sign(Element("br"), owner), shells
        if child.name in ALONE or child.get("data-mark") is not None:
            yield sign(child, owner), shells
        elif child.get("class") in NUMBERED or not (child.attributes or child.name != "span"):
            yield from _pieces(child.children, shells, owner)
        else:
            yield from _pieces(child.children, (*shells, _bare(child)), owner)
            yield from ((one, shells) for one in _address(child))


def _bare(element: Element) -> Element:
    """An element with what counts of it; a link leads nowhere in a redline."""
    if element.name == "a":
        return Element("span", (("class", "link"),))
    return Element(element.name, tuple(one for one in element.attributes if one[0] in SHOWN))


def _address(element: Element) -> Iterator[Element]:
    """Where a link leads, behind its words."""
    if element.name == "a" and (address := element.get("href")):
        yield chip("link", f"({address})")


# Marks -------------------------------------------------------------------------------------------


def sign(mark: Element, owner: str) -> Element:
    """A mark as it is compared and shown: what it says, as editors write it, and the words in it."""
    kind = (mark.get("data-mark") or mark.name).split()[0]
    children = tuple(one for child in mark.children for one in _held(child, owner))
    return chip(kind.rstrip("+-!") if kind.startswith("ix") else kind, written(mark, owner), children)


def chip(kind: str, said: str, children: Children = ()) -> Element:
    """What stands in a redline for a mark."""
    return Element("span", (("data-mark", "chip"), ("data-kind", kind), ("data-said", said)), children)


def _held(node: Node, owner: str) -> Iterator[Node]:
    """What stands in a mark, without what nobody wrote."""
    if isinstance(node, str):
        yield node
    elif node.get("data-mark") is not None or node.name in ALONE:
        yield sign(node, owner)
    else:
        bare = Element("span") if node.get("class") in NUMBERED else _bare(node)
        held = tuple(one for child in node.children for one in _held(child, owner))
        yield Element(bare.name, bare.attributes, held)
        yield from _address(node)


def written(mark: Element, owner: str) -> str:
    """What a mark says besides its words, about as it is written."""
    verb, key, body = mark.get("data-mark") or mark.name, mark.get("data-key"), mark.get("data-body")
    if verb in CRITIC:
        signed = " ".join(filter(None, (mark.get("data-author"), mark.get("data-date"))))
        return CRITIC[verb].replace("…", signed) if verb == "comment" else CRITIC[verb]
    if key is not None and verb in ("ref", "cite", "note"):
        signs = {"ref": ("@", ""), "cite": ("[", "]"), "note": ("[^", "]")}[verb]
        return key.join(signs)
    if body is not None:
        return f"{{{verb}: {body}}}"
    said = [*said_of(mark.attributes, owner)]
    named = {one.partition("=")[0] for one in said}
    return f"{{{' '.join((*(one for one in verb.split() if one not in named), *said))}}}"


def said_of(attributes: Attributes, owner: str) -> Iterator[str]:
    """Attributes that an editor wrote, in one order: `key=value`, and the id where somebody chose it."""
    automatic = re.compile(rf"{re.escape(owner)}(?:\.[sl]\d+|-[a-z+!-]+-?\d+)(?:-.*)?")
    for key, value in sorted(attributes):
        name = key.removeprefix("data-")
        if name in ("id", "key") and automatic.fullmatch(value):
            continue
        if key == "id":
            yield f"#{value}"
        elif key in ("src", "alt", "href") or (
            key.startswith("data-") and name not in ("mark", "silent", "n")
        ):
            yield f'{name}="{value}"' if " " in value else f"{name}={value}" if value else name


# And back ----------------------------------------------------------------------------------------


def line(run: Sequence[Token], bare: bool = False) -> Children:
    """Tokens as a line of text; a `bare` one begins without its space."""
    if not run:
        return ()
    first = run[0]._replace(spaced=first_space(run) and not bare)
    return tuple(_nested([first, *run[1:]], 0))


def first_space(run: Sequence[Token]) -> bool:
    """Whether a run begins with a space."""
    return bool(run) and run[0].spaced


def _nested(run: Sequence[Token], depth: int) -> Iterator[Node]:
    for shell, held in groupby(run, lambda one: one.shells[depth] if len(one.shells) > depth else None):
        group = list(held)
        if shell is None:
            yield from _plain(group)
            continue
        if group[0].spaced:
            yield " "
        inner = tuple(_nested([group[0]._replace(spaced=False), *group[1:]], depth + 1))
        yield Element(shell.name, shell.attributes, inner)


def _plain(run: Sequence[Token]) -> Iterator[Node]:
    """Words in one string as far as they go, marks between them."""
    words = ""
    for one in run:
        words += " " if one.spaced else ""
        if isinstance(one.node, str):
            words += one.node
            continue
        if words:
            yield words
        yield one.node
        words = ""
    if words:
        yield words
