"""Builds that are killed at random moments: what was there before stays whole, and the next one succeeds."""

import tempfile
from pathlib import Path

from tests.large import write
from tests.stopping import killed

CHAPTERS = 4  # as many as it takes for more than one worker
TIMES = 30


def figures(times: int = TIMES, seed: int = 1) -> dict[str, object]:
    """What was shown; raises AssertionError where a file is neither the old nor the new one."""
    with tempfile.TemporaryDirectory() as folder:
        early = killed(write(Path(folder) / "large", CHAPTERS), Path(folder), times, seed)
    return {"killed": times, "before the first file was written": early, "files neither old nor new": 0}
