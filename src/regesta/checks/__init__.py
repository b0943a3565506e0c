"""Book → findings: what can only be seen when all texts lie side by side.

One file a family, one small function a code. A new check is a function here and a line in `FAMILIES`;
its code goes into `diagnostics.CODES`, with a manual page and a golden folder.
"""

from regesta.checks import ids, index, questions, records, references
from regesta.diagnostics import Diagnostic
from regesta.model import Book

FAMILIES = (ids.check, references.check, index.check, records.check, questions.check)


def check(book: Book, pictures: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Everything that the families find; `pictures` are the paths of the manuscript's pictures."""
    return (*(one for family in FAMILIES for one in family(book)), *references.pictures(book, pictures))
