"""What the book has generated behind its text."""

from collections.abc import Iterator

from regesta.apparatus import APPENDIX
from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.model import Book


def check(book: Book) -> Iterator[Diagnostic]:
    """YML004: names that no apparatus has, and those that are said twice."""
    table = book.tables.get("book.yaml")
    wanted = book.settings.apparatus or ()
    for n, name in enumerate(wanted):
        place = table.span("apparatus", n) if table else None
        if name not in APPENDIX:
            hint = did_you_mean(name, APPENDIX) or f"it may hold {', '.join(APPENDIX)}"
            yield Diagnostic(
                "YML004", f'"apparatus": nothing is generated that is called "{name}"', place, hint
            )
        elif name in wanted[:n]:
            yield Diagnostic("YML004", f'"apparatus": "{name}" is said twice', place)
