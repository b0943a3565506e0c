"""Names against the registers: "Dubcek" where the register says Dubček."""

import re
from bisect import bisect_right
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
        if OTHERS.isdisjoint(passage.inside):
            wrong = _wrong(passage, language, wanted, right)
            for (word, name), span in zip(wrong.values(), passage.places(tuple(wrong)), strict=True):
                message = f'"{word}" is written "{name}" in the registers'
                yield Diagnostic("NAM001", message, span, f"write {name}")


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


def _wrong(
    passage: Passage, language: str, wanted: Mapping[str, str], right: frozenset[str]
) -> dict[tuple[int, int], tuple[str, str]]:
    """Where a passage has a name in a wrong form, that form, and the right one."""
    wrong, at = {}, 0
    for piece in passage.pieces:
        for found in NAME.finditer(piece.words) if piece.language[:2] == language else ():
            word = found[0]
            name = wanted.get(word if word.isascii() else bare(word))
            if name and word not in right:
                wrong[at + found.start(), at + found.end()] = word, name
        at += len(piece.words)
    quoted = [one.span() for one in QUOTED.finditer(passage.words)] if wrong else []
    return {place: one for place, one in wrong.items() if not _within(place, quoted)}


def _within(place: tuple[int, int], stretches: list[tuple[int, int]]) -> bool:
    nearest = bisect_right(stretches, place) - 1
    return nearest >= 0 and place[1] <= stretches[nearest][1]
