"""`regesta check` names every planted fault with its file, line and code, all at once."""

import json
import random
from pathlib import Path

import pytest

from regesta.diagnostics import ordered
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.workspace import read
from tests.conftest import MANUSCRIPT
from tests.faults import FAULTS, Fault, plant

Found = set[tuple[str, int, str]]


def found(manuscript: Path) -> Found:
    """File, line and code of all that `check` says."""
    inputs = read(manuscript)
    said = ordered((*inputs.diagnostics, *read_book(inputs.value).diagnostics))
    rows = json.loads(FORMS["json"](said, inputs.value.texts))
    return {(row["path"], row["line"], row["code"]) for row in rows}


def test_there_are_forty() -> None:
    assert len({fault.name for fault in FAULTS}) >= 40


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_alone(book: Path, fault: Fault) -> None:
    assert plant([fault], book) <= found(book)


@pytest.mark.parametrize("seed", [1, 21, 68, 1968, 20260821])
def test_ten_drawn_by_a_seed_in_one_copy(book: Path, seed: int) -> None:
    assert plant(random.Random(seed).sample(FAULTS, 10), book) - found(book) == set()


def test_all_of_them_in_one_copy(book: Path) -> None:
    assert plant(FAULTS, book) - found(book) == set()


def test_a_wrong_encoding(book: Path) -> None:
    file = book / "chapters" / "06-night.md"
    lines = file.read_bytes().split(b"\n")
    lines[9] += b" \xff"
    file.write_bytes(b"\n".join(lines))
    assert ("chapters/06-night.md", 10, "FIL002") in found(book)


def test_a_link_out_of_the_manuscript(book: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\nid: ch-secret\n---\n", "utf-8")
    (book / "chapters" / "99-secret.md").symlink_to(tmp_path / "secret.md")
    assert ("chapters/99-secret.md", 1, "FIL003") in found(book)


def test_the_real_manuscript_is_clean() -> None:
    assert found(MANUSCRIPT) == set()
