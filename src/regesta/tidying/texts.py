"""Rules for texts: blank lines round blocks and headings, fences, headings, and what stands in marks."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from regesta.reader.blocks import CLOSES, Outline, outline
from regesta.reader.parse import FRONT
from regesta.source import Source
from regesta.tidying.edits import Edit
from regesta.tidying.fences import fence
from regesta.tidying.lines import Line, blanks, lines, trailing
from regesta.tidying.marks import marks

HEAD = re.compile(r"(?P<signs>#{1,6}) *+(?P<words>.*?)(?: +#+)? *$")
CODE = re.compile(r"(?P<sign>`{3,}|~{3,}) *(?P<info>.*?) *$")


def text(source: Source) -> Iterator[Edit]:
    """What a chapter or source would have otherwise."""
    front = FRONT.match(source.text)
    outlined = outline(source, front.end() if front else 0).value
    found = list(_kinds(source, outlined))
    yield from trailing(source.text, found)
    yield from blanks(source.text, found, _between)
    yield from _fences(source, outlined, found)
    yield from _heads(source, found)
    yield from marks(source)


def _kinds(source: Source, outlined: Outline) -> Iterator[Line]:
    """Each line, and what it is."""
    blocks = outlined.blocks
    code = [cut for cut in outlined.cuts if cut.number >= 0 and blocks[cut.number].name == "code"]
    fences = {cut.start: cut.number for cut in outlined.cuts if cut not in code and cut.number >= CLOSES}
    begins = [cut.start for cut in code]
    for line in lines(source.text):
        n = bisect_right(begins, line.start) - 1
        if line.start < outlined.start:
            yield line._replace(kind="front")
        elif n >= 0 and line.start <= code[n].end:
            yield line._replace(kind="code")
        elif line.start in fences:
            yield line._replace(kind="close" if fences[line.start] == CLOSES else "open")
        else:
            yield line._replace(kind="head" if HEAD.match(source.text, line.start, line.end) else "text")


def _between(above: Line, below: Line, number: int) -> int:
    """How many blank lines belong between two lines."""
    kinds = (above.kind, below.kind)
    if kinds == ("front", "front") or (kinds == ("code", "code") and not number):
        return number
    if below.kind == "close" or (above.kind == "open" and below.kind != "open"):
        return 0
    if kinds == ("open", "open") or above.kind == "front":
        return min(number, 1)
    return 1 if {"open", "close", "head", "code"} & set(kinds) else min(number, 1)


def _fences(source: Source, outlined: Outline, found: list[Line]) -> Iterator[Edit]:
    blocks = {block.head.start: block.name for block in outlined.blocks}
    for line in found:
        words = source.text[line.start : line.end]
        if line.kind == "close":
            tidy = ":::"
        elif line.kind == "open":
            tidy = fence(words, blocks.get(line.start, ""))
        elif line.kind == "code" and blocks.get(line.start) == "code" and (opened := CODE.match(words)):
            tidy = opened["sign"] + opened["info"]
        else:
            continue
        if tidy != words:
            yield Edit(line.start, line.end, tidy)


def _heads(source: Source, found: list[Line]) -> Iterator[Edit]:
    """One space after the signs of a heading, and none of them behind it."""
    for line in found:
        words = source.text[line.start : line.end]
        if line.kind != "head" or not (head := HEAD.match(words)) or not head["words"]:
            continue
        begin, end = line.start + head.end("signs"), line.start + head.start("words")
        if end - begin != 1:
            yield Edit(begin, end, " ")
        if head.end("words") < len(words):
            yield Edit(line.start + head.end("words"), line.end, "")
