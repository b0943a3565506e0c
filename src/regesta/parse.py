"""Inputs → parts of the book: each file on its own, everything wrong with it found at once.

The first pass of the story. Files that a book may do without (registers, events, index) count as
empty where they are not there; `book.yaml` and at least one chapter must be.
"""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel

from regesta.book import Parts
from regesta.data import Data, Model, load, validate
from regesta.diagnostics import Checked, Diagnostic
from regesta.facts import BlockUse
from regesta.model import Chapter, Document, Inputs
from regesta.reader.parse import Parsed, parse
from regesta.records import Record
from regesta.registers import FILES, EventsFile, IndexFile, Register
from regesta.settings import ChapterMeta, Settings
from regesta.source import Source
from regesta.tree import text

M = TypeVar("M", bound=BaseModel)
EMPTY: Mapping[str, str] = {"events.yaml": "events: []\n", "index.yaml": "{}\n"}


def parse_all(inputs: Inputs) -> Checked[Parts | None]:
    """Every text and table of the manuscript; None where `book.yaml` could not be read."""
    found = [_refused(source, at) for source in inputs.texts.values() for at in source.refused]
    texts, records = _texts(inputs, "chapters/", ChapterMeta, found), _texts(inputs, "sources/", Record, found)
    settings, settings_data = _table(inputs, "book.yaml", Settings, found)
    events, events_data = _table(inputs, "events.yaml", EventsFile, found)
    index, index_data = _table(inputs, "index.yaml", IndexFile, found)
    chapters = tuple(Chapter(t.source, t.meta, t.data, t.body, t.facts) for t in texts if t.meta)
    documents = tuple(Document(t.source, t.meta, t.data, t.body, t.facts) for t in records if t.meta)
    registers = dict(_registers(inputs, found))
    if settings is None or any(one is None for one in (*(t.meta for t in texts), *(t.meta for t in records))):
        return Checked(None, tuple(found))
    parts = Parts(
        settings,
        settings_data,
        chapters,
        documents,
        registers,
        events or EventsFile(events=()),
        events_data,
        index or IndexFile(),
        index_data,
    )
    return Checked(parts, tuple(found))


def _refused(source: Source, at: int) -> Diagnostic:
    message = "this character may not stand in a manuscript"
    return Diagnostic("TXT001", message, source.span(at, at + 1), "take it out, or write the character that is meant")


def _texts(inputs: Inputs, folder: str, model: type[M], found: list[Diagnostic]) -> tuple[Parsed[M], ...]:
    parsed = []
    for path, source in inputs.texts.items():
        if path.startswith(folder):
            one = parse(source, model)
            found += one.diagnostics
            parsed.append(one.value)
            if not _has_text(one.value):
                found.append(Diagnostic("FIL004", f"{path} holds no text", source.span(0), "write it, or take it out"))
    return tuple(parsed)


def _has_text(parsed: Parsed[M]) -> bool:
    """An abstract's text is its summary; every other text has words of its own or prints a source."""
    if isinstance(parsed.meta, Record) and parsed.meta.text == "abstract":
        return True
    return bool(text(parsed.body).strip()) or any(isinstance(fact, BlockUse) for fact in parsed.facts)


def _table(inputs: Inputs, path: str, model: type[M], found: list[Diagnostic]) -> tuple[M | None, Data]:
    source = inputs.texts.get(path) or Source.of(path, EMPTY.get(path, ""))
    data = load(source)
    found += data.diagnostics
    if data.diagnostics:
        return None, data.value
    checked = validate(model, data.value)
    found += checked.diagnostics
    return checked.value, data.value


def _registers(inputs: Inputs, found: list[Diagnostic]) -> Mapping[str, Register]:
    registers = {}
    for path, (model, name, kind) in FILES.items():
        if path not in inputs.texts:
            continue
        table, data = _table(inputs, path, model, found)
        entries = {}
        for n, entry in enumerate(getattr(table, name, ())):
            if entry.id in entries:
                found.append(Diagnostic("IDS001", f'two entries have the id "{entry.id}"', data.span(name, n, "id")))
            entries[entry.id] = entry
        registers[kind] = Register(kind, path, entries, data)
    return registers
