"""The small types that settings, records and registers share: dates, ids, the unknown.

Each is a pydantic type, so its rule holds wherever it is used and shows in the JSON Schemas.
"""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from regesta.data import Model
from regesta.dates import HistoricalDate, parse

POINT, POLE = re.compile(r"(-?\d{1,2}\.\d\d), (-?\d{1,3}\.\d\d)"), 90
ZONE = re.compile(r"Z|([+-])(0\d|1[0-4]):([0-5]\d)")


def _date(value: Any) -> HistoricalDate:
    return value if isinstance(value, HistoricalDate) else parse(str(value))


def _identifier(prefix: str) -> tuple[Any, ...]:
    """What an id of a kind must look like, for a text and for a schema."""
    form = re.compile(rf"{prefix}[a-z0-9][a-z0-9-]*")

    def check(value: str) -> str:
        if not form.fullmatch(value):
            raise ValueError(
                f'"{value}" is no id of this kind; write {prefix or "a word"}… in a-z, 0-9 and -'
            )
        return value

    return AfterValidator(check), WithJsonSchema({"type": "string", "pattern": form.pattern})


def _number(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _point(value: str) -> str:
    """Where a place lies, to a hundredth of a degree: about a kilometre, which a book needs and no more."""
    found = POINT.fullmatch(value)
    if not found or abs(float(found[1])) > POLE or abs(float(found[2])) > 2 * POLE:
        raise ValueError(f'"{value}" is no latitude and longitude to two places; write "50.09, 14.42"')
    return value


def _zone(value: Any) -> int:
    """How many minutes the clocks are ahead of UTC."""
    found = ZONE.fullmatch(str(value))
    if not found:
        raise ValueError(f'"{value}" is no zone; write how far the clocks are ahead of UTC, such as +01:00')
    minutes = 60 * int(found[2] or 0) + int(found[3] or 0)
    return -minutes if found[1] == "-" else minutes


def zone(minutes: int) -> str:
    """A zone as it is written in YAML."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


Edtf = Annotated[
    HistoricalDate,
    BeforeValidator(_date),
    WithJsonSchema(
        {"type": "string", "description": "a date in EDTF: 1968-08-21, 1968-08, 1968-08-20/1968-08-21"}
    ),
]
Zone = Annotated[int, BeforeValidator(_zone), WithJsonSchema({"type": "string", "pattern": ZONE.pattern})]
Text = Annotated[str, BeforeValidator(_number), Field(min_length=1)]  # 12 may be written without quotes
Point = Annotated[str, AfterValidator(_point)]
ChapterId = Annotated[str, *_identifier("ch-")]
SourceId = Annotated[str, *_identifier("src-")]
EventId = Annotated[str, *_identifier("ev-")]
Id = Annotated[str, *_identifier("")]


class Unknown(Model):
    """What a required field holds when nobody could find out; printed as "not recorded"."""

    unknown: Annotated[str, Field(min_length=3, description="why it is not known")]
