"""Findings → words for a person or a program: one file a form, one line a form in `FORMS`."""

from collections.abc import Mapping
from typing import Protocol

from regesta.diagnostics import Diagnostic
from regesta.report import github, json, sarif, short, text
from regesta.source import Source


class Writer(Protocol):
    """What writes a form; `folder` is put before every path, for a reader who stands elsewhere."""

    def __call__(self, found: tuple[Diagnostic, ...], sources: Mapping[str, Source], folder: str = "") -> str:
        """All findings, as text."""


FORMS: Mapping[str, Writer] = {
    "text": text.write,
    "short": short.write,
    "json": json.write,
    "sarif": sarif.write,
    "github": github.write,
}
