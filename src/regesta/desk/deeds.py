"""Changes and comments for the window: listed by part and author, decided and answered in the files.

What a window means is known by its place and by a sign of all that it said: a change that is another by now
is not touched.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from regesta.desk.gallery import home, parts
from regesta.desk.reading import State
from regesta.facts import Change, Remark
from regesta.kept import digest
from regesta.review import Open, answered, decided, open_changes, unfit
from regesta.workspace import Unwritable, original, rewrite


class Row(NamedTuple):
    """A change or a comment, where it stands, and a sign of it."""

    path: str
    line: int
    column: int
    change: Change
    sign: str
    exact: bool


class Group(NamedTuple):
    """Those of one part of the book."""

    part: str
    title: str
    rows: tuple[Row, ...]


class Unfit(Exception):
    """A deed that cannot be done; says why, in a word of the catalog or in words."""

    def __init__(self, word: str = "", words: str = "") -> None:
        super().__init__(word or words)
        self.word, self.words = word, words


def listed(state: State, author: str) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """What nobody has decided, of one author or all, by parts in the order of the book; and all authors."""
    found = open_changes(state.book)
    authors = tuple(sorted({name for one in found for name in _authors(one.change)}))
    meant = [one for one in found if author in ("", *_authors(one.change))]
    return tuple(_groups(state, meant)), authors


def _authors(change: Change) -> set[str]:
    return {one.author for one in change.remarks if one.author}


def _groups(state: State, found: list[Open]) -> Iterator[Group]:
    titles = {one.id: one.title for one in parts(state)}
    homes = {one.source.path: home(state, one.source.path) for one in found}
    order = {id: at for at, id in enumerate(titles)}
    placed = sorted(found, key=lambda one: order.get(homes[one.source.path], len(order)))
    for part, run in groupby(placed, key=lambda one: homes[one.source.path]):
        yield Group(part, titles.get(part, ""), tuple(map(_row, run)))


def _row(one: Open) -> Row:
    place = one.place
    sign = digest([repr((one.change, one.source.path)).encode()])[:16]
    return Row(one.source.path, place.line, place.column, one.change, sign, one.exact)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a window asks for: which change it means, and to accept, reject or answer it."""

    path: str
    sign: str
    kind: str
    author: str = ""
    words: str = ""

    @classmethod
    def of(cls, said: Any) -> "Deed":
        """Of what came over the wire; raises KeyError, TypeError or ValueError where it is none."""
        path, sign, kind = (str(said[name]) for name in ("path", "sign", "deed"))
        made = cls(path, sign, kind, said.get("author", ""), said.get("words", ""))
        if made.kind not in ("accept", "reject", "answer") or not isinstance(made.author + made.words, str):
            raise ValueError(made.kind)
        return made


def do(folder: Path, state: State, deed: Deed) -> None:
    """Write what was decided or said; every other byte of the file stays. Raises Unfit."""
    if deed.kind == "answer" and (fault := unfit(deed.author, deed.words)):
        raise Unfit(words=fault)
    found = (one for one in open_changes(state.book) if one.source.path == deed.path)
    one = next((one for one in found if _row(one).sign == deed.sign), None)
    if one is None or not one.exact:
        raise Unfit("gone-change")
    try:
        before = original(folder, one.source)
        rewrite(folder, deed.path, before, _after(before, one, deed))
    except Unwritable:
        raise Unfit("gone-change") from None


def _after(before: str, one: Open, deed: Deed) -> str:
    if deed.kind == "answer":
        said = Remark(deed.author, date.today().isoformat(), deed.words, None)
        return answered(before, one.source, one.change, said)
    return decided(before, one.source, [one.change], deed.kind == "accept")
