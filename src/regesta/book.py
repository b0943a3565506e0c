"""Read parts → one `Book`: order, numbers, and what a key in a text stands for.

Nothing is reported here but what keeps the book from being put together; whether every key leads
somewhere is asked by `checks`, which uses the same look-ups as the passes that print.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from regesta.data import Data
from regesta.diagnostics import Checked, Diagnostic, did_you_mean
from regesta.facts import BlockUse, Event, Mention
from regesta.model import Book, Chapter, Document, Lost
from regesta.registers import Entry, EventEntry, EventsFile, IndexFile, Register
from regesta.settings import Settings
from regesta.source import Span

DEPTH = 2  # of a key in index.yaml: its table, its heading

Part = TypeVar("Part", Chapter, Document)


@dataclass(frozen=True, slots=True)
class Parts:
    """What reading gave: each part, and the places of the fields of the files that are only data."""

    settings: Settings
    settings_data: Data
    chapters: tuple[Chapter, ...]
    documents: tuple[Document, ...]
    registers: Mapping[str, Register]
    events: EventsFile
    events_data: Data
    index: IndexFile
    index_data: Data
    lost: tuple[Lost, ...] = ()
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Target:
    """What a pointer leads to: its kind (chapter, source, event, question), its anchor, its number."""

    kind: str
    anchor: str
    number: int | None = None
    owner: str = ""
    event: EventEntry | Event | None = None


def assemble(parts: Parts) -> Checked[Book]:
    """Put the parts in order and number the chapters."""
    found: list[Diagnostic] = []
    by_id = _unique(parts.chapters, found)
    documents = _unique(parts.documents, found)
    front = _listed(parts, "front", by_id, found)
    body = _listed(parts, "chapters", by_id, found)
    chapters = tuple(replace(one, number=n) for n, one in enumerate(body, 1))
    unlisted = tuple(one for one in by_id.values() if one not in (*front, *body))
    found += (_unlisted(one) for one in unlisted)
    lost = (*parts.lost, *(Lost(one.id, one.source, one.data, one.body, one.facts) for one in unlisted))
    places = {
        event.id: _place(parts.events_data, "events", n, "id") for n, event in enumerate(parts.events.events)
    }
    places |= {
        ":".join(map(str, path)): span for path, span in parts.index_data.keys.items() if len(path) == DEPTH
    }
    held = Book(parts.settings, front, chapters, documents, parts.registers, parts.events.events, parts.index)
    return Checked(replace(held, places=places, lost=lost, unread=parts.unread), tuple(found))


def _unlisted(chapter: Chapter) -> Diagnostic:
    message = f'"{chapter.id}" is not in the book'
    return Diagnostic("FIL005", message, chapter.data.span("id"), "list it in book.yaml")


def _unique(texts: tuple[Part, ...], found: list[Diagnostic]) -> dict[str, Part]:
    """The texts by id; a second one with the same id, or a source with the same number, is a fault."""
    kept: dict[str, Part] = {}
    numbers: dict[int, str] = {}
    for one in texts:
        if one.id in kept:
            first = kept[one.id].source.path
            found.append(Diagnostic("IDS001", f'"{one.id}" is the id of {first} too', one.data.span("id")))
            continue
        kept[one.id] = one
        if isinstance(one, Document):
            number = one.record.number
            if number in numbers:
                message = f'the number {number} belongs to "{numbers[number]}" too'
                found.append(Diagnostic("IDS001", message, one.data.span("number")))
            numbers.setdefault(number, one.id)
    return kept


def _listed(
    parts: Parts, name: str, known: Mapping[str, Chapter], found: list[Diagnostic]
) -> tuple[Chapter, ...]:
    chapters = []
    lost = {text.id for text in parts.lost}
    for n, id in enumerate(getattr(parts.settings, name)):
        if id in known:
            chapters.append(known[id])
        elif id not in lost and known:  # where there is no chapter at all, that has been said
            message = f'no file in chapters/ has the id "{id}"'
            place = _place(parts.settings_data, name, n)
            found.append(Diagnostic("REF001", message, place, did_you_mean(id, known)))
    return tuple(chapters)


def _place(data: Data, *path: str | int) -> Span:
    span = data.span(*path)
    assert span is not None  # the root of a file that was read always has a place
    return span


# What a key stands for ---------------------------------------------------------------------------


def target(book: Book, key: str) -> Target | None:
    """What `@key` leads to, or None."""
    for chapter in (*book.front, *book.chapters):
        if chapter.id == key:
            return Target("chapter", key, chapter.number, chapter.id)
    if key in book.documents:
        return Target("source", key, book.documents[key].record.number, key)
    for entry in book.events:
        if entry.id == key:
            return Target("event", key, event=entry)
    return _inside(book, key)


def _inside(book: Book, key: str) -> Target | None:
    """An event or a question that a text names itself."""
    for text in book.texts:
        questions = [fact for fact in text.facts if isinstance(fact, BlockUse) and fact.name == "question"]
        for number, question in enumerate(questions, 1):
            if question.anchor == key:
                return Target("question", key, number, text.id)
        for fact in text.facts:
            if isinstance(fact, Event) and fact.anchor == key:
                return Target("event", key, owner=text.id, event=fact)
    return None


def targets(book: Book) -> frozenset[str]:
    """Every key that `@` may point to."""
    named = {fact.anchor for text in book.texts for fact in text.facts if isinstance(fact, Event | BlockUse)}
    texts = {text.id for text in book.texts}
    return frozenset(texts | {event.id for event in book.events} | {key for key in named if key})


def entries(book: Book, mention: Mention) -> tuple[Entry, ...]:
    """The register entries that a mention can mean: by its key, else by its words."""
    register = book.registers.get(mention.kind)
    if register is None:
        return ()
    if mention.key:
        entry = register.entries.get(mention.key)
        return (entry,) if entry else ()
    return register.named(" ".join(mention.words.split()))


def printed(book: Book) -> tuple[Chapter | Document, ...]:
    """The texts in the order in which a reader meets them: a source follows the chapter that prints it."""
    met: list[Chapter | Document] = []
    for chapter in (*book.front, *book.chapters):
        met.append(chapter)
        for use in chapter.facts:
            if isinstance(use, BlockUse) and use.name == "source":
                document = book.documents.get(dict(use.attributes).get("ref", ""))
                if document and document not in met:
                    met.append(document)
    return tuple(met)
