"""CriticMarkup: `{++in++} {--out--} {~~old~>new~~} {==look==} {>>JN: why<<}`; knows no Markdown."""

import re
from typing import NamedTuple

from regesta.reader.grammar import CHANGES
from regesta.reader.stamps import STAMP

OPEN = re.compile(r"\{(" + "|".join(map(re.escape, CHANGES)) + ")")


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
