"""The colour profile of the printer's file, which the book may name."""

from collections.abc import Iterator, Mapping

from regesta import profiles
from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.model import Book

HINT = "name a profile for RGB or grey, or leave the field out: without it colours are sRGB"


def check(book: Book, held: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """PRF001; `held` are the profiles among the manuscript's files."""
    name, table = book.settings.print_profile, book.tables.get("book.yaml")
    span = table.span("print_profile") if table else None
    if name and name not in held:
        hint = did_you_mean(name, held) or "put the file into the manuscript; its name ends in .icc or .icm"
        yield Diagnostic("PRF001", f'the manuscript holds no profile "{name}"', span, hint)
    elif name and (fault := profiles.fault(held[name])):
        yield Diagnostic("PRF001", f'"{name}" {fault}', span, HINT)
