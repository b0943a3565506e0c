"""The chronology of the mini edition: three kinds of rows in one order, in words."""

from pathlib import Path

import pytest

from regesta.apparatus.chronology import Chronology, make
from regesta.chronicle.rows import rows
from tests.reading import WORDS, book, every_anchor_on_page

SPACE = "\u00a0"


def test_rows_in_order(mini: Path) -> None:
    seen = book(mini)
    found = [
        (row.when.replace(SPACE, " "), row.label) for row in rows(seen, every_anchor_on_page(seen), WORDS)
    ]
    assert [when for when, _ in found] == [
        "about February",
        "12 March, 7.30 p.m.",
        "20 March",
        "about November",
        "1 May",
    ]
    assert found[1][1] == "The council votes for a bridge"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("", ["Wire", "Vote", "Late", "Day"]), ("+01:00", ["Vote", "Wire", "Day", "Late"])],
)
def test_an_hour_without_a_zone_is_one_of_the_place(mini: Path, zone: str, expected: list[str]) -> None:
    """01:00 in Prague is before 20:15 in Washington, and the day there has begun at 23:30 in Greenwich."""
    (mini / "events.yaml").write_text(
        "events:\n"
        "  - {id: ev-flood, date: 1901-08-21T01:00, label: Vote}\n"
        "  - {id: ev-b, date: 1901-08-20T20:15-04:00, label: Wire}\n"
        "  - {id: ev-c, date: 1901-08-31T23:30Z, label: Late}\n"
        "  - {id: ev-d, date: 1901-09-01, label: Day}\n",
        "utf-8",
    )
    settings = mini / "book.yaml"
    settings.write_text(settings.read_text("utf-8") + (f"zone: {zone}\n" if zone else ""), "utf-8")
    seen = book(mini)
    found = [row.label for row in rows(seen, every_anchor_on_page(seen), WORDS)]
    assert [one for one in found if len(one) <= len("Wire")] == expected


def test_groups_by_year_where_rows_are_few(mini: Path) -> None:
    seen = book(mini)
    content = make(seen, every_anchor_on_page(seen), WORDS).content
    assert isinstance(content, Chronology)
    assert [group.title for group in content.groups] == ["1900", "1901", "1902", "1903"]


def test_rows_lead_to_the_book_and_to_who_reports(mini: Path) -> None:
    seen = book(mini)
    flood, vote, *_ = rows(seen, every_anchor_on_page(seen), WORDS)
    assert [(one.label, one.anchor) for one in flood.reported] == [("Source 1", "src-request")]
    assert [one.label for one in flood.places] == ["7"]
    assert [one.anchor for one in vote.places] == ["ev-vote"]


def test_html_is_told_only_what_is_sure(mini: Path) -> None:
    seen = book(mini)
    told = [row.iso for row in rows(seen, every_anchor_on_page(seen), WORDS)]
    assert told == ["", "1901-03-12T19:30", "1901-03-20", "", "1903-05-01"]
