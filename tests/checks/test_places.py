"""Sentences and lines that are pointed at are there, and are in the part that the book prints."""

from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.pipeline import read as read_book
from regesta.workspace import read
from tests.conftest import WORKED, copied

Edit = Callable[[Path, str, str], None]


def found(manuscript: Path) -> list[str]:
    return [one.message for one in read_book(read(manuscript).value).diagnostics if one.code == "REF008"]


@pytest.fixture
def worked(tmp_path: Path) -> Path:
    return copied(WORKED, tmp_path / "worked")


@pytest.mark.parametrize(
    ("pointer", "wanted"),
    [
        ("[@src-letter, s. 8]", []),
        ("[@src-letter, s. 9]", ['"src-letter" has no sentence 9']),
        ("[@src-letter, s. 7–12]", ['"src-letter" has no sentence 9']),
        ("[@src-letter, l. 1]", ['"src-letter" has no line 1']),
        ("[@src-minutes, s. 1]", ['"src-minutes" has no sentence 1']),
        ("[@src-letter, p. 99]", []),
        ("[@src-wire, l. 11]", ['line 11 of "src-wire" is not in the part that the book prints']),
    ],
)
def test_a_pointer(worked: Path, edit: Edit, pointer: str, wanted: list[str]) -> None:
    edit(worked / "chapters" / "00-note.md", "Nothing in", f"{pointer} Nothing in")
    assert found(worked) == wanted


def test_a_part_that_is_not_there(worked: Path, edit: Edit) -> None:
    edit(worked / "chapters" / "01-ferry.md", "@src-wire lines=1-10", "@src-wire lines=1-12")
    assert found(worked) == ['"src-wire" has no line 12']


def test_a_question_about_what_is_left_out(worked: Path, edit: Edit) -> None:
    edit(worked / "chapters" / "01-ferry.md", "@src-wire lines=1-10", "@src-wire lines=1-6")
    assert 'line 7 of "src-wire" is not in the part that the book prints' in found(worked)


def test_the_example_is_clean(worked: Path) -> None:
    assert found(worked) == []
