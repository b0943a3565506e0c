"""The grammar: whatever is written is read or refused, and a refusal says what to write instead."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.dates import DateError, HistoricalDate, parse

FORMS = "write 1968-08-21, 1968-08, 1968 or 1968-08-20/1968-08-21"

# written | what was meant; nothing, where one can only guess
MEANT = """
21 August 1968               | 1968-08-21
August 21st, 1968            | 1968-08-21
21 Aug. 1968                 | 1968-08-21
21. srpna 1968               | 1968-08-21
srpen 1968                   | 1968-08
červen 1968                  | 1968-06
červenec 1968                | 1968-07
2. července 1968             | 1968-07-02
21. augusta 1968             | 1968-08-21
im März 1968                 | 1968-03
v srpnu 1968                 | 1968-08
mid-August 1968              |
20–21 August 1968            | 1968-08-20/1968-08-21
20. a 21. srpna 1968         | 1968-08-20/1968-08-21
1 August 1968/3 August 1968  | 1968-08-01/1968-08-03
31 July – 2 August 1968      |
spring 1968                  | 1968-21
jaro 1968                    | 1968-21
c. August 1968               | 1968-08~
asi srpen 1968               | 1968-08~
perhaps 1968                 | 1968?
before August 1968           |
~1968                        | 1968~
1960s                        | 196X
196x                         | 196X
1968-1970                    | 1968/1970
1968–08–21                   | 1968-08-21
1968-08-20 23:00             | 1968-08-20T23:00
1968-08-20t23:00             | 1968-08-20T23:00
1968-8-2                     | 1968-08-02
1968-8-2/..                  | 1968-08-02/..
1968-08-20 / 1968-08-21      | 1968-08-20/1968-08-21
21.8.1968                    | 1968-08-21
21. 8. 1968                  | 1968-08-21
2.8.1968                     | 1968-08-02
8/1968                       | 1968-08
19680821                     |
"""

# written | why it is no date | what to write instead
REFUSED = """
21/8/1968               | an interval has two ends     | try 1968-08-21
8/21/1968               | an interval has two ends     | try 1968-08-21
8/2/1968                | an interval has two ends     | write 1968-08-21
../..                   | neither end is known         | write 1968-08-21
/                       | neither end is known         | write 1968-08-21
[1968,1969              | its bracket is never closed  | write 1968-08-21
1968-02-30              | there is no day 30           | the days of 1968-02 run from 01 to 29
1967-02-29              | there is no day 29           | the days of 1967-02 run from 01 to 28
1968-08-00              | there is no day 00           | the days of 1968-08 run from 01 to 31
1968-13                 | there is no month 13         | months run from 01 to 12; 21 to 24 are the seasons
1968-21-03              | there is no month 21         | months run from 01 to 12; 21 to 24 are the seasons
1968-XX-03              | X may only end it            | write 196X or 1968-08-XX
196X-08                 | X may only end it            | write 196X or 1968-08-XX
0000                    | there is no year 0           | years run from 0001 to 9999
1968?-08                | only a whole date can be qualified | try 1968-08?
1968-08~?               | only a whole date can be qualified | try 1968-08%
-0044                   | it lies outside the years 0001 to 9999 | years run from 0001 to 9999
1968-08T23:00           | a time of day needs a day    | write 1968-08-20T23:00
1968-08-20T             | its time cannot be read      | write 1968-08-20T23:00
1968-08-20T24:00        | there is no such time        | times run from 00:00 to 23:59; midnight is 00:00
1968-08-20T23:60        | there is no such time        | times run from 00:00 to 23:59; midnight is 00:00
1968-08-20T23:00+15:00  | there is no such zone        | write Z, +01:00 or -04:00
1968-08-20T23:00-01:60  | there is no such zone        | write Z, +01:00 or -04:00
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _read(text: str) -> HistoricalDate | DateError:
    try:
        return parse(text)
    except DateError as error:
        return error


@pytest.mark.parametrize(("text", "meant"), _rows(MEANT))
def test_a_refusal_guesses_what_was_meant(text: str, meant: str) -> None:
    error = _read(text)
    assert isinstance(error, DateError)
    assert error.message.endswith("is not a date")
    assert (error.code, error.hint) == ("DAT001", f"try {meant}" if meant else FORMS)


@pytest.mark.parametrize(("text", "reason", "hint"), _rows(REFUSED))
def test_a_refusal_says_why(text: str, reason: str, hint: str) -> None:
    error = _read(text)
    assert isinstance(error, DateError)
    assert (error.code, error.message) == ("DAT001", f'"{text}" is not a date: {reason}')
    assert error.hint.startswith(hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "the date is empty", "write 1968-08-21, 1968-08 or 1968"),
        (" \n", "the date is empty", "write 1968-08-21, 1968-08 or 1968"),
        ("[1968]", '"[1968]" is no choice: it holds one date', "try 1968"),
        ("[1968,,1969]", "a date is missing", FORMS),
        ("[1968-8-1,1968-08-02]", '"1968-8-1" is not a date', 'try "[1968-08-01,1968-08-02]", in quotes'),
        # What a list in YAML looks like once it is text.
        ("['1968', '1969']", "\"'1968'\" is not a date", 'try "[1968,1969]", in quotes'),
        ("1967/8", '"8" is not a date', FORMS),
        (
            "../-1985",
            '"-1985" is not a date: it lies outside the years 0001 to 9999',
            "years run from 0001 to 9999",
        ),
        ("1968-26/1968-27", '"1968-26" is not a date: seasons are those of the north', FORMS),
        (
            "0001-01-01T00:30+01:00",
            '"0001-01-01T00:30+01:00" lies, in UTC, outside the years 0001 to 9999',
            "",
        ),
        ("1968 " * 99, '"1968 1968 1968 1968 1968 1968 1968 1968 …" is not a date', FORMS),
    ],
)
def test_other_refusals(text: str, message: str, hint: str) -> None:
    error = _read(text)
    assert isinstance(error, DateError)
    assert (error.code, error.message, error.hint) == ("DAT001", message, hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1968-08-22/1968-08-20", "try 1968-08-20/1968-08-22"),
        ("1968-08/1968-07-31", "try 1968-07-31/1968-08"),
        ("1968-08-20T23:00/1968-08-20T22:59", "try 1968-08-20T22:59/1968-08-20T23:00"),
        ("1968-08-20T23:00-04:00/1968-08-21T03:00Z", ""),
        ("1968-08-20T23:00-04:00/1968-08-21T02:59Z", "try 1968-08-21T02:59Z/1968-08-20T23:00-04:00"),
        ("[1970..1968]", "put the earlier one first"),
    ],
)
def test_what_ends_before_it_begins(text: str, hint: str) -> None:
    error = _read(text)
    assert isinstance(error, DateError) is bool(hint)
    assert not isinstance(error, DateError) or (error.code, error.hint) == ("DAT002", hint)


NEARLY = st.text("0123456789XT-/.,:~?%+Z[]{} ") | st.text("1968XT-/.~[,]srpen Augt") | st.text()


@settings(max_examples=1000)
@given(NEARLY)
def test_any_text_is_read_or_refused(text: str) -> None:
    date = _read(text)
    if isinstance(date, DateError):
        assert date.message
    else:
        assert date.text == text.strip()
        assert not (date.earliest and date.latest) or date.earliest <= date.latest


@settings(max_examples=1000)
@given(NEARLY)
def test_what_a_refusal_offers_can_be_read(text: str) -> None:
    date = _read(text)
    if isinstance(date, DateError) and date.hint.startswith("try "):
        second = _read(date.hint.removeprefix("try ").removesuffix(", in quotes").strip('"'))
        # The grammar alone guesses; that an end lies before the beginning is found when it is reckoned.
        assert not isinstance(second, DateError) or second.code == "DAT002" or "UTC" in second.message
