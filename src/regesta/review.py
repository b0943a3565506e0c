"""Changes that nobody has decided: which there are, and a file once some of them are; no I/O.

To decide is only ever to take characters out: the signs, the words that fall, the remarks. So marks may
stand in each other, and whatever belongs to no decided mark stays as it is, byte for byte. To answer is only
ever to put one remark behind the others.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from regesta.dates import parse
from regesta.facts import Change, Remark
from regesta.model import Book
from regesta.reader.critic import signed
from regesta.source import Place, Source, Span, offsets

HIDES = re.compile(r"[{}`\\\r\n]|<<|>>|~>")  # what would end a remark, or hide its end


class Open(NamedTuple):
    """A change, and the file that it stands in."""

    source: Source
    change: Change

    @property
    def place(self) -> Place:
        """Where it begins; one whose place is not known stands at the head of its file."""
        return self.source.place(self.change.span.start if self.change.span else 0)

    @property
    def last(self) -> Place:
        """Where it ends, remarks and all."""
        return self.source.place(_end(self.change))

    @property
    def exact(self) -> bool:
        """Whether it is known to the character, so that it can be decided in the file."""
        change = self.change
        spans = (change.span, *change.parts, *(remark.span for remark in change.remarks))
        return all(spans) and len(change.parts) == (2 if change.kind == "substitute" else 1)


class Spot(NamedTuple):
    """A file, a line of it, or the very column where a change begins."""

    path: str
    line: int | None = None
    column: int | None = None

    def holds(self, one: Open) -> bool:
        """Whether a change stands here; one of several lines stands on each of them."""
        if one.source.path != self.path:
            return False
        if self.line is None:
            return True
        if self.column is not None:
            return one.place == Place(self.line, self.column)
        return one.place.line <= self.line <= one.last.line


class Choice(NamedTuple):
    """Which changes are meant: anywhere or at these spots, by whom, and dated before when."""

    spots: tuple[Spot, ...] = ()
    author: str = ""
    before: datetime | None = None
    comments: bool = False  # those that belong to no change, too


def open_changes(book: Book) -> tuple[Open, ...]:
    """All of them, in the order of the book."""
    return tuple(
        Open(text.source, fact) for text in book.texts for fact in text.facts if isinstance(fact, Change)
    )


def chosen(found: Iterable[Open], choice: Choice) -> tuple[Open, ...]:
    """Those that are meant."""
    return tuple(
        one
        for one in found
        if (not choice.spots or any(spot.holds(one) for spot in choice.spots))
        and choice.author.casefold() in ("", one.change.author.casefold())
        and (not choice.before or _earlier(one.change.date, choice.before))
        and (choice.comments or one.change.kind != "comment")
    )


def _earlier(date: str, before: datetime) -> bool:
    """Whether a date lies wholly before another; one that is not said, or has no end, does not."""
    latest = parse(date).latest if date else None
    return latest is not None and latest < before


def decided(raw: str, source: Source, changes: Iterable[Change], accept: bool) -> str:
    """The characters of a file, its own line ends and tabs, once the changes are accepted or rejected."""
    at, made, done = offsets(raw, source), [], 0
    for cut in _cuts(changes, accept):
        start, end = at(cut.start), at(cut.end)
        made.append(raw[done : max(done, start)])
        done = max(done, end)
    return "".join((*made, raw[done:]))


def unfit(author: str, words: str) -> str:
    """Why a remark cannot be written; nothing where it can."""
    by = signed(f"{author}: x")
    if by.author != author or not author:
        return f'"{author}" is no signature: two to four capitals are'
    if not words.strip():
        return "an answer needs words"
    hidden = HIDES.search(words)
    return f'a comment cannot hold "{hidden[0].strip() or "a line end"}"' if hidden else ""


def answered(raw: str, source: Source, change: Change, remark: Remark) -> str:
    """The characters of a file with one remark more, behind those that a change has."""
    end = offsets(raw, source)(_end(change) - 1) + 1  # the character before is known to stand in this line
    by = " ".join(filter(None, (remark.author, remark.date)))
    return f"{raw[:end]}{{>>{by}: {remark.words.strip()}<<}}{raw[end:]}"


def _end(change: Change) -> int:
    spans = (change.span, *(remark.span for remark in change.remarks))
    return max((span.end for span in spans if span), default=0)


def left(found: Iterable[Open], taken: Iterable[Open], accept: bool) -> int:
    """How many changes stay open: not those decided, nor those that stood in words that fell."""
    done = {one.change for one in taken}
    fallen: dict[str, list[Span]] = {}
    for cut in _cuts(done, accept):
        fallen.setdefault(cut.path, []).append(cut)
    reach = {path: ([cut.start for cut in cuts], _reach(cuts)) for path, cuts in fallen.items()}
    return sum(one.change not in done and not _fell(one.change.span, reach) for one in found)


def _reach(cuts: Iterable[Span]) -> list[int]:
    """How far one of the cuts up to each of them goes."""
    return list(accumulate((cut.end for cut in cuts), max))


def _fell(span: Span | None, reach: Mapping[str, tuple[list[int], list[int]]]) -> bool:
    if span is None or span.path not in reach:
        return False
    starts, ends = reach[span.path]
    before = bisect_right(starts, span.start)
    return before > 0 and ends[before - 1] >= span.end


def _cuts(changes: Iterable[Change], accept: bool) -> list[Span]:
    """What is taken out, in order of place."""
    return sorted((cut for one in changes for cut in _taken(one, accept)), key=lambda cut: cut.start)


def _taken(change: Change, accept: bool) -> Iterator[Span]:
    span, kept = change.span, _kept(change, accept)
    if span and kept:
        yield Span(span.path, span.start, kept.start)
        yield Span(span.path, kept.end, span.end)
    elif span:
        yield span
    yield from (remark.span for remark in change.remarks if remark.span)


def _kept(change: Change, accept: bool) -> Span | None:
    """The words that stay."""
    if change.kind == "substitute":
        return change.parts[1 if accept else 0]
    stays = {"insert": accept, "delete": not accept, "highlight": True, "comment": False}
    return change.parts[0] if stays[change.kind] else None
