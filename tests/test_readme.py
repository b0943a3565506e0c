"""Every command that the README shows runs as it stands there."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from regesta.workspace import read
from tests.word.reviewer import exported

LESSON = "build/handouts/student/pack-24-25-26-a4.pdf"
ROOT = Path(__file__).parents[1]
SHOWN = re.findall(
    r"(?:^    |`)(?:\.venv/bin/)?regesta ([^#`\n]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
)


def test_there_are_some() -> None:
    assert len(SHOWN) >= 6


# The preview runs until somebody stops it, a redline needs git, a release of all takes minutes: tests/desk,
# tests/redline and tests/test_release have them.
ELSEWHERE = ("preview", "redline", "release")


@pytest.mark.parametrize(
    "command", [one.strip() for one in SHOWN if "…" not in one and not one.startswith(ELSEWHERE)]
)
def test_it_runs(tmp_path: Path, command: str) -> None:
    for folder in ("manuscript", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in re.findall(r"\w+\.docx(?= .*--as-changes)", command):  # what authors send back
        (tmp_path / name).write_bytes(exported(read(tmp_path / "manuscript").value))
    arguments = [sys.executable, "-m", "regesta", *shlex.split(command)]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    if "--pack" in command:  # a lesson of three sources, as the README says
        lesson = pdfium.PdfDocument(tmp_path / LESSON)
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in lesson]
        assert "LESSON PACK · 3 SOURCES" in pages[0].upper()
        assert f"{(len(pages) + 1) // 2} SHEETS OF PAPER" in pages[0].upper()
        assert [at for at, words in enumerate(pages, 1) if "side 1 of" in words] == [1, 3, 5, 7]
