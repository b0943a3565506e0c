"""The index: ranges that close, and see references that lead to an entry."""

from collections.abc import Iterator

from regesta.apparatus.index import parts
from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.facts import IndexMark
from regesta.model import Book
from regesta.source import Span

Path = tuple[str, ...]


def check(book: Book) -> Iterator[Diagnostic]:
    """IDX001 and IDX002."""
    marks = [[mark for mark in text.facts if isinstance(mark, IndexMark)] for text in book.texts]
    for one in marks:
        yield from _ranges(one)
    yield from _see(book, [mark for one in marks for mark in one])


def _ranges(marks: list[IndexMark]) -> Iterator[Diagnostic]:
    """A range opens and closes in one text."""
    opened: dict[Path, IndexMark] = {}
    for mark in marks:
        heading = " > ".join(mark.path)
        if mark.role == "+":
            if mark.path in opened:
                yield Diagnostic("IDX001", f'the range "{heading}" is opened twice', mark.span)
            opened[mark.path] = mark
        elif mark.role == "-" and not opened.pop(mark.path, None):
            known = (" > ".join(path) for path in opened)
            yield Diagnostic(
                "IDX001", f'no range "{heading}" is open', mark.span, did_you_mean(heading, known)
            )
    for path, mark in opened.items():
        heading = " > ".join(path)
        yield Diagnostic(
            "IDX001", f'the range "{heading}" is never closed', mark.span, f"write {{ix-: {heading}}}"
        )


def _see(book: Book, marks: list[IndexMark]) -> Iterator[Diagnostic]:
    """A see leads to an entry that has locators of its own, or sub-entries that have."""
    sees = {
        parts(heading): (where, book.places.get(f"see:{heading}"))
        for heading, where in book.index.see.items()
    }
    alsos = [
        (where, book.places.get(f"also:{heading}"))
        for heading, all_ in book.index.also.items()
        for where in all_
    ]
    for mark in marks:
        options = dict(mark.options)
        if "see" in options:
            sees[mark.path] = (options["see"], mark.span)
        elif "also" in options:
            alsos.append((options["also"], mark.span))
    real = {mark.path[:n] for mark in marks if mark.path not in sees for n in range(1, len(mark.path) + 1)}
    for where, span in (*sees.values(), *alsos):
        yield from _leads(where, span, real, frozenset(sees))


def _leads(where: str, span: Span | None, real: set[Path], sees: frozenset[Path]) -> Iterator[Diagnostic]:
    for one in where.split(";"):
        path = parts(one)
        if path in sees:
            yield Diagnostic(
                "IDX002", f'"{one.strip()}" is itself a see reference', span, "point to where it leads"
            )
        elif path not in real:
            known = (" > ".join(path) for path in real)
            yield Diagnostic(
                "IDX002", f'the index has no entry "{one.strip()}"', span, did_you_mean(one.strip(), known)
            )
