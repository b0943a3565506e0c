"""A YAML file with one more entry in one of its lists; every other byte stays as it was.

What was written is read again: unless it is the old values and the new entry, nothing was written.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from regesta.data import Data, load
from regesta.source import Source

PLAIN = re.compile(r"[^\W\d_][\w ’().–-]*(?<! )")  # a scalar that needs no quotes, whatever follows it
RESERVED = ("null", "true", "false", "yes", "no", "on", "off", "~", "y", "n")
DASH = re.compile(r" *- ")
Entry = str | Mapping[str, Any]


class Unfit(Exception):
    """A file into which no entry can be written; the message says why."""


def scalar(value: Any) -> str:
    """A value as YAML: in double quotes where it could be read as anything but these words."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {scalar(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(scalar, value))}]"
    if not isinstance(value, str):
        return json.dumps(value)
    plain = PLAIN.fullmatch(value) and value.lower() not in RESERVED
    return value if plain else json.dumps(value, ensure_ascii=False)


def appended(path: str, text: str, name: str, entry: Entry, after: str = "") -> str:
    """The file with the entry at the end of the list `name`, or behind the entry that is `after`."""
    source = Source.of(path, text)
    read = load(source)
    value = read.value.value
    if read.diagnostics or not isinstance(value, dict):
        raise Unfit(f"{path} cannot be read; regesta check says why")
    rows = value.get(name)
    if rows is not None and not isinstance(rows, list):
        raise Unfit(f'"{name}" in {path} is no list')
    at = len(rows or ()) if not after or after not in (rows or ()) else (rows or []).index(after) + 1
    ends = "\r\n" if "\r\n" in text else "\n"
    if source.text.replace("\n", ends) != text:
        raise Unfit(f"{path} has tabs or line ends of two kinds; mend these first")
    made = _written(read.value, source.text, name, entry, at)
    again = load(Source.of(path, made))
    expected = [*(rows or [])[:at], _plain(entry), *(rows or [])[at:]]
    if again.diagnostics or again.value.value != {**value, name: expected}:
        raise Unfit(f'{path} is written in a way that nothing can be added to; add to "{name}" by hand')
    return made.replace("\n", ends)


def _plain(entry: Entry) -> Any:
    return json.loads(json.dumps(entry))


def _written(data: Data, text: str, name: str, entry: Entry, at: int) -> str:
    span = data.values.get((name,))
    rows = data.value.get(name)
    if span is None:
        lines = _block(entry, "  ", flow=False)
        return f"{text.rstrip()}\n{name}:\n{lines}\n".lstrip("\n")
    if rows and text[span.start] == "[":
        return _in_flow(data, text, name, entry, at)
    if not rows:
        empty = text[span.start : span.start + 1] == "["  # of which the parser names the beginning alone
        rest = text[text.index("]", span.start) + 1 if empty else span.end :].lstrip("\n") or "\n"
        line = "" if rest[0] == "\n" else "\n"
        return f"{text[: span.start].rstrip()}\n{_block(entry, '  ', flow=False)}{line}{rest}"
    last = _line(text, _end(data, (name, at - 1)))
    begin = data.values[name, at - 1].start
    line = text[text.rfind("\n", 0, begin) + 1 : begin]
    dash = DASH.match(line)
    indent = line[: len(dash[0]) - len("- ")] if dash else "  "
    flow = text[begin] == "{"
    return f"{text[:last]}\n{_block(entry, indent, flow)}{text[last:] or chr(10)}"


def _in_flow(data: Data, text: str, name: str, entry: Entry, at: int) -> str:
    end = data.values[name, at - 1].end
    return f"{text[:end]}, {scalar(entry)}{text[end:]}"


def _block(entry: Entry, indent: str, flow: bool) -> str:
    """An entry on lines of its own, written as those before it are."""
    if flow or isinstance(entry, str):
        return f"{indent}- {scalar(entry)}"
    lines = [f"{key}: {scalar(value)}" for key, value in entry.items()]
    return "\n".join(f"{indent}{'- ' if n == 0 else '  '}{line}" for n, line in enumerate(lines))


def _end(data: Data, path: tuple[str | int, ...]) -> int:
    """Where the last scalar of an entry ends: YAML counts comments that follow as part of a mapping."""
    below = [span.end for key, span in data.values.items() if key[: len(path)] == path]
    inner = [
        span.end
        for key, span in data.values.items()
        if key[: len(path)] == path and not any(one[:-1] == key and one for one in data.values)
    ]
    return max(inner or below)


def _line(text: str, end: int) -> int:
    """The end of the line in which something ends, without the newlines that a block scalar takes in."""
    stripped = len(text[:end].rstrip())
    found = text.find("\n", stripped)
    return len(text) if found < 0 else found
