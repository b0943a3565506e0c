"""The list of figures: number, caption, who made the picture and under which licence, page."""

from collections.abc import Iterator
from dataclasses import dataclass

from regesta.book import figures, printed
from regesta.model import Book, Locator, PageMap, Section
from regesta.tree import Element, rewrite, walk
from regesta.words import Words

UNSAID = ("note", "comment", "side")  # marks that are no words of a caption


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in the list."""

    number: int
    caption: tuple[Element, ...]
    credit: str
    licence: str
    place: Locator


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """All figures that this edition prints, by number."""
    numbers = {key: n for n, key in enumerate(figures(book), 1)}
    texts = printed(book) if numbers else ()
    drawn = {one.get("id") or "": one for text in texts for one in walk(text.body) if one.get("data-block")}
    ours = (words["figures.drawn"], book.settings.licence)
    lines = (_line(n, drawn[key], pages, ours) for key, n in numbers.items() if key in drawn)
    return Section("figures", "figures", words["figures.title"], tuple(lines))


def _line(number: int, figure: Element, pages: PageMap, ours: tuple[str, str]) -> Line:
    anchor = figure.get("id") or ""
    credit, licence = figure.get("data-credit") or ours[0], figure.get("data-licence") or ours[1]
    return Line(number, tuple(_caption(figure)), credit, licence, Locator(pages.label(anchor), anchor))


def _caption(figure: Element) -> Iterator[Element]:
    """The paragraphs below the picture, without anchors: each of these is in the book once."""
    for child in figure.children:
        if isinstance(child, Element) and child.name not in ("img", "table"):
            yield rewrite(child, _plain)


def _plain(element: Element) -> Element | None:
    if element.get("data-mark") in UNSAID or element.get("data-silent") is not None:
        return None
    kept = element.name if element.name in ("em", "strong") else "span"
    lang = element.get("lang")
    return Element(kept, (("lang", lang),) if lang else (), element.children)
