"""One line a finding, as problem lists read it: `file:line:column: severity[CODE]: message (hint)`."""

from collections.abc import Mapping

from regesta.diagnostics import Diagnostic, severity
from regesta.report.place import where
from regesta.source import Source


def line(one: Diagnostic, sources: Mapping[str, Source], folder: str = "") -> str:
    """The line for one finding."""
    at = where(one, sources, folder)
    hint = f" ({one.hint})" if one.hint else ""
    return f"{at.path}:{at.line}:{at.column}: {severity(one)}[{one.code}]: {one.message}{hint}"


def write(found: tuple[Diagnostic, ...], sources: Mapping[str, Source], folder: str = "") -> str:
    """All findings, one a line."""
    return "".join(f"{line(one, sources, folder)}\n" for one in found)
