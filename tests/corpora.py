"""Texts of others, which lie beside the repository and never in it: where they are, and what to do without.

`REGESTA_CORPORA` names the folder; without it `../shared/corpora` is looked into. A test that finds nothing
is skipped and says so; where `CI=true` it fails.
"""

import os
from pathlib import Path

import pytest

ABSENT = "no corpora"  # how the reason of such a skip begins, by which they are counted
CORPORA = Path(os.environ.get("REGESTA_CORPORA") or Path(__file__).parents[2] / "shared" / "corpora")


def corpus(path: str) -> Path:
    """A file or folder of the corpora; the test that asks for one that is not there is skipped."""
    found = CORPORA / path
    if not found.exists():
        message = f"{found} is not there: set REGESTA_CORPORA to the folder of the corpora"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(f"{ABSENT}: {message}")
    return found
