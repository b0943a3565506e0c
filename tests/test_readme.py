"""Every command that the README shows runs as it stands there."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOWN = re.findall(
    r"(?:^    |`)(?:\.venv/bin/)?regesta ([^#`\n]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
)


def test_there_are_some() -> None:
    assert len(SHOWN) >= 6


# The preview runs until somebody stops it, and a redline needs git: tests/desk and tests/redline have them.
ELSEWHERE = ("preview", "redline")


@pytest.mark.parametrize(
    "command", [one.strip() for one in SHOWN if "…" not in one and not one.startswith(ELSEWHERE)]
)
def test_it_runs(tmp_path: Path, command: str) -> None:
    for folder in ("manuscript", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    arguments = [sys.executable, "-m", "regesta", *shlex.split(command)]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
