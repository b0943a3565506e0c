"""What of the chronology is a chapter's own: all that it or a source in it tells, and its milestones."""

from collections.abc import Iterator, Mapping

from regesta.chronicle.row import Row
from regesta.chronicle.rows import rows
from regesta.dates import HistoricalDate, within
from regesta.facts import BlockUse
from regesta.model import Book, Chapter, Document, PageMap
from regesta.words import Words


def own(book: Book, chapter: Chapter, words: Words) -> tuple[tuple[Row, ...], Mapping[Row, str]]:
    """The rows that the chapter tells, in order, and those of its milestones with what these are called."""
    said, span = chapter.meta.milestones, chapter.meta.dates
    every = rows(book, PageMap(), words) if said else ()
    named = {row: told for key, told in said.items() for row in every if _is_of(row, key)}
    anchors = frozenset(_anchors(book, chapter))
    found = (row for row in every if row in named or (_is_told(row, anchors) and _is_in(row, span)))
    return tuple(found), named


def _is_of(row: Row, event: str) -> bool:
    return row.anchor == f"chron-{event}" or event in row.leads


def _is_told(row: Row, anchors: frozenset[str]) -> bool:
    return any(lead.partition(".")[0] in anchors for lead in row.leads)


def _is_in(row: Row, span: HistoricalDate | None) -> bool:
    return span is None or within(row.date, span.earliest, span.latest)


def _anchors(book: Book, chapter: Chapter) -> Iterator[str]:
    """Where the chapter, or a source that it prints, tells something."""
    texts: list[Chapter | Document] = [chapter]
    texts += (book.documents[key] for key in _printed(chapter) if key in book.documents)
    for text in texts:
        yield text.id
        yield from (fact.anchor for fact in text.facts if hasattr(fact, "anchor"))


def _printed(chapter: Chapter) -> Iterator[str]:
    uses = (fact for fact in chapter.facts if isinstance(fact, BlockUse) and fact.name == "source")
    return (dict(use.attributes).get("ref", "") for use in uses)
