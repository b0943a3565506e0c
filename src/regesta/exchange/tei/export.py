"""A book → its sources as one TEI corpus, with the registers they point to: the entry of the export.

Each source is a `TEI` with a header of its own; people, places, bodies and events stand in `standOff`, terms
in a taxonomy. `regesta-tei.rng` beside this file says what is written. `corpus` reads it again.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from regesta.exchange.tei.dating import attributes
from regesta.exchange.tei.encoded import Encoder, element
from regesta.exchange.tei.outside import outside
from regesta.exchange.tei.record_fields import header, plain
from regesta.exchange.xml import ID, LANG, Raw
from regesta.facts import Citation, Cited
from regesta.kinds import zone
from regesta.model import Book, Document
from regesta.registers import Entry
from regesta.settings import Settings

# Fields of `book.yaml` that say what else is in the book; all others are carried.
STRUCTURE = ("id", "front", "chapters", "parts", "csl")
APPLICATION = "regesta"
VERSION = "1"  # of the subset, not of the program: the same book gives the same bytes
LISTED = {"who": ("listPerson", "person", "persName"), "place": ("listPlace", "place", "placeName")}
LISTED |= {"org": ("listOrg", "org", "orgName")}


def export(book: Book) -> bytes:
    """The corpus of all sources, by number."""
    root = element("teiCorpus", {ID: book.settings.id, LANG: book.settings.language})
    root.append(_header(book))
    stand_off = _stand_off(book)
    if len(stand_off):
        root.append(stand_off)
    left = outside(book)
    for document in sorted(book.documents.values(), key=lambda one: one.record.number):
        root.append(_document(document, left))
    _parted(root)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _document(document: Document, left: Mapping[str, str]) -> Raw:
    fields = plain(document.record)
    made = element("TEI", {ID: document.id})
    made.append(header(fields))
    text = element("text", {"type": document.record.text}, made)
    body = element("body", {}, text)
    encoder = Encoder(document.body, left)
    encoder.blocks(body, document.body.children)
    if not len(body):
        element("p", {"rend": "none"}, body)  # a text must hold something; an abstract is its summary
    return made


# The book ----------------------------------------------------------------------------------------


def _header(book: Book) -> Raw:
    settings = book.settings
    made = element("teiHeader")
    described = element("fileDesc", {}, made)
    _titles(element("titleStmt", {}, described), settings)
    element("edition", {}, element("editionStmt", {}, described)).text = settings.edition
    _published(element("publicationStmt", {}, described), settings)
    notes = element("notesStmt", {}, described)
    zoned = {} if settings.zone is None else {"zone": zone(settings.zone)}
    for name, value in (plain(settings) | zoned).items():
        if name not in STRUCTURE:
            given = {"type": "json", "n": name}
            element("note", given, notes).text = json.dumps(value, ensure_ascii=False)
    origin = element("sourceDesc", {}, described)
    element("p", {}, origin).text = "Sources of a book that was written with Regesta."
    encoding = element("encodingDesc", {}, made)
    ident = {"ident": APPLICATION, "version": VERSION}
    application = element("application", ident, element("appInfo", {}, encoding))
    element("label", {}, application).text = "Regesta"
    _glossary(encoding, book)
    profile = element("profileDesc", {}, made)
    element("p", {}, element("abstract", {}, profile)).text = settings.description
    element("language", {"ident": settings.language}, element("langUsage", {}, profile))
    if settings.subjects:
        words = element("keywords", {"scheme": "subjects"}, element("textClass", {}, profile))
        for subject in settings.subjects:
            element("term", {}, words).text = subject
    return made


def _titles(into: Raw, settings: Settings) -> None:
    element("title", {"type": "main"}, into).text = settings.title
    if settings.subtitle:
        element("title", {"type": "sub"}, into).text = settings.subtitle
    for creator in settings.creators:
        name = "author" if creator.role == "author" else "editor"
        element(name, {"role": creator.role, "n": creator.sort}, into).text = creator.name


def _published(into: Raw, settings: Settings) -> None:
    element("publisher", {}, into).text = settings.publisher
    element("date", attributes(settings.date.text), into).text = settings.date.text
    element("idno", {}, into).text = settings.identifier
    available = element("availability", {}, into)
    element("licence", {"target": settings.licence_url}, available).text = settings.licence
    element("p", {}, available).text = settings.rights


def _glossary(into: Raw, book: Book) -> None:
    register = book.registers.get("term")
    if register and register.entries:
        taxonomy = element("taxonomy", {ID: "glossary"}, element("classDecl", {}, into))
        for entry in register.entries.values():
            described = element("catDesc", {}, element("category", {ID: f"term-{entry.id}"}, taxonomy))
            _entry(described, entry, "term")


def _stand_off(book: Book) -> Raw:
    made = element("standOff")
    for kind, (holder, one, name) in LISTED.items():
        register = book.registers.get(kind)
        if register and register.entries:
            held = element(holder, {}, made)
            for entry in register.entries.values():
                _entry(element(one, {ID: f"{kind}-{entry.id}"}, held), entry, name)
    works = {item.key for one in book.documents.values() for item in _cited(one)} & book.works.keys()
    if works:
        held = element("listBibl", {}, made)
        for id in sorted(works):
            work = element("bibl", {"n": id}, held)
            element("title", {}, work).text = book.works[id].title
            element("note", {"type": "csl"}, work).text = book.works[id].csl
    if book.events:
        held = element("listEvent", {}, made)
        for event in book.events:
            fields = plain(event)
            date = attributes(event.date.text)
            _fields(element("event", {ID: event.id, **date}, held), fields | {"date": event.date.text})
    return made


def _cited(document: Document) -> Iterator[Cited]:
    for fact in document.facts:
        if isinstance(fact, Citation):
            yield from fact.items


def _entry(into: Raw, entry: Entry, name: str) -> None:
    element(name, {}, into).text = entry.name
    _fields(into, {key: value for key, value in plain(entry).items() if key != "name"})


def _fields(into: Raw, fields: Mapping[str, Any]) -> None:
    """What an entry says besides its name: a note for each field, and for each of its values."""
    for key, value in fields.items():
        if key != "id":
            for one in value if isinstance(value, list) else [value]:
                given = {"type": "list" if isinstance(value, list) else "field", "n": key}
                element("note", given, into).text = str(one)


def _parted(root: Raw) -> None:
    """A line for each element of the header and the lists: mixed content stays as it is."""
    for one in _unmixed(root):
        if len(one) and not (one.text or "").strip():
            one.text = "\n"
            for child in one:
                child.tail = "\n"


def _unmixed(root: Raw) -> Iterator[Raw]:
    yield root
    for child in root:
        if etree.QName(child).localname not in ("p", "note", "body", "summary", "title"):
            yield from _unmixed(child)
