"""Book × book → a redline: every text with its changes, what changed beside the texts, and a summary."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal

from regesta.book import printed
from regesta.model import Book, Chapter, Document, Inputs, Lost
from regesta.redline.align import Moves, Pair, aligned
from regesta.redline.blocks import FENCE, OPENING, Block, blocks
from regesta.redline.fields import Entry, Row, State, Table, compared, files, tables
from regesta.redline.tokens import line
from regesta.redline.weave import came, went, woven
from regesta.tree import Element, walk

Text = Chapter | Document | Lost
Kind = Literal["same", "changed", "in", "out", "from", "to"]
SIGNS = {"p": "¶", "li": "-", "row": "|", **{f"h{n}": "#" * n for n in range(1, 7)}}  # as editors write them
AROUND = 1  # lines that stay as they were and are shown beside one that did not


@dataclass(frozen=True, slots=True)
class Line:
    """A block in both states; `was` says in which blocks it stood, or what it was, where that changed.

    One that moved stands twice, and each names the `anchor` of the `other`.
    """

    kind: Kind
    role: str
    voice: tuple[str, ...]
    body: Element
    anchor: str
    other: str = ""
    was: tuple[str, ...] | None = None
    came: int = 0
    went: int = 0

    @property
    def within(self) -> tuple[str, ...]:
        """The blocks of which a reader knows behind this line; a fence has just named its own."""
        said = (one.get("data-said") or "" for one in walk(self.body) if self.role == FENCE)
        named = (one.removeprefix(OPENING) for one in said if one.startswith(OPENING))
        return (*self.voice, *list(named)[-1:])


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that stand together; those that are not `shown` stayed as they were."""

    shown: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What changed in a text, in numbers."""

    came: int = 0
    went: int = 0
    rewritten: int = 0
    new: int = 0
    gone: int = 0
    moved: int = 0
    fields: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, one) + getattr(other, one) for one in self.__slots__))

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return self != Count()


@dataclass(frozen=True, slots=True)
class Compared:
    """A chapter or source in both states."""

    id: str
    kind: Literal["chapter", "source", "lost"]
    title: str
    path: str
    state: State
    runs: tuple[Run, ...]
    rows: tuple[Row, ...]
    count: Count
    reworded: bool  # whether any line of it changed


@dataclass(frozen=True, slots=True)
class Redline:
    """All that changed from one state to another; texts that stayed as they were are only counted."""

    texts: tuple[Compared, ...]
    same: int
    tables: tuple[Table, ...]
    files: tuple[Entry, ...]
    total: Count

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.texts or self.tables or self.files)


def redline(before: Book, after: Book, inputs: tuple[Inputs, Inputs] | None = None) -> Redline:
    """What changed from one state to the other; of other files too, if the `inputs` are given."""
    old, new = {one.id: one for one in _texts(before)}, {one.id: one for one in _texts(after)}
    states = _blocks(old), _blocks(new)
    pairs, moves = aligned(*states)
    made = [
        _compared((old.get(id), new.get(id)), _lines(id, pairs[id], states, moves))
        for id in _order(tuple(old), tuple(new))
    ]
    texts = tuple(one for one in made if one.reworded or one.rows or one.state != "changed")
    total = sum((one.count for one in texts), Count())
    return Redline(
        texts, len(made) - len(texts), tables(before, after), files(*inputs) if inputs else (), total
    )


def _texts(book: Book) -> Iterator[Text]:
    """All texts as a reader meets them, then those that no reader meets."""
    met = {one.id: one for one in chain(printed(book), book.texts)}
    return iter(met.values())


def _blocks(texts: Mapping[str, Text]) -> dict[str, tuple[Block, ...]]:
    return {id: blocks(one.body, id) for id, one in texts.items()}


def _order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The texts of the later state; one that is gone stands behind the one that it followed."""
    made = list(new)
    for at, id in enumerate(old):
        if id not in made:
            made.insert(made.index(old[at - 1]) + 1 if at else 0, id)
    return made


# The lines of a text -----------------------------------------------------------------------------


def _lines(
    id: str,
    pairs: Sequence[Pair],
    states: tuple[Mapping[str, Sequence[Block]], Mapping[str, Sequence[Block]]],
    moves: Moves,
) -> Iterator[Line]:
    before, after = states[0].get(id, ()), states[1].get(id, ())
    for pair in pairs:
        if pair.before is not None and pair.after is not None:
            yield _both(before[pair.before], after[pair.after], f"{id}_n{pair.after}")
        elif pair.before is not None:
            yield _went(id, pair.before, before[pair.before], moves)
        elif pair.after is not None:
            come = moves.come.get((id, pair.after))
            was = states[0][come[0]][come[1]] if come else None
            there = f"{come[0]}_o{come[1]}" if come else ""
            yield _came(after[pair.after], f"{id}_n{pair.after}", was, there)


def _both(was: Block, now: Block, anchor: str) -> Line:
    if was == now:
        return Line("same", now.role, now.voice, _body(*line(now.tokens)), anchor)
    made = woven(was.tokens, now.tokens)
    return Line(
        *("changed", now.role, now.voice, _body(*made.children), anchor),
        was=_elsewhere(was, now),
        came=made.came,
        went=made.went,
    )


def _went(id: str, at: int, block: Block, moves: Moves) -> Line:
    to = moves.to.get((id, at))
    body, anchor = _body(went(line(block.tokens))), f"{id}_o{at}"
    if to:
        return Line("from", block.role, block.voice, body, anchor, f"{to[0]}_n{to[1]}")
    return Line("out", block.role, block.voice, body, anchor, went=block.words)


def _came(block: Block, anchor: str, was: Block | None, there: str) -> Line:
    """A line that is new here; of one that moved only its own changes are marked, as it is not new."""
    if was is None:
        body = _body(came(line(block.tokens)))
        return Line("in", block.role, block.voice, body, anchor, came=block.words)
    made = woven(was.tokens, block.tokens)
    whence = _elsewhere(was, block)
    body = _body(*made.children)
    return Line("to", block.role, block.voice, body, anchor, there, whence, made.came, made.went)


def _elsewhere(was: Block, now: Block) -> tuple[str, ...] | None:
    """Where a block stood, or what it was, if that is no longer so."""
    if (was.role, was.voice) == (now.role, now.voice):
        return None
    return (*was.voice, *([SIGNS.get(was.role, was.role)] if was.role != now.role else []))


def _body(*children: Element | str) -> Element:
    return Element("span", (), children)


# The whole ---------------------------------------------------------------------------------------


def _compared(texts: tuple[Text | None, Text | None], lines: Iterator[Line]) -> Compared:
    old, new = texts
    one = new or old
    assert one
    made = tuple(lines)
    rows = compared(old.data.value if old else None, new.data.value if new else None)
    state: State = "new" if old is None else "gone" if new is None else "changed"
    kind: Literal["chapter", "source", "lost"] = (
        "chapter" if isinstance(one, Chapter) else "source" if isinstance(one, Document) else "lost"
    )
    head = (one.id, kind, title(one), one.source.path, state)
    reworded = any(each.kind != "same" for each in made)
    return Compared(*head, tuple(_runs(made)), rows, _count(made, rows), reworded)


def title(text: Text) -> str:
    """How a text is called; by its file, where it could be read only in part."""
    if isinstance(text, Chapter):
        return text.meta.title
    return text.record.title if isinstance(text, Document) else text.source.path


def _count(lines: Sequence[Line], rows: Sequence[Row]) -> Count:
    kinds = [one.kind for one in lines]
    return Count(
        sum(one.came for one in lines),
        sum(one.went for one in lines),
        kinds.count("changed"),
        kinds.count("in"),
        kinds.count("out"),
        kinds.count("to"),
        len(rows),
    )


def _runs(lines: Sequence[Line]) -> Iterator[Run]:
    """Lines in runs: around each that changed some that did not; a single one is not worth hiding."""
    other = [at for at, one in enumerate(lines) if one.kind != "same"]
    near = {at + step for at in other for step in range(-AROUND, AROUND + 1)}
    near |= {at for at in range(len(lines)) if {at - 1, at + 1} <= near}
    for shown, held in groupby(enumerate(lines), lambda one: one[0] in near):
        yield Run(shown, tuple(one for _, one in held))
