"""What no line may part: a day and its month, a number and the abbreviation before or behind it.

The marks of dates and pointers are kept together by the styles; this is for the same words where nobody
marked them, in a sentence, a note, an entry of a list.
"""

import re
from functools import cache

from regesta.words import Words

SPACE = "\u00a0"


def bound(text: str, words: Words) -> str:
    """The text with its spaces of this kind made such as do not break."""
    return _pattern(words).sub(rf"\1{SPACE}", text) if " " in text else text


@cache
def _pattern(words: Words) -> re.Pattern[str]:
    """A day before a month, an abbreviation before a number, a number before a unit, and their space."""
    months = {words[key] for key in words if re.fullmatch(r"date\.(?:\w+\.)?month\.\d+", key)}
    before, after = words["bound.before-number"].split(), words["bound.after-number"].split()
    named, short, unit = (
        "|".join(sorted(map(re.escape, some), reverse=True)) for some in (months, before, after)
    )
    day, number = rf"\d{{1,2}}\.?(?= (?:{named})\b)", rf"(?:{short})(?= \d)"
    return re.compile(rf"((?<![\w.])(?:{day}|{number})|\d(?= (?:{unit})(?!\w))) ")
