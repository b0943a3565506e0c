"""The book's editions: their parts, in order, with the page numbers known so far.

A new apparatus is one line in `APPENDIX`.
"""

from dataclasses import dataclass, replace

from regesta.apparatus import chronology, contents, glossary, index, persons, sources
from regesta.editions.audience import for_audience
from regesta.editions.flow import flow
from regesta.model import Audience, Book, PageMap, Section
from regesta.words import Words, catalog
from regesta.words.phrases import phrase

APPENDIX = (chronology.make, sources.make, persons.make, glossary.make, index.make)


@dataclass(frozen=True, slots=True)
class Edition:
    """A book for one audience: the name of its files, and the sections that need no page numbers."""

    name: str
    audience: Audience
    book: Book
    words: Words
    front: tuple[Section, ...]
    body: tuple[Section, ...]


def plan(book: Book, audience: Audience) -> Edition:
    """Cut the book for its audience and lay out its texts in order."""
    seen, words = for_audience(book, audience), catalog(book.settings.language)
    name = book.settings.id if audience == "student" else f"{book.settings.id}-{audience}"
    front = tuple(
        Section(one.id, "front", one.meta.title, flow(seen, one, words), "roman") for one in seen.front
    )
    body = tuple(
        Section(
            one.id, "chapter", one.meta.title, flow(seen, one, words), "arabic", book.settings.chapters_open
        )
        for one in seen.chapters
    )
    return Edition(name, audience, seen, words, front, body)


def opening(edition: Edition) -> tuple[Section, ...]:
    """Half title, title and imprint."""
    settings = edition.book.settings
    return (
        Section("half-title", "half-title", settings.title, None, "roman", "recto"),
        Section("title-page", "title", settings.title, None, "roman", "recto"),
        Section(
            "imprint",
            "imprint",
            edition.words["imprint.title"],
            phrase(settings.date, edition.words),
            "roman",
        ),
    )


def appendix(edition: Edition, pages: PageMap) -> tuple[Section, ...]:
    """The apparatus behind the text, with locators from the page map."""
    return tuple(make(edition.book, pages, edition.words) for make in APPENDIX)


def sections(edition: Edition, pages: PageMap) -> tuple[Section, ...]:
    """Every part in the order of the book."""
    back = appendix(edition, pages)
    table = contents.make(edition.book, pages, edition.words, back)
    return (*opening(edition), table, *edition.front, *edition.body, *back, colophon(edition))


def reflowed(edition: Edition, pages: PageMap) -> tuple[Section, ...]:
    """The same parts for a format without pages: navigation stands for the contents."""
    back = appendix(edition, pages)
    table = contents.make(edition.book, pages, edition.words, back)
    _, title, imprint = opening(edition)
    nav, ncx = replace(table, id="nav", kind="nav"), replace(table, id="ncx", kind="ncx")
    return (title, nav, ncx, imprint, *edition.front, *edition.body, *back, colophon(edition))


def colophon(edition: Edition) -> Section:
    """How the book was made; the last page."""
    return Section("colophon", "colophon", edition.words["colophon.title"], None)
