"""A text between two fences as blocks of Markdown: headings, items, cells, notes and paragraphs.

Only a guess at what Markdown makes of the lines; `paragraphs` holds it against what the reader read.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

RULE = re.compile(r"[ ]{0,3}(?:\|?[ :|-]*-[ :|-]*)$")
BEGINS = (  # what a line may begin, by its signs
    ("h", re.compile(r"(?P<sign>(?P<says>#{1,6})[ ]+)(?P<words>.*?)(?:[ ]+#+)?[ ]*$")),
    ("note", re.compile(r"(?P<sign>[ ]{0,3}\[\^(?P<says>[^\]\n]+)\]:[ ]*)")),
    ("li", re.compile(r"(?P<sign>(?P<says>[ ]*(?:[-*+]|\d+\.))[ ]+)")),
    ("dd", re.compile(r"(?P<sign>:[ ]{1,3})")),
    ("quote", re.compile(r"(?P<sign>[ ]{0,3}>[ ]?)")),
    ("nothing", re.compile(r"(?P<sign>[ ]{0,3}\[(?!-?@|\^)[^\]\n]+\]:[ ]*\S)")),
    ("nothing", re.compile(r"(?P<sign>[ ]{0,3}(?:-[ ]*){3,}$)")),
    ("more", re.compile(r"(?P<sign> {4}[ ]*)")),
)
ALONE = ("li", "more", "nothing")  # which begin only a block, or come right after their like
AFTER = {"li": ("li", "nothing"), "more": (), "nothing": ("nothing",)}
CELL = re.compile(r"(?:\\.|`[^`]*`|\{[^{}]*\}|[^|\\])+")


class Stretch(NamedTuple):
    """A block of the file without the signs that make it one; `says` is what they say."""

    kind: str
    start: int
    end: int
    says: str = ""


def blocks(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The blocks between two fences."""
    for begin, stop in _chunks(text, start, end):
        yield from _chunk(text, begin, stop)


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines that no blank one parts."""
    begin, last, at = -1, start, start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            begin = at if begin < 0 else begin
            last = stop
        elif begin >= 0:
            yield begin, last
            begin = -1
        at = stop + 1
    if begin >= 0:
        yield begin, last


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _chunk(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Lines, each beginning something or going on with what the one above began."""
    rows = list(_lines(text, start, end))
    if len(rows) > 1 and "|" in text[slice(*rows[0])] and RULE.match(text[slice(*rows[1])]):
        yield from _table(text, rows)
        return
    held: Stretch | None = None
    for n, (at, stop) in enumerate(rows):
        begun = _begun(text, at, stop, first=n == 0, above=held)
        if begun is None and held:
            held = held._replace(end=stop)
            continue
        if held:
            yield _trimmed(text, held)
        held = begun if begun and begun.kind != "nothing" else None
        if held and held.kind.startswith("h"):
            yield _trimmed(text, held)
            held = None
    if held:
        yield _trimmed(text, held)


def _begun(text: str, at: int, stop: int, first: bool, above: Stretch | None) -> Stretch | None:
    """What a line begins; None where it goes on."""
    line = text[at:stop]
    for kind, sign in BEGINS:
        found = sign.match(line)
        if not found or (kind in ALONE and not first and not (above and above.kind in AFTER[kind])):
            continue
        if kind == "quote" and above and above.kind == "quote":
            return None
        kind = f"h{len(found['says'])}" if kind == "h" else kind  # noqa: PLW2901 - its rank is known only now
        end = at + found.end("words") if kind.startswith("h") else stop
        return Stretch(kind, at + found.end("sign"), end, found.groupdict().get("says") or "")
    return Stretch("p", at, stop) if first or not above else None


def _trimmed(text: str, one: Stretch) -> Stretch:
    """Without the spaces at its ends."""
    words = text[one.start : one.end]
    start = one.start + len(words) - len(words.lstrip())
    return one._replace(start=start, end=max(start, one.start + len(words.rstrip())))


def _table(text: str, rows: list[tuple[int, int]]) -> Iterator[Stretch]:
    for n, (at, stop) in enumerate(rows):
        if n == 1:
            continue
        line = text[at:stop]
        begin = len(line) - len(line.lstrip())
        begin += line[begin:].startswith("|")
        end = len(line.rstrip())
        end -= line[:end].endswith("|") and not line[:end].endswith("\\|")
        yield from (_trimmed(text, one) for one in _cells(line, at, (begin, end), n))


def _cells(line: str, at: int, within: tuple[int, int], row: int) -> Iterator[Stretch]:
    """The cells of a row; one that is empty too."""
    start, end = within
    place = start
    while True:
        found = CELL.match(line, place, end)
        stop = found.end() if found else place
        yield Stretch("cell", at + place, at + stop, f"{at}:{'head' if row == 0 else 'row'}")
        if stop >= end:
            return
        place = stop + 1
