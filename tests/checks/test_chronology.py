"""Dates that cannot be, and dates that disagree."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks.hearing import heard, noted, places

Edit = Callable[[Path, str, str], None]
WRITTEN = "date_document: 1901-03-20\n"


@pytest.mark.parametrize(
    ("span", "outside"),
    [("1900/1903", []), ("1900-03/..", ["1900-02~"]), ("1902/1903", ["1900-02~", "1901-03-20"])],
)
def test_the_span_of_the_book(mini: Path, edit: Edit, span: str, outside: list[str]) -> None:
    edit(mini / "chapters" / "01-bridge.md", "{event=1901-03-12T19:30 label=", "{event=1902 label=")
    edit(mini / "book.yaml", "front: ", f"span: {span}\nfront: ")
    assert places(heard(mini, "CHR001")) == outside


@pytest.mark.parametrize(
    ("released", "wrong"),
    [("1900", True), ("1901-03-19", False), ("1901-03-18", True), ("1901", False), ("2008-09-29", False)],
)
def test_released_before_it_was_written(mini: Path, edit: Edit, released: str, wrong: bool) -> None:
    """A day's difference may be one of clocks."""
    edit(mini / "sources" / "src-request.md", WRITTEN, f"{WRITTEN}date_released: {released}\n")
    assert places(heard(mini)) == ([released] if wrong else [])


@pytest.mark.parametrize("written", ["1901-03-20~", "1901-03-20?", "{unknown: it bears none}"])
def test_nothing_is_said_where_the_day_of_writing_is_not_sure(mini: Path, edit: Edit, written: str) -> None:
    edit(mini / "sources" / "src-request.md", WRITTEN, f"date_document: {written}\ndate_released: 1800\n")
    assert heard(mini) == []


@pytest.mark.parametrize(
    ("covered", "wrong"),
    [
        ("1901-03-01/1901-03-20", False),
        ("1901-03-01/1901-03-31", True),
        ("1901-03", False),
        ("1901-03/1901-05", False),
        ("1901-05/1901-06", True),
        ("1901-03-20T23:00-05:00", False),
    ],
)
def test_a_covered_time_ends_with_the_document(mini: Path, edit: Edit, covered: str, wrong: bool) -> None:
    edit(mini / "sources" / "src-request.md", WRITTEN, f"{WRITTEN}date_covered: {covered}\n")
    assert [one.code for one in heard(mini)] == (["CHR003"] if wrong else [])


def test_one_event_with_two_dates(mini: Path) -> None:
    (said,) = noted(
        mini, "{event: 1902-05-01 | The bridge is opened.}A feast. {event: 1903-05-01 | The bridge is opened}"
    )
    assert (said.code, said.at) == ("CHR004", "{event: 1902-05-01 | The bridge is opened.}")


def test_sources_that_contradict_each_other_may_differ(mini: Path, edit: Edit) -> None:
    edit(mini / "sources" / "src-request.md", "To the district", "{event: 1901 | A flood}To the district")
    edit(
        mini / "sources" / "src-answer.md",
        "The district praises",
        "{event: 1902 | A flood}The district praises",
    )
    assert heard(mini, "CHR004") == []
    edit(mini / "sources" / "src-request.md", "contradicts: [src-answer]\n", "")
    assert places(heard(mini, "CHR004")) == ["{event: 1902 | A flood}"]


def test_a_time_without_a_zone_is_only_odd_beside_one_that_has_one(mini: Path) -> None:
    assert noted(mini, "{event: 1901-03-14T20:00+01:00 | A wire}Days later.") == []
    (said,) = noted(mini, "{event: 1901-03-12T08:00+01:00 | A wire}On the same day.")
    assert said.code == "CHR005"
    assert said.at.startswith("[The council voted]")


def test_the_zone_of_the_book_is_that_of_times_without_one(mini: Path, edit: Edit) -> None:
    text = "{event: 1901-03-12T20:00+01:00 | The wire}The wire."
    assert places(noted(mini, text, "CHR005"))
    edit(mini / "book.yaml", "front: ", "zone: +01:00\nfront: ")
    assert noted(mini, text) == []
    edit(mini / "book.yaml", "zone: +01:00", "zone: Prague")
    assert [one.at for one in noted(mini, text, "YML004")] == ["Prague"]
