"""Marks with single spaces, and what stands in their braces in the order of the manual.

Only what the reader took for a mark is one, so code is never touched; a mark of several lines keeps them.
"""

import re
from collections.abc import Iterator

from regesta.reader.attributes import Attribute, attributes
from regesta.reader.grammar import POINTS, QUALIFIERS
from regesta.reader.marks import INDEXED
from regesta.reader.parse import parse
from regesta.settings import ChapterMeta
from regesta.source import Source
from regesta.tidying.edits import Edit
from regesta.tree import walk

BRACES = re.compile(r'\{(?:[^{}"\n]|"[^"\n]*")*\}\Z')
POINT = re.compile(r"\{(?P<verb>[^\W\d_]\w*[+!-]?) *(?P<colon>:?) *(?P<words>.*?) *\}", re.DOTALL)
ORDER = ("", *QUALIFIERS)  # of what is said in braces; first come the verbs, in an order that means something
BAR = re.compile(r" *\| *")


def marks(source: Source) -> Iterator[Edit]:
    """What marks would have otherwise."""
    body = parse(source, ChapterMeta).value.body  # the front matter, good or bad, plays no part
    spans = {one.span for one in walk(body) if one.get("data-mark") and one.span}
    for span in spans:
        words = source.text[span.start : span.end]
        if words.startswith("[") and (braces := BRACES.search(words)):
            at, tidy = span.start + braces.start(), _braces(braces[0][1:-1])
            if tidy != braces[0]:
                yield Edit(at, span.end, tidy)
        elif words.startswith("{") and (point := POINT.fullmatch(words)) and point["verb"] in POINTS:
            yield from _point(span.start, point)


def _braces(inside: str) -> str:
    """What says something of the words before it."""
    if entry := INDEXED.match(inside):
        return f"{{{entry['verb']}: {_plain(inside[entry.end() :])}}}"
    given, stop = attributes(inside)
    if stop is not None:
        return f"{{{inside}}}"
    told = sorted(given, key=_rank)
    return f"{{{' '.join(inside[one.start : one.end] for one in told)}}}"


def _rank(one: Attribute) -> int:
    """Verbs as they are, what belongs to them, then the name and classes."""
    if one.kind in ("id", "class"):
        return len(ORDER) + (one.kind == "class")
    return ORDER.index(one.name) if one.name in ORDER else 0


def _point(at: int, point: re.Match[str]) -> Iterator[Edit]:
    """The signs round the words of a mark that stands alone; the words too, where they are no text."""
    verb, words = point["verb"], point["words"]
    if not words:
        tidy = f"{{{verb}}}" if not point["colon"] else point[0]
        yield from [Edit(at, at + point.end(), tidy)] if tidy != point[0] else []
        return
    begin, end = (at + place for place in point.span("words"))
    head, tail = f"{{{verb}: ", "}"
    said = words if POINTS[verb].text or "\n" in words else _said(verb, words)
    for start, stop, tidy in ((at, begin, head), (begin, end, said), (end, at + point.end(), tail)):
        if point.string[start - at : stop - at] != tidy:
            yield Edit(start, stop, tidy)


def _said(verb: str, words: str) -> str:
    plain = _plain(words)
    return BAR.sub(" | ", plain, count=1) if verb == "event" else plain


def _plain(words: str) -> str:
    return " ".join(words.split())
