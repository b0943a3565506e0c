"""What changed in tables: fields of records, entries of registers, events, settings; a row each."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from regesta.model import Book
from regesta.redline.inline import Marks, compared
from regesta.tree import Element


@dataclass(frozen=True, slots=True)
class Field:
    """A field that has another value, or an entry that is new or gone: what is said now and before."""

    kind: Literal["changed", "new", "gone"]
    table: str
    id: str
    name: str = ""
    before: str = ""
    after: str = ""

    @property
    def marked(self) -> Element:
        """What was said and what is, word by word."""
        marks = Marks(f"{self.table}-{self.id}-{self.name}".replace(".", "-"))
        return Element("span", (), compared((self.before,), (self.after,), marks))


def fields(old: Book, new: Book) -> tuple[Field, ...]:
    """All of them, in the order of the tables."""
    return tuple(
        one for name in _tables(new) for one in _table(name, _tables(old).get(name, {}), _tables(new)[name])
    )


def _tables(book: Book) -> dict[str, dict[str, BaseModel]]:
    chapters = {one.id: one.meta for one in (*book.front, *book.chapters)}
    made: dict[str, dict[str, BaseModel]] = {
        "book.yaml": {book.settings.id: book.settings},
        "chapters": dict(chapters),
        "sources": {key: one.record for key, one in book.documents.items()},
    }
    for kind in ("who", "place", "org", "term"):
        register = book.registers.get(kind)
        made[f"registers.{kind}"] = dict(register.entries) if register else {}
    made["events.yaml"] = {one.id: one for one in book.events}
    made["index.yaml"] = {"index": book.index}
    return made


def _table(name: str, old: Mapping[str, BaseModel], new: Mapping[str, BaseModel]) -> Iterator[Field]:
    for id in dict.fromkeys((*new, *old)):
        if id not in old:
            yield Field("new", name, id, after=_called(new[id]))
        elif id not in new:
            yield Field("gone", name, id, before=_called(old[id]))
        elif old[id] != new[id]:
            yield from _changed(name, id, old[id], new[id])


def _called(entry: BaseModel) -> str:
    found = (getattr(entry, name, None) for name in ("title", "name", "label"))
    return next((one for one in found if isinstance(one, str) and one), "")


def _changed(table: str, id: str, old: BaseModel, new: BaseModel) -> Iterator[Field]:
    before, after = old.model_dump(mode="json", fallback=str), new.model_dump(mode="json", fallback=str)
    for name in after:
        was, now = said(before.get(name)), said(after[name])
        if was.split() != now.split():  # a space that holds is no change of words
            yield Field("changed", table, id, name, was, now)


def said(value: Any) -> str:
    """A value as an editor would write it."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, dict):
        if "text" in value and isinstance(value["text"], str):  # a date: as it is written
            return value["text"]
        return "; ".join(f"{key}: {said(one)}" for key, one in value.items() if said(one))
    if isinstance(value, list):
        return ", ".join(said(one) for one in value)
    return value if isinstance(value, str) else json.dumps(value)
