"""CriticMarkup: `{++in++} {--out--} {~~old~>new~~} {==look==} {>>JN 2026-11-20: why<<}`.

Knows no Markdown but what hides a sign: an escape, and code.
"""

import re
from typing import NamedTuple

from regesta.dates import DateError
from regesta.dates import parse as parse_date
from regesta.reader.grammar import CHANGES
from regesta.reader.stamps import STAMP

OPEN = re.compile(r"\{(" + "|".join(map(re.escape, CHANGES)) + ")")
# What parts old from new in a file's own text, and what may hide it there: an escape, or code.
PARTING = re.compile(r"\\.|(?P<code>`++)(?P<closed>.+?(?<!`)(?P=code)(?!`))?|(?P<between>~>)", re.DOTALL)
# Initials are two to four capitals, so that "Note: see below" is signed by nobody.
INITIALS = r"(?P<author>[^\W\d_](?:[.-]?[^\W_]){1,3}\.?)"
SIGNED = re.compile(rf"\s*{INITIALS}(?:\s+(?P<date>\d\S*?)(?=:(?:\s|$)|\s*$)|(?=:|\s*$))\s*(?P<colon>:?)\s*")


class Critic(NamedTuple):
    """A change as it stands in the text Markdown shows."""

    sign: str
    parts: tuple[str, ...]  # one inside, or old and new
    end: int
    stamp: str


def critic(data: str, at: int) -> Critic | None:
    """The change that begins at the brace at `at`; None when it is none or never closes."""
    opener = OPEN.match(data, at)
    if not opener:
        return None
    closer = CHANGES[opener[1]].closer + "}"
    close = data.find(closer, opener.end())
    while close > 0 and OPEN.match(data, close - 1):  # `{++}` opens, it never closes
        close = data.find(closer, close + 1)
    if close < 0:
        return None
    stamp = data[close - 1] if STAMP.match(data[close - 1]) else ""
    inside = data[opener.end() : close - len(stamp)]
    parts = tuple(inside.split("~>", 1)) if opener[1] == "~~" else (inside,)
    return Critic(opener[1], parts, close + len(closer), stamp)


def stretches(raw: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a change stand in the file's own text of it: one stretch, or old and new.

    Nothing where that is not sure: of several `~>`, one may be code that begins and never ends.
    """
    opener = OPEN.match(raw)
    closer = CHANGES[opener[1]].closer + "}" if opener else ""
    if not opener or not raw.endswith(closer) or len(raw) < opener.end() + len(closer):
        return ()
    start, end = opener.end(), len(raw) - len(closer)
    many = raw.count("~>", start, end) > 1
    for found in PARTING.finditer(raw, start, end) if opener[1] == "~~" else ():
        if found["between"]:
            return (start, found.start()), (found.end(), end)
        if many and found["code"] and not found["closed"]:
            return ()
    return ((start, end),)


class Signed(NamedTuple):
    """Who wrote a comment, and when, and where in it the words begin."""

    author: str
    date: str
    at: int


def signed(words: str, alone: bool = True) -> Signed:
    """What `JN 2026-11-20: why` says of itself; `alone` where nothing follows the words.

    A date that cannot be read is one of the words: a comment has no faults.
    """
    match = SIGNED.match(words)
    if not match or not match["author"].isupper() or not (match["colon"] or alone):
        return Signed("", "", 0)
    date = match["date"] or ""
    try:
        parse_date(date)
    except DateError:
        return Signed(match["author"], "", match.start("date") if date else match.end())
    return Signed(match["author"], date, match.end())
