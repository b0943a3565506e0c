"""Pointers, names, links and pictures: whether each leads somewhere."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from regesta.book import anchors, entries, targets
from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.facts import BlockUse, Change, Citation, CrossRef, Mention, Target
from regesta.model import Book, Chapter, Document, Lost
from regesta.source import Span
from regesta.works import FILE, POINTERS

KINDS = {"who": "person", "place": "place", "org": "organization", "term": "term"}
AGENTS = ("who", "org")
SCHEMES = ("https", "http", "mailto")


def check(book: Book) -> Iterator[Diagnostic]:
    """REF001 to REF006, CIT002, CRT001."""
    known = targets(book) | _unseen(book)
    for text in book.texts:
        for fact in text.facts:
            if isinstance(fact, CrossRef):
                yield from _pointer(fact.key, fact.span, known)
            elif isinstance(fact, Citation):
                yield from _citation(book, fact, known)
            elif isinstance(fact, Mention):
                yield from _mention(book, fact)
            elif isinstance(fact, Target) and fact.kind == "link":
                yield from _link(fact, known | anchors(book))
            elif isinstance(fact, Change):
                yield _undecided(fact)
    yield from _milestones(book, known)
    yield from _sources(book)
    yield from _records(book)
    yield from _reports(book)


def _unseen(book: Book) -> frozenset[str]:
    """Keys that may well be right, since what would hold them could not be read."""
    keys = {fact.key for text in book.texts for fact in text.facts if isinstance(fact, CrossRef)}
    keys |= {key for chapter in book.chapters for key in chapter.meta.milestones}
    events = {key for key in keys if key.startswith("ev-")} if "events.yaml" in book.unread else set()
    return frozenset(events)


def _undecided(fact: Change) -> Diagnostic:
    by = f" by {', '.join(filter(None, (fact.author, fact.date)))}" if fact.author else ""
    hint = "take it out when it is settled" if fact.kind == "comment" else "accept or reject it"
    return Diagnostic("CRT001", f"a change that nobody has decided ({fact.kind}{by})", fact.span, hint)


def _pointer(key: str, span: Span | None, known: frozenset[str]) -> Iterator[Diagnostic]:
    if key not in known:
        yield Diagnostic("REF001", f'nothing in the book is called "{key}"', span, did_you_mean(key, known))


def _citation(book: Book, fact: Citation, known: frozenset[str]) -> Iterator[Diagnostic]:
    for item in fact.items:
        if item.key.startswith(POINTERS):
            yield from _pointer(item.key, fact.span, known)
        elif item.key not in book.works and FILE not in book.unread:
            message = f'the book knows no work called "{item.key}"'
            yield Diagnostic("CIT002", message, fact.span, did_you_mean(item.key, {*known, *book.works}))


def _mention(book: Book, fact: Mention) -> Iterator[Diagnostic]:
    found, kind = entries(book, fact), KINDS[fact.kind]
    register = book.registers.get(fact.kind)
    if len(found) == 1 or register is None:
        return
    if len(found) > 1:
        ids = ", ".join(entry.id for entry in found)
        hint = f"name one of them: {fact.kind}={found[0].id}"
        yield Diagnostic("REF003", f'"{fact.words}" can be more than one {kind}: {ids}', fact.span, hint)
        return
    wanted = fact.key or " ".join(fact.words.split())
    hint = did_you_mean(wanted, register.entries) if fact.key else f"name the entry: {fact.kind}=…"
    yield Diagnostic("REF002", f'no {kind} is called "{wanted}"', fact.span, hint)


def _link(fact: Target, known: frozenset[str]) -> Iterator[Diagnostic]:
    if fact.address.startswith("#"):
        yield from _pointer(fact.address[1:], fact.span, known)
    elif _scheme(fact.address) not in SCHEMES:
        hint = "write https://…, or point inside the book with @"
        yield Diagnostic("REF006", f'"{fact.address}" is no web address', fact.span, hint)


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:  # brackets that are no IPv6 address
        return ""


def _sources(book: Book) -> Iterator[Diagnostic]:
    """Each source is printed by one chapter, once."""
    printed: dict[str, str] = {}
    lost = {text.id for text in book.lost}
    chapters: tuple[Chapter | Lost, ...] = (*book.front, *book.chapters, *book.lost)
    for chapter in chapters:
        for use in chapter.facts:
            if not isinstance(use, BlockUse) or use.name != "source":
                continue
            key = dict(use.attributes).get("ref", "")
            if key not in book.documents and key not in lost:
                hint = did_you_mean(key, book.documents)
                yield Diagnostic("REF001", f'no source is called "{key}"', use.span, hint)
            elif key in printed:
                message = f'"{key}" is printed in "{printed[key]}" already'
                yield Diagnostic("REF004", message, use.span, f"point to it with @{key}")
            printed.setdefault(key, chapter.id)
    yield from _timelines(book)
    for key, document in book.documents.items():
        if key not in printed:
            yield Diagnostic(
                "REF005", f'no chapter prints "{key}"', document.data.span("id"), f"write ::: source @{key}"
            )


def _timelines(book: Book) -> Iterator[Diagnostic]:
    """REF002: the place and the person that a timeline asks for."""
    uses = (use for text in book.texts for use in text.facts if isinstance(use, BlockUse))
    for use in uses:
        said = dict(use.attributes) if use.name == "timeline" else {}
        for name, kind in (("place", "place"), ("person", "who")):
            register = book.registers.get(kind)
            if name in said and register and said[name] not in register.entries:
                hint = did_you_mean(said[name], register.entries)
                yield Diagnostic("REF002", f'no {name} is called "{said[name]}"', use.span, hint)


def _milestones(book: Book, known: frozenset[str]) -> Iterator[Diagnostic]:
    """REF001: the events that the head of a chapter names."""
    for chapter in book.chapters:
        for key in chapter.meta.milestones:
            yield from _pointer(key, chapter.data.keys.get(("milestones", key)), known)


def _records(book: Book) -> Iterator[Diagnostic]:
    """What a record names."""
    sources = frozenset(book.documents) | {text.id for text in book.lost}
    for document in book.documents.values():
        for name, kind in (("persons", "who"), ("places", "place"), ("terms", "term")):
            if register := book.registers.get(kind):
                yield from _named(document, name, frozenset(register.entries), "REF002", KINDS[kind])
        if "events.yaml" not in book.unread:
            yield from _named(
                document, "events", frozenset(event.id for event in book.events), "REF001", "event"
            )
        for name in ("related", "corroborates", "contradicts"):
            yield from _named(document, name, sources, "REF001", "source")
        yield from _agents(book, document)


def _agents(book: Book, document: Document) -> Iterator[Diagnostic]:
    """Those who made or received a document are persons or organizations of the registers."""
    registers = [book.registers.get(kind) for kind in AGENTS]
    known = frozenset(id for register in registers if register for id in register.entries)
    for field in ("creator", "recipients"):
        agents = getattr(document.record, field)
        for n, agent in enumerate(agents if isinstance(agents, tuple) and all(registers) else ()):
            if agent.id and agent.id not in known:
                message = f'no person or organization is called "{agent.id}"'
                span = document.data.span(field, n, "id")
                yield Diagnostic("REF002", message, span, did_you_mean(agent.id, known))


def _reports(book: Book) -> Iterator[Diagnostic]:
    """What `events.yaml` says is reported somewhere, and where it says that it was."""
    sources = frozenset(book.documents) | {text.id for text in book.lost}
    places, people = book.registers.get("place"), book.registers.get("who")
    table = book.tables.get("events.yaml")
    for n, event in enumerate(book.events):
        if event.place and places and event.place not in places.entries:
            span = table.span("events", n, "place") if table else None
            hint = did_you_mean(event.place, places.entries)
            yield Diagnostic("REF002", f'no place is called "{event.place}"', span, hint)
        for n_, person in enumerate(event.persons if people else ()):
            if people and person not in people.entries:
                span = table.span("events", n, "persons", n_) if table else None
                hint = did_you_mean(person, people.entries)
                yield Diagnostic("REF002", f'no person is called "{person}"', span, hint)
        for key in event.sources:
            if key not in sources:
                message = f'"{event.id}" is reported in "{key}", which is no source of the book'
                yield Diagnostic(
                    "REF001", message, book.places.get(event.id), did_you_mean(key, book.documents)
                )


def _named(
    document: Document, field: str, known: frozenset[str], code: str, kind: str
) -> Iterator[Diagnostic]:
    for n, key in enumerate(getattr(document.record, field)):
        if key not in known:
            span = document.data.span(field, n)
            yield Diagnostic(code, f'no {kind} is called "{key}"', span, did_you_mean(key, known))


def pictures(book: Book, held: frozenset[str]) -> Iterator[Diagnostic]:
    """REF007: pictures are files of the manuscript, that of the cover among them."""
    cover, table = book.settings.cover, book.tables.get("book.yaml")
    if cover and cover not in held:
        message, span = f'the manuscript holds no picture "{cover}"', table.span("cover") if table else None
        yield Diagnostic("REF007", message, span, did_you_mean(cover, held))
    for text in book.texts:
        for fact in text.facts:
            if isinstance(fact, Target) and fact.kind == "image" and fact.address not in held:
                message = f'the manuscript holds no picture "{fact.address}"'
                yield Diagnostic("REF007", message, fact.span, did_you_mean(fact.address, held))
