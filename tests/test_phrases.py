"""Dates in words, as a British editor would print them, and the catalog they come from."""

import pickle
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.dates import DateError, HistoricalDate, Precision, parse, points
from regesta.words import Words, catalog
from regesta.words.phrases import phrase

ENGLISH = catalog("en-GB")
NO_BREAK = "\u00a0"

# date as written | in words, where _ is a space that holds | where a heading says the year
TABLE = """
1968-08-21                        | 21_August 1968                     | 21_August
1968-08                           | August 1968                        | August
1968-08-XX                        | August 1968                        | August
1968                              | 1968                               | 1968
1968-XX                           | 1968                               | 1968
0987                              | 987                                | 987
196X                              | 1960s                              | 1960s
19XX                              | twentieth century                  | twentieth century
22XX                              | 2200–2299                          | 2200–2299
1968-21                           | spring 1968                        | spring
1967-24                           | winter 1967–1968                   | winter
1968-08~                          | about August 1968                  | about August
1968-08-17~                       | about 17_August 1968               | about 17_August
1968-08-17?                       | perhaps 17_August 1968             | perhaps 17_August
196X?                             | perhaps 1960s                      | perhaps 1960s
1968-08-17%                       | perhaps about 17_August 1968       | perhaps about 17_August
1968-08-20/1968-08-21             | 20–21_August 1968                  | 20–21_August
1968-07-29/1968-08-01             | 29_July_– 1_August 1968            | 29_July_– 1_August
1967-12-29/1968-01-03             | 29_December 1967_– 3_January 1968  | 29_December 1967_– 3_January 1968
1968-08/1968-09                   | August–September 1968              | August–September
1967-12/1968-01                   | December 1967_– January 1968       | December 1967_– January 1968
1968-08-20/1968-09                | 20_August_– September 1968         | 20_August_– September
1968/1970                         | 1968–1970                          | 1968–1970
1967/1968-01                      | 1967_– January 1968                | 1967_– January 1968
1968-21/1968-22                   | spring–summer 1968                 | spring–summer
196X/197X                         | 1960s–1970s                        | 1960s–1970s
1968-08-20~/1968-08-21~           | about 20–21_August 1968            | about 20–21_August
1968-08~/1968-09                  | from about August 1968 to September 1968 | from about August to September
../1968-08-20                     | by 20_August 1968                  | by 20_August
../1968-08~                       | by about August 1968               | by about August
1968-01-05/..                     | from 5_January 1968                | from 5_January
[1968-08-16,1968-08-17]           | on 16 or 17_August 1968            | on 16 or 17_August
[1968-08-16?,1968-08-17?]         | perhaps on 16 or 17_August 1968    | perhaps on 16 or 17_August
[1968-08-16~,1968-08-17~]         | about 16 or 17_August 1968         | about 16 or 17_August
[1968-08-31,1968-09-01]           | on 31_August or 1_September 1968   | on 31_August or 1_September
[1968-08-16,1968-08-17,1968-08-18] | on 16, 17 or 18_August 1968       | on 16, 17 or 18_August
[1968-08,1968-09]                 | August or September 1968           | August or September
[1967,1968]                       | 1967 or 1968                       | 1967 or 1968
[1667,1668,1670..1672]            | 1667, 1668 or 1670–1672            | 1667, 1668 or 1670–1672
[1968-08-16?,1968-08-17]          | perhaps 16_August 1968 or 17_August 1968 | perhaps 16_August or 17_August
[1968-08-16..1968-08-19]          | between 16 and 19_August 1968      | between 16 and 19_August
[..1968-08-20]                    | by 20_August 1968                  | by 20_August
[1968-08-20..]                    | 20_August 1968 or later            | 20_August or later
{1968-08-16,1968-08-17}           | 16 and 17_August 1968              | 16 and 17_August
{1968..1970}                      | 1968–1970                          | 1968–1970
1968-08-20T23:00                  | 20_August 1968, 11_p.m.            | 20_August, 11_p.m.
1968-08-20T23:40                  | 20_August 1968, 11.40_p.m.         | 20_August, 11.40_p.m.
1968-08-20T05:05                  | 20_August 1968, 5.05_a.m.          | 20_August, 5.05_a.m.
1968-08-20T00:00                  | 20_August 1968, 0.00_a.m.          | 20_August, 0.00_a.m.
1968-08-20T00:30                  | 20_August 1968, 12.30_a.m.         | 20_August, 12.30_a.m.
1968-08-20T12:00                  | 20_August 1968, 12_noon            | 20_August, 12_noon
1968-08-20T12:30                  | 20_August 1968, 12.30_p.m.         | 20_August, 12.30_p.m.
1968-08-20T23:00Z                 | 20_August 1968, 11_p.m. (UTC)      | 20_August, 11_p.m. (UTC)
1968-08-20T23:00-04:00            | 20_August 1968, 11_p.m. (UTC−4)    | 20_August, 11_p.m. (UTC−4)
1968-08-20T23:00+05:30            | 20_August 1968, 11_p.m. (UTC+5:30) | 20_August, 11_p.m. (UTC+5:30)
1968-08-20T23:00~                 | 20_August 1968, about 11_p.m.      | 20_August, about 11_p.m.
1968-08-20T21:00/1968-08-20T23:40 | 20_August 1968, 9–11.40_p.m.       | 20_August, 9–11.40_p.m.
1968-08-20T11:00/1968-08-20T14:00 | 20_August 1968, 11_a.m._– 2_p.m.   | 20_August, 11_a.m._– 2_p.m.
[1968-08-20T22:00,1968-08-20T23:00] | 20_August 1968, 10 or 11_p.m.    | 20_August, 10 or 11_p.m.
../1968-08-20T23:00               | by 20_August 1968, 11_p.m.         | by 20_August, 11_p.m.
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("text", "full", "_short"), ROWS)
def test_in_words(text: str, full: str, _short: str) -> None:
    assert phrase(parse(text), ENGLISH).replace(NO_BREAK, "_") == full


@pytest.mark.parametrize(("text", "_full", "short"), ROWS)
def test_without_the_year(text: str, _full: str, short: str) -> None:
    assert phrase(parse(text), ENGLISH, year=False).replace(NO_BREAK, "_") == short


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/1968-08-20", "until 20_August 1968 (beginning unknown)"),
        ("1968-01-05/", "from 5_January 1968 (end unknown)"),
        ("1968-08-20T23:00/1968-08-21T02:00", "20_August, 11_p.m._– 21_August 1968, 2_a.m."),
        (
            "1968-08-20T23:00+01:00/1968-08-21T02:00+01:00",
            "20_August, 11_p.m._– 21_August 1968, 2_a.m. (UTC+1)",
        ),
        (
            "1968-08-20T23:00-04:00/1968-08-21T06:00+01:00",
            "20_August, 11_p.m. (UTC−4)_– 21_August 1968, 6_a.m. (UTC+1)",
        ),
    ],
)
def test_unknown_ends_and_nights_with_hours(text: str, words: str) -> None:
    assert phrase(parse(text), ENGLISH).replace(NO_BREAK, "_") == words


def _maybe(text: str) -> HistoricalDate | None:
    try:
        return parse(text)
    except DateError:
        return None


YEARS = st.integers(1000, 2100)
POINTS = st.one_of(
    YEARS.map(str),
    YEARS.map(lambda year: f"{year // 10}X"),
    YEARS.map(lambda year: f"{year // 100}XX"),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.builds("{}-{}".format, YEARS, st.integers(21, 24)),
    st.builds("{}-{:02}-{:02}".format, YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.builds(
        "{}-08-20T{:%H:%M}{}".format, YEARS, st.times(), st.sampled_from(["", "Z", "+01:00", "-03:30"])
    ),
)
SIGNED = st.builds("{}{}".format, POINTS, st.sampled_from(["", "~", "?", "%"]))
ENDS = SIGNED | st.sampled_from(["..", ""])
MEMBERS = SIGNED | st.builds("{}..{}".format, SIGNED, SIGNED)
LISTS = st.lists(MEMBERS, min_size=1, max_size=4).map(",".join)
TEXTS = SIGNED | st.builds("{}/{}".format, ENDS, ENDS) | LISTS.map("[{}]".format) | LISTS.map("{{{}}}".format)
DATES = TEXTS.map(_maybe).filter(lambda date: date is not None)


@given(DATES, st.booleans())
def test_every_date_has_words(date: HistoricalDate, year: bool) -> None:
    said = phrase(date, ENGLISH, year=year)
    assert said == said.strip()
    assert not set(said) & set("{}[]~?%_")


@given(DATES)
def test_no_line_ends_within_a_day_or_an_hour(date: HistoricalDate) -> None:
    for line in phrase(date, ENGLISH).split(" "):
        assert line not in ("a.m.", "p.m.", "noon", "–")
    months = [ENGLISH[f"date.month.{number}"] for number in range(1, 13)]
    bare = [line for line in phrase(date, ENGLISH).replace("–", " ").split(" ") if line in months]
    assert len(bare) <= sum(point.precision is Precision.MONTH for point in points(date))


@given(POINTS.map(parse))
def test_nothing_is_said_more_closely_than_it_is_known(date: HistoricalDate) -> None:
    said = phrase(date, ENGLISH, year=False)
    if date.precision in (Precision.MONTH, Precision.SEASON):
        assert not any(sign.isdigit() for sign in said)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1968-08-20T22:00~/1968-08-21T04:00~", "night of 20–21_August 1968"),
        ("1968-07-31T22:00~/1968-08-01T04:00~", "night of 31_July_– 1_August 1968"),
        ("1967-12-31T18:00~/1968-01-01T09:00~", "night of 31_December 1967_– 1_January 1968"),
        ("1968-08-20T22:00+01:00~/1968-08-21T04:00+01:00~", "night of 20–21_August 1968 (UTC+1)"),
    ],
)
def test_a_night_is_two_hours_about(text: str, words: str) -> None:
    assert phrase(parse(text), ENGLISH).replace(NO_BREAK, "_") == words


@pytest.mark.parametrize(
    "text",
    [
        "1968-08-20/1968-08-21",
        "1968-08-20T22:00/1968-08-21T04:00",
        "1968-08-20T22:00~/1968-08-21T04:00",
        "1968-08-20T17:59~/1968-08-21T04:00~",
        "1968-08-20T22:00~/1968-08-21T10:00~",
        "1968-08-20T22:00~/1968-08-22T04:00~",
        "1968-08-20T22:00-04:00~/1968-08-21T04:00+01:00~",
    ],
)
def test_a_night_is_not_guessed(text: str) -> None:
    assert "night" not in phrase(parse(text), ENGLISH)


def test_a_field_of_a_record_needs_no_preposition() -> None:
    assert phrase(parse("[1968-08-16,1968-08-17]"), ENGLISH, on=False) == "16 or 17\u00a0August 1968"


@pytest.mark.parametrize("language", ["en", "en-GB", "EN", "en-US", "xx", "", "../en", "en.toml"])
def test_a_language_without_a_catalog_has_the_english(language: str) -> None:
    assert catalog(language) is catalog("en")
    assert catalog(language).language == "en"


def test_entries_by_name_by_section_and_filled_in() -> None:
    assert ENGLISH["date.month.8"] == "August"
    assert isinstance(ENGLISH.date, Words)
    assert isinstance(ENGLISH.date.month, Words)
    assert ENGLISH.date.month["8"] == "August"
    assert ENGLISH.date.by == ENGLISH["date.by"]
    assert ENGLISH.date.say("about", date="1968") == ENGLISH.say("date.about", date="1968") == "about 1968"
    assert list(ENGLISH.date.month) == [str(number) for number in range(1, 13)]
    assert "date.month.8" in ENGLISH
    assert "date.month" not in ENGLISH


def test_a_missing_word_is_an_error() -> None:
    with pytest.raises(KeyError, match=r'no "date\.nonsense" in the words of "en"'):
        ENGLISH["date.nonsense"]
    with pytest.raises(AttributeError, match=r'no "date\.nonsense" in the words of "en"'):
        ENGLISH.date.nonsense  # type: ignore[union-attr] # noqa: B018
    with pytest.raises(KeyError):
        ENGLISH.say("date.about")
    assert not hasattr(ENGLISH, "dat")


def test_words_are_frozen_and_travel_between_processes() -> None:
    with pytest.raises(AttributeError):
        ENGLISH.language = "cs"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(ENGLISH)) == ENGLISH
    assert pickle.loads(pickle.dumps(ENGLISH.date)).say("by", date="1968") == "by 1968"


@pytest.mark.parametrize("key", list(ENGLISH))
def test_every_entry_can_be_said(key: str) -> None:
    names = {name for _, name, _, _ in Formatter().parse(ENGLISH[key]) if name is not None}
    assert all(name.isidentifier() for name in names)
    assert ENGLISH.say(key, **dict.fromkeys(names, 8))
