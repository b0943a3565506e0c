"""Faults of a TEI file, which know their lines → diagnostics at those lines."""

from collections.abc import Iterable

from regesta.diagnostics import Diagnostic, ordered
from regesta.exchange.xml import Fault, decoded
from regesta.source import Source


def source(name: str, raw: bytes) -> Source:
    """The file as a report shows it; where it cannot be read, nothing of it."""
    text = decoded(raw)
    return Source.of(name, text if isinstance(text, str) else "")


def findings(faults: Iterable[Fault], source: Source) -> tuple[Diagnostic, ...]:
    """The faults in the order of their lines, each with the words of its line."""
    lines = source.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def found(fault: Fault) -> Diagnostic:
        line = lines[number := min(max(fault.line, 1), len(lines)) - 1]
        start = starts[number] + len(line) - len(line.lstrip())
        span = source.span(start, starts[number] + len(line))
        return Diagnostic(fault.code, fault.message, span, fault.hint)

    return ordered(map(found, faults))
