"""Pages and locators of two states that were both laid out: what begins elsewhere, what leads elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from regesta.apparatus.index import Index, entries, make
from regesta.book import target, targets
from regesta.collation import sort_key
from regesta.model import Book, PageMap
from regesta.redline.compare import title
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Laid:
    """A state of which it is known where everything lies in print."""

    book: Book
    pages: PageMap
    words: Words


@dataclass(frozen=True, slots=True)
class Place:
    """A thing that can be pointed at, or a heading of the index: its pages before and after."""

    name: str
    before: str
    after: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """All that lies elsewhere now; `before` and `after` count the pages of each state."""

    before: int
    after: int
    anchors: tuple[Place, ...]
    locators: tuple[Place, ...]


def moved(before: Laid, after: Laid) -> Moved:
    """What lies on other pages than before."""
    old, new = dict(_anchors(before)), dict(_anchors(after))
    was, now = dict(locators(before)), dict(locators(after))
    language = after.book.settings.language
    titles = {one.id: title(one) for one in after.book.texts}
    anchors = (replace(one, title=titles.get(one.name, "")) for one in _places(old, new, tuple(new)))
    headings = tuple(_places(was, now, sorted({*was, *now}, key=lambda one: sort_key(one, language))))
    return Moved(before.pages.count, after.pages.count, tuple(anchors), headings)


def _places(old: dict[str, str], new: dict[str, str], names: tuple[str, ...] | list[str]) -> Iterator[Place]:
    for name in names:
        if old.get(name) != new.get(name):
            yield Place(name, old.get(name, ""), new.get(name, ""))


def _anchors(laid: Laid) -> Iterator[tuple[str, str]]:
    """The pages of what `@` may point to, in the order of the pages."""
    named = (key for key in targets(laid.book) if target(laid.book, key))
    there = (key for key in named if laid.pages.label(key))
    for key in sorted(there, key=lambda one: (laid.pages.physical[one], one)):
        yield key, laid.pages.label(key)


def locators(laid: Laid) -> Iterator[tuple[str, str]]:
    """The headings of the index with all that stands behind them."""
    content = make(laid.book, laid.pages, laid.words).content
    for path, entry in entries(content) if isinstance(content, Index) else ():
        yield " > ".join(path), ", ".join(one.label for one in entry.locators)
