"""What is kept between builds: only whole, only ours, and never more than allowed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from regesta.cache import Folder

KEY = "ab" + "0" * 62


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "pages")


def lies(folder: Folder) -> Path:
    """Where the last thing that was put lies."""
    return max(
        (file for file in folder.path.rglob("*") if file.is_file()), key=lambda one: one.stat().st_mtime_ns
    )


def test_what_was_put_is_there(folder: Folder) -> None:
    assert folder.get(KEY) is None
    folder.put(KEY, b"first")
    folder.put(KEY, b"second")
    assert folder.get(KEY) == b"second"
    assert folder.get("cd" + KEY[2:]) is None


def test_nothing_is_something(folder: Folder) -> None:
    folder.put(KEY, b"")
    assert folder.get(KEY) == b""


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-1], lambda data: data[:10], lambda _: b"", lambda data: data[:-1] + b"!"],
    ids=["shorter", "cut off", "empty", "another byte"],
)
def test_a_damaged_file_is_as_if_it_were_not_there(folder: Folder, spoil: Callable[[bytes], bytes]) -> None:
    folder.put(KEY, b"whole")
    lies(folder).write_bytes(spoil(lies(folder).read_bytes()))
    assert folder.get(KEY) is None
    folder.put(KEY, b"whole")
    assert folder.get(KEY) == b"whole"


def test_only_the_owner_can_read_or_write(folder: Folder) -> None:
    folder.put(KEY, b"mine")
    assert lies(folder).stat().st_mode & 0o077 == 0
    assert lies(folder).parent.stat().st_mode & 0o077 == 0


def test_what_another_user_owns_is_not_taken(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.put(KEY, b"theirs")
    other = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: other)
    assert folder.get(KEY) is None


def test_a_disk_that_takes_nothing_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("where the folder should be")
    folder = Folder(tmp_path / "file")
    folder.put(KEY, b"lost")
    folder.prune()
    assert folder.get(KEY) is None


def test_what_was_unused_for_longest_goes_first(folder: Folder) -> None:
    keys = [f"{number:02}{KEY[2:]}" for number in range(4)]
    for age, key in zip((40, 30, 20, 10), keys, strict=True):
        folder.put(key, bytes(1000))
        os.utime(lies(folder), (1e9 - age, 1e9 - age))
    assert folder.get(keys[0])  # and so it was used now
    folder.prune(limit=2200)
    assert [key for key in keys if folder.get(key)] == [keys[0], keys[3]]


def test_no_draft_is_left(folder: Folder) -> None:
    folder.put(KEY, bytes(100))
    folder.put(KEY, bytes(200))
    assert len([file for file in folder.path.rglob("*") if file.is_file()]) == 1


def test_what_another_program_wrote_is_not_found(tmp_path: Path) -> None:
    Folder(tmp_path, "one version").put(KEY, b"by it")
    assert Folder(tmp_path, "another").get(KEY) is None
    assert Folder(tmp_path, "one version").get(KEY) == b"by it"
