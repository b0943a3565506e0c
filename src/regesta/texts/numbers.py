"""`numbers.lock`: which numbers readers have in print, so that none of them comes to mean another sentence.

A row a source; in it, for each numbered sentence (`s1`) and line (`l1`), a short digest of its words. The
words themselves are never kept, since many are those of archives. Marks, capitals and punctuation do not
count: a digest knows a sentence again whose commas were mended.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BeforeValidator

from regesta.data import Data, Model
from regesta.kinds import SourceId
from regesta.model import Locked
from regesta.reader.numbering import KINDS, Sentence

FILE = "numbers.lock"
HEAD = "# Written by `regesta lock`: the numbers that readers have in print. Keep it with the manuscript.\n"
SIGNS = 12  # of a digest; more would only make the file longer
ROW = re.compile(rf"(?P<sign>[{''.join(KINDS)}])(?P<number>\d+) (?P<digest>[0-9a-f]{{{SIGNS}}})")
WORD = re.compile(r"\w+")

Numbers = Mapping[str, tuple[str, ...]]  # by `s` and `l`: the digest of the first, the second …


def _numbers(said: Any) -> Numbers:
    rows: dict[str, tuple[str, ...]] = {}
    for line in str(said).splitlines():
        found = ROW.fullmatch(line)
        held = rows.get(found["sign"], ()) if found else ()
        if not found or int(found["number"]) != len(held) + 1:
            raise ValueError(f'"{line}" is not the next number with its digest')
        rows[found["sign"]] = (*held, found["digest"])
    return rows


class Row(Model):
    """One source: its id, and what its numbers stood for when they were locked."""

    id: SourceId
    numbers: Annotated[Numbers, BeforeValidator(_numbers)]


class NumbersFile(Model):
    """All of them."""

    sources: tuple[Row, ...] = ()


def locked(file: NumbersFile | None, data: Data) -> Mapping[str, Locked]:
    """The rows by source, each with its place; nothing of a file that could not be read."""
    rows = file.sources if file else ()
    return {row.id: Locked(row.numbers, data.span("sources", n, "id")) for n, row in enumerate(rows)}


def digest(words: str) -> str:
    """What a sentence is known by."""
    said = " ".join(WORD.findall(unicodedata.normalize("NFC", words).casefold()))
    return sha256(said.encode()).hexdigest()[:SIGNS]


def parted(id: str) -> tuple[str, str, int]:
    """The id of a sentence or line: its source, `s` or `l`, its number."""
    owner, _, place = id.rpartition(".")
    return owner, place[0], int(place[1:])


def known(sentences: Iterable[Sentence]) -> Numbers:
    """What the numbers of a source stand for now."""
    rows: dict[str, list[str]] = {}
    for one in sentences:
        rows.setdefault(parted(one.id)[1], []).append(digest(one.words))
    return {sign: tuple(row) for sign, row in rows.items()}


def written(sources: Mapping[str, Numbers]) -> str:
    """The file, in the order of the ids; the same numbers make the same bytes."""
    held = sorted((id, numbers) for id, numbers in sources.items() if any(numbers.values()))
    lines = [HEAD, "sources:\n" if held else "sources: []\n"]
    for id, numbers in held:
        lines.append(f"  - id: {id}\n    numbers: |\n")
        for sign in KINDS:
            row = enumerate(numbers.get(sign, ()), 1)
            lines += [f"      {sign}{number} {digest}\n" for number, digest in row]
    return "".join(lines)
