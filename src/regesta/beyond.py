"""What EDTF can say and this house does not read: why, and what to write instead.

Features of level 1 that lie outside our years, and those of level 2 but its sets. One table, from the
most telling form to the least; `edtf` asks it only about what it cannot read.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

YEARS = "years run from 0001 to 9999"
MONTHS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 37: (1, 4), 38: (5, 8), 39: (9, 12)}
MONTHS |= {40: (1, 6), 41: (7, 12)}
NORTHERN, SOUTHERN = range(25, 29), range(29, 33)


class Refusal(NamedTuple):
    """Why a date is not read, and what to write instead, if that can be said."""

    reason: str
    hint: str = ""


def refusal(text: str) -> Refusal | None:
    """Why a date that is EDTF is not read; None for what is no EDTF either."""
    plain = re.sub("[~?%]", "", text)
    for form, made in FORMS.items():
        if found := re.fullmatch(form, plain):
            return made(found)
    if plain != text and re.fullmatch("[0-9]{4}(-[0-9]{2}){1,2}", plain):
        return Refusal("only a whole date can be qualified", f"try {plain}{_sign(text)}")
    return None


def _grouping(found: re.Match[str]) -> Refusal:
    """Seasons of a hemisphere, quarters and longer parts of a year."""
    year, number = found[1], int(found[2])
    if number in NORTHERN:
        return Refusal("seasons are those of the north", f"try {year}-{number - 4}")
    if number in SOUTHERN:
        return Refusal("seasons are those of the north", "write the months: 1968-09/1968-11")
    first, last = MONTHS[number]
    return Refusal("parts of a year are seasons alone", f"try {year}-{first:02}/{year}-{last:02}")


def _days(found: re.Match[str]) -> Refusal:
    """Ten days of a month."""
    first, last = max(1, int(f"{found[2]}0")), int(f"{found[2]}9")
    return Refusal("X may only end it", f'try "[{found[1]}-{first:02}..{found[1]}-{last:02}]", in quotes')


def _sign(text: str) -> str:
    signs = set(re.findall("[~?%]", text))
    return "%" if len(signs) > 1 else signs.pop()


# A form, without its qualifiers → its refusal; the first that fits counts.
FORMS: Mapping[str, Callable[[re.Match[str]], Refusal]] = {
    "([0-9]{4})-(2[5-9]|3[0-9]|4[01])": _grouping,
    "Y?-?[0-9]+E[0-9]+(S[0-9]+)?": lambda _: Refusal("years are not written with exponents", YEARS),
    "Y?-?[0-9]+S[0-9]+": lambda _: Refusal(
        "digits that count are not marked", "write X for those that do not: 19XX"
    ),
    "Y-?[0-9]{5,}|-[0-9]{4}(-[0-9]{2}){0,2}": lambda _: Refusal(
        "it lies outside the years 0001 to 9999", YEARS
    ),
    "([0-9]{4}-[0-9]{2})-([0-2])X": _days,
    "(?=.*X)[0-9X]{4}(-[0-9X]{2}){0,2}": lambda _: Refusal("X may only end it", "write 196X or 1968-08-XX"),
}
