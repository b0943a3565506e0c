"""The chronology of the mini edition: three kinds of rows in one order, in words."""

from pathlib import Path

from regesta.apparatus.chronology import Chronology, make, rows
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
