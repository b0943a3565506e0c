"""Two editions → the new one with its changes marked, what changed where, and what stands on other pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from regesta.editions.flow import Flow
from regesta.editions.order import Edition
from regesta.model import PageMap, Section
from regesta.redline.blocks import Comparing, Tally, moved
from regesta.redline.inline import Marks
from regesta.redline.likeness import signature
from regesta.redline.records import Field, fields
from regesta.tree import Element, text
from regesta.words import Words
from regesta.written.moved import Laid, locators


@dataclass(frozen=True, slots=True)
class Line:
    """What changed in a text: words that went and came, blocks that were moved, fields of its record."""

    id: str
    title: str
    state: str  # changed, new, gone, same
    gone: int = 0
    come: int = 0
    moved: int = 0
    fields: int = 0
    source: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that stands on another page than before, or a heading of the index with other pages."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Redline:
    """Everything that a redline shows: parts that changed, with their changes marked, and the tables."""

    before: str
    after: str
    lines: tuple[Line, ...]
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    places: tuple[Elsewhere, ...] = ()
    headings: tuple[Elsewhere, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.fields or self.sections)


def redline(old: Edition, new: Edition, names: tuple[str, str]) -> Redline:
    """The changes from one edition to the other, which are called by these names."""
    before, after = _flows(old), _flows(new)
    first = [_part(before.get(id), after.get(id), new.words, frozenset()) for id in _order(before, after)]
    went = {one for part in first for one in part.comparing.went}
    came = {one for part in first for one in part.comparing.came}
    moves = moved(went, came)
    parts = first if not moves else [_part(one.old, one.new, new.words, moves) for one in first]
    found = fields(old.book, new.book)
    sections = tuple(one.section for one in parts if one.state != "same")
    lines = tuple(line for one in parts for line in _lines(one, found, new))
    return Redline(*names, lines, found, sections)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the book in both states, and what its comparison found."""

    old: Section | None
    new: Section | None
    section: Section
    comparing: Comparing
    state: str


def _flows(edition: Edition) -> dict[str, Section]:
    return {one.id: one for one in (*edition.front, *edition.body) if isinstance(one.content, Flow)}


def _order(old: Mapping[str, Section], new: Mapping[str, Section]) -> list[str]:
    """The new parts in their order; those that are gone stand behind the one that they followed."""
    order = list(new)
    last = ""
    for id in old:
        if id not in new:
            order.insert(order.index(last) + 1 if last in order else 0, id)
        last = id
    return order


def _part(old: Section | None, new: Section | None, words: Words, moves: frozenset[str]) -> _Part:
    before, after = _flow_of(old), _flow_of(new)
    gone = {key: _told(one.body) for key, one in before.notes.items()} if before else {}
    labels = words["redline.moved-here"], words["redline.moved-away"]
    there = new or old
    assert there
    comparing = Comparing(Marks(there.id, notes=gone), moves, labels, there.id)
    if after is None and before is not None:
        flow = replace(before, body=comparing.lost(before.body), notes={}, remarks=())
        return _Part(old, new, replace(there, content=flow), comparing, "gone")
    assert after
    flow = _flow(before, after, comparing)
    state = "new" if before is None else "changed" if comparing.tallies else "same"
    return _Part(old, new, replace(there, content=flow), comparing, state)


def _flow_of(section: Section | None) -> Flow | None:
    content = section.content if section else None
    return content if isinstance(content, Flow) else None


def _told(body: Element) -> str:
    return " ".join(text(body).split())


def _flow(old: Flow | None, new: Flow, comparing: Comparing) -> Flow:
    if old is None:
        return replace(new, body=comparing.new(new.body))
    body = new.body if signature(old.body) == signature(new.body) else comparing.body(old.body, new.body)
    notes = {
        key: replace(note, body=comparing.note(old.notes[key].body, note.body)) if key in old.notes else note
        for key, note in new.notes.items()
    }
    return replace(new, body=body, notes=notes)


def _lines(part: _Part, found: tuple[Field, ...], edition: Edition) -> Iterator[Line]:
    """What changed in a part, and below it in each source that it prints."""
    tallies = part.comparing.tallies
    count = {one.id: sum(each.id == one.id for each in found) for one in found}
    id = part.section.id
    yield _line(id, part.section.title, part.state, tallies.get(id, Tally()), count.get(id, 0))
    for key, tally in tallies.items():
        document = edition.book.documents.get(key)
        if document:
            yield replace(_line(key, document.record.title, "changed", tally, count.get(key, 0)), source=True)


def _line(id: str, title: str, state: str, tally: Tally, many: int) -> Line:
    return Line(id, title, state, tally.gone, tally.come, tally.moved, many)


# Pages -------------------------------------------------------------------------------------------


def elsewhere(
    old: tuple[Edition, PageMap], new: tuple[Edition, PageMap]
) -> tuple[tuple[Elsewhere, ...], tuple[Elsewhere, ...]]:
    """Parts and sources on other pages, and headings of the index with other locators."""
    before, after = _places(*old), _places(*new)
    places = tuple(
        Elsewhere(title, before[id][1], page)
        for id, (title, page) in after.items()
        if id in before and before[id][1] != page
    )
    was, now = dict(locators(_laid(*old))), dict(locators(_laid(*new)))
    moved_ = (Elsewhere(one, was[one], now[one]) for one in now if one in was and was[one] != now[one])
    return places, tuple(moved_)


def _laid(edition: Edition, pages: PageMap) -> Laid:
    return Laid(edition.book, pages, edition.words)


def _places(edition: Edition, pages: PageMap) -> dict[str, tuple[str, str]]:
    book = edition.book
    titles = {one.id: one.meta.title for one in (*book.front, *book.chapters)}
    titles |= {key: one.record.title for key, one in book.documents.items()}
    return {id: (title, pages.label(id)) for id, title in titles.items() if pages.label(id)}
