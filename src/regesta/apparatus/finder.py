"""The page finder of the EPUB: printed pages as links, for readers that know no list of pages."""

from itertools import groupby

from regesta.model import PageMap, Section
from regesta.words import Words

LINE = 10


def make(pages: PageMap, words: Words) -> Section:
    """A line for the pages before the text, then one for every ten pages."""
    labels = [one.label for one in pages.breaks]
    lines = tuple(tuple(line) for _, line in groupby(labels, _line))
    return Section("finder", "finder", words["epub.pages"], lines)


def _line(label: str) -> int:
    """Pages 1 to 9, 10 to 19 and so on stand together."""
    return int(label) // LINE if label.isdigit() else -1
