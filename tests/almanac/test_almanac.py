"""The chronology for other programs, read back by programs that are not ours."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from regesta.almanac import FORMS, almanac
from regesta.almanac.calendar import folded
from regesta.cli import regesta
from tests.conftest import MANUSCRIPT
from tests.reading import book

EVENTS = """events:
  - {id: ev-day, date: 1900-02-03, label: "=1+1; a, b\\\\c", tags: [a, b], note: "Two\\nlines"}
  - {id: ev-hour, date: 1900-08-20T22:15-04:00, label: An hour with a zone}
  - {id: ev-local, date: 1900-08-20T23:00, label: An hour of the place}
  - {id: ev-night, date: 1900-08-20T22:00~/1900-08-21T04:00~, label: "A <b>night</b>"}
  - {id: ev-month, date: 1900-02~, label: A month}
  - {id: ev-choice, date: "[1900-08-16,1900-08-17]", label: One of two}
  - {id: ev-winter, date: 1900-24, label: A winter}
  - {id: ev-decade, date: 190X, label: A decade}
  - {id: ev-odd, date: 1900-02-04, label: Disputed, dates: {src-request: 1900-02-03, src-answer: 1900-02-05}}
  - {id: ev-open, date: ../1903-05-01, label: By a day}
"""


@pytest.fixture
def dated(mini: Path) -> Path:
    (mini / "events.yaml").write_text(EVENTS, "utf-8")
    for name in ("chapters/01-bridge.md", "sources/src-request.md"):
        text = (mini / name).read_text("utf-8").replace("ev-flood", "ev-day")
        (mini / name).write_text(text, "utf-8")
    return mini


def made(manuscript: Path, form: str) -> str:
    return almanac(book(manuscript), form)[0]


def entries(text: str) -> dict[str, object]:
    calendar = Calendar.from_ical(text)
    return {str(one["UID"]).partition("@")[0]: one for one in calendar.walk("VEVENT")}


def test_a_table_holds_a_row_for_each_date(dated: Path) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(made(dated, "csv")))}
    assert rows["ev-day"]["event"] == "'=1+1; a, b\\c", "a spreadsheet must take it for words"
    assert rows["ev-day"]["tags"] == "a; b"
    assert rows["ev-choice"]["words"].replace("\u00a0", " ") == "on 16 or 17 August 1900"
    assert (rows["ev-month"]["earliest"], rows["ev-month"]["latest"]) == (
        "1900-02-01T00:00",
        "1900-02-28T23:59",
    )
    assert (rows["ev-open"]["earliest"], rows["ev-hour"]["earliest"]) == ("", "1900-08-21T02:15")
    assert rows["ev-odd"]["reported_dates"].replace("\u00a0", " ") == "3 February; 5 February"
    assert "src-request" in rows


def test_json_has_the_columns_of_the_table(dated: Path) -> None:
    told = json.loads(made(dated, "json"))
    head = next(csv.reader(io.StringIO(made(dated, "csv"))))
    assert {tuple(row) for row in told["events"]} == {tuple(head)}
    assert next(row for row in told["events"] if row["id"] == "ev-day")["tags"] == ["a", "b"]


def test_a_calendar_is_one_to_an_independent_reader(dated: Path) -> None:
    text = made(dated, "ics")
    calendar = Calendar.from_ical(text)
    assert not calendar.errors
    found = entries(text)
    assert all(not one.errors for one in found.values())  # type: ignore[attr-defined]
    assert Calendar.from_ical(calendar.to_ical()).walk("VEVENT") == calendar.walk("VEVENT")
    assert "ev-open" not in found
    day = found["ev-day"]
    assert (day.start, day.end) == (date(1900, 2, 3), date(1900, 2, 4))  # type: ignore[attr-defined]
    assert str(day["SUMMARY"]) == "=1+1; a, b\\c"  # type: ignore[index]
    assert str(day["DESCRIPTION"]).replace("\u00a0", " ") == "3 February 1900\nTwo\nlines"  # type: ignore[index]


def test_a_calendar_knows_hours_and_what_is_vague(dated: Path) -> None:
    found = entries(made(dated, "ics"))
    starts = {key: one.start for key, one in found.items()}  # type: ignore[attr-defined]
    ends = {key: one.end for key, one in found.items()}  # type: ignore[attr-defined]
    assert starts["ev-hour"] == datetime(1900, 8, 21, 2, 15, tzinfo=UTC)
    assert starts["ev-local"] == datetime(1900, 8, 20, 23), "nobody said where its clock was"
    assert (starts["ev-month"], ends["ev-month"]) == (date(1900, 2, 1), date(1900, 3, 1))
    assert (starts["ev-choice"], ends["ev-choice"]) == (date(1900, 8, 16), date(1900, 8, 18))
    settings = dated / "book.yaml"
    settings.write_text(settings.read_text("utf-8") + 'zone: "+01:00"\n', "utf-8")
    local = entries(made(dated, "ics"))["ev-local"]
    assert local.start == datetime(1900, 8, 20, 22, tzinfo=UTC)  # type: ignore[attr-defined]


def test_a_calendar_says_how_many_dates_it_cannot_hold(dated: Path) -> None:
    assert almanac(book(dated), "ics")[1] == 1
    assert almanac(book(dated), "csv")[1] == 0


DATE = {"year", "month", "day", "hour", "minute", "display_date"}
SLIDE = {"unique_id", "start_date", "end_date", "display_date", "text", "group"}


@pytest.mark.parametrize("real", [False, True])
def test_a_story_has_the_shape_that_timelinejs_reads(dated: Path, real: bool) -> None:
    """As its documentation says: a title and events; a date has a year and, after it, finer parts."""
    story = json.loads(made(MANUSCRIPT if real else dated, "timelinejs"))
    assert set(story) == {"title", "events"}
    assert set(story["title"]["text"]) == {"headline", "text"}
    for slide in story["events"]:
        assert set(slide) <= SLIDE
        assert {"unique_id", "start_date", "text"} <= set(slide)
        assert set(slide["text"]) == {"headline", "text"}
        for day in [slide["start_date"], *([slide["end_date"]] if "end_date" in slide else [])]:
            assert set(day) <= DATE
            parts = [int(day[part]) for part in ("year", "month", "day", "hour", "minute") if part in day]
            datetime(*[*parts, 1, 1][: max(3, len(parts))])  # type: ignore[arg-type]
            assert [part for part in ("year", "month", "day") if part in day] == list(
                ("year", "month", "day")[: min(3, len(parts))]
            )
    ids = [slide["unique_id"] for slide in story["events"]]
    assert len(ids) == len(set(ids))


def test_a_story_shows_words_for_dates_and_no_markup_of_ours(dated: Path) -> None:
    slides = {one["unique_id"]: one for one in json.loads(made(dated, "timelinejs"))["events"]}
    assert slides["ev-night"]["text"]["headline"] == "A &lt;b&gt;night&lt;/b&gt;"
    assert slides["ev-night"]["display_date"].replace("\u00a0", " ") == "night of 20–21 August 1900"
    assert slides["ev-winter"]["end_date"]["month"] == "2"
    assert slides["ev-winter"]["end_date"]["year"] == "1901"
    assert slides["ev-decade"]["end_date"]["year"] == "1909"
    assert slides["ev-open"]["start_date"]["year"] == "1903"
    assert "Source 1: 3\u00a0February; Source 2: 5\u00a0February" in slides["ev-odd"]["text"]["text"]


@given(st.text(max_size=300))
def test_lines_of_a_calendar_are_folded_between_letters(line: str) -> None:
    parts = list(folded(line))
    assert all(len(part.encode("utf-8", "surrogatepass")) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])


@pytest.mark.parametrize("form", FORMS)
def test_the_command_writes_each_form(dated: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out" / f"all.{form}"
    told = CliRunner().invoke(regesta, ["chronology", str(dated), "--format", form, "--out", str(file)])
    assert told.exit_code == 0
    assert file.read_bytes().decode() == made(dated, form)
    shown = CliRunner().invoke(regesta, ["chronology", str(dated), "--format", form])
    assert shown.stdout_bytes.decode() == made(dated, form)
    assert ("1 date with an open end left out" in shown.stderr) == (form == "ics")


def test_the_command_stops_at_errors(dated: Path) -> None:
    (dated / "events.yaml").write_text("events:\n  - {id: ev-day, date: 1900-02-30, label: None}\n", "utf-8")
    told = CliRunner().invoke(regesta, ["chronology", str(dated)])
    assert (told.exit_code, told.stdout) == (1, "")
    assert "DAT001" in told.stderr


def test_answers_are_in_no_export(mini: Path) -> None:
    chapter = mini / "chapters" / "01-bridge.md"
    text = chapter.read_text("utf-8").replace(
        "The second; see", "{event: 1901-01-01 | Secret}The second; see"
    )
    chapter.write_text(text, "utf-8")
    told = CliRunner().invoke(regesta, ["chronology", str(mini)])
    assert told.exit_code == 0
    assert "Secret" not in told.stdout
