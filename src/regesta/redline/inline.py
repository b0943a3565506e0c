"""A line of text and the line that it became, word by word.

Words are compared, signs between them, and marks as wholes. Only what holds running text of its own (a
sentence, emphasis) is looked into.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from regesta.redline.likeness import paired, signature, silent
from regesta.tree import Children, Element, Node, text

WORD = re.compile(r"\s+|[\w’'‑-]+|[^\w\s]")
HOLDERS = frozenset(("em", "strong", "i", "b", "u", "cite"))
UNITS = frozenset(("s", "l"))  # classes of sentences and lines
SHOWN = frozenset(("em", "strong", "sup", "sub", "i", "b", "u", "cite", "time", "br", "q", "small"))


class Token(NamedTuple):
    """A word, a sign or a mark, with what prints nothing behind it."""

    key: object
    nodes: Children


class Run(NamedTuple):
    """Nodes that stayed (`=`), went (`-`) or came (`+`)."""

    sign: str
    nodes: Children


@dataclass(slots=True)
class Marks:
    """The names of changes of one part, and how much went and came."""

    prefix: str
    count: int = 0
    gone: int = 0
    come: int = 0
    notes: dict[str, str] = field(default_factory=dict)  # the words of notes that are no more, by key

    def put_in(self, nodes: Children) -> Element:
        """Words that came."""
        self.come += _many(nodes)
        return self._change("ins", "insert", nodes)

    def taken_out(self, nodes: Children) -> Element:
        """Words that went, as plain text: what no longer stands there is no target and calls no note."""
        self.gone += _many(nodes)
        return self._change("del", "delete", tuple(plain(one, self.notes) for one in nodes))

    def _change(self, name: str, mark: str, nodes: Children) -> Element:
        self.count += 1
        return Element(name, (("id", f"{self.prefix}-redline-{self.count}"), ("data-mark", mark)), nodes)


def _many(nodes: Children) -> int:
    return sum(len(text(one).split()) for one in nodes)


def plain(node: Node, notes: dict[str, str]) -> Node:
    """What a node looked like, without names, addresses and templates of its own."""
    if isinstance(node, str):
        return node
    if node.get("data-mark") in ("note", "letter"):
        said = notes.get(node.get("data-key") or "", "")
        return Element("sup", (), (f"{node.get('data-n') or '*'}{f' [{said}]' if said else ''}",))
    if node.name == "img":
        return f"[{node.get('alt') or ''}]"
    lang = (("lang", node.get("lang") or ""),) if node.get("lang") else ()
    inside = tuple(plain(one, notes) for one in node.children)
    return Element(node.name if node.name in SHOWN else "span", lang, inside)


def compared(old: Children, new: Children, marks: Marks) -> Children:
    """The new nodes, with what came and what went marked."""
    return tuple(_nodes(_joined(list(_runs(old, new, marks))), marks))


def _tokens(nodes: Children) -> list[Token]:
    found: list[Token] = []
    for node in nodes:
        if isinstance(node, str):
            found += (Token(" " if one.isspace() else one, (one,)) for one in WORD.findall(node))
        elif silent(node):
            last = found.pop() if found else Token("", ())
            found.append(Token(last.key, (*last.nodes, node)))
        else:
            found.append(Token(signature(node), (node,)))
    return found


def _runs(old: Children, new: Children, marks: Marks) -> Iterator[Run]:
    before, after = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, [one.key for one in before], [one.key for one in after], autojunk=False)
    for sign, i1, i2, j1, j2 in matcher.get_opcodes():
        if sign == "equal":
            yield Run("=", _all(after[j1:j2]))
        else:
            yield from _replaced(before[i1:i2], after[j1:j2], marks)


def _replaced(before: list[Token], after: list[Token], marks: Marks) -> Iterator[Run]:
    """What stands for something else; sentences and emphasis that only changed are looked into."""
    old = [(n, one.nodes[0]) for n, one in enumerate(before) if one.nodes and _holds(one.nodes[0])]
    new = [(n, one.nodes[0]) for n, one in enumerate(after) if one.nodes and _holds(one.nodes[0])]
    held = (
        [one for _, one in old if isinstance(one, Element)],
        [one for _, one in new if isinstance(one, Element)],
    )
    i = j = 0
    for a, b in paired(*held):
        yield Run("-", _loud(before[i : old[a][0]]))
        yield Run("+", _all(after[j : new[b][0]]))
        was, now = held[0][a], held[1][b]
        inside = replace(now, children=compared(was.children, now.children, marks))
        yield Run("=", (inside, *after[new[b][0]].nodes[1:]))
        i, j = old[a][0] + 1, new[b][0] + 1
    yield Run("-", _loud(before[i:]))
    yield Run("+", _all(after[j:]))


def _holds(node: Node) -> bool:
    """Whether a node is looked into: one that only holds running text, and is no mark."""
    if isinstance(node, str) or node.get("data-mark"):
        return False
    return node.get("class") in UNITS or node.name in HOLDERS


def _all(tokens: list[Token]) -> Children:
    return tuple(node for one in tokens for node in one.nodes)


def _loud(tokens: list[Token]) -> Children:
    return tuple(node for one in tokens for node in one.nodes if not silent(node))


def _joined(runs: list[Run]) -> list[Run]:
    """Changes with nothing but a space between them are one change."""
    runs = [one for one in runs if one.nodes]
    joined: list[Run] = []
    for n, one in enumerate(runs):
        between = joined and joined[-1].sign != "=" and n + 1 < len(runs) and runs[n + 1].sign != "="
        if (
            one.sign == "="
            and between
            and all(isinstance(node, str) and node.isspace() for node in one.nodes)
        ):
            joined += (Run("-", one.nodes), Run("+", one.nodes))
        else:
            joined.append(one)
    return joined


def _nodes(runs: list[Run], marks: Marks) -> Iterator[Node]:
    for stays, group in groupby(runs, key=lambda one: one.sign == "="):
        if stays:
            yield from (node for one in group for node in _written(one.nodes))
            continue
        met = list(group)
        gone = tuple(node for one in met if one.sign == "-" for node in one.nodes)
        come = tuple(node for one in met if one.sign == "+" for node in one.nodes)
        if gone:
            yield marks.taken_out(_written(gone))
        if any(not silent(one) for one in come):
            yield marks.put_in(_written(come))
        else:
            yield from come


def _written(nodes: Children) -> Children:
    """Words that follow each other as one string again."""
    made: list[Node] = []
    for are_words, group in groupby(nodes, key=lambda one: isinstance(one, str)):
        together = list(group)
        made += ["".join(one for one in together if isinstance(one, str))] if are_words else together
    return tuple(made)
