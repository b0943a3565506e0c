"""Works: those that nobody cites."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.facts import Citation
from regesta.model import Book

SHOWN = 60  # characters of a title


def check(book: Book) -> Iterator[Diagnostic]:
    """BIB003; whether a work that is cited is there, is asked with the other pointers."""
    cited = {
        item.key
        for text in book.texts
        for fact in text.facts
        if isinstance(fact, Citation)
        for item in fact.items
    }
    for key, work in book.works.items():
        if key not in cited:
            short = work.title if len(work.title) <= SHOWN else f"{work.title[: SHOWN - 1].rstrip()}…"
            message = f'nobody cites "{key}" ({short})'
            yield Diagnostic("BIB003", message, work.span, "cite it, or take it out of the list")
