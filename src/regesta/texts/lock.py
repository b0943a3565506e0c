"""`texts.lock`: which texts the manuscript was written for, so that no other is ever printed in their place.

A row a file: its address, its length and SHA-256 where the whole file was fetched (an extract from an archive
tells of neither), and the SHA-256 of the words of each document that a record names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from regesta.data import Data, Model, load, validate
from regesta.diagnostics import Checked
from regesta.kinds import Text
from regesta.source import Source

FILE = "texts.lock"
HEAD = "# Written by `regesta fetch`: by what each text is known again. Keep it with the manuscript.\n"
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Locked(Model):
    """One file: where it was fetched, and by what it and its documents are known."""

    tei: Text
    length: Annotated[int, Field(ge=1)] | None = None
    sha256: Digest | None = None
    documents: Mapping[str, Digest] = Field(default_factory=dict)


class _File(Model):
    texts: tuple[Locked, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """The rows by address, and where they are written."""

    rows: Mapping[str, Locked]
    data: Data | None = None

    def document(self, tei: str, id: str) -> str:
        """The digest by which a document is known, or nothing."""
        row = self.rows.get(tei)
        return row.documents.get(id, "") if row else ""


def read(source: Source | None) -> Checked[Lock]:
    """The lock of a manuscript; one that is not there locks nothing."""
    if source is None:
        return Checked(Lock({}))
    data = load(source)
    if data.diagnostics:
        return Checked(Lock({}), data.diagnostics)
    checked = validate(_File, data.value)
    rows = {row.tei: row for row in checked.value.texts} if checked.value else {}
    return Checked(Lock(rows, data.value), checked.diagnostics)


def written(rows: Iterable[Locked]) -> str:
    """The file, in the order of the addresses; the same rows make the same bytes."""
    held = sorted(rows, key=lambda one: one.tei)
    lines = [HEAD, "texts:\n" if held else "texts: []\n"]
    for row in held:
        lines.append(f'  - tei: "{row.tei}"\n')
        lines += [f"    length: {row.length}\n"] if row.length else []
        lines += [f"    sha256: {row.sha256}\n"] if row.sha256 else []
        lines.append("    documents:\n")
        lines += [f'      "{id}": {row.documents[id]}\n' for id in sorted(row.documents)]
    return "".join(lines)
