"""Dates of TEI → EDTF, and what a date of EDTF is called in TEI; to the minute, never guessed."""

import re

from regesta.dates import DateError, parse
from regesta.exchange.xml import Raw

SECONDS = re.compile(r"(T\d\d:\d\d):\d\d(?:\.\d+)?")
ISO = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?)?)?")
METHOD = "#edtf"  # says that `when-custom` is written in EDTF


def edtf(raw: Raw) -> str:
    """The date that an element states, in EDTF, or nothing; of a span of hours the day."""
    if raw.get("datingMethod") == METHOD:
        return _valid(raw.get("when-custom") or "")
    if when := raw.get("when"):
        return _valid(SECONDS.sub(r"\1", when))
    first, last = (raw.get("from") or "")[:10], (raw.get("to") or "")[:10]
    if first or last:
        return _valid(first if first == last else f"{first or '..'}/{last or '..'}")
    first, last = (raw.get("notBefore") or "")[:10], (raw.get("notAfter") or "")[:10]
    return _valid(f"[{first}..{last}]") if first or last else ""


def said(words: str) -> str:
    """The first date that is written in figures, or nothing."""
    found = ISO.search(words)
    return _valid(found[0]) if found else ""


def attributes(date: str) -> dict[str, str]:
    """A date of EDTF as the attributes of TEI that say the most of it, and exactly as it is."""
    made = {"when-custom": date, "datingMethod": METHOD}
    if ISO.fullmatch(date):
        return {"when": date, **made} if "T" not in date else {"when": _full(date), **made}
    earliest, latest = parse(date).earliest, parse(date).latest
    if earliest:
        made["notBefore"] = earliest.date().isoformat()
    if latest:
        made["notAfter"] = latest.date().isoformat()
    return made


def _full(moment: str) -> str:
    return re.sub(r"(T\d\d:\d\d)", r"\1:00", moment)


def _valid(date: str) -> str:
    try:
        parse(date)
    except DateError:
        return ""
    return date
