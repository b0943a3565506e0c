"""Plain values → YAML that `regesta.data` reads as the same values; the only place that writes YAML."""

import json
import re
import textwrap
from collections.abc import Iterable, Mapping

from regesta.data import WORDS

PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;/()’‘“”–—+-]*[\w.)’”])?")
FOLDED = re.compile(r"\S+(?: \S+)+")  # words parted by single spaces
WIDTH = 98
STEP = "  "

Value = str | int | bool | None | Iterable["Value"] | Mapping[str, "Value"]


def written(fields: Mapping[str, Value]) -> str:
    """A mapping as block YAML, its keys in their order."""
    return "".join(f"{line}\n" for line in _mapping(fields, ""))


def front_matter(fields: Mapping[str, Value], text: str) -> str:
    """A chapter or a source: its fields and its text."""
    return f"---\n{written(fields)}---\n\n{text}"


def _mapping(fields: Mapping[str, Value], indent: str) -> Iterable[str]:
    for key, value in fields.items():
        yield from _item(f"{indent}{_scalar(key)}:", value, indent + STEP)


def _item(head: str, value: Value, indent: str) -> Iterable[str]:
    if isinstance(value, str) and len(value) > WIDTH - len(head) and FOLDED.fullmatch(value):
        yield f"{head} >-"
        lines = textwrap.wrap(value, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
        yield from (f"{indent}{line}" for line in lines)
    elif isinstance(value, Mapping) and value:
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, Iterable) and not isinstance(value, str | Mapping):
        yield from _list(head, list(value), indent)
    else:
        yield f"{head} {_scalar(value)}"


def _list(head: str, values: list[Value], indent: str) -> Iterable[str]:
    if not values:
        yield f"{head} []"
        return
    yield head
    for value in values:
        if isinstance(value, Mapping) and value:
            first, *others = _mapping(value, indent + STEP)
            yield f"{indent}- {first.lstrip(' ')}"
            yield from others
        else:
            yield from _item(f"{indent}-", value, indent + STEP)


def _scalar(value: Value) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, str) and PLAIN.fullmatch(value) and value not in WORDS:
        return value
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, int) else "{}"
