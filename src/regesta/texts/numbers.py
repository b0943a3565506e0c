"""`numbers.lock`: which numbers readers have in print, so that none of them comes to mean another sentence.

A row a source; in it, for each numbered sentence (`s1`) and line (`l1`), a short digest of its words. The
words themselves are never kept, since many are those of archives. Marks, capitals and punctuation do not
count: a digest knows a sentence again whose commas were mended. Of a text that the manuscript holds, a
second digest (`text`) knows every sign of its transcripts and translations; marks of the editors do not
count there either.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field

from regesta.data import Data, Model
from regesta.kinds import SourceId
from regesta.model import Document, Locked
from regesta.reader.numbering import FACING, KINDS, ORIGINAL, Sentence
from regesta.tree import text, walk

FILE = "numbers.lock"
HEAD = "# Written by `regesta lock`: the numbers that readers have in print. Keep it with the manuscript.\n"
SIGNS = 12  # of a digest; more would only make the file longer
ROW = re.compile(rf"(?P<sign>[{''.join(KINDS)}])(?P<number>\d+) (?P<digest>[0-9a-f]{{{SIGNS}}})")
WORD = re.compile(r"\w+")

Numbers = Mapping[str, tuple[str, ...]]  # by `s` and `l`: the digest of the first, the second …
OWN = (ORIGINAL, FACING)  # blocks whose words are those of the document


class Kept(NamedTuple):
    """What is locked of a source."""

    numbers: Numbers
    text: str = ""


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
    text: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    numbers: Annotated[Numbers, BeforeValidator(_numbers)] = Field(default_factory=dict)


class NumbersFile(Model):
    """All of them."""

    sources: tuple[Row, ...] = ()


def locked(file: NumbersFile | None, data: Data) -> Mapping[str, Locked]:
    """The rows by source, each with its place; nothing of a file that could not be read."""
    rows = file.sources if file else ()
    return {
        row.id: Locked(row.numbers, data.span("sources", n, "id"), row.text or "")
        for n, row in enumerate(rows)
    }


def digest(words: str) -> str:
    """What a sentence is known by."""
    said = " ".join(WORD.findall(unicodedata.normalize("NFC", words).casefold()))
    return sha256(said.encode()).hexdigest()[:SIGNS]


def parted(id: str) -> tuple[str, str, int]:
    """The id of a sentence or line: its source, `s` or `l`, its number."""
    owner, _, place = id.rpartition(".")
    return owner, place[0], int(place[1:])


def seal(document: Document) -> str:
    """What the words of a document are known by, to the sign; nothing where the manuscript holds none."""
    if document.held != "own":
        return ""
    blocks = (one for one in walk(document.body) if one.get("data-block") in OWN)
    said = "\n".join(" ".join(text(one).split()) for one in blocks)
    return sha256(unicodedata.normalize("NFC", said).encode()).hexdigest() if said else ""


def known(sentences: Iterable[Sentence]) -> Numbers:
    """What the numbers of a source stand for now."""
    rows: dict[str, list[str]] = {}
    for one in sentences:
        rows.setdefault(parted(one.id)[1], []).append(digest(one.words))
    return {sign: tuple(row) for sign, row in rows.items()}


def held(document: Document) -> Kept:
    """What is to be locked of a source."""
    return Kept(known(document.sentences), seal(document))


def written(sources: Mapping[str, Kept]) -> str:
    """The file, in the order of the ids; the same numbers make the same bytes."""
    rows = sorted((id, one) for id, one in sources.items() if any(one.numbers.values()) or one.text)
    lines = [HEAD, "sources:\n" if rows else "sources: []\n"]
    for id, one in rows:
        lines.append(f"  - id: {id}\n")
        lines += [f"    text: {one.text}\n"] if one.text else []
        lines += ["    numbers: |\n"] if any(one.numbers.values()) else []
        for sign in KINDS:
            row = enumerate(one.numbers.get(sign, ()), 1)
            lines += [f"      {sign}{number} {digest}\n" for number, digest in row]
    return "".join(lines)
