"""Findings as JSON: a list of objects whose keys never change."""

import json
from collections.abc import Mapping

from regesta.diagnostics import Diagnostic, severity
from regesta.report.place import where
from regesta.source import Source


def write(found: tuple[Diagnostic, ...], sources: Mapping[str, Source], folder: str = "") -> str:
    """All findings as one JSON list."""
    rows = [
        where(one, sources, folder)._asdict()
        | {"severity": severity(one), "code": one.code, "message": one.message, "hint": one.hint}
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
