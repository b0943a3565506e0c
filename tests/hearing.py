"""What a screen reader is given, as a dump that a test holds against the one that was kept."""

from pathlib import Path

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests import readers


class Heard(SingleFileSnapshotExtension):
    """A line for each thing that is said, indented below what holds it."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def heard(folder: Path, document: str, selector: str, home: Path) -> str:
    """What Chromium gives of a part of a document."""
    return "\n".join(readers.node("heard.mjs", folder, document, selector, folder=home)) + "\n"
