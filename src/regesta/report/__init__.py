"""Findings → words for a person or a program: one file a form, one line a form in `FORMS`."""

from collections.abc import Callable, Mapping

from regesta.diagnostics import Diagnostic
from regesta.report import json, short, text
from regesta.source import Source

Writer = Callable[[tuple[Diagnostic, ...], Mapping[str, Source]], str]
FORMS: Mapping[str, Writer] = {"text": text.write, "short": short.write, "json": json.write}
