"""What `::: ranges` stands for in a text: a drawing of the counts in its table, and where each is said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from regesta.apparatus.ranges import COLUMNS, SCREEN, Chart, chart, read, rows
from regesta.model import Book
from regesta.tree import Children, Element, Node, find, rewrite, text
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Ranges:
    """A drawing of counts with its title, and under which licence."""

    title: str
    drawing: Chart
    narrow: Chart  # for a screen
    licence: str


def ranges(book: Book, body: Element, words: Words) -> Mapping[str, Ranges]:
    """The drawings of a text by their anchors; one without any count is none."""
    made = {}
    for one in find(body, "data-block", "ranges"):
        counts, _ = read(one)
        if counts:
            title = one.get("data-title") or words["ranges.title"]
            drawn = chart(counts, words), chart(counts, words, SCREEN)
            made[one.get("id") or ""] = Ranges(title, *drawn, book.settings.licence)
    return made


def with_places(body: Element) -> Element:
    """Instead of its table a drawing has a line that says where each count is found."""
    return rewrite(body, _with_places)


def _with_places(element: Element) -> Node:
    if element.get("data-block") != "ranges":
        return element
    said = tuple(_said(element))
    kept = tuple(one for one in element.children if not (isinstance(one, Element) and one.name == "table"))
    line = (Element("span", (("class", "said"),), said),) if said else ()
    return replace(element, children=(*kept, *line))


def _said(block: Element) -> Iterator[Node]:
    """Who counts, and behind a colon what the last column says; the number of a note stands at the name."""
    before = ""
    for cells in rows(block):
        if len(cells) > COLUMNS and (words := _words(cells[COLUMNS].children)):
            yield before + text(cells[0]).strip()
            yield from words
            before = "; "


def _words(children: Children) -> Children:
    """What a cell says."""
    if not any(one.strip() if isinstance(one, str) else True for one in children):
        return ()
    noted = all(not one.strip() if isinstance(one, str) else _is_noted(one) for one in children)
    return children if noted else (": ", *children)


def _is_noted(element: Element) -> bool:
    marks = (element.get("data-mark") or "").split()
    return "note" in marks or element.get("class") == "anchors"
