"""Inputs → parts of the book: each file on its own, everything wrong with it found at once.

The first pass of the story. Files that a book may do without (registers, events, index) count as
empty where they are not there; `book.yaml` and at least one chapter must be.
"""

import pickle
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from regesta import works
from regesta.book import Parts
from regesta.csl import UNSTYLED, Style, StyleFault, style
from regesta.data import Data, load, validate
from regesta.dates import parse as date
from regesta.diagnostics import Checked, Diagnostic
from regesta.kept import NOTHING, Kept, digest
from regesta.likeness import frozen
from regesta.model import Chapter, Document, Inputs, Locked, Lost
from regesta.reader.parse import Parsed, parse
from regesta.records import Record
from regesta.registers import FILES, EventsFile, IndexFile, Register
from regesta.settings import ChapterMeta, Creator, Settings, misruled
from regesta.source import Source
from regesta.texts import numbers
from regesta.tree import text

M = TypeVar("M", bound=BaseModel)
ID = re.compile(r"^id:\s*([\w-]+)\s*$", re.MULTILINE)
EMPTY: Mapping[str, str] = {"events.yaml": "events: []\n", "index.yaml": "{}\n", numbers.FILE: "{}\n"} | {
    path: f"{name}: []\n" for path, (_, name, _) in FILES.items()
}


def parse_all(inputs: Inputs, kept: Kept = NOTHING) -> Checked[Parts]:
    """Every text and table of the manuscript, as far as it can be read; what was kept is not read again."""
    found = [_refused(source, at) for source in inputs.texts.values() for at in source.refused]
    texts, records = (
        _texts(inputs, "chapters/", ChapterMeta, (found, kept)),
        _texts(inputs, "sources/", Record, (found, kept)),
    )
    if not texts:
        hint = "write chapters/01-first.md, and list its id in book.yaml"
        found.append(Diagnostic("FIL001", 'the folder "chapters" holds no chapter', None, hint))
    settings, settings_data = _table(inputs, "book.yaml", Settings, found)
    found += misruled(settings_data)
    events, events_data = _table(inputs, "events.yaml", EventsFile, found)
    found += _twice(events_data, "events")
    index, index_data = _table(inputs, "index.yaml", IndexFile, found)
    listed = works.read(inputs.texts.get(works.FILE) or Source.of(works.FILE, ""))
    found += listed.diagnostics
    tables = {"book.yaml": settings, "events.yaml": events, "index.yaml": index, works.FILE: listed.value}
    chapters = tuple(Chapter(t.source, t.meta, t.data, t.body, t.facts) for t in texts if t.meta)
    parts = Parts(
        settings or _in_order_of_files(chapters),
        settings_data,
        chapters,
        tuple(
            Document(t.source, t.meta, t.data, t.body, t.facts, sentences=t.sentences)
            for t in records
            if t.meta
        ),
        _registers(inputs, found),
        events or EventsFile(events=()),
        events_data,
        index or IndexFile(),
        index_data,
        (*_lost(texts), *_lost(records)),
        frozenset(path for path, table in tables.items() if table is None),
        listed.value or {},
        _style(inputs, settings, settings_data, found),
        _locked(inputs, found),
    )
    return Checked(parts, tuple(found))


def _style(inputs: Inputs, settings: Settings | None, data: Data, found: list[Diagnostic]) -> Style:
    """The citation style that `book.yaml` names; a fault stands at its name."""
    try:
        return style(settings.csl if settings else "", inputs.texts, inputs.theme.csl)
    except StyleFault as fault:
        found.append(Diagnostic(fault.code, fault.message, data.span("csl"), fault.hint))
        return UNSTYLED


def _locked(inputs: Inputs, found: list[Diagnostic]) -> Mapping[str, Locked]:
    """The numbers that readers have in print, by source; none where they cannot be read."""
    file, data = _table(inputs, numbers.FILE, numbers.NumbersFile, found)
    found += _twice(data, "sources")
    return numbers.locked(file, data)


def _lost(texts: tuple[Parsed[M], ...]) -> Iterator[Lost]:
    """Texts whose front matter is no good; their id is what they say, else what their file is called."""
    for one in texts:
        if one.meta is None:
            said = ID.search(one.source.text)  # asked of the words, since the YAML may be no YAML
            id = said[1] if said else PurePosixPath(one.source.path).stem
            yield Lost(id, one.source, one.data, one.body, one.facts)


def _in_order_of_files(chapters: tuple[Chapter, ...]) -> Settings:
    """What a check needs of a `book.yaml` that could not be read; nothing is ever printed from it."""
    return Settings(
        id="unread",
        title="-",
        creators=(Creator(name="-"),),
        publisher="-",
        identifier="-",
        licence="-",
        rights="-",
        description="-",
        edition="-",
        date=date("1968"),
        chapters=tuple(chapter.id for chapter in chapters) or ("ch-none",),
    )


def _refused(source: Source, at: int) -> Diagnostic:
    message = "this character may not stand in a manuscript"
    return Diagnostic(
        "TXT001", message, source.span(at, at + 1), "take it out, or write the character that is meant"
    )


def _texts(
    inputs: Inputs, folder: str, model: type[M], notes: tuple[list[Diagnostic], Kept]
) -> tuple[Parsed[M], ...]:
    found, kept = notes
    parsed = []
    for path, source in inputs.texts.items():
        if path.startswith(folder):
            one = _read(source, model, kept)
            found += one.diagnostics
            parsed.append(one.value)
            if not _has_text(one.value):
                found.append(
                    Diagnostic(
                        "FIL004", f'"{path}" holds no text', source.span(0), "write it, or take it out"
                    )
                )
    return tuple(parsed)


def _read(source: Source, model: type[M], kept: Kept) -> Checked[Parsed[M]]:
    """One text, from its words or as it was kept; what is kept is our own, and of this very program."""
    name = digest([model.__name__.encode(), pickle.dumps(source, pickle.HIGHEST_PROTOCOL)])
    if data := kept.get(name):
        again: Checked[Parsed[M]] = pickle.loads(data)
        return again
    made = parse(source, model)
    kept.put(name, frozen(made))
    return made


def _has_text(parsed: Parsed[M]) -> bool:
    """An abstract's text is its summary, that of a witness lies elsewhere; others have words of their own."""
    if isinstance(parsed.meta, Record) and (parsed.meta.text == "abstract" or parsed.meta.witness):
        return True
    return bool(text(parsed.body).strip() or parsed.facts)


def _table(inputs: Inputs, path: str, model: type[M], found: list[Diagnostic]) -> tuple[M | None, Data]:
    source = inputs.texts.get(path) or Source.of(path, EMPTY.get(path, ""))
    data = load(source)
    found += data.diagnostics
    if any(one.code == "YML001" for one in data.diagnostics):
        return None, data.value
    checked = validate(model, data.value)
    found += checked.diagnostics
    return checked.value, data.value


def _twice(data: Data, name: str) -> Iterator[Diagnostic]:
    """Entries with the id of another; asked of the plain values, so that no other fault hides it."""
    rows = data.value.get(name) if isinstance(data.value, dict) else None
    met: set[str] = set()
    for n, row in enumerate(rows if isinstance(rows, list) else ()):
        id = row.get("id") if isinstance(row, dict) else None
        if isinstance(id, str):
            if id in met:
                yield Diagnostic("IDS001", f'two entries have the id "{id}"', data.span(name, n, "id"))
            met.add(id)


def _registers(inputs: Inputs, found: list[Diagnostic]) -> Mapping[str, Register]:
    registers = {}
    for path, (model, name, kind) in FILES.items():
        table, data = _table(inputs, path, model, found)
        found += _twice(data, name)
        if table is not None:
            entries = {
                entry.id: entry for entry in reversed(getattr(table, name))
            }  # of two, the first counts
            registers[kind] = Register(kind, path, dict(reversed(entries.items())), data)
    return registers
