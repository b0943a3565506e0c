"""A small door to the index: marks in paragraphs that begin with their page → the index as read aloud."""

import re
from collections.abc import Iterator
from pathlib import Path

from regesta.apparatus.index import Entry, Index, make
from regesta.editions.order import plan
from regesta.locators import JOINER
from regesta.model import Book, PageMap
from regesta.tree import Element, text, walk
from tests.reading import WORDS, book, plainly

PAGE = re.compile(r"\s*(\d+) ")


def indexed(
    manuscript: Path, marked: str, index: str = "", rules: str = "", language: str = "en-GB"
) -> Index:
    """The index of a manuscript with one chapter of that text, `index.yaml` and `index:` in `book.yaml`."""
    settings = (manuscript / "book.yaml").read_text("utf-8")
    settings = settings.replace("language: en-GB", f"language: {language}").replace(
        "chapters: [ch-bridge]", ""
    )
    settings = settings.replace("front: [ch-note]", "chapters: [ch-note]")
    (manuscript / "book.yaml").write_text(f"{settings}index: {{{rules}}}\n", "utf-8")
    (manuscript / "chapters" / "01-bridge.md").unlink()
    for file in (manuscript / "sources").iterdir():
        file.unlink()
    (manuscript / "events.yaml").write_text("events: []\n", "utf-8")
    (manuscript / "index.yaml").write_text(index, "utf-8")
    head = "---\nid: ch-note\ntitle: A note\n---\n\n"
    (manuscript / "chapters" / "00-note.md").write_text(f"{head}{marked.strip()}\n", "utf-8")
    seen = plan(book(manuscript), "student", plainly).value.book
    content = make(seen, paged(seen), WORDS).content
    assert isinstance(content, Index)
    return content


def paged(seen: Book) -> PageMap:
    """Every anchor lies on the page whose number its paragraph or note begins with."""
    where: dict[str, int] = {}
    for chapter in seen.chapters:
        for block in _blocks(chapter.body):
            found = PAGE.match(text(block))
            assert found, text(block)
            where |= {id: int(found[1]) for one in walk(block) if (id := one.get("id"))}
    return PageMap({key: str(page) for key, page in where.items()}, where, 999)


def _blocks(element: Element) -> Iterator[Element]:
    """Paragraphs, notes and figures."""
    for child in element.children:
        if isinstance(child, Element):
            whole = child.name in ("p", "aside", "ul") or child.get("data-block") == "figure"
            yield from (child,) if whole else _blocks(child)


def lines(index: Index) -> list[str]:
    """The index as it would be read aloud."""
    return [line for group in index.groups for entry in group.entries for line in spoken(entry)]


def headings(index: Index) -> str:
    """The main headings alone."""
    return " · ".join(entry.heading for group in index.groups for entry in group.entries)


def spoken(entry: Entry, depth: int = 0) -> Iterator[str]:
    """An entry, then its sub-entries further in; `*` is bold, `/` italic."""
    places = ", ".join(
        ("*" if one.strong else "") + ("/" if one.italic else "") + one.label.replace(JOINER, "")
        for one in entry.locators
    )
    gloss = f" ({entry.gloss})" if entry.gloss else ""
    see = f" see {entry.see}" if entry.see else ""
    also = f" see also {'; '.join(entry.also)}" if entry.also else ""
    generic = f" see also {entry.generic}" if entry.generic else ""
    yield f"{'  ' * depth}{entry.heading}{gloss}{f', {places}' if places else ''}{see}{also}{generic}"
    for child in entry.children:
        yield from spoken(child, depth + 1)
