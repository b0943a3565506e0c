"""How wide words are in the sans of the house, where lines end, and how labels keep apart: for drawings."""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

# Hundredths of the size, of the semi-bold, which is never narrower than the regular.
SIGNS = {
    20: " \u00a0", 26: "ij|", 27: "l", 28: "I',.:;’·", 32: "f!()-[]{}", 34: "/\\", 36: "t", 37: "r",
    44: "szł*?", 46: "c", 48: "x\"–“”„", 50: "vyLYJ_−", 51: "0123456789eF#$+<=>^~", 53: "agk",
    55: "ESVXZToø", 57: "bdhnpquA", 59: "CPRđ", 60: "BKß", 63: "DG", 66: "HNU&", 68: "OQØ", 75: "Mw",
    80: "W—æ", 88: "Æ%m@", 96: "…",
}  # fmt: skip
WIDTHS = {sign: width for width, signs in SIGNS.items() for sign in signs}
UNKNOWN = 70


def width(words: str, size: float) -> float:
    """About how wide the words are; rather too wide than too narrow."""
    plain = (sign for sign in normalize("NFD", words) if not "\u0300" <= sign <= "\u036f")
    return sum(WIDTHS.get(sign, UNKNOWN) for sign in plain) * size / 100


def lines(words: str, size: float, room: float, first: float = 0) -> Iterator[str]:
    """The words in lines that fit the room; of the first line so much is taken already."""
    line, taken = "", first
    for word in words.split(" "):
        tried = f"{line} {word}" if line else word
        if (line or taken) and taken + width(tried, size) > room:
            yield line
            line, taken = word, 0.0
        else:
            line = tried
    yield line


def placed(wishes: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Where each of a row of boxes begins, in their order and without overlap, near where it wishes to."""
    tops: list[float] = []
    for wish, _ in zip(wishes, heights, strict=True):
        below = tops[-1] + heights[len(tops) - 1] if tops else 0.0
        tops.append(max(wish, below))
    floor = room
    for n in reversed(range(len(tops))):
        tops[n] = min(tops[n], floor - heights[n])
        floor = tops[n]
    return tops
