"""What Chromium makes of the documents: what a screen reader is given, and what a small screen shows."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from regesta.model import Artifact
from tests import readers

pytestmark = pytest.mark.tools
BUILDS = {"worked": "worked_build", "invasion-1968": "real_build"}


class Heard(SingleFileSnapshotExtension):
    """A line for each thing that is said, indented below what holds it."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder / "EPUB"


@pytest.mark.parametrize(
    ("document", "selector"),
    [("ch-note.xhtml", "section"), ("ch-ferry.xhtml", "#src-wire"), ("index.xhtml", "section")],
    ids=["a chapter", "a source", "the index"],
)
def test_what_is_heard(
    document: str,
    selector: str,
    worked_build: dict[str, Artifact],
    tmp_path: Path,
    snapshot: SnapshotAssertion,
) -> None:
    folder = unpacked(worked_build["worked.epub"].content, tmp_path)
    lines = readers.node("heard.mjs", folder, document, selector, folder=tmp_path)
    said = re.sub(r"(?<=doc-pagebreak: )\w+", "#", "\n".join(lines))  # which page it is, other tests ask
    assert f"{said}\n" == snapshot(extension_class=Heard)


@pytest.mark.parametrize("book", BUILDS)
def test_nothing_runs_over_the_edge_of_a_phone_with_letters_twice_as_large(
    book: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    files: dict[str, Artifact] = request.getfixturevalue(BUILDS[book])
    folder = unpacked(files[f"{book}.epub"].content, tmp_path)
    documents = sorted(one.name for one in folder.glob("*.xhtml"))
    assert readers.node("reflow.mjs", folder, *documents, folder=tmp_path) == []
