"""Book → findings: what can only be seen when all texts lie side by side.

One file a family, one small function a code. A new check is a function here and a line in `FAMILIES`,
or in `WORDS` if it reads the running text; its code goes into `diagnostics.CODES`, with a manual page
and a golden folder.
"""

from regesta.checks import (
    chronology,
    decisions,
    evidence,
    ids,
    index,
    lists,
    maps,
    names,
    numbers,
    pictures,
    places,
    questions,
    ranges,
    readability,
    records,
    references,
    registers,
    rights,
    spelling,
    teachers,
    works,
)
from regesta.diagnostics import Diagnostic
from regesta.model import Book
from regesta.passages import passages

FAMILIES = (
    *(ids.check, references.check, index.check, decisions.check, registers.check, records.check),
    *(rights.check, chronology.check, pictures.check, works.check, places.check),
    *(lists.check, maps.check, ranges.check),
)
WORDS = (questions.check, names.check, teachers.check, numbers.check)
HINTS = {"EVD001": evidence.check, "REA001": readability.check}  # take time, and are left out unless wanted


def check(
    book: Book, held: frozenset[str], hints: bool = False, shelf: spelling.Shelf | None = None
) -> tuple[Diagnostic, ...]:
    """Everything that the families find.

    `held` are the paths of the manuscript's pictures; `shelf` has dictionaries, if spelling is wanted.
    """
    said = passages(book)
    found = [one for family in FAMILIES for one in family(book)]
    found += references.pictures(book, held)
    wanted = (family for code, family in HINTS.items() if hints or code in book.settings.rulings)
    found += (one for family in (*WORDS, *wanted) for one in family(book, said))
    return (*found, *spelling.check(book, said, shelf)) if shelf else tuple(found)
