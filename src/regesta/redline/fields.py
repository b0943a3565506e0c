"""What is no running text: records, front matter, registers, events and settings, field by field.

Fields are compared as editors write them, by the plain values of the YAML; an entry of a list that has an
id is the same entry wherever it stands.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from regesta.data import Data
from regesta.kept import digest
from regesta.model import Book, Inputs
from regesta.redline.tokens import tokens
from regesta.redline.weave import woven
from regesta.tree import Element, Node

State = Literal["new", "gone", "changed"]
LISTS = ("events", "people", "places", "organizations", "terms")  # of entries that have ids
TABLES = ("book.yaml", "events.yaml")
NAMES = ("id", "key", "name", "first")  # by which of them entries of a list are known


@dataclass(frozen=True, slots=True)
class Row:
    """One field: what it said, and what it says now; what came and went is marked in both."""

    name: str
    before: Element
    after: Element


@dataclass(frozen=True, slots=True)
class Entry:
    """A record or an entry of a register, with the fields that are other."""

    id: str
    state: State
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose entries changed."""

    path: str
    entries: tuple[Entry, ...]


def tables(before: Book, after: Book) -> tuple[Table, ...]:
    """The files that hold only data, as far as something in them changed."""
    old, new = dict(_files(before)), dict(_files(after))
    paths = dict.fromkeys((*new, *old))
    made = (Table(path, tuple(changed(old.get(path, {}), new.get(path, {})))) for path in paths)
    return tuple(one for one in made if one.entries)


def _files(book: Book) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each table as its entries by id; what belongs to none stands under no name."""
    for path in TABLES:
        if path in book.tables:
            yield path, _entries(book.tables[path])
    for register in book.registers.values():
        yield register.path, _entries(register.data)
    yield "references.json", {key: json.loads(work.csl) for key, work in book.works.items()}
    yield "index.yaml", {"": book.index.model_dump(mode="json", exclude_defaults=True)}


def _entries(data: Data) -> Mapping[str, Any]:
    value = data.value if isinstance(data.value, dict) else {}
    lists = {key: one for key, one in value.items() if key in LISTS and isinstance(one, list)}
    rest = {key: one for key, one in value.items() if key not in lists}
    named = {str(one.get("id")): one for held in lists.values() for one in held if isinstance(one, dict)}
    return {**({"": rest} if rest else {}), **named}


def files(before: Inputs, after: Inputs) -> tuple[Entry, ...]:
    """Pictures, styles and locks that are other, of which nothing more is said."""
    old, new = dict(_rest(before)), dict(_rest(after))
    return tuple(
        Entry(path, "new" if path not in old else "gone" if path not in new else "changed", ())
        for path in sorted({*old, *new})
        if old.get(path) != new.get(path)
    )


def _rest(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """A digest of each file that is compared nowhere else."""
    for path, data in (*inputs.pictures.items(), *inputs.profiles.items(), *inputs.witnesses.items()):
        yield path, digest([data])
    theme = inputs.theme
    for path, text in (*theme.styles.items(), *theme.templates.items()):
        yield f"styles/{path}", digest([text.encode()])
    for path, source in inputs.texts.items():
        if not path.endswith((".md", ".yaml", ".json")):
            yield path, digest([source.text.encode("utf-8", "surrogatepass")])


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Entry]:
    """Entries that came, went, or say something else, in the order of the later state."""
    for id in dict.fromkeys((*after, *before)):
        state: State = "new" if id not in before else "gone" if id not in after else "changed"
        rows = compared(before.get(id), after.get(id))
        if rows or state != "changed":
            yield Entry(id, state, rows)


def compared(before: object, after: object) -> tuple[Row, ...]:
    """The fields that are other in two values of YAML."""
    old, new = dict(_flat(before, "")), dict(_flat(after, ""))
    names = dict.fromkeys((*new, *old))
    return tuple(
        _row(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "").split() != new.get(name, "").split() or (name in old) != (name in new)
    )


def _flat(value: object, name: str) -> Iterator[tuple[str, str]]:
    """Each field with the names of those that it stands in; a list of plain values is one field."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield from _flat(held, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list | tuple) and any(isinstance(one, dict) for one in value):
        for at, held in enumerate(value, 1):
            known = next((held[one] for one in NAMES if held.get(one)), at) if isinstance(held, dict) else at
            yield from _flat(held, f"{name}[{known}]")
    elif isinstance(value, list | tuple):
        yield name, "; ".join(map(str, value))
    elif value is not None:
        yield name, str(value)


def _row(name: str, before: str, after: str) -> Row:
    both = woven(tokens((before,), ""), tokens((after,), "")).children
    return Row(name, _without(both, "ins"), _without(both, "del"))


def _without(children: tuple[Node, ...], name: str) -> Element:
    """A line as one of the states has it."""
    held = (one for one in children if isinstance(one, str) or one.name != name)
    return Element("span", (), tuple(held))
