"""The manuscript as it was last read: a text that was saved is read anew alone, and its last good form stays.

A text with a fault of its own does not take the place of the one that was good; what is wrong is kept beside
it. So there is always a book to show.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from regesta.book import Parts, assemble
from regesta.diagnostics import Diagnostic, ordered, severity
from regesta.model import Book, Chapter, Document, Inputs
from regesta.parse import parse_all
from regesta.pipeline import read as read_book
from regesta.reader.parse import parse
from regesta.records import Record
from regesta.settings import ChapterMeta
from regesta.source import Source
from regesta.texts.bring import bring
from regesta.texts.copy import for_copy
from regesta.workspace import Missing, read

FOLDERS: Mapping[str, type[Any]] = {"chapters/": ChapterMeta, "sources/": Record}


@dataclass(slots=True)
class Recent:
    """What was worked out, as long as each reading of the whole manuscript asks for it again."""

    held: dict[str, bytes] = field(default_factory=dict)
    asked: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """What was put under a key."""
        data = self.asked.get(key) or self.held.get(key)
        if data is not None:
            self.asked[key] = data
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep something."""
        self.asked[key] = data

    def turn(self) -> None:
        """A whole reading is over: let go what it did not ask for."""
        self.held, self.asked = self.asked, {}


@dataclass(frozen=True, slots=True)
class State:
    """One state of the manuscript: what the disk holds, the book to show, and why some of it is older.

    `broken` has, by path, what is wrong with a text or table whose last good form is shown.
    """

    version: int
    inputs: Inputs
    met: tuple[Diagnostic, ...]
    parts: Parts
    book: Book
    broken: Mapping[str, tuple[Diagnostic, ...]]


class Reading:
    """A manuscript that is read again whenever some of it was saved."""

    def __init__(self, folder: Path, texts: Path | None = None) -> None:
        self.folder, self.texts, self.kept = folder.resolve(), texts, Recent()
        self.state = self._whole(None)

    def saved(self, paths: Collection[str]) -> State:
        """The state after these files were written, made or removed."""
        texts = self.state.inputs.texts
        alone = all(path in texts and path.startswith(tuple(FOLDERS)) for path in paths)
        made = self._some(paths) if alone else None
        self.state = made or self._whole(self.state)
        return self.state

    def check(self, state: State) -> tuple[Diagnostic, ...]:
        """All that a check would say of what the disk holds, hints too."""
        found = read_book(state.inputs, hints=True, kept=self.kept).diagnostics
        self.kept.turn()
        return ordered((*state.met, *found))

    def _some(self, paths: Iterable[str]) -> State | None:
        """Some texts anew; None where that takes more than these texts."""
        state = self.state
        if all(self._source(path) == state.inputs.texts[path] for path in paths):
            return state  # as it is known
        texts, parts, broken = dict(state.inputs.texts), state.parts, dict(state.broken)
        for path in paths:
            source = self._source(path)
            if source is None:
                return None
            if source == texts[path]:
                continue
            texts[path] = source
            read_ = _read(source)
            if isinstance(read_, tuple):
                broken[path] = read_
                continue
            changed = _exchanged(parts, read_)
            if changed is None:
                return None
            parts = changed
            broken.pop(path, None)
        return self._made(replace(state.inputs, texts=texts), state.met, parts, broken)

    def _source(self, path: str) -> Source | None:
        try:
            return Source.of(path, (self.folder / path).read_bytes().decode("utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    def _whole(self, old: State | None) -> State:
        """Everything anew, as far as it can be read; the rest as it was."""
        try:
            inputs = read(self.folder, texts=self.texts)
        except Missing:
            if old is None:
                raise
            return old
        read_ = parse_all(inputs.value, self.kept)
        broken = _by_path(one for one in read_.diagnostics if severity(one) == "error")
        parts = _merged(old.parts, read_.value, broken) if old else read_.value
        return self._made(inputs.value, inputs.diagnostics, parts, broken)

    def _made(
        self, inputs: Inputs, met: tuple[Diagnostic, ...], parts: Parts, broken: dict[str, Any]
    ) -> State:
        version = self.state.version + 1 if hasattr(self, "state") else 1
        book = for_copy(bring(assemble(parts).value, inputs).value)
        return State(version, inputs, met, parts, book, broken)


def _read(source: Source) -> Chapter | Document | tuple[Diagnostic, ...]:
    """A text as a part of the book, or what is wrong with it."""
    folder = next(one for one in FOLDERS if source.path.startswith(one))
    made = parse(source, FOLDERS[folder])
    faults = tuple(one for one in made.diagnostics if severity(one) == "error")
    one = made.value
    if faults or one.meta is None:
        return faults
    if isinstance(one.meta, Record):
        return Document(source, one.meta, one.data, one.body, one.facts, sentences=one.sentences)
    return Chapter(source, one.meta, one.data, one.body, one.facts)


def _exchanged(parts: Parts, text: Chapter | Document) -> Parts | None:
    """The parts with one text in the place of its older form; None where it is a stranger to them."""
    name = "chapters" if isinstance(text, Chapter) else "documents"
    held: tuple[Chapter | Document, ...] = getattr(parts, name)
    if not any(one.source.path == text.source.path and one.id == text.id for one in held):
        return None
    made: Any = tuple(text if one.source.path == text.source.path else one for one in held)
    return replace(parts, chapters=made) if name == "chapters" else replace(parts, documents=made)


def _by_path(found: Iterable[Diagnostic]) -> dict[str, tuple[Diagnostic, ...]]:
    made: dict[str, tuple[Diagnostic, ...]] = {}
    for one in found:
        if one.span:
            made[one.span.path] = (*made.get(one.span.path, ()), one)
    return made


def _merged(old: Parts, new: Parts, broken: Collection[str]) -> Parts:
    """What was read now, and what was good before where now it is not."""
    tables: dict[str, dict[str, Any]] = {
        "book.yaml": {"settings": old.settings, "settings_data": old.settings_data},
        "events.yaml": {"events": old.events, "events_data": old.events_data},
        "index.yaml": {"index": old.index, "index_data": old.index_data},
        "references.json": {"works": old.works},
    }
    kept: dict[str, Any] = {}
    for path in new.unread:
        kept |= tables.get(path, {})
    settings = kept.get("settings", new.settings)
    listed = {*settings.front, *settings.chapters}
    kept["registers"] = {**old.registers, **new.registers}
    kept["chapters"] = _good(old.chapters, new.chapters, broken, listed)
    kept["documents"] = _good(old.documents, new.documents, broken, set())
    return replace(new, **kept, unread=frozenset(), lost=())


def _good(old: tuple[Any, ...], new: tuple[Any, ...], broken: Collection[str], listed: set[str]) -> Any:
    """Texts as they are where they are good, else as they were; also those that are missed for a moment."""
    good = {one.source.path: one for one in new if one.source.path not in broken}
    ids = {one.id for one in good.values()}
    before = (one for one in old if one.id not in ids and (one.source.path in broken or one.id in listed))
    texts = good | {one.source.path: one for one in before}
    first = (one for one in new if one.source.path not in texts and one.id not in ids)  # never good yet
    return tuple(texts[path] for path in sorted(texts)) + tuple(first)
