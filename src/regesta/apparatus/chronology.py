"""The chronology: what happened and when it was written down, by year and month, with the pages."""

from dataclasses import dataclass

from regesta.chronicle.row import Group, grouped
from regesta.chronicle.rows import rows
from regesta.model import Book, PageMap, Section
from regesta.words import Words


@dataclass(frozen=True, slots=True)
class Chronology:
    """All rows by year and month."""

    groups: tuple[Group, ...]

    def __bool__(self) -> bool:
        """A chronology without rows is none."""
        return bool(self.groups)


def make(book: Book, pages: PageMap, words: Words) -> Section:
    """The chronology of the whole book."""
    made = grouped(rows(book, pages, words), book, words)
    return Section("chronology", "chronology", words["chronology.title"], Chronology(made))
