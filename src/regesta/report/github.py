"""Findings as workflow commands: GitHub shows each beside the line that it is about."""

from collections.abc import Mapping

from regesta.diagnostics import Diagnostic, severity
from regesta.report.place import where
from regesta.source import Source

LEVELS = {"error": "error", "warning": "warning", "hint": "notice"}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = DATA | str.maketrans({":": "%3A", ",": "%2C"})


def write(found: tuple[Diagnostic, ...], sources: Mapping[str, Source], folder: str = "") -> str:
    """One command a finding."""
    return "".join(f"{_command(one, sources, folder)}\n" for one in found)


def _command(one: Diagnostic, sources: Mapping[str, Source], folder: str) -> str:
    at = where(one, sources, folder)
    said = {"file": at.path, "line": at.line, "col": at.column, "endLine": at.end_line}
    if at.end_line == at.line:  # GitHub takes columns of one line alone
        said["endColumn"] = at.end_column
    said["title"] = one.code
    properties = ",".join(f"{name}={str(value).translate(PROPERTY)}" for name, value in said.items())
    message = f"{one.message} ({one.hint})" if one.hint else one.message
    return f"::{LEVELS[severity(one)]} {properties}::{message.translate(DATA)}"
