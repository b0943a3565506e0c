"""A finding's place as people count it: file, line and column from 1."""

from collections.abc import Mapping
from typing import NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.source import Source

NOWHERE = "book.yaml"


class Where(NamedTuple):
    """File, line and column of a finding's beginning, and of its end."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


def where(one: Diagnostic, sources: Mapping[str, Source], folder: str = "") -> Where:
    """Where a finding stands; one without a place stands at the head of the book."""
    span = one.span
    path = "/".join(filter(None, (folder, span.path if span else NOWHERE)))
    source = sources.get(span.path) if span else None
    if span is None or source is None:
        return Where(path, 1, 1, 1, 1)
    start, end = source.place(span.start), source.place(max(span.start, span.end))
    return Where(path, start.line, start.column, end.line, end.column)
