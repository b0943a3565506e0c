"""A TEI corpus of ours → the manuscript that it came from, as far as it was exported."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from regesta.exchange.manuscript import fields
from regesta.exchange.manuscript.blocks import written
from regesta.exchange.tei import record_fields
from regesta.exchange.tei.export import APPLICATION
from regesta.exchange.tei.file import Tei
from regesta.exchange.tei.header import Header
from regesta.exchange.tei.regained import Decoder
from regesta.exchange.xml import ID, Raw, name
from regesta.works import FILE

REGISTERS = {
    # the element: the file, its list, the element of the name, what the xml:id begins with
    "person": ("registers/people.yaml", "people", "persName", "who-"),
    "place": ("registers/places.yaml", "places", "placeName", "place-"),
    "org": ("registers/organizations.yaml", "organizations", "orgName", "org-"),
    "category": ("registers/glossary.yaml", "terms", "term", "term-"),
    "event": ("events.yaml", "events", "", ""),
}
CHAPTER = "ch-sources"


def is_ours(tei: Tei) -> bool:
    """Whether a file was written by `export`."""
    found = tei.root.iter("{*}application")
    return name(tei.root) == "teiCorpus" and any(one.get("ident") == APPLICATION for one in found)


def texts(tei: Tei, header: Header) -> Mapping[str, str]:
    """The texts of the manuscript: one chapter prints all sources."""
    documents = [one for one in tei.root if name(one) == "TEI"]
    book = header.fields() | dict(_stated(tei.root)) | {"chapters": [CHAPTER]}
    made = {"book.yaml": fields.written(book)}
    printed = "".join(f"::: source @{one.get(ID)}\n:::\n\n" for one in documents).rstrip("\n") + "\n"
    front = {"id": CHAPTER, "title": "Sources"}
    made[f"chapters/01-{CHAPTER.removeprefix('ch-')}.md"] = fields.front_matter(front, printed)
    for document in documents:
        id = document.get(ID) or ""
        made[f"sources/{id}.md"] = _source(document, id)
    works = [one.text or "" for one in tei.root.iter("{*}note") if one.get("type") == "csl"]
    made |= {FILE: f"[\n{','.join(works)}\n]\n"} if works else {}
    return made | dict(_registers(tei.root))


def _stated(root: Raw) -> Iterator[tuple[str, Any]]:
    """Every field of `book.yaml` but those that say what is in the book."""
    for note in root.findall("{*}teiHeader/{*}fileDesc/{*}notesStmt/{*}note"):
        yield note.get("n"), json.loads(note.text)


def _source(document: Raw, id: str) -> str:
    head, text = document.find("{*}teiHeader"), document.find("{*}text")
    record = {"id": id, **record_fields.fields(head), "text": text.get("type")}
    body = Decoder().body(text.find("{*}body"))
    return fields.front_matter(record, written(body, id))


def _registers(root: Raw) -> Iterator[tuple[str, str]]:
    for tag, (path, listed, named, prefix) in REGISTERS.items():
        entries = [_entry(one, named, prefix) for one in root.iter(f"{{*}}{tag}")]
        if entries:
            yield path, fields.written({listed: entries})


def _entry(raw: Raw, named: str, prefix: str) -> Mapping[str, Any]:
    made: dict[str, Any] = {"id": raw.get(ID).removeprefix(prefix)}
    if named:
        made["name"] = next(raw.iter(f"{{*}}{named}")).text
    for note in raw.iter("{*}note"):
        if note.get("type") == "list":
            made.setdefault(note.get("n"), []).append(note.text or "")
        else:
            made[note.get("n")] = note.text or ""
    return made
