"""The table of contents: chapters with their numbers, their sections and sources, in two ranks."""

from collections.abc import Iterator
from dataclasses import dataclass

from regesta.facts import BlockUse, Heading
from regesta.model import Book, Chapter, Section
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its rank's number, its title, what is said after it, where it leads.

    It knows no page: the number is written when all pages are known.
    """

    number: str
    title: str
    anchor: str
    remark: str = ""
    children: tuple["Entry", ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """All lines in order."""

    entries: tuple[Entry, ...]


def make(
    book: Book,
    words: Words,
    appendix: tuple[Section, ...] = (),
    key: tuple[Section, ...] = (),
) -> Section:
    """The contents of an edition: front matter with its key of signs, chapters, what comes after them."""
    named = [*((one.meta.title, one.id) for one in book.front), *((one.title, one.id) for one in key)]
    front = tuple(Entry("", title, id, kind="front") for title, id in named)
    body = tuple(_body(book, words))
    back = tuple(Entry("", one.title, one.id, kind="back") for one in appendix)
    return Section(
        "contents", "contents", words["contents.title"], Contents(front + body + back), "roman", "recto"
    )


def _body(book: Book, words: Words) -> Iterator[Entry]:
    """The chapters, each part of the book before its first one."""
    for chapter in book.chapters:
        for part in book.settings.parts:
            if part.first == chapter.id:
                yield Entry("", part.title, part.id, kind="part")
        yield _chapter(book, chapter, words)


def _chapter(book: Book, chapter: Chapter, words: Words) -> Entry:
    children = []
    for fact in chapter.facts:
        if isinstance(fact, Heading) and fact.level == 2:  # noqa: PLR2004 - contents have two ranks
            children.append(Entry("", fact.title, fact.anchor))
        elif isinstance(fact, BlockUse) and fact.name == "source":
            children += _source(book, dict(fact.attributes).get("ref", ""), words)
        elif isinstance(fact, BlockUse) and fact.name == "questions":
            title = dict(fact.attributes).get("title") or words["questions.title"]
            children.append(Entry("", title, fact.anchor))
    number = str(chapter.number or "")
    return Entry(number, chapter.meta.title, chapter.id, children=tuple(children), kind="chapter")


def _source(book: Book, key: str, words: Words) -> tuple[Entry, ...]:
    document = book.documents.get(key)
    if document is None:
        return ()
    record = document.record
    remark = words[f"stands.short-{record.text}"]
    return (Entry(str(record.number), record.title, key, remark),)
