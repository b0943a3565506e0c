"""What `::: timeline` stands for in a text: rows of the chronology, as a small list or as a drawing."""

from collections.abc import Mapping
from dataclasses import dataclass

from regesta.apparatus.timeline import SCREEN, Panel, panels
from regesta.chronicle.row import Group, Row, grouped, wanted
from regesta.chronicle.rows import rows
from regesta.model import Book, PageMap
from regesta.tree import Element, find
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Timeline:
    """A small chronology: its heading, its rows, and, if wanted, its drawing for pages and for screens."""

    title: str
    groups: tuple[Group, ...]
    panels: tuple[Panel, ...] = ()
    narrow: tuple[Panel, ...] = ()
    licence: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(row for group in self.groups for row in group.rows)


def timelines(book: Book, body: Element, words: Words) -> Mapping[str, Timeline]:
    """The timelines of a text by their anchors."""
    blocks = tuple(find(body, "data-block", "timeline"))
    every = rows(book, PageMap(), words) if blocks else ()  # pages are written into slots
    return {one.get("id") or "": _timeline(one, every, book, words) for one in blocks}


def _timeline(block: Element, every: tuple[Row, ...], book: Book, words: Words) -> Timeline:
    asked = wanted({key.removeprefix("data-"): value for key, value in block.attributes})
    found = tuple(row for row in every if asked.fits(row))
    rows = found if block.get("data-drawn") is not None else ()
    home = book.settings.zone or 0
    drawn, narrow = panels(rows, words, home), panels(rows, words, home, SCREEN)
    title = block.get("data-title") or words["chronology.small"]
    return Timeline(title, grouped(found, book, words), drawn, narrow, book.settings.licence)
