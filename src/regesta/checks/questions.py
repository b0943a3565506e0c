"""Questions: a teacher finds an answer to each."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.model import Book
from regesta.tree import find


def check(book: Book) -> Iterator[Diagnostic]:
    """QST001."""
    for text in book.texts:
        for question in find(text.body, "data-block", "question"):
            if not any(find(question, "data-block", "answer")):
                yield Diagnostic(
                    "QST001", "this question has no answer for the teacher", question.span, "write ::: answer"
                )
