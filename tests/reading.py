"""Small doors into the house for tests: a book from texts, and what an apparatus says of it."""

from pathlib import Path

from regesta.csl import Formatted, Request
from regesta.diagnostics import Checked
from regesta.facts import Cited
from regesta.model import Book, PageMap
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.tree import Children
from regesta.words import Words, catalog
from regesta.workspace import read
from tests.conftest import MINI

WORDS: Words = catalog("en")
SHEET = {"look": "plain", "packed": False, "sides": 2}  # what the template of a sheet wants to know besides


def book(manuscript: Path = MINI) -> Book:
    """The book of a manuscript without errors."""
    read_ = read_book(read(manuscript).value)
    assert not has_errors(read_.diagnostics), read_.diagnostics
    return read_.value


def plainly(request: Request) -> Checked[Formatted]:
    """Sets citations without an engine: "See EXAMPLE1999 p. 3 (note 2).", and "EXAMPLE1999 again" later."""
    met: set[str] = set()
    cites: list[Children] = []
    for one in request.cites:
        words = "; ".join(_cited(item, met) for item in one.items)
        cites.append((f"{words[:1].upper()}{words[1:]} (note {one.note}).",))
    return Checked(Formatted(tuple(cites), tuple((key, (key.upper(),)) for key in sorted(request.listed))))


def _cited(item: Cited, met: set[str]) -> str:
    again = "again" if item.key in met else ""
    met.add(item.key)
    return " ".join(filter(None, (item.prefix, item.key.upper(), again, item.locator)))


def every_anchor_on_page(seen: Book, number: int = 7) -> PageMap:
    """A page map in which every anchor of the book lies on one page."""
    anchors = {fact.anchor for text in seen.texts for fact in text.facts if hasattr(fact, "anchor")}
    anchors |= {text.id for text in seen.texts}
    return PageMap(dict.fromkeys(anchors, str(number)), dict.fromkeys(anchors, number), number)
