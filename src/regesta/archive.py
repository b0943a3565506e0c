"""The disk, for texts that stand elsewhere: finds files in a folder of texts, and keeps what was brought.

A file that is being brought has a hidden name until it is whole and verified; a good earlier one is never
half overwritten. `workspace` opens all other files.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from regesta.texts.address import candidates, home, is_path

FOLDER = "texts"  # below the manuscript; git ignores it
IGNORED = ".gitignore"


def kept(manuscript: Path, address: str) -> Path:
    """Where the file of an address lies, or will lie, below a manuscript."""
    return manuscript / address if is_path(address) else manuscript / FOLDER / home(address)


def found(manuscript: Path, address: str, archive: Path | None = None) -> Path | None:
    """The file of an address: in the archive that was named, else as fetched; no link leads out of either."""
    tried = [(archive, archive / name) for name in candidates(address)] if archive else []
    for folder, file in (*tried, (manuscript, kept(manuscript, address))):
        if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            return file
    return None


def held(manuscript: Path, addresses: Iterable[str], archive: Path | None = None) -> dict[str, bytes]:
    """The files that are there, by address."""
    files = {address: found(manuscript, address, archive) for address in addresses}
    return {address: file.read_bytes() for address, file in files.items() if file}


def prepare(manuscript: Path) -> Path:
    """The folder of texts, which git is told to ignore."""
    folder = manuscript / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / IGNORED).exists():
        write(folder / IGNORED, b"*\n")
    return folder


def write(file: Path, content: bytes) -> None:
    """A file, whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


class Part:
    """A file on its way; `tag` is what its server calls this very version of it, or nothing."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.file = target.with_name(f".{target.name}.part")
        self._label = target.with_name(f".{target.name}.part.json")

    @property
    def size(self) -> int:
        """How many bytes have come."""
        return self.file.stat().st_size if self.file.is_file() else 0

    @property
    def tag(self) -> str:
        """The version of which these bytes are; nothing where that is not known for sure."""
        try:
            said = json.loads(self._label.read_text("utf-8"))
        except (OSError, ValueError):
            return ""
        return said if isinstance(said, str) else ""

    def begin(self, tag: str) -> None:
        """Start with nothing."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_bytes(b"")
        self._label.write_text(json.dumps(tag), "utf-8")

    def add(self, more: bytes) -> None:
        """Put bytes behind those that have come."""
        with self.file.open("ab") as file:
            file.write(more)

    def content(self) -> bytes:
        """All that has come."""
        return self.file.read_bytes()

    def finish(self) -> Path:
        """The file takes its place."""
        self.file.replace(self.target)
        self._label.unlink(missing_ok=True)
        return self.target

    def drop(self) -> None:
        """Nothing is left of it."""
        self.file.unlink(missing_ok=True)
        self._label.unlink(missing_ok=True)
