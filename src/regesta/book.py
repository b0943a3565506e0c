"""Read parts → one `Book`: order, numbers, and what a key in a text stands for.

Nothing is reported here but what keeps the book from being put together; whether every key leads
somewhere is asked by `checks`, which uses the same look-ups as the passes that print.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeVar

from regesta.csl import UNSTYLED, Style
from regesta.data import Data
from regesta.diagnostics import Checked, Diagnostic, did_you_mean
from regesta.facts import BlockUse, Event, Mention
from regesta.model import Book, Chapter, Document, Locked, Lost
from regesta.reader.grammar import FIGURES
from regesta.registers import Entry, EventEntry, EventsFile, IndexFile, Register
from regesta.settings import Settings
from regesta.source import Span
from regesta.tree import walk
from regesta.works import Work

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
    works: Mapping[str, Work] = field(default_factory=dict)
    style: Style = UNSTYLED
    numbers: Mapping[str, Locked] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """What a pointer leads to: its kind (chapter, source, event, question, figure), anchor and number."""

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
    chapters = _numbered(body)
    found += _misplaced(parts, frozenset(one.id for one in chapters) | {one.id for one in parts.lost})
    unlisted = tuple(one for one in by_id.values() if one not in (*front, *body))
    found += (_unlisted(one) for one in unlisted)
    lost = (*parts.lost, *(Lost(one.id, one.source, one.data, one.body, one.facts) for one in unlisted))
    places = {
        event.id: _place(parts.events_data, "events", n, "id") for n, event in enumerate(parts.events.events)
    }
    places |= {
        ":".join(map(str, path)): span for path, span in parts.index_data.keys.items() if len(path) == DEPTH
    }
    places |= {
        f"suppress:{one}": _place(parts.index_data, "suppress", n)
        for n, one in enumerate(parts.index.suppress)
    }
    held = Book(parts.settings, front, chapters, documents, parts.registers, parts.events.events, parts.index)
    tables = {"book.yaml": parts.settings_data, "events.yaml": parts.events_data}
    held = replace(held, places=places, lost=lost, unread=parts.unread, tables=tables)
    held = replace(held, works=parts.works, style=parts.style, numbers=parts.numbers)
    return Checked(held, tuple(found))


def _numbered(body: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    numbers = count(1)
    return tuple(replace(one, number=next(numbers)) if one.meta.numbered else one for one in body)


def _misplaced(parts: Parts, chapters: frozenset[str]) -> Iterator[Diagnostic]:
    """Parts of the book that begin with no chapter of it."""
    for n, part in enumerate(parts.settings.parts):
        if part.first not in chapters:
            message = f'the part "{part.id}" begins with "{part.first}", which is no chapter of the book'
            place = _place(parts.settings_data, "parts", n, "first")
            yield Diagnostic("REF001", message, place, did_you_mean(part.first, chapters))


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
    if "targets" not in book.memory:  # of two with one key the first counts
        made: dict[str, Target] = {}
        for one in _targets(book):
            made.setdefault(one.anchor, one)
        book.memory["targets"] = made
    found: Target | None = book.memory["targets"].get(key)
    return found


def _targets(book: Book) -> Iterator[Target]:
    """All that `@` may lead to: texts, events of the table, then what the texts name themselves."""
    for chapter in (*book.front, *book.chapters):
        yield Target("chapter", chapter.id, chapter.number, chapter.id)
    for key, document in book.documents.items():
        yield Target("source", key, document.record.number, key)
    for entry in book.events:
        yield Target("event", entry.id, event=entry)
    for text in book.texts:
        questions = (fact for fact in text.facts if isinstance(fact, BlockUse) and fact.name == "question")
        for number, question in enumerate(questions, 1):
            yield Target("question", question.anchor, number, text.id)
        for fact in text.facts:
            if isinstance(fact, Event):
                yield Target("event", fact.anchor, owner=text.id, event=fact)
    yield from (Target("figure", key, number) for number, key in enumerate(figures(book), 1))


def figures(book: Book) -> tuple[str, ...]:
    """The anchors of all figures that the book prints, in the order in which a reader meets them."""
    if "figures" not in book.memory:
        chapters = (*book.front, *book.chapters)
        met = (use.anchor for one in chapters for use in _unfolded(book, one) if is_figure(use))
        book.memory["figures"] = tuple(dict.fromkeys(met))
    found: tuple[str, ...] = book.memory["figures"]
    return found


def is_figure(use: BlockUse) -> bool:
    """Whether a block is a figure with a number: a picture, or something that is drawn from the book."""
    return use.name in FIGURES or "drawn" in dict(use.attributes)


def _unfolded(book: Book, text: Chapter | Document) -> Iterator[BlockUse]:
    """The blocks of a text, and those of a source at the place where it is printed."""
    for fact in text.facts:
        if isinstance(fact, BlockUse):
            yield fact
            document = book.documents.get(dict(fact.attributes).get("ref", ""))
            if fact.name == "source" and document and isinstance(text, Chapter):
                yield from _unfolded(book, document)


def targets(book: Book) -> frozenset[str]:
    """Every key that `@` may point to."""
    named = {fact.anchor for text in book.texts for fact in text.facts if isinstance(fact, Event | BlockUse)}
    texts = {text.id for text in book.texts}
    return frozenset(texts | {event.id for event in book.events} | {key for key in named if key})


def anchors(book: Book) -> frozenset[str]:
    """Every id that a link may lead to: what `@` may point to, the parts, and whatever the texts name."""
    if "anchors" not in book.memory:
        named = (element.get("id") for text in book.texts for element in walk(text.body))
        parts = (part.id for part in book.settings.parts)
        book.memory["anchors"] = frozenset({*targets(book), *parts, *filter(None, named)})
    found: frozenset[str] = book.memory["anchors"]
    return found


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
    if "printed" not in book.memory:
        book.memory["printed"] = tuple({text.id: text for text in _printed(book)}.values())
    found: tuple[Chapter | Document, ...] = book.memory["printed"]
    return found


def _printed(book: Book) -> Iterator[Chapter | Document]:
    for chapter in (*book.front, *book.chapters):
        yield chapter
        for use in chapter.facts:
            if isinstance(use, BlockUse) and use.name == "source":
                document = book.documents.get(dict(use.attributes).get("ref", ""))
                yield from [document] if document else []
