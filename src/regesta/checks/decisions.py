"""What `index.yaml` and keys of registers decide about the index, and the order in which it is put."""

from collections.abc import Iterator

from regesta.collation import ordered
from regesta.diagnostics import Diagnostic, did_you_mean
from regesta.facts import IndexMark
from regesta.headings import KEY, Decided, Path, named, parts, proposed
from regesta.model import Book
from regesta.source import Span


def check(book: Book) -> Iterator[Diagnostic]:
    """IDX007 and IDX008."""
    marks = [fact for text in book.texts for fact in text.facts if isinstance(fact, IndexMark)]
    decided = Decided(book)
    if not book.unread:
        yield from _keys(book, marks, decided)
        yield from _tables(book, _there(book, marks, decided))
    yield from _language(book, marks)


def _there(book: Book, marks: list[IndexMark], decided: Decided) -> frozenset[Path]:
    """The headings that marks and records make, before anything is decided about them."""
    paths = {decided.registered(mark.path) for mark in marks}
    paths |= {(entry.heading,) for _, entry in proposed(book)}
    if book.settings.index.mentions == "index":
        paths |= {(entry.heading,) for entry in named(book)}
    return frozenset(path[:n] for path in paths for n in range(1, len(path) + 1))


def _keys(book: Book, marks: list[IndexMark], decided: Decided) -> Iterator[Diagnostic]:
    for mark in marks:
        key = KEY.fullmatch(mark.path[0])
        if key and not decided.entry(key[0]):
            register = book.registers.get(key[1])
            message = f'the register has no entry "{key[2]}"'
            hint = did_you_mean(key[2], register.entries if register else ())
            yield Diagnostic("IDX007", message, mark.span, hint)


def _tables(book: Book, there: frozenset[Path]) -> Iterator[Diagnostic]:
    """Only what is there can be merged, renamed or suppressed, and two headings are merged, not renamed."""
    index = book.index
    for table, keys in (("merge", index.merge), ("rename", index.rename), ("suppress", index.suppress)):
        for heading in keys:
            if parts(heading) not in there:
                yield _absent(heading, book.places.get(f"{table}:{heading}"), there)
    for heading, to in index.merge.items():
        if parts(to) not in there:
            yield _absent(to, book.places.get(f"merge:{heading}"), there)
    for heading, to in index.rename.items():
        if parts(to) in there:
            place = book.places.get(f"rename:{heading}")
            yield Diagnostic("IDX007", f'"{to}" is a heading already', place, "merge the two")


def _absent(heading: str, span: Span | None, there: frozenset[Path]) -> Diagnostic:
    known = (" > ".join(path) for path in there)
    return Diagnostic("IDX007", f'no mark makes the heading "{heading}"', span, did_you_mean(heading, known))


def _language(book: Book, marks: list[IndexMark]) -> Iterator[Diagnostic]:
    """Said only where there is something to put in order."""
    language, data = book.settings.language, book.tables.get("book.yaml")
    if marks and not ordered(language):
        message = f'the order of the language "{language}" is not built in, and PyICU is not installed'
        hint = 'headings stand in the English order; pip install "regesta[icu]"'
        yield Diagnostic("IDX008", message, data.span("language") if data else None, hint)
