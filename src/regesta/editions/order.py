"""The book's editions: their parts, in order, with the page numbers known so far.

What is generated behind the text is a table of `apparatus`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from regesta.apparatus import APPENDIX, bibliography, contents, finder, signs
from regesta.csl import Citer, Formatted
from regesta.diagnostics import Checked
from regesta.editions.audience import for_audience
from regesta.editions.flow import Flow, flow
from regesta.model import Audience, Book, Chapter, Copy, PageMap, Section
from regesta.tree import Children
from regesta.words import Words, catalog
from regesta.words.phrases import phrase


@dataclass(frozen=True, slots=True)
class Edition:
    """A book for one audience: the name of its files, and the sections that need no page numbers."""

    name: str
    audience: Audience
    book: Book
    words: Words
    front: tuple[Section, ...]
    body: tuple[Section, ...]
    key: tuple[Section, ...] = ()  # of editorial signs, where any are used


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the imprint says besides the settings: the date in words, and which texts this copy has."""

    date: str
    copy: str


def plan(book: Book, audience: Audience, cite: Citer) -> Checked[Edition]:
    """Cut the book for its audience and lay out its texts in order; `cite` sets citations."""
    seen, words = for_audience(book, audience), catalog(book.settings.language)
    name = named(book, audience)
    flows = {one.id: flow(seen, one, words, cite) for one in (*seen.front, *seen.chapters)}
    front = tuple(opened(seen, one, flows[one.id].value) for one in seen.front)
    body = tuple(
        section
        for one in seen.chapters
        for section in (*_parts(seen, one.id), opened(seen, one, flows[one.id].value))
    )
    listed = _listed(seen, words, cite)
    found = (one for each in flows.values() for one in each.diagnostics)
    key = _key(tuple(flows[one.id].value for one in (*seen.front, *seen.chapters)), words)
    noted = {one: note.number for each in flows.values() for one, note in each.value.notes.items()}
    made = Edition(name, audience, replace(seen, listed=listed.value, noted=noted), words, front, body, key)
    return Checked(made, (*found, *listed.diagnostics))


def named(book: Book, audience: Audience) -> str:
    """What the edition of a book for an audience is called."""
    return book.settings.id if audience == "student" else f"{book.settings.id}-{audience}"


def opened(book: Book, chapter: Chapter, made: Flow) -> Section:
    """A chapter, or a text before the chapters, as a part of the edition."""
    if chapter in book.front:
        return Section(chapter.id, "front", chapter.meta.title, made, "roman")
    return Section(chapter.id, "chapter", chapter.meta.title, made, "arabic", book.settings.chapters_open)


def _key(flows: tuple[Flow, ...], words: Words) -> tuple[Section, ...]:
    """The key of the editorial signs that the texts use; it stands after the note on the edition."""
    stamped = any(docket.stamp for one in flows for docket in one.dockets.values())
    made = signs.make((one.body for one in flows), words, stamped)
    return (made,) if made else ()


def _parts(book: Book, first: str) -> Iterator[Section]:
    """The title of the part of the book that begins with this chapter."""
    for part in book.settings.parts:
        if part.first == first:
            yield Section(part.id, "part", part.title, None, "arabic", "recto")


def _listed(book: Book, words: Words, cite: Citer) -> Checked[tuple[tuple[str, Children], ...]]:
    """The entries of the bibliography; the engine is not asked for none."""
    wanted = bibliography.request(book, words)
    made = cite(wanted) if wanted.listed else Checked(Formatted())
    return Checked(made.value.entries, made.diagnostics)


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
            Imprint(phrase(settings.date, edition.words), _copy(edition.book.copy, edition.words)),
            "roman",
        ),
    )


def _copy(copy: Copy, words: Words) -> str:
    """With which texts of archives the book was made; nothing where it asks for none."""
    if not copy.asked:
        return ""
    kind = "with" if copy.here == copy.asked else "some" if copy.here else "without"
    return words.say(f"texts.copy-{kind}", here=copy.here, asked=copy.asked, digest=copy.digest)


def appendix(edition: Edition, pages: PageMap) -> tuple[Section, ...]:
    """The apparatus behind the text, with locators from the page map."""
    wanted = edition.book.settings.apparatus
    names = APPENDIX if wanted is None else wanted
    made = (APPENDIX[name](edition.book, pages, edition.words) for name in names)
    return tuple(replace(one, late=True) for one in made if one.content)  # one that holds nothing is left out


def sections(edition: Edition, pages: PageMap) -> tuple[Section, ...]:
    """Every part in the order of the book."""
    back = appendix(edition, pages)
    table = contents.make(edition.book, edition.words, back, edition.key)
    front = (*opening(edition), table, *edition.front, *edition.key)
    return (*front, *edition.body, *back, colophon(edition))


def reflowed(edition: Edition, pages: PageMap) -> tuple[Section, ...]:
    """The same parts for a format without pages: navigation stands for the contents."""
    back = appendix(edition, pages)
    if pages.breaks:
        back = (*back, finder.make(pages, edition.words))
    table = contents.make(edition.book, edition.words, back, edition.key)
    _, title, imprint = opening(edition)
    nav, ncx = replace(table, id="nav", kind="nav"), replace(table, id="ncx", kind="ncx")
    front = (title, nav, ncx, imprint, *edition.front, *edition.key)
    return (*front, *edition.body, *back, colophon(edition))


def colophon(edition: Edition) -> Section:
    """How the book was made; the last page."""
    return Section("colophon", "colophon", edition.words["colophon.title"], None)
