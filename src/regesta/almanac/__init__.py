"""The chronology for other programs: a book → the text of a file, by form; a new form is a line in `FORMS`.

Every form says a date in words as well as by its bounds, so that nobody takes what is vague for exact.
Pages are not among them: nothing is laid out for an export.
"""

from collections.abc import Callable, Mapping

from regesta.almanac.calendar import ics
from regesta.almanac.story import timelinejs
from regesta.almanac.tables import csv, json
from regesta.chronicle.row import Row
from regesta.chronicle.rows import rows
from regesta.model import Book, PageMap
from regesta.words import catalog

FORMS: Mapping[str, Callable[[Book, tuple[Row, ...]], str]] = {
    "csv": csv,
    "json": json,
    "ics": ics,
    "timelinejs": timelinejs,
}


def almanac(book: Book, form: str) -> tuple[str, int]:
    """The chronology of a book in a form, and how many dates the form cannot hold."""
    found = rows(book, PageMap(), catalog(book.settings.language))
    made = FORMS[form](book, found)
    return made, sum(row.date.earliest is None or row.date.latest is None for row in found) * (form == "ics")
