"""What Chromium makes of the documents: what a screen reader is given, and what a small screen shows."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from regesta.model import Artifact
from tests import readers
from tests.hearing import Heard, heard

pytestmark = pytest.mark.tools
BUILDS = {"worked": "worked_build", "invasion-1968": "real_build"}


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
    said = heard(folder, document, selector, tmp_path)
    said = re.sub(r"(?<=doc-pagebreak: )\w+", "#", said)  # which page it is, other tests ask
    assert said == snapshot(extension_class=Heard)


@pytest.mark.parametrize("book", BUILDS)
def test_nothing_runs_over_the_edge_of_a_phone_with_letters_twice_as_large(
    book: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    files: dict[str, Artifact] = request.getfixturevalue(BUILDS[book])
    folder = unpacked(files[f"{book}.epub"].content, tmp_path)
    documents = sorted(one.name for one in folder.glob("*.xhtml"))
    assert readers.node("reflow.mjs", folder, *documents, folder=tmp_path) == []
