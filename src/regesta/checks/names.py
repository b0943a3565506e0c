"""Names against the registers: "Dubcek" where the register says Dubček."""

import re
from collections.abc import Iterator, Mapping

from regesta.collation import bare
from regesta.diagnostics import Diagnostic
from regesta.model import Book
from regesta.prose import Passage

KINDS = ("who", "place", "org")
NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]{2,}")
QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")
OTHERS = frozenset({"transcript", "quotation", "verse"})  # blocks in the words of others


def check(book: Book, said: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """NAM001: in the editors' own words a name has the diacritics of its register."""
    wanted, right = _forms(book)
    language = book.settings.language[:2]
    for passage in said if wanted else ():
        at = 0
        for piece in passage.pieces:
            if piece.language[:2] == language and not OTHERS.intersection(passage.inside):
                yield from _piece(passage, at, piece.words, wanted, right)
            at += len(piece.words)


def _forms(book: Book) -> tuple[Mapping[str, str], frozenset[str]]:
    """The names that have diacritics, by their letters alone, and all names as they are."""
    names = [
        word
        for kind in KINDS
        if kind in book.registers
        for entry in book.registers[kind].entries.values()
        for word in NAME.findall(f"{entry.name} {entry.sort}")
    ]
    right = frozenset(names)
    marked = {bare(name): name for name in names}
    return {plain: name for plain, name in marked.items() if plain != name and plain not in right}, right


def _piece(
    passage: Passage, at: int, words: str, wanted: Mapping[str, str], right: frozenset[str]
) -> Iterator[Diagnostic]:
    for found in NAME.finditer(words):
        word = found[0]
        name = wanted.get(word if word.isascii() else bare(word))
        if name and word not in right and not _quoted(words, found.start()):
            span = passage.place(at + found.start(), at + found.end())
            yield Diagnostic(
                "NAM001", f'"{word}" is written "{name}" in the registers', span, f"write {name}"
            )


def _quoted(words: str, at: int) -> bool:
    return any(found.start() <= at < found.end() for found in QUOTED.finditer(words))
