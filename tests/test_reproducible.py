"""Two builds, in two processes with other clocks, hash seeds and time zones, give the same bytes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MANUSCRIPT, MINI

SURROUNDINGS = (
    {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"},
    {"TZ": "America/New_York", "PYTHONHASHSEED": "1968"},
)


@pytest.mark.parametrize("manuscript", [MINI, MANUSCRIPT], ids=["mini", "the real one"])
def test_same_input_same_bytes(tmp_path: Path, manuscript: Path) -> None:
    digests = []
    for number, more in enumerate(SURROUNDINGS):
        out = tmp_path / str(number)
        command = [sys.executable, "-m", "regesta", "build", str(manuscript), "--out", str(out), "-q"]
        subprocess.run(command, check=True, env={**os.environ, **more})
        files = sorted(file for file in out.rglob("*") if file.is_file() and file.name != ".lock")
        digests.append(
            {file.relative_to(out): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
        )
    assert digests[0] == digests[1]
    assert len(digests[0]) > 4
