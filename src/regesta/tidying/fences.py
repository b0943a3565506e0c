"""A `:::` fence with single spaces, and what it says in the order in which the grammar's examples say it."""

from functools import cache

from regesta.reader.attributes import Attribute, attributes
from regesta.reader.blocks import FENCE, named
from regesta.reader.grammar import BLOCKS

NAME = "#id"  # by which a block can be pointed at, where it does not begin with it


def fence(line: str, block: str) -> str:
    """The fence line of a block; one that cannot be read whole stays."""
    match = FENCE.match(line)
    if not match or not match["name"]:
        return line
    given, stop = attributes(match["rest"])
    if stop is not None:
        return line
    said = [match["rest"][one.start : one.end] for one in given]
    keys = [_rank(block, one) for one in named(block, given)]
    told = [words for _, words in sorted(zip(keys, said, strict=True), key=lambda one: one[0])]
    return " ".join((":::", match["name"], *told))


def _rank(block: str, one: Attribute) -> int:
    """Where it stands among the others; classes are last."""
    order = _order(block)
    if one.kind == "class":
        return len(order) + 1
    name = NAME if one.kind == "id" and "id" not in order else one.name
    return order.index(name) if name in order else len(order)


@cache
def _order(block: str) -> tuple[str, ...]:
    """The names of what a block may be given: as its example has them, then the others."""
    rule = BLOCKS.get(block)
    shown = FENCE.match(rule.example.split("\n")[0]) if rule else None
    if not rule or not shown:
        return (NAME,)
    given = named(block, attributes(shown["rest"])[0])
    shows = (NAME if one.kind == "id" and n else one.name for n, one in enumerate(given))
    return tuple(dict.fromkeys((*shows, *rule.attributes, NAME)))
