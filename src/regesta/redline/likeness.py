"""What two pieces of a text have in common: whether they say the same, and which became which."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from regesta.tree import Element, Node, text

T = TypeVar("T")
SHIFTING = frozenset(("id", "href", "data-n", "data-call", "data-within", "data-facsimile", "data-again"))
WORD = re.compile(r"\w+")
LIKE = 0.45  # of all words in common: the one became the other


def signature(node: Node) -> object:
    """What a node says and means, whatever numbers its neighbours give it; notes go by their key."""
    if isinstance(node, str):
        return node
    if node.get("data-mark") == "note":
        return ("note", node.get("data-key"))
    kept = tuple((key, value) for key, value in node.attributes if key not in SHIFTING)
    return (node.name, kept, tuple(map(signature, node.children)))


def silent(node: Node) -> bool:
    """Whether a node prints nothing, as a mark for the index."""
    return (
        not isinstance(node, str) and not text(node) and node.name in ("span", "a") and not node.get("href")
    )


def kind(node: Element) -> tuple[object, ...]:
    """What only nodes of one kind share, so that one may have become the other."""
    return (node.name, node.get("data-block"), node.get("data-ref"), node.get("data-lang"))


def words(node: Node) -> Counter[str]:
    """The words of a node, counted."""
    return Counter(WORD.findall(text(node).casefold()))


def alike(one: Counter[str], other: Counter[str]) -> float:
    """How much two pieces have in common, from 0 to 1; those without words are alike."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def paired(old: Sequence[Element], new: Sequence[Element]) -> list[tuple[int, int]]:
    """Which of the old became which of the new, in order, so that as much as can be is kept."""
    before, after = [words(one) for one in old], [words(one) for one in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            met = _score(old[i], new[j], before[i], after[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], (met + best[i + 1][j + 1]) if met else 0.0)
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        met = _score(old[i], new[j], before[i], after[j])
        if met and best[i][j] == met + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _score(old: Element, new: Element, before: Counter[str], after: Counter[str]) -> float:
    if kind(old) != kind(new):
        return 0.0
    if old.get("data-ref"):  # a source is itself, whatever it says now
        return 1.0
    like = alike(before, after)
    return like if like >= LIKE else 0.0
