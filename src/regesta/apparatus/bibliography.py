"""The bibliography: the works that an edition cites, and the documents that it prints, by one style.

The citation engine sets both; a document's entry is made from its record, which says what it is and
where it lies. What the record does not know is left out. Works stand in the order of the style,
documents in that of their numbers.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from regesta.book import printed
from regesta.csl import Request
from regesta.dates import HistoricalDate, Point, Precision
from regesta.facts import Citation
from regesta.kinds import Unknown
from regesta.model import Book, Document, Locator, PageMap, Section
from regesta.records import Record
from regesta.tree import Element
from regesta.words import Words
from regesta.words.phrases import phrase

RECKONED = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.MINUTE)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry; that of a document has its number, and the place where it is printed."""

    anchor: str
    words: Element
    number: int = 0
    place: Locator | None = None


@dataclass(frozen=True, slots=True)
class Bibliography:
    """All entries of an edition."""

    works: tuple[Line, ...]
    documents: tuple[Line, ...]


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """The bibliography, as the style has set it; without an entry it is no section."""
    entries = {key: Element("span", (), nodes) for key, nodes in book.listed}
    works = tuple(Line(f"work-{key}", entries[key]) for key in entries if key not in book.documents)
    documents = tuple(
        Line(f"entry-{one.id}", entries[one.id], one.record.number, Locator(pages.label(one.id), one.id))
        for one in _documents(book)
        if one.id in entries
    )
    content = Bibliography(works, documents) if entries else None
    return Section("bibliography", "bibliography", words["bibliography.title"], content)


def cited(book: Book) -> tuple[str, ...]:
    """The keys of the works that the texts cite, in the order in which they are met."""
    facts = (fact for text in printed(book) for fact in text.facts if isinstance(fact, Citation))
    keys = dict.fromkeys(item.key for fact in facts for item in fact.items)
    return tuple(key for key in keys if key in book.works)


def request(book: Book, words: Words) -> Request:
    """What the engine is asked for: an entry for each work and each document."""
    keys, documents = cited(book), _documents(book)
    items = (*(book.works[key].csl for key in keys), *(item(one.record, words) for one in documents))
    listed = (*keys, *(one.id for one in documents))
    return Request(book.style.csl, book.settings.language, items, (), listed)


def _documents(book: Book) -> tuple[Document, ...]:
    met = (one for one in printed(book) if isinstance(one, Document))
    return tuple(sorted(met, key=lambda one: one.record.number))


# A record as a work ------------------------------------------------------------------------------


def item(record: Record, words: Words) -> str:
    """The CSL-JSON of a document; a title that the editors supplied stands as its kind."""
    made = {"id": record.id, "type": "document", **dict(_fields(record, words))}
    return json.dumps(made, ensure_ascii=False, sort_keys=True)


def _fields(record: Record, words: Words) -> Iterator[tuple[str, Any]]:
    if record.title_formal:
        yield "title", record.title_formal
        yield "title-short", record.short or record.title_formal
    else:
        yield "genre", record.title
    if not isinstance(record.creator, Unknown):
        yield "author", [{"literal": one.name} for one in record.creator]
    shelf = ", ".join(filter(None, (record.box, record.folder)))
    held = ", ".join(filter(None, (record.fonds, record.series)))
    said = {
        "archive": record.repository,
        "archive_collection": held,
        "archive_location": shelf,
        "number": record.reference_code,
        "URL": record.source_url if str(record.source_url).startswith("http") else "",
    }
    yield from ((name, value) for name, value in said.items() if value and isinstance(value, str))
    yield from _dated("issued", record.date_document, record.date_basis == "inferred", words)
    yield from _dated("accessed", record.retrieved, False, words)


def _dated(
    name: str, date: HistoricalDate | Unknown, inferred: bool, words: Words
) -> Iterator[tuple[str, Any]]:
    """An exact day, month or year as the engine reckons with it, any other date in words."""
    if isinstance(date, Unknown):
        return
    point, *more = date.parts
    sure = not (more or inferred or date.approximate or date.uncertain)
    if sure and isinstance(point, Point) and point.precision in RECKONED:
        yield name, {"date-parts": [[part for part in (point.year, point.month, point.day) if part]]}
    else:
        said = phrase(date, words, on=False)
        yield name, {"literal": f"[{said}]" if inferred else said}
