"""Pictures: whoever cannot see one is told what it shows."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.facts import BlockUse, Fact, Target
from regesta.model import Book
from regesta.source import Span
from regesta.tree import walk


def check(book: Book) -> Iterator[Diagnostic]:
    """ALT001; a block without the attribute has been reported by the reader."""
    for text in book.texts:
        if any(isinstance(fact, Target) and fact.kind == "image" for fact in text.facts):
            for element in walk(text.body):
                if element.name == "img" and not (element.get("alt") or "").strip():
                    yield _silent(element.get("src") or "", element.span)
        yield from (_silent(file, fact.span) for fact in text.facts if (file := _unsaid(fact)))


def _unsaid(fact: Fact) -> str:
    """The file of a picture block whose alternative text is only spaces."""
    said = dict(fact.attributes) if isinstance(fact, BlockUse) else {}
    return said.get("file", "") if said.get("alt") and not said["alt"].strip() else ""


def _silent(name: str, span: Span | None) -> Diagnostic:
    hint = "say what it shows, for those who cannot see it"
    return Diagnostic("ALT001", f'the picture "{name}" has no alternative text', span, hint)
