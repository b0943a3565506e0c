"""Pictures: whoever cannot see one is told what it shows."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.model import Book
from regesta.tree import walk

HINT = "say what it shows, for those who cannot see it"


def check(book: Book) -> Iterator[Diagnostic]:
    """ALT001."""
    for text in book.texts:
        for element in walk(text.body):
            alt = element.get("data-alt") if element.get("data-file") else element.get("alt")
            pictured = element.name == "img" or (element.get("data-file") and alt is not None)
            if pictured and not (alt or "").strip():
                name = element.get("data-file") or element.get("src") or ""
                message = f'the picture "{name}" has no alternative text'
                yield Diagnostic("ALT001", message, element.span, HINT)
