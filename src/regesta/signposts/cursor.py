"""A line of a file and a place in it: which name stands there, and which names would do."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from regesta.reader.grammar import POINTERS
from regesta.signposts.signs import POINTED

KINDS = {"who": "who", "person": "who", "org": "org", "term": "term"} | dict.fromkeys(
    ("place", "places"), "place"
)
FIELDS = {
    **{"persons": ("who",), "place": ("place",), "places": ("place",), "organizations": ("org",)},
    **{"terms": ("term",), "id": ("who", "org")},
}  # of tables and heads of texts, whose values are names
KEY = r"[\w:.-]*"
POINTER = re.compile(rf"(?:@|\(#)(?P<id>(?:{'|'.join(POINTERS)})-[\w-]*\w|[\w:./-]*\w)")
VALUE = re.compile(rf"\b(?P<name>{'|'.join(KINDS)})=(?:\"(?P<many>[^\"]*)\"|(?P<one>[\w-]+))")
FIELD = re.compile(rf"(?:^|[{{,\s-])(?P<name>{'|'.join(FIELDS)}): *(?P<words>\[[^\]]*\]?|[\w-]+)")
WORD = re.compile(r"[\w-]+")
WANTED = (
    (re.compile(rf"@(?P<begun>{KEY})$"), (POINTED,)),
    *(
        (re.compile(rf"\b{name}=(?:\"(?:[\w-]+ )*)?(?P<begun>[\w-]*)$"), (kind,))
        for name, kind in KINDS.items()
    ),
    *(
        (re.compile(rf"(?:^|[{{,\s-]){name}: *(?:\[(?:[^\]]*, *)?)?(?P<begun>[\w-]*)$"), kinds)
        for name, kinds in FIELDS.items()
    ),
)
ENTRY = re.compile(r"\{ix[+!-]?: *(?:[^{};]*; *)*(?P<begun>[^{};|]*)$")


class Named(NamedTuple):
    """A name in a line, from column to column, and the kinds of what may bear it."""

    kinds: tuple[str, ...]
    id: str
    start: int
    end: int


class Wanted(NamedTuple):
    """Which kinds of names would do, and from which column; `entries` are headings of the index."""

    kinds: tuple[str, ...]
    start: int
    entries: bool = False


def names(line: str, table: bool = False) -> Iterator[Named]:
    """All names in a line; fields are looked at in tables and heads of texts alone."""
    for match in POINTER.finditer(line):
        yield Named((POINTED,), match["id"], *match.span("id"))
    for match in VALUE.finditer(line):
        group = "one" if match["one"] else "many"
        for word in WORD.finditer(match[group]):
            at = match.start(group)
            yield Named((KINDS[match["name"]],), word[0], at + word.start(), at + word.end())
    for match in FIELD.finditer(line) if table else ():
        for word in WORD.finditer(match["words"]):
            at = match.start("words")
            yield Named(FIELDS[match["name"]], word[0], at + word.start(), at + word.end())


def named(line: str, column: int, table: bool = False) -> Named | None:
    """The name at a column, if there is one."""
    return next((one for one in names(line, table) if one.start <= column <= one.end), None)


def wanted(line: str, column: int) -> Wanted | None:
    """What could stand where somebody types."""
    before = line[:column]
    for pattern, kinds in WANTED:
        if match := pattern.search(before):
            return Wanted(kinds, match.start("begun"))
    match = ENTRY.search(before)
    return Wanted((), match.start("begun"), entries=True) if match else None
