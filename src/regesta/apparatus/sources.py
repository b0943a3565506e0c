"""The list of sources by number: date, title, who issued it, marking, what stands for it, page."""

from dataclasses import dataclass

from regesta.book import printed
from regesta.docket import Docket, docket
from regesta.model import Book, Document, Locator, PageMap, Section
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One source in the list."""

    docket: Docket
    place: Locator


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """All sources that the book prints, by number."""
    documents = sorted(
        (one for one in printed(book) if isinstance(one, Document)), key=lambda one: one.record.number
    )
    lines = tuple(Line(docket(one.record, words), Locator(pages.label(one.id), one.id)) for one in documents)
    return Section("sources", "sources", words["sources.title"], lines)
