"""The grammar of dates: EDTF (Library of Congress, 2019; ISO 8601-2) from text to points, and no reckoning.

Read are all of level 0, of level 1 all but long and negative years, and the sets of level 2; why the
rest is refused says `beyond`. Two things go beyond the specification, because sources need them: a time
of day may leave out its seconds, and may be qualified (`1968-08-20T23:00~`). A year is one of 0001 to 9999.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Literal
from unicodedata import normalize

from regesta.beyond import refusal

YEAR = re.compile("[0-9]{4}|[0-9]{3}X|[0-9]{2}XX")
DATE = re.compile("([0-9X]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?")
TIME = re.compile("([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}(?::[0-9]{2})?)?")
SEASONS = range(21, 25)
FURTHEST = 14 * 60  # no clock on earth is further from UTC
FORMS = "write 1968-08-21, 1968-08, 1968 or 1968-08-20/1968-08-21"
SHOWN = 40

# What people write instead, only to guess at what they meant: months and seasons in English, Czech,
# Slovak and German by their first letters, without accents; July stands before June for červenec.
STEMS = {
    "cervenc": 7, "cervene": 7, "cerv": 6, "jan": 1, "led": 1, "feb": 2, "uno": 2, "mar": 3, "bre": 3,
    "apr": 4, "dub": 4, "may": 5, "maj": 5, "mai": 5, "kve": 5, "jun": 6, "jul": 7, "aug": 8, "srp": 8,
    "sep": 9, "zar": 9, "oct": 10, "okt": 10, "rij": 10, "nov": 11, "lis": 11, "dec": 12, "dez": 12,
    "prosin": 12,
    "spring": 21, "jaro": 21, "jari": 21, "summer": 22, "let": 22, "autumn": 23, "fall": 23, "podzim": 23,
    "jese": 23, "winter": 24, "zim": 24,
}  # fmt: skip
ABOUT = frozenset("c ca cca circa about around approx asi kolem".split())
SMALL = frozenset("st nd rd th of the in im on and to a v ve perhaps".split())

Code = Literal["DAT001", "DAT002"]
Kind = Literal["single", "interval", "one-of", "all-of"]


class DateError(ValueError):
    """A date that cannot be read (DAT001) or that ends before it begins (DAT002)."""

    def __init__(self, message: str, hint: str = "", code: Code = "DAT001") -> None:
        """`message` says what is wrong, `hint` what to write instead; `code` is the diagnostic's."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


class Precision(IntEnum):
    """How closely a point in time is known, from exact to vague."""

    MINUTE = 1
    DAY = 2
    MONTH = 3
    SEASON = 4
    YEAR = 5
    DECADE = 6
    CENTURY = 7


class Missing(Enum):
    """An end that an interval does not name: open (`..`) or unknown (nothing)."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One date as far as it is known; `year` is the first of its decade or century, `offset` in minutes."""

    precision: Precision
    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    hour: int = 0
    minute: int = 0
    offset: int | None = None
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one point to another; at least one of the two is known."""

    start: Point | Missing
    end: Point | Missing


Part = Point | Stretch


def read(text: str) -> tuple[Kind, tuple[Part, ...]]:
    """What a date says, part by part; raises DateError, whose hint is the date that was perhaps meant."""
    try:
        return _read(text)
    except DateError as error:
        told = error.hint.startswith("try ")  # what is to be written for a date, which may be but a part
        if told and text[:1] not in ("[", "{") and "/" not in text:
            raise
        meant = _meaning(text)
        raise DateError(error.message, f"try {meant}" if meant else FORMS if told else error.hint) from None


def _read(text: str) -> tuple[Kind, tuple[Part, ...]]:
    if text[:1] in ("[", "{"):
        return _set(text)
    if "/" in text:
        return "interval", (_stretch(text, "/"),)
    return "single", (_point(text),)


def _set(text: str) -> tuple[Kind, tuple[Part, ...]]:
    """Section "Set representation", level 2."""
    kind: Kind = "one-of" if text[0] == "[" else "all-of"
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise DateError(f"{shown(text)} is not a date: its bracket is never closed", FORMS)
    parts = tuple(_stretch(one, "..") if ".." in one else _point(one) for one in text[1:-1].split(","))
    if len(parts) == 1 and isinstance(parts[0], Point):
        raise DateError(f"{shown(text)} is no choice: it holds one date", "leave out the brackets")
    return kind, parts


def _stretch(text: str, sign: str) -> Stretch:
    """Sections "Time Interval", level 0, "Extended Interval", level 1, and the ranges of sets, level 2."""
    start, *ends = text.split(sign)
    if len(ends) != 1:
        raise DateError(f"{shown(text)} is not a date: an interval has two ends", FORMS)
    first, last = _end(start, sign), _end(ends[0], sign)
    if isinstance(first, Missing) and isinstance(last, Missing):
        raise DateError(f"{shown(text)} is not a date: neither end is known", FORMS)
    return Stretch(first, last)


def _end(text: str, sign: str) -> Point | Missing:
    if text == "" and sign == "..":  # in a set, an end left out is an open one
        return Missing.OPEN
    return Missing(text) if text in ("", "..") else _point(text)


def _point(text: str) -> Point:
    """Sections "Date", "Date and Time" (level 0), "Seasons", "Qualification of a date" (level 1)."""
    core, sign = (text[:-1], text[-1]) if text[-1:] in ("~", "?", "%") else (text, "")
    day, clock, time = core.partition("T")
    found = DATE.fullmatch(day)
    if not found or not YEAR.fullmatch(found[1]):
        beyond = refusal(text)
        if beyond:
            raise DateError(f"{shown(text)} is not a date: {beyond.reason}", beyond.hint)
        raise DateError(f"{shown(text)} is not a date" if text else "a date is missing", FORMS)
    about, perhaps = sign in ("~", "%"), sign in ("?", "%")
    precision, season, parts = _calendar(text, *found.groups())
    if not clock:
        return Point(precision, *parts, season=season, approximate=about, uncertain=perhaps)
    if precision is not Precision.DAY:
        raise DateError(f"{shown(text)} is not a date: a time of day needs a day", "write 1968-08-20T23:00")
    hour, minute, offset = _time(text, time)
    return Point(Precision.MINUTE, *parts, None, hour, minute, offset, about, perhaps)


Calendar = tuple[Precision, int | None, tuple[int, int | None, int | None]]


def _calendar(text: str, year: str, month: str | None, day: str | None) -> Calendar:
    """Section "Unspecified digit(s) from the right", level 1: how close, which season, year, month, day."""
    unknown = year.count("X")
    first = int(year.replace("X", "0"))
    if (unknown and month) or (month == "XX" and day not in (None, "XX")):
        raise DateError(f"{shown(text)} is not a date: X may only end it", "write 196X or 1968-08-XX")
    if first == 0 and not unknown:
        raise DateError(f"{shown(text)} is not a date: there is no year 0", "years run from 0001 to 9999")
    if month in (None, "XX"):
        return Precision(Precision.YEAR + unknown), None, (first, None, None)
    number = int(month or 0)
    if number in SEASONS and day is None:
        return Precision.SEASON, number, (first, None, None)
    if number not in range(1, 13):
        beyond = refusal(text)
        if beyond:
            raise DateError(f"{shown(text)} is not a date: {beyond.reason}", beyond.hint)
        hint = "months run from 01 to 12; 21 to 24 are the seasons, and have no day"
        raise DateError(f"{shown(text)} is not a date: there is no month {month}", hint)
    if day in (None, "XX"):
        return Precision.MONTH, None, (first, number, None)
    return Precision.DAY, None, (first, number, _day(text, first, number, int(day or 0)))


def _day(text: str, year: int, month: int, day: int) -> int:
    last = monthrange(year, month)[1]
    if day not in range(1, last + 1):
        message = f"{shown(text)} is not a date: there is no day {day:02}"
        raise DateError(message, f"the days of {year:04}-{month:02} run from 01 to {last}")
    return day


def _time(text: str, time: str) -> tuple[int, int, int | None]:
    """Hour, minute and offset in minutes; seconds are read and let go, no source here knows them."""
    found = TIME.fullmatch(time)
    if not found:
        raise DateError(f"{shown(text)} is not a date: its time cannot be read", "write 1968-08-20T23:00")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour not in range(24) or minute not in range(60) or second not in range(60):
        hint = "times run from 00:00 to 23:59; midnight is 00:00 of the next day"
        raise DateError(f"{shown(text)} is not a date: there is no such time", hint)
    if found[4] in (None, "Z"):
        return hour, minute, None if found[4] is None else 0
    hours, _, minutes = found[4][1:].partition(":")
    offset = 60 * int(hours) + int(minutes or 0)
    if offset > FURTHEST or int(minutes or 0) not in range(60):
        raise DateError(f"{shown(text)} is not a date: there is no such zone", "write Z, +01:00 or -04:00")
    return hour, minute, -offset if found[4][0] == "-" else offset


def shown(text: str) -> str:
    """A date in quotes for a message, cut where it is no date but a page."""
    return f'"{text}"' if len(text) <= SHOWN else f'"{text[:SHOWN]}…"'


def _meaning(text: str) -> str:
    """The EDTF that was perhaps meant by what is none, or nothing; always one that can be read."""
    if len(text) > 2 * SHOWN or re.search("(?<![^/,.{[])-", text):  # years before Christ are out of reach
        return ""
    plain = re.sub("[‐‑–—−]", "-", normalize("NFD", text).lower())
    plain = "".join(one for one in plain if one.isascii()).strip()
    for guess in (_tidied(plain), _pieced(plain), _worded(plain)):
        try:
            kind, _ = _read(guess)
        except DateError:
            continue
        return f'"{guess}", in quotes' if kind in ("one-of", "all-of") else guess
    return ""


def _tidied(plain: str) -> str:
    """A date with wrong spaces, quotes, letters or dashes, put right."""
    tidy = re.sub("([0-9]) +([0-9]{2}:)", r"\1t\2", plain)
    tidy = re.sub("^([0-9]{3})0s$", r"\1x", tidy)
    tidy = re.sub("^([0-9]{4}) *- *([0-9]{4})$", r"\1/\2", tidy)
    return re.sub("[\\s'\"]", "", tidy).upper()


def _pieced(plain: str) -> str:
    """An interval or a set of dates in words or numbers."""
    pieces = re.split(r"(\.\.|[][{},/])", plain)
    pieces[::2] = [(_worded(piece) or "?") if piece.strip() else "" for piece in pieces[::2]]
    return "".join(pieces)


def _worded(plain: str) -> str:
    """A date in words, or in numbers of which the day or the month comes first."""
    years = re.findall("(?<![0-9])[0-9]{4}(?![0-9])", plain)
    small = [int(one) for one in re.findall("(?<![0-9])[0-9]{1,2}(?![0-9])", plain)]
    words = set(re.findall("[a-z]+", plain)) - SMALL
    months = {_month(word) for word in words - ABOUT}
    if len(years) != 1 or len(small) + 1 != len(re.findall("[0-9]+", plain)) or len(months) > 1:
        return ""
    month, days = (months.pop(), small) if months else _split(plain, years[0], small)
    sign = _sign(plain, words)
    if month is None:
        return "" if words - ABOUT or small else years[0] + sign
    ends = [f"-{day:02}" for day in sorted(days)] or [""]
    return "/".join(f"{years[0]}-{month:02}{end}{sign}" for end in ends)


def _split(plain: str, year: str, small: list[int]) -> tuple[int | None, list[int]]:
    """The month and the days among the small numbers; 8/2/1968 has none, for nobody knows which is which."""
    unclear = "." not in plain and all(one in range(1, 13) for one in small)
    match small:
        case [month, *days] if plain.startswith(year) and (days or "/" not in plain):  # not 1967/8
            return month, days
        case [month] if not plain.startswith(year):
            return month, []
        case [day, month] if not unclear:
            return (month, [day]) if month in range(1, 13) else (day, [month])
    return None, small


def _sign(plain: str, words: set[str]) -> str:
    about, perhaps = bool(ABOUT & words) or "~" in plain, "?" in plain or "perhaps" in plain
    return "%" if about and perhaps else "~" if about else "?" if perhaps else ""


def _month(word: str) -> int | None:
    return next((number for stem, number in STEMS.items() if word.startswith(stem)), None)
