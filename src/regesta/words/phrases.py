"""Dates in words: from what `dates` knows to what a reader reads; order and spaces are the catalog's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date as date_
from functools import partial, reduce
from typing import NamedTuple

from regesta.dates import HistoricalDate, Missing, Part, Point, Precision, Stretch, points
from regesta.words import Words

# These can leave their year to a neighbour or a heading; a bare year, decade or century cannot.
YEARED = (Precision.MINUTE, Precision.DAY, Precision.MONTH, Precision.SEASON)
QUALIFIERS = {(True, False): "date.about", (False, True): "date.perhaps", (True, True): "date.perhaps_about"}
WINTER = 24  # belongs to two years, and says so
SPACES = (" ", "\u00a0")
DUSK, DAWN = 18, 9  # between these hours, both "about", lies a night; only the editor can say that it was one

Join = Callable[[Words, Sequence[str], bool], str]


class Show(NamedTuple):
    """What of a point is said here; a neighbour or a heading says the rest."""

    month: bool = True
    year: bool = True
    zone: bool = True
    case: str = ""  # in which the words around it want it, where a language has cases


def phrase(date: HistoricalDate, words: Words, *, year: bool = True, on: bool = True) -> str:
    """A date in words; without `year`, which a heading then says, only dates of two years name theirs.

    Without `on` a choice of days is a bare list, as a field of a record wants it.
    """
    named = points(date)
    show = Show(year=year or len({point.year for point in named}) > 1)
    join = AND if date.kind == "all-of" else OR
    if len(date.parts) == 1 and date.kind == "one-of":
        return _part(words, date.parts[0], show, choice=True)
    if all(isinstance(part, Point) for part in date.parts):
        return _together(words, named, show, ON if on and _is_choice_of_days(date) else join)
    return join(words, [_part(words, part, show) for part in date.parts], False)


def _is_choice_of_days(date: HistoricalDate) -> bool:
    """Whether it can be said "on 16 or 17 August": of days that are equally sure, and not "about"."""
    alike = {(point.precision, point.approximate, point.uncertain) for point in points(date)}
    return date.kind == "one-of" and len(alike) == 1 and alike.pop()[:2] == (Precision.DAY, False)


def _part(words: Words, part: Part, show: Show, choice: bool = False) -> str:
    if isinstance(part, Point):
        return _together(words, [part], show, OR)
    ends = [end for end in (part.start, part.end) if isinstance(end, Point)]
    if len(ends) == 1:
        key = _half_open(part, choice)
        return words.say(key, date=_together(words, ends, _cased(words, key, show), OR))
    if not choice and _is_night(*ends):
        return _night(words, ends, show)
    even = len(set(map(_qualifier, ends))) == 1
    key = "date.between" if choice else "" if even else "date.from_to"
    return _together(words, ends, _cased(words, key, show), LISTS[key])


def _cased(words: Words, key: str, show: Show) -> Show:
    """The case that a phrase governs, as the catalog says: in Czech `od` and `do` want the genitive."""
    case = f"date.case.{key.removeprefix('date.')}"
    return show._replace(case=words[case]) if key and case in words else show


def _is_night(start: Point, end: Point) -> bool:
    """Whether two hours, both "about", are those of one night in one place."""
    if {start.precision, end.precision} != {Precision.MINUTE} or start.offset != end.offset:
        return False
    if _qualifier(start) != (True, False) or _qualifier(end) != (True, False):
        return False
    eve, morrow = (date_(point.year, point.month or 1, point.day or 1) for point in (start, end))
    return (morrow - eve).days == 1 and start.hour >= DUSK and end.hour <= DAWN


def _night(words: Words, ends: Sequence[Point], show: Show) -> str:
    days = [replace(end, precision=Precision.DAY, offset=None) for end in ends]
    forms = _forms(words, days, show)
    said = words.say("date.night", start=forms[0], end=forms[-1], range=_dash(words, forms, True))
    return _zoned(words, ends[0], said)


def _half_open(part: Stretch, choice: bool) -> str:
    if isinstance(part.start, Missing):
        return "date.by" if part.start is Missing.OPEN else "date.until"
    if part.end is Missing.UNKNOWN:
        return "date.since"
    return "date.or_later" if choice else "date.from"


def _together(words: Words, row: Sequence[Point], show: Show, join: Join) -> str:
    """Points in one phrase, in which what they share, a qualifier too, is said once."""
    if len(set(map(_qualifier, row))) > 1:
        return join(words, [_together(words, [point], show, join) for point in row], False)
    if row[0].precision is Precision.MINUTE and len({_day(point) for point in row}) == 1:
        time = _qualified(words, row[0], join(words, _clocks(words, row), True))
        date = _calendar(words, row[0], show)
        return words.say("date.moment", date=date, time=_zoned(words, row[0], time))
    alike = len({point.precision for point in row}) == 1
    return _qualified(words, row[0], join(words, _forms(words, row, show), alike))


def _forms(words: Words, row: Sequence[Point], show: Show) -> list[str]:
    """The points one by one; the last says for all what they share."""
    *heads, last = row
    one_year = len({point.year for point in row}) == 1 and all(point.precision in YEARED for point in row)
    one_month = one_year and len({(point.month, point.precision) for point in row}) == 1
    head = Show(
        month=not (one_month and last.precision is Precision.DAY),
        year=show.year and not one_year,
        zone=len({point.offset for point in row}) > 1,
        case=show.case,
    )
    return [*(_plain(words, point, head) for point in heads), _plain(words, last, show)]


def _plain(words: Words, point: Point, show: Show) -> str:
    if point.precision is Precision.CENTURY:
        return _century(words, point.year, show.case)
    if point.precision in (Precision.DECADE, Precision.YEAR):
        name = (
            "year" if point.precision is Precision.YEAR else "decade" if point.year % 100 else "first_decade"
        )
        parts = {"year": point.year, "last": point.year + 9, "tens": point.year % 100}
        return _in(words, name, show.case).format(**parts, century=point.year // 100 + 1)
    day = _calendar(words, point, show)
    if point.precision is not Precision.MINUTE:
        return day
    time = _clock(words, point)
    return words.say("date.moment", date=day, time=_zoned(words, point, time) if show.zone else time)


def _calendar(words: Words, point: Point, show: Show) -> str:
    if point.season:
        said = _in(words, f"season.{point.season}", show.case)
    elif point.day and not show.month:
        return words.say("date.day", day=point.day)
    elif point.day:
        month = _in(words, f"month.{point.month}", "genitive")  # the first of May, where there is one
        said = words.say("date.day_month", day=point.day, month=month)
    else:
        said = _in(words, f"month.{point.month}", show.case)
    return words.say("date.with_year", date=said, year=_year(words, point)) if show.year else said


def _in(words: Words, name: str, case: str) -> str:
    """An entry in a case, or as it stands alone where the language has no other form for it."""
    cased = f"date.{case}.{name}"
    return words[cased if case and cased in words else f"date.{name}"]


def _year(words: Words, point: Point) -> str:
    if point.season == WINTER:
        return words.say("date.close", start=point.year, end=point.year + 1)
    return str(point.year)


def _century(words: Words, first: int, case: str) -> str:
    name = f"century.{first // 100 + 1}"
    if f"date.{name}" in words:
        return _in(words, name, case)
    return words.say("date.close", start=first, end=first + 99)


def _clocks(words: Words, row: Sequence[Point]) -> list[str]:
    """Hours of one day; "a.m." and "p.m." are said once if they hold for all."""
    *heads, last = row
    bare = len({_half(point) for point in row}) == 1 and _half(last) in ("am", "pm")
    return [*(_clock(words, point, bare) for point in heads), _clock(words, last)]


def _clock(words: Words, point: Point, bare: bool = False) -> str:
    key = "date.clock.minutes" if point.minute else "date.clock.hour"
    time = words.say(key, hour=point.hour % 12 or 12, hour24=point.hour, minute=point.minute)
    return time if bare else words.say(f"date.clock.{_half(point)}", time=time)


def _half(point: Point) -> str:
    if point.minute == 0 and point.hour % 12 == 0:
        return "noon" if point.hour else "midnight"
    return "am" if point.hour in range(12) else "pm"


def _zoned(words: Words, point: Point, time: str) -> str:
    if point.offset is None:
        return time
    hours, minutes = divmod(abs(point.offset), 60)
    sign = "−" if point.offset < 0 else "+"
    offset = f"{sign}{hours}:{minutes:02}" if minutes else f"{sign}{hours}" if hours else ""
    return words.say("date.clock.zone", time=time, offset=offset)


def _day(point: Point) -> tuple[int | None, ...]:
    return (point.year, point.month, point.day, point.offset, point.precision)


def _qualifier(point: Point) -> tuple[bool, bool]:
    return point.approximate, point.uncertain


def _qualified(words: Words, point: Point, date: str) -> str:
    key = QUALIFIERS.get(_qualifier(point))
    return words.say(key, date=date) if key else date


def _dash(words: Words, forms: Sequence[str], alike: bool) -> str:
    """Close between like and single words, `20–21 August`; spaced between any others."""
    start, end = forms
    close = alike and not any(space in start for space in SPACES)
    return words.say("date.close" if close else "date.wide", start=start, end=end)


def _listed(key: str, words: Words, forms: Sequence[str], _alike: bool) -> str:
    *heads, last = forms
    if not heads:
        return last
    head = reduce(lambda start, end: words.say("date.comma", start=start, end=end), heads)
    return words.say(key, start=head, end=last)


def _on(words: Words, forms: Sequence[str], alike: bool) -> str:
    return words.say("date.on", date=OR(words, forms, alike))


OR, AND, ON = partial(_listed, "date.or"), partial(_listed, "date.and"), _on
LISTS: Mapping[str, Join] = {
    "": _dash,
    **{key: partial(_listed, key) for key in ("date.between", "date.from_to")},
}
