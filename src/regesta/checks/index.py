"""The index: ranges that close, references that arrive somewhere, headings that help to find a thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.facts import IndexMark
from regesta.headings import Decided, parts
from regesta.model import Book
from regesta.source import Span

Path = tuple[str, ...]
ALIKE = 6  # passages that a reader may be asked to look up one after the other
LONGEST = 50  # sees that are followed one after the other
FEW = 3  # a see to fewer costs more than it saves
DEEPEST = 3  # levels of headings


def check(book: Book) -> Iterator[Diagnostic]:
    """IDX001 to IDX006, IDX009 and IDX010."""
    marks = [[mark for mark in text.facts if isinstance(mark, IndexMark)] for text in book.texts]
    running = len(book.front) + len(book.chapters)
    for one in ([mark for text in marks[:running] for mark in text], *marks[running:]):
        yield from _ranges(one)
    every = [mark for one in marks for mark in one]
    headings = _headings(book, every)
    yield from _references(headings, book.settings.index.double_post)
    yield from _hygiene(headings)


def _ranges(marks: list[IndexMark]) -> Iterator[Diagnostic]:
    """A range opens and closes in one source, or in the run of the chapters."""
    opened: dict[Path, IndexMark] = {}
    for mark in marks:
        heading = " > ".join(mark.path)
        if mark.role == "+":
            if mark.path in opened:
                yield _twice(opened[mark.path], mark)
            opened[mark.path] = mark
        elif mark.role == "-" and not opened.pop(mark.path, None):
            known = (" > ".join(path) for path in opened)
            yield Diagnostic(
                "IDX001", f'no range "{heading}" is open', mark.span, did_you_mean(heading, known)
            )
    yield from map(_unclosed, opened.values())


def _twice(first: IndexMark, second: IndexMark) -> Diagnostic:
    """A range that is opened again in a later chapter was forgotten in the earlier one."""
    if first.span and second.span and first.span.path != second.span.path:
        return _unclosed(first)
    return Diagnostic("IDX001", f'the range "{" > ".join(second.path)}" is opened twice', second.span)


def _unclosed(mark: IndexMark) -> Diagnostic:
    heading = " > ".join(mark.path)
    hint = f"write {{ix-: {heading}}}"
    return Diagnostic("IDX001", f'the range "{heading}" is never closed', mark.span, hint)


# Headings ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Heading:
    """A heading or sub-entry: its passages (those alike, and all with all below it), and where it leads."""

    first: Span | None
    alike: list[Span | None] = field(default_factory=list)
    own: int = 0
    all: int = 0
    below: set[str] = field(default_factory=set)
    see: str = ""
    see_span: Span | None = None
    also: list[tuple[str, Span | None]] = field(default_factory=list)


def _headings(book: Book, marks: list[IndexMark]) -> dict[Path, _Heading]:
    found: dict[Path, _Heading] = {}
    decided = Decided(book)
    for mark in marks:
        if path := decided.path(mark.path):
            _mark(found, mark, path)
    for heading, where in book.index.see.items():
        one = _at(found, parts(heading), None)
        one.see, one.see_span = where, book.places.get(f"see:{heading}")
    for heading, others in book.index.also.items():
        span = book.places.get(f"also:{heading}")
        _at(found, parts(heading), span).also += [(other, span) for other in others]
    return found


def _mark(found: dict[Path, _Heading], mark: IndexMark, path: Path) -> None:
    above = [_at(found, path[:n], mark.span) for n in range(1, len(path) + 1)]
    for one, below in zip(above, path[1:], strict=False):
        one.below.add(below)
    last, options = above[-1], dict(mark.options)
    if "see" in options:
        last.see, last.see_span = options["see"], mark.span
    elif "also" in options:
        last.also.append((options["also"], mark.span))
    elif mark.role != "+":  # a range is one passage, counted where it ends
        last.own += 1
        last.alike += [mark.span] if mark.role != "!" else []
        for one in above:
            one.all += 1


def _at(found: dict[Path, _Heading], path: Path, span: Span | None) -> _Heading:
    return found.setdefault(path, _Heading(span))


def _hygiene(headings: Mapping[Path, _Heading]) -> Iterator[Diagnostic]:
    """IDX003, IDX004, IDX009 and IDX010."""
    for path, one in headings.items():
        heading = " > ".join(path)
        if one.see and one.all:
            message = f'"{heading}" has a see to "{one.see}" and {one.all} of its own'
            hint = "merge the two in index.yaml, or make it a see also"
            yield Diagnostic("IDX009", message, one.see_span, hint)
        if len(path) == DEEPEST + 1:
            message = f'"{heading}" is {len(path)} levels deep; an index has {DEEPEST}'
            yield Diagnostic("IDX010", message, one.first, "make one heading of two of them")
        if len(one.alike) > ALIKE:
            message = f'"{heading}" has {len(one.alike)} passages that nothing tells apart'
            hint = "part them by sub-entries, or mark the main one with {ix!: …}"
            yield Diagnostic("IDX003", message, one.alike[ALIKE], hint)
        if len(one.below) == 1 and not one.own and not one.also and not one.see:
            (below,) = one.below
            message = f'"{heading}" has the one sub-entry "{below}" and nothing else'
            yield Diagnostic("IDX004", message, one.first, f"make one heading of the two: {heading}, {below}")


# References --------------------------------------------------------------------------------------


def _references(headings: Mapping[Path, _Heading], double_post: int) -> Iterator[Diagnostic]:
    """A see leads to an entry that has passages of its own, or sub-entries that have."""
    real = {
        path[:n] for path, one in headings.items() if one.all and not one.see for n in range(1, len(path) + 1)
    }
    for path, one in headings.items():
        if one.see:
            for where in one.see.split(";"):
                yield from _leads(path, where, one.see_span, headings, real)
                if ";" in one.see or not double_post:  # else it is printed with their pages
                    yield from _worth(path, where, one.see_span, headings)
        for others, span in one.also:
            for where in others.split(";"):
                yield from _leads(path, where, span, headings, real)


def _leads(
    path: Path, where: str, span: Span | None, headings: Mapping[Path, _Heading], real: set[Path]
) -> Iterator[Diagnostic]:
    """IDX002 and IDX005."""
    to, name = parts(where), where.strip()
    if to == path or (to in headings and headings[to].see and path in _chain(to, headings)):
        way = "" if to == path else f', by way of "{name}",'
        message = f'"{" > ".join(path)}" leads{way} to itself'
        yield Diagnostic("IDX005", message, span, "let one of them have the passages")
    elif to in headings and headings[to].see:
        yield Diagnostic("IDX002", f'"{name}" is itself a see reference', span, "point to where it leads")
    elif to not in real:
        known = (" > ".join(path) for path in real)
        yield Diagnostic("IDX002", f'the index has no entry "{name}"', span, did_you_mean(name, known))


def _chain(path: Path, headings: Mapping[Path, _Heading]) -> set[Path]:
    """Every heading that is come to from one by following see after see."""
    met: set[Path] = set()
    waiting = [path]
    while waiting and len(met) < LONGEST:
        one = headings.get(waiting.pop())
        if one and one.see:
            new = {parts(where) for where in one.see.split(";")} - met
            met |= new
            waiting += new
    return met


def _worth(
    path: Path, where: str, span: Span | None, headings: Mapping[Path, _Heading]
) -> Iterator[Diagnostic]:
    """IDX006."""
    to = headings.get(parts(where))
    if to and not to.see and 0 < to.all < FEW:
        message = f'"{" > ".join(path)}" sends the reader to {to.all} passage{"" if to.all == 1 else "s"}'
        hint = f'mark them with both headings, and take the see to "{where.strip()}" away'
        yield Diagnostic("IDX006", message, span, hint)
