"""Findings for a person: the line as it stands in the file, a caret under the fault, the remedy."""

from collections import Counter
from collections.abc import Iterator, Mapping
from unicodedata import category, east_asian_width

from regesta.diagnostics import Diagnostic, severity
from regesta.report.place import Where, where
from regesta.source import Source

WIDEST = 100  # characters of an excerpt
HIDDEN = ("Mn", "Me", "Cf")  # signs that stand on, around or between others


def write(found: tuple[Diagnostic, ...], sources: Mapping[str, Source], folder: str = "") -> str:
    """All findings with their excerpts, and how many there are."""
    blocks = ["\n".join(_block(one, sources, folder)) for one in found]
    return "".join(f"{block}\n\n" for block in blocks) + _count(found)


def _block(one: Diagnostic, sources: Mapping[str, Source], folder: str) -> Iterator[str]:
    at = where(one, sources, folder)
    yield f"{at.path}:{at.line}:{at.column}: {severity(one)}[{one.code}]: {one.message}"
    source = sources.get(one.span.path) if one.span else None
    if source:
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
    before, under = shown[: column - first], shown[column - first :][: one.span.end - one.span.start]
    yield f"{at.line:>5} | {'…' if first else ''}{shown}"
    yield f"      | {' ' * (_width(before) + bool(first))}{'^' * max(1, _width(under))}"


def _width(words: str) -> int:
    """How many columns of a terminal words take: an accent of its own none, a Chinese character two."""
    return sum(0 if category(sign) in HIDDEN else 1 + (east_asian_width(sign) in "WF") for sign in words)


def _count(found: tuple[Diagnostic, ...]) -> str:
    count = Counter(severity(one) for one in found)
    if not found:
        return "no faults found\n"
    hints = f", {_plural(count['hint'], 'hint')}" if count["hint"] else ""
    return f"{_plural(count['error'], 'error')}, {_plural(count['warning'], 'warning')}{hints}\n"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
