"""Source → `Parsed`: front matter, blocks, Markdown, frozen tree, facts; never raises."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from regesta.data import Data, load, validate
from regesta.diagnostics import Checked, Diagnostic, ordered
from regesta.facts import Fact
from regesta.reader.anchored import anchor
from regesta.reader.apart import nested
from regesta.reader.blocks import Outline, outline
from regesta.reader.collect import Collector
from regesta.reader.dialect import Converted, convert
from regesta.reader.freeze import Freezer
from regesta.reader.numbering import Sentence, number
from regesta.reader.places import Places
from regesta.reader.signs import misplaced
from regesta.reader.stamps import Stamped, stamp
from regesta.source import Source, Span
from regesta.tree import Element

M = TypeVar("M", bound=BaseModel)
FRONT = re.compile(r"---[ ]*\n(?P<yaml>.*?)^---[ ]*$\n?", re.DOTALL | re.MULTILINE)
NO_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[M]):
    """One text of the manuscript: its fields, its tree, and what the tree says."""

    source: Source
    meta: M | None
    data: Data
    body: Element
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...] = ()  # and lines: what is numbered, for whoever compares two versions


def parse(source: Source, model: type[M], positions: bool = True) -> Checked[Parsed[M]]:
    """Read a text; every fault is a diagnostic and the result is as whole as it can be."""
    found: list[Diagnostic] = []
    data, meta, begin = _front_matter(source, model, found)
    outlined = outline(source, begin)
    found += outlined.diagnostics
    stamped = stamp(source.text, begin, outlined.value.cuts, positions)
    if stamped.full:
        message = "more marks than one file can hold: the last have no place"
        found.append(Diagnostic("TXT002", message, source.span(begin), "split the file"))
    body, facts, sentences = _body(source, outlined.value, stamped, _owner(source, meta), found)
    return Checked(Parsed(source, meta, data, body, facts, sentences), ordered(found))


def _front_matter(source: Source, model: type[M], found: list[Diagnostic]) -> tuple[Data, M | None, int]:
    match = FRONT.match(source.text)
    if not match:
        hint = "begin with ---, the fields, and --- again"
        found.append(Diagnostic("YML004", "the front matter is missing", source.span(0), hint))
        return Data({}, {(): source.span(0)}, {}), None, 0
    data = load(source, match.start("yaml"), match.end("yaml"))
    found += data.diagnostics
    if any(one.code == "YML001" for one in data.diagnostics):
        return data.value, None, match.end()
    checked = validate(model, data.value)
    found += checked.diagnostics
    return data.value, checked.value, match.end()


class _Owner(NamedTuple):
    """Whose the anchors are, and whether its words are still to be brought from an archive."""

    id: str
    waits: bool


def _owner(source: Source, meta: BaseModel | None) -> _Owner:
    id = getattr(meta, "id", "") or NO_NAME.sub("-", PurePosixPath(source.path).stem) or "text"
    return _Owner(id, getattr(meta, "witness", None) is not None)


def _body(
    source: Source, blocks: Outline, stamped: Stamped, owner: _Owner, found: list[Diagnostic]
) -> tuple[Element, tuple[Fact, ...], tuple[Sentence, ...]]:
    whole, places = source.span(blocks.start, len(source.text)), Places(source, stamped.offsets)
    try:
        converted = convert(stamped.text)
    except Exception as error:  # whatever Markdown raises is the file's fault, not a crash
        message = f"Markdown failed: {type(error).__name__}: {error}"
        found.append(Diagnostic("PAR001", message, whole, "halve the file to find the place"))
        return Element("section", (), (), whole), (), ()
    collector = Collector(places, owner.id, _notes(places, converted.notes, found), found)
    freezer = Freezer(places, blocks, converted.marks, collector)
    body = collector.finish(freezer.root(converted.root, whole))
    found += [
        Diagnostic(one.code, one.message, places.between(one.start, one.end), one.hint)
        for one in converted.faults
    ]
    found += _lost(freezer, converted, places)
    found += misplaced(body)
    numbered = number(body, owner.id, source)
    if owner.waits:  # `texts` numbers the whole when it knows whether the words are there
        numbered = numbered._replace(body=body, sentences=(), found=())
    body, anchored, loose = anchor(numbered.body, owner.id, source, owner.waits)
    found += nested(body)
    found += (*numbered.found, *loose)
    return body, collector.all_facts(anchored), numbered.sentences


def _lost(freezer: Freezer, converted: Converted, places: Places) -> list[Diagnostic]:
    """Marks that were met and then went down with what held them."""
    return [
        Diagnostic(
            "MRK005", f'"{mark.verb}" cannot stand here', places.mark(mark), "not in an address or a title"
        )
        for index, mark in enumerate(converted.marks)
        if index not in freezer.met and mark.kind not in ("unknown", "sign")
    ]


def _notes(places: Places, written: tuple[tuple[str, str], ...], found: list[Diagnostic]) -> dict[str, Span]:
    """Where each note is written; of two with one label the first counts."""
    notes: dict[str, Span] = {}
    for label, met in written:
        at = places.offset(met)
        span = places.source.span(0) if at is None else places.source.span(at, at + len(f"[^{label}]:"))
        if label in notes:
            hint = "give each its own label"
            found.append(Diagnostic("NOT003", f'two notes are called "{label}"', span, hint))
        notes.setdefault(label, span)
    return notes
