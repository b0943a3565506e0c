"""What a pointer says: words for its target, and a slot for the page on which it lies.

Nobody knows pages before the layout, so a flow leaves `<span data-slot="ANCHOR">`, which the template
of the printed page fills from the page map; other media leave it empty. Whole sources and chapters
print no page: their number finds them. Inside brackets no brackets are set again (`data-within`).
"""

import re
from dataclasses import dataclass

from regesta.book import Target
from regesta.dates import HistoricalDate, parse
from regesta.facts import Cited, Event
from regesta.model import Book
from regesta.numbers import named
from regesta.registers import EventEntry
from regesta.tree import Element, Node
from regesta.words import Words
from regesta.words.phrases import phrase

SIGNS = {"sentence": "s", "line": "l"}
UNITS = {sign: unit for unit, sign in SIGNS.items()}
PAGED = ("question", "figure")
POINTERS = ("ref", "cite")
BRACKET = re.compile(r"[(\[)\]]")
APART = frozenset("p li dt dd td th h1 h2 h3 h4 h5 h6 aside div section".split())


@dataclass(frozen=True, slots=True)
class Place:
    """Sentences or lines of a source: from one to another, the same for one alone."""

    unit: str
    first: str
    last: str


def place(item: Cited) -> Place | None:
    """The numbered place of one of our sources that a citation names."""
    counted = item.key.startswith("src-") and item.unit in SIGNS and item.first
    return Place(item.unit, item.first, item.last or item.first) if counted else None


def pointer(book: Book, words: Words, found: Target, at: Place | None, within: bool) -> tuple[Node, ...]:
    """A link in words and, where the target lies on a page that its words do not tell, the slot for it."""
    there = at and book.documents[found.anchor].held != "away"  # what is not in this copy has no anchors
    anchor = f"{found.anchor}.{SIGNS[at.unit]}{at.first}" if at and there else home(found)
    said = (_said(book, words, found, at, within),)
    if not stands(book, found):
        return said
    link = Element("a", (("href", f"#{anchor}"), ("class", "ref")), said)
    if not there and found.kind not in PAGED:
        return (link,)
    slot = (("data-slot", anchor), *((("data-within", ""),) if within else ()))
    return (link, Element("span", slot))


def asked_about(question: Element, owner: str) -> dict[str, str]:
    """The place in a source that its question is about (`at="s. 2"`), as attributes for a template."""
    at = named(question.get("data-at") or "")
    if at is None or not owner:
        return {}
    unit = f"{UNITS[at.sign]}s" if at.first != at.last else UNITS[at.sign]
    anchor = f"{owner}.{at.sign}{at.first}"
    return {"data_place": anchor, "data_unit": unit, "data_first": str(at.first), "data_last": str(at.last)}


def home(found: Target) -> str:
    """The id at which a target stands."""
    listed = isinstance(found.event, EventEntry)  # such an event stands nowhere but in the chronology
    return f"chron-{found.anchor}" if listed else found.anchor


def stands(book: Book, found: Target) -> bool:
    """Whether the target stands anywhere: an event of the table does so in the chronology alone."""
    return not isinstance(found.event, EventEntry) or book.settings.prints("chronology")


def _said(book: Book, words: Words, found: Target, at: Place | None, within: bool) -> str:
    if at:
        key = f"ref.{at.unit}" if at.first == at.last else f"ref.{at.unit}s"
        return words.say(key, number=found.number, first=at.first, last=at.last)
    if isinstance(found.event, EventEntry):
        return _event(found.event.date, found.event.label, words, within)
    if isinstance(found.event, Event):
        return _event(parse(found.event.when), found.event.title, words, within)
    if found.kind == "question" and found.owner in book.documents:
        source = book.documents[found.owner].record.number
        return words.say("ref.question-of", source=source, number=found.number)
    if found.kind == "chapter" and found.number is None:
        chapter = next(one for one in (*book.front, *book.chapters) if one.id == found.anchor)
        return f"“{chapter.meta.title}”"
    return words.say(f"ref.{found.kind}", number=found.number)


def _event(date: HistoricalDate, label: str, words: Words, within: bool) -> str:
    key = "ref.event-within" if within else "ref.event"
    return words.say(key, date=phrase(date, words), label=label.rstrip("."))


# Brackets ----------------------------------------------------------------------------------------


def enclosed(body: Element) -> Element:
    """The body in which each pointer that stands inside brackets of its paragraph says so."""
    return _Reading().read(body)


class _Reading:
    """How many brackets are open, from the beginning of a paragraph to its end."""

    def __init__(self) -> None:
        self.open = 0

    def read(self, element: Element) -> Element:
        if element.name in APART:
            self.open = 0
        children = tuple(self._node(child) for child in element.children)
        if element.name in APART:
            self.open = 0
        within = self.open > 0 and element.get("data-mark") in POINTERS
        same = all(new is old for new, old in zip(children, element.children, strict=True))
        made = element if same else Element(element.name, element.attributes, children, element.span)
        return made.given(data_within="") if within else made

    def _node(self, node: Node) -> Node:
        if isinstance(node, Element):
            return self.read(node)
        for bracket in BRACKET.findall(node):
            self.open = max(0, self.open + (1 if bracket in "([" else -1))
        return node
