"""Changes in the window: by part and author, decided in the file that they stand in."""

from pathlib import Path

import pytest

from regesta.desk.deeds import Deed, Unfit, do, listed
from regesta.desk.reading import Reading

BRIDGE, ANSWER = "chapters/01-bridge.md", "sources/src-answer.md"


@pytest.fixture
def reading(mini: Path) -> Reading:
    chapter, record = mini / BRIDGE, mini / ANSWER
    text = chapter.read_text("utf-8").replace(
        "The first is", "The {++very ++}{>>JN: why?<<}{>>AB: so<<}first {==is==}"
    )
    chapter.write_text(text, "utf-8")
    record.write_text(record.read_text("utf-8").replace("finds it dear.", "finds it {--dear--}."), "utf-8")
    return Reading(mini)


def test_they_are_listed_by_part_and_author(reading: Reading) -> None:
    groups, authors = listed(reading.state, "")
    assert authors == ("AB", "JN")
    (group,) = groups  # a source belongs to the part that prints it
    assert (group.part, group.title) == ("ch-bridge", "The bridge at Lhota")
    assert [(one.path, one.change.kind) for one in group.rows] == [
        (BRIDGE, "insert"), (BRIDGE, "highlight"), (ANSWER, "delete"),
    ]  # fmt: skip
    assert [one.change.kind for one in listed(reading.state, "AB")[0][0].rows] == ["insert"]
    assert listed(reading.state, "XY")[0] == ()


def test_a_file_that_is_another_by_now_is_not_written(reading: Reading) -> None:
    file = reading.folder / BRIDGE
    row = listed(reading.state, "")[0][0].rows[0]
    file.write_text(f"{file.read_text('utf-8')}\n\nMore.\n", "utf-8")
    before = file.read_bytes()
    with pytest.raises(Unfit) as fault:
        do(reading.folder, reading.state, Deed(BRIDGE, row.sign, "accept"))
    assert fault.value.word == "gone-change"
    assert file.read_bytes() == before


def test_words_that_cannot_stand_in_a_comment_are_refused(reading: Reading) -> None:
    row = listed(reading.state, "")[0][0].rows[0]
    with pytest.raises(Unfit) as fault:
        do(reading.folder, reading.state, Deed(BRIDGE, row.sign, "answer", "XY", "a <<} b"))
    assert "cannot hold" in fault.value.words


@pytest.mark.parametrize("said", [{}, [], {"path": 1}, {"path": "a", "sign": "b", "deed": "c"}])
def test_what_is_no_deed(said: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Deed.of(said)


def test_what_is_read_again_and_is_the_same_is_no_new_state(reading: Reading) -> None:
    assert reading.saved({BRIDGE}) is reading.state
    assert reading.saved({BRIDGE}).version == 1
