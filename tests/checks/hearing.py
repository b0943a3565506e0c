"""What a check says of a manuscript, short enough to stand in an assertion."""

from pathlib import Path
from typing import NamedTuple

from regesta.diagnostics import ordered, severity
from regesta.dictionaries import shelf
from regesta.pipeline import read as read_book
from regesta.workspace import read

FRONT = "---\nid: ch-note\ntitle: Note on the edition\n---\n\n"


class Said(NamedTuple):
    """A finding, and the words at its place."""

    code: str
    at: str
    message: str
    severity: str


def heard(manuscript: Path, *codes: str, hints: bool = True, spelling: bool = False) -> list[Said]:
    """The findings of these codes, or all, in order."""
    inputs = read(manuscript)
    found = read_book(inputs.value, hints, shelf(manuscript, ()) if spelling else None).diagnostics
    return [
        Said(
            one.code,
            inputs.value.texts[one.span.path].text[one.span.start : one.span.end] if one.span else "",
            one.message,
            severity(one),
        )
        for one in ordered((*inputs.diagnostics, *found))
        if one.code in codes or not codes
    ]


def noted(manuscript: Path, text: str, *codes: str, hints: bool = True) -> list[Said]:
    """What is said when the chapter `ch-note` has this text."""
    (manuscript / "chapters" / "00-note.md").write_text(FRONT + text, "utf-8")
    return heard(manuscript, *codes, hints=hints)


def places(found: list[Said]) -> list[str]:
    """The words at the places."""
    return [one.at for one in found]
