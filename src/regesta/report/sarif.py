"""Findings as SARIF 2.1.0, the form in which checkers of all kinds hand them to other programs.

Columns count characters as an editor does (code points), which `columnKind` says.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from regesta import __version__
from regesta.diagnostics import CODES, Diagnostic, severity
from regesta.report.place import where
from regesta.source import Source

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "hint": "note"}
PAGE = "docs/chapters/codes/{code}.md"


def write(found: tuple[Diagnostic, ...], sources: Mapping[str, Source], folder: str = "") -> str:
    """All findings as one log with one run; every code that was met is a rule of it."""
    codes = sorted({one.code for one in found})
    driver = {"name": "Regesta", "version": __version__, "rules": [_rule(code) for code in codes]}
    results = [_result(one, codes, sources, folder) for one in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": CODES[code].meaning},
        "help": {"text": f"Regesta’s manual has a page on {code}: {PAGE.format(code=code)}"},
        "defaultConfiguration": {"level": LEVELS[CODES[code].severity]},
    }


def _result(one: Diagnostic, codes: list[str], sources: Mapping[str, Source], folder: str) -> dict[str, Any]:
    at = where(one, sources, folder)
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(at.path)}}
    if one.span:
        place["region"] = {
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
        }
    return {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": LEVELS[severity(one)],
        "message": {"text": f"{one.message} ({one.hint})" if one.hint else one.message},
        "locations": [{"physicalLocation": place}],
    }
