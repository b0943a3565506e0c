"""Every feature of EDTF (Library of Congress, 2019), by levels: read, to these bounds, or refused and why.

The examples are our own; what each is an example of is the specification's heading.
"""

import pytest

from regesta.dates import DateError, parse

# level | feature | example | first and last minute, or why it is refused
FEATURES = """
0 | date, complete                         | 1969-01-16             | 1969-01-16 00:00 to 1969-01-16 23:59
0 | date, reduced to the month             | 1969-04                | 1969-04-01 00:00 to 1969-04-30 23:59
0 | date, reduced to the year              | 1946                   | 1946-01-01 00:00 to 1946-12-31 23:59
0 | date and time, local                   | 1968-08-22T07:45:00    | 1968-08-22 07:45 to 1968-08-22 07:45
0 | date and time, UTC                     | 1968-08-22T07:45:00Z   | 1968-08-22 07:45 to 1968-08-22 07:45
0 | date and time, zone in hours           | 1968-08-22T07:45:00-04 | 1968-08-22 11:45 to 1968-08-22 11:45
0 | date and time, zone to the minute      | 1968-08-22T07:45:00+05:30 | 1968-08-22 02:15 to 1968-08-22 02:15
0 | interval, years                        | 1946/1968              | 1946-01-01 00:00 to 1968-12-31 23:59
0 | interval, months                       | 1968-01/1968-08        | 1968-01-01 00:00 to 1968-08-31 23:59
0 | interval, days                         | 1968-07-29/1968-08-01  | 1968-07-29 00:00 to 1968-08-01 23:59
0 | interval, day to month                 | 1968-06-27/1968-08     | 1968-06-27 00:00 to 1968-08-31 23:59
0 | interval, day to year                  | 1968-06-27/1969        | 1968-06-27 00:00 to 1969-12-31 23:59
0 | interval, year to month                | 1967/1968-04           | 1967-01-01 00:00 to 1968-04-30 23:59
1 | year with a letter                     | Y12024                 | it lies outside the years 0001 to 9999
1 | year with a letter, negative           | Y-12024                | it lies outside the years 0001 to 9999
1 | season, spring                         | 1968-21                | 1968-03-01 00:00 to 1968-05-31 23:59
1 | season, summer                         | 1968-22                | 1968-06-01 00:00 to 1968-08-31 23:59
1 | season, autumn                         | 1968-23                | 1968-09-01 00:00 to 1968-11-30 23:59
1 | season, winter                         | 1968-24                | 1968-12-01 00:00 to 1969-02-28 23:59
1 | qualification, uncertain year          | 1953?                  | 1953-01-01 00:00 to 1953-12-31 23:59
1 | qualification, approximate month       | 1968-05~               | 1968-05-01 00:00 to 1968-05-31 23:59
1 | qualification, both, of a day          | 1968-05-04%            | 1968-05-04 00:00 to 1968-05-04 23:59
1 | unspecified digit, of the year         | 194X                   | 1940-01-01 00:00 to 1949-12-31 23:59
1 | unspecified digits, of the year        | 18XX                   | 1800-01-01 00:00 to 1899-12-31 23:59
1 | unspecified month                      | 1948-XX                | 1948-01-01 00:00 to 1948-12-31 23:59
1 | unspecified day                        | 1948-02-XX             | 1948-02-01 00:00 to 1948-02-29 23:59
1 | unspecified month and day              | 1948-XX-XX             | 1948-01-01 00:00 to 1948-12-31 23:59
1 | interval, open end                     | 1968-10-16/..          | 1968-10-16 00:00 to –
1 | interval, open end, year               | 1955/..                | 1955-01-01 00:00 to –
1 | interval, open start                   | ../1968-10-16          | – to 1968-10-16 23:59
1 | interval, unknown end                  | 1968-10/               | 1968-10-01 00:00 to –
1 | interval, unknown start                | /1968-10               | – to 1968-10-31 23:59
1 | interval, qualified ends               | 1967~/1968-04?         | 1967-01-01 00:00 to 1968-04-30 23:59
1 | year before Christ                     | -0120                  | it lies outside the years 0001 to 9999
1 | day before Christ                      | -0120-05-01            | it lies outside the years 0001 to 9999
2 | year with an exponent                  | Y-3E6                  | years are not written with exponents
2 | significant digits                     | 1740S2                 | digits that count are not marked
2 | significant digits, year with a letter | Y451980S3              | digits that count are not marked
2 | significant digits, with an exponent   | Y3388E2S3              | years are not written with exponents
2 | season of the north                    | 1968-27                | seasons are those of the north
2 | season of the south                    | 1968-31                | seasons are those of the north
2 | quarter                                | 1968-34                | parts of a year are seasons alone
2 | quadrimester                           | 1968-38                | parts of a year are seasons alone
2 | half-year                              | 1968-41                | parts of a year are seasons alone
2 | one of a set, years                    | [1946,1947,1951..1953] | 1946-01-01 00:00 to 1953-12-31 23:59
2 | one of a set, earlier                  | [..1968-07-14]         | – to 1968-07-14 23:59
2 | one of a set, later                    | [1968-07..]            | 1968-07-01 00:00 to –
2 | one of a set, to a later one           | [1967-01,1967-02,1967-12..] | 1967-01-01 00:00 to –
2 | one of a set, mixed precision          | [1968,1969-01]         | 1968-01-01 00:00 to 1969-01-31 23:59
2 | one of a set, earlier or this          | [..1955,1968]          | – to 1968-12-31 23:59
2 | all of a set, years                    | {1946,1947,1951..1953} | 1946-01-01 00:00 to 1953-12-31 23:59
2 | all of a set, mixed precision          | {1968,1969-01}         | 1968-01-01 00:00 to 1969-01-31 23:59
2 | all of a set, earlier                  | {..1968}               | – to 1968-12-31 23:59
2 | group qualification, to the year       | 1968%-08-16            | only a whole date can be qualified
2 | group qualification, to the month      | 1968-08~-16            | only a whole date can be qualified
2 | group qualification, to the day        | 1968-08-16?            | 1968-08-16 00:00 to 1968-08-16 23:59
2 | qualification of one part, year        | ?1968-08-16            | only a whole date can be qualified
2 | qualification of one part, month       | 1968-~08-16            | only a whole date can be qualified
2 | qualification of two parts             | ?1968-08-~16           | only a whole date can be qualified
2 | unspecified digit, of the century      | 1XX8                   | X may only end it
2 | unspecified digits before a day        | 196X-08-21             | X may only end it
2 | unspecified year and day               | XXXX-08-XX             | X may only end it
2 | unspecified digit, of the month        | 1968-1X                | X may only end it
2 | unspecified digit, of the day          | 1968-08-1X             | X may only end it
2 | interval with qualified parts          | 1968-08-~16/1968-08-~18 | only a whole date can be qualified
2 | interval with an unspecified day       | 1968-08-XX/1968-09-03  | 1968-08-01 00:00 to 1968-09-03 23:59
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in FEATURES.strip().splitlines()]


def _found(text: str) -> str:
    try:
        date = parse(text)
    except DateError as error:
        return error.message.split(" is not a date: ")[1] if error.hint else "no hint"
    bounds = (one.isoformat(" ", "minutes") if one else "–" for one in (date.earliest, date.latest))
    return " to ".join(bounds)


@pytest.mark.parametrize(("example", "expected"), [row[2:] for row in ROWS], ids=[row[1] for row in ROWS])
def test_a_feature_is_read_or_refused_with_its_reason(example: str, expected: str) -> None:
    assert _found(example) == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1968-26", "try 1968-22"),
        ("1968-34", "try 1968-04/1968-06"),
        ("1968-37", "try 1968-01/1968-04"),
        ("1968-41", "try 1968-07/1968-12"),
        ("1968-08-0X", 'try "[1968-08-01..1968-08-09]", in quotes'),
        ("1968-08-2X", 'try "[1968-08-20..1968-08-29]", in quotes'),
        ("?1968-08-~16", "try 1968-08-16%"),
    ],
)
def test_a_refusal_offers_what_can_be_written_instead(text: str, hint: str) -> None:
    with pytest.raises(DateError) as met:
        parse(text)
    assert met.value.hint == hint
    parse(hint.removeprefix("try ").removesuffix(", in quotes").strip('"'))
