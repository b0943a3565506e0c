"""Source positions through Markdown, which keeps none.

`stamp` puts one private character in front of every opener of inline syntax, before every closing
brace, into the label of a note, and after the first word of a block; whoever meets it later knows
the offset. Only Markdown decides what is a mark, a table or code: this module merely guesses where a
position might be wanted, and a wrong guess costs nothing. Fences (`blocks.Cut`) are replaced by one
short paragraph each, which `freeze` knows again.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from regesta.reader.blocks import Cut
from regesta.reader.grammar import POINTERS

# Planes 15 and 16 but for the last few: 131,040 stamps of one character each.
FIRST, LAST = 0xF0000, 0x10FFDF
CUT, HIDDEN = "\U0010fffc", "\U0010fffb"  # a fence; a pipe inside a mark
ONE = f"[{chr(FIRST)}-{chr(LAST)}]"
STAMP = re.compile(ONE)
POINTER = "(?:" + "|".join(POINTERS) + r")-[\w-]*\w"

MARKERS = r"[ >]*+(?:(?:[-+*]|\d+\.)[ ]++[ >]*+)*+"  # possessive: spaces can be shared out in n² ways
# A link's address exactly as Markdown knows it: `[Dubček]: he said` is none.
TITLE = r"(?:[\"'].*[\"'][ ]*|\(.*\)[ ]*)?"
DEFINITION = re.compile(
    rf"^{MARKERS}\[(?![@^])(?:[^\[\]\n]|\n(?!\n))*\]:"
    rf"(?=[ ]*\n?[ ]*\S+[ ]*(?:\n[ ]*)?{TITLE}$)(?:[ ]*<)?",
    re.MULTILINE,
)
DEFINED = re.compile(r"\[([^\[\]]*)\]:")
HEADING = re.compile(MARKERS + r"#{1,6}[ ]+(?=[\w\"'“‘„(])")
FIRST_WORD = re.compile(
    MARKERS + r"(?:\|[ ]*+)?[\"'“‘„(*_]{0,3}(?:[^\W\d_]+(?=[ ,.;!?)'’*-]|$)|\d+(?=[ ,;]|$))"
)
ADDRESS = r"<[^<>]*>\s*(?:'[^']*'|\"[^\"]*\")?\s*\)"  # of a link: a stamp would belong to it
TAG = r"/?[A-Za-z][A-Za-z0-9-]*[\s/>]|!--"
AUTOLINK = r"[A-Za-z][A-Za-z0-9+.-]*://|[^<> !]+@"
TOKEN = re.compile(
    rf"\\.|(?P<note>\[\^(?=[^\]\n]*\]:))|(?P<open>!?\[|\{{(?:\+\+|--|~~|==|>>)?|@(?={POINTER})"
    rf"|(?:(?<!\]\()(?<!\]\( )|(?!{ADDRESS}))<(?={TAG}|{AUTOLINK}))"
    r"|(?P<close>(?:\+\+|--|~~|==|<<)?\})"
)
SECOND_HALF = re.compile(r"\][ \n]?(?:[ >]*)$")  # we may be at the second [ of [text][id]
LABEL = re.compile(
    r"\[(?!\^)(?P<label>[^\[\]@]*)\]"
    r"(?!\{(?:[^{}\"]|\"[^\"]*\")*\})(?P<link>\((?:[^()\n]|\n(?!\n))*\))?"
)


class Stamped(NamedTuple):
    """The text for Markdown and what its stamps stand for."""

    text: str
    offsets: tuple[int, ...]  # stamp n stands for this offset of the source's text
    full: bool  # more points than stamps: the rest has no positions


class Point(NamedTuple):
    """Where a stamp goes in, and the offset it stands for."""

    insert: int
    report: int


def stamp(text: str, start: int = 0, cuts: tuple[Cut, ...] = (), positions: bool = True) -> Stamped:
    """The text for Markdown; without `positions` only the fences are replaced."""
    pieces: list[str] = []
    offsets: list[int] = []
    defined = frozenset(_plain(label) for label in DEFINED.findall(text))
    for begin, end, cut in _stretches(start, len(text), cuts):
        at = begin
        for point in _points(text[begin:end], begin, defined) if positions else ():
            if FIRST + len(offsets) > LAST:
                break
            pieces += text[at : point.insert], chr(FIRST + len(offsets))
            offsets.append(point.report)
            at = point.insert
        pieces.append(text[at:end])
        if cut and cut.number >= -1:
            pieces.append(f"\n\n{CUT}{cut.number}{CUT}\n\n")
    return Stamped("".join(pieces), tuple(offsets), FIRST + len(offsets) > LAST)


def strip(text: str) -> str:
    """The text without stamps."""
    return text if text.isascii() else STAMP.sub("", text)


def _stretches(start: int, end: int, cuts: tuple[Cut, ...]) -> Iterator[tuple[int, int, Cut | None]]:
    for cut in cuts:
        yield start, cut.start, cut
        start = cut.end
    yield start, end, None


def _points(text: str, start: int, defined: frozenset[str]) -> Iterator[Point]:
    """All points of one stretch, shifted by `start`; a definition's label stays clear of them."""
    above, at, clear = "", 0, 0
    for line in text.split("\n"):
        definition = DEFINITION.match(text, at) if at >= clear else None
        clear = definition.end() if definition else clear
        points = list(_openers(text, max(at, clear), at + len(line), defined))
        first = _first_word(line, above, at) if at >= clear else None
        if first and not any(point.insert < first.insert for point in points):
            points.insert(0, first)
        yield from (Point(start + insert, start + report) for insert, report in points)
        at, above = at + len(line) + 1, line


def _first_word(line: str, above: str, at: int) -> Point | None:
    """The first word of a block, or of a line that may be a row of a table."""
    begin = (
        (HEADING.match(line) or FIRST_WORD.match(line)) if _begins_block(line, above) or "|" in line else None
    )
    return Point(at + begin.end(), at + len(line) - len(line.lstrip())) if begin else None


def _openers(text: str, at: int, end: int, defined: frozenset[str]) -> Iterator[Point]:
    for match in TOKEN.finditer(text, at, end):
        if match["close"]:
            yield Point(match.start(), match.end())
        elif match["note"]:
            yield Point(match.end(), match.start())
        elif match["open"] and not _second_half(text, match.start(), defined):
            yield Point(match.start(), match.start() + (match[0][0] == "!"))


def _second_half(text: str, at: int, defined: frozenset[str]) -> bool:
    """A stamp between [text] and [id] would part them; a mark or a link to elsewhere is no id."""
    if text[at] != "[" or not SECOND_HALF.search(text[max(0, at - 40) : at]):
        return False
    label = LABEL.match(text, at)
    return label is not None and (not label["link"] or _plain(label["label"]) in defined)


def _plain(label: str) -> str:
    return " ".join(label.lower().split())


def _begins_block(line: str, above: str) -> bool:
    return not above.strip(" >") or line.lstrip(" >").startswith(("#", "- ", "* ", "+ "))
