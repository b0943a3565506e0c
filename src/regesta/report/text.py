"""Findings for a person: the line as it stands in the file, a caret under the fault, the remedy."""

from collections.abc import Iterator, Mapping

from regesta.diagnostics import Diagnostic, severity
from regesta.report.place import Where, where
from regesta.source import Source

WIDEST = 100  # columns of an excerpt


def write(found: tuple[Diagnostic, ...], sources: Mapping[str, Source]) -> str:
    """All findings with their excerpts, and how many there are."""
    blocks = ["\n".join(_block(one, sources)) for one in found]
    return "".join(f"{block}\n\n" for block in blocks) + _count(found)


def _block(one: Diagnostic, sources: Mapping[str, Source]) -> Iterator[str]:
    at = where(one, sources)
    yield f"{at.path}:{at.line}:{at.column}: {severity(one)}[{one.code}]: {one.message}"
    source = sources.get(at.path)
    if one.span and source:
        yield from _excerpt(source, one, at)
    if one.hint:
        yield f"      = {one.hint}"


def _excerpt(source: Source, one: Diagnostic, at: Where) -> Iterator[str]:
    assert one.span is not None
    line = source.line(at.line)
    column = (
        one.span.start - source.text.rfind("\n", 0, one.span.start) - 1
    )  # tabs are expanded in the excerpt
    first = max(0, column - WIDEST // 2)
    shown = line[first : first + WIDEST]
    length = max(1, min(one.span.end - one.span.start, len(shown) - (column - first)))
    yield f"{at.line:>5} | {'…' if first else ''}{shown}"
    yield f"      | {' ' * (column - first + bool(first))}{'^' * length}"


def _count(found: tuple[Diagnostic, ...]) -> str:
    errors = sum(severity(one) == "error" for one in found)
    warnings = len(found) - errors
    if not found:
        return "no faults found\n"
    return f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}\n"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
