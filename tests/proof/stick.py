"""A release of the whole publication: no word for teachers in any file of the room for a class.

python -m tests.proof.stick
"""

import tempfile
from pathlib import Path

from regesta.pipeline import Wanted
from tests.conftest import MANUSCRIPT, made
from tests.test_release import leaked, planted, room, said


def figures() -> dict[str, object]:
    """What was shown; raises AssertionError where a token is found, or is not where it belongs."""
    with tempfile.TemporaryDirectory() as folder:
        copy, tokens = planted(MANUSCRIPT, Path(folder) / "book")
        files = made(copy, Wanted(("classroom",)))
    found = leaked(files, tokens)
    assert found == [], found[:5]
    keys = "\n".join(w for path, one in room(files, "teachers").items() for w in said(path, one)).lower()
    there = sum(token in keys for token in tokens)
    assert there >= len(tokens) // 2, there
    return {
        "files for a class": len(room(files, "classroom")),
        "tokens": len(tokens),
        "of them in keys": there,
    }


if __name__ == "__main__":
    print(figures())
