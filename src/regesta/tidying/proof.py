"""What a file is read as, places apart: two files with the same reading make the same book.

Kept out are only the spaces before a line's end, which no medium shows, and the order of the passes' own
attributes.
"""

import re
from dataclasses import fields, is_dataclass
from typing import Any

from regesta.data import load
from regesta.diagnostics import Diagnostic
from regesta.facts import BlockUse, Change
from regesta.reader.parse import parse
from regesta.records import Record
from regesta.settings import ChapterMeta
from regesta.source import Source, Span
from regesta.tree import Children, Element, Node

OWN = "data-"  # attributes of the passes, which are asked for by name
INLINE = frozenset({"a", "code", "del", "em", "ins", "mark", "small", "span", "strong", "time"})
BEFORE_END = re.compile(" +(?=\n)")


def reading(source: Source) -> object:
    """Everything that later passes are told, in a form that can be compared."""
    if source.path.endswith(".yaml"):
        data = load(source)
        return data.value.value, _faults(data.diagnostics)
    read = parse(source, Record if source.path.startswith("sources/") else ChapterMeta)
    text = read.value
    facts = tuple(map(_placeless, text.facts))
    return text.data.value, text.meta, _tree(text.body), facts, text.sentences, _faults(read.diagnostics)


def _faults(found: tuple[Diagnostic, ...]) -> list[tuple[str, str, str]]:
    return sorted((one.code, one.message, one.hint) for one in found)


def _placeless(value: Any) -> Any:
    """A fact without its places; what a fence says, in any order."""
    if isinstance(value, Span):
        return None
    if isinstance(value, BlockUse):
        return type(value).__name__, value.name, sorted(value.attributes), value.anchor
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(map(_placeless, value))
    if isinstance(value, Change):
        return (type(value).__name__, BEFORE_END.sub("", value.old), BEFORE_END.sub("", value.new),
                value.kind, _placeless(value.remarks), value.anchor)  # fmt: skip
    if is_dataclass(value):
        return type(value).__name__, *(_placeless(getattr(value, one.name)) for one in fields(value))
    return value


def _tree(node: Element) -> object:
    """An element with all in it."""
    shown = tuple(one for one in node.attributes if not one[0].startswith(OWN))
    own = sorted(one for one in node.attributes if one[0].startswith(OWN))
    children = node.children if node.name == "pre" else _trimmed(node)
    return node.name, shown, own, tuple(one if isinstance(one, str) else _tree(one) for one in children)


def _trimmed(node: Element) -> Children:
    """The children without spaces where a line or the block ends."""
    made: list[Node] = []
    for n, one in enumerate(node.children):
        after = node.children[n + 1] if n + 1 < len(node.children) else None
        if isinstance(one, str):
            ends = (after is None and node.name not in INLINE) or (
                isinstance(after, Element) and after.name == "br"
            )
            words = BEFORE_END.sub("", one.rstrip(" ") if ends else one)
            made += [words] if words else []
        else:
            made.append(one)
    return tuple(made)
