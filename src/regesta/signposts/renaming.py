"""A name and every place where it is written, so that one thing can be called otherwise everywhere."""

import re
from collections.abc import Iterator, Mapping

from regesta.reader.blocks import outline
from regesta.reader.grammar import POINTERS
from regesta.reader.parse import FRONT
from regesta.signposts.cursor import names
from regesta.signposts.signs import POINTED, Sign
from regesta.source import Source
from regesta.tidying.edits import Edit

ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def fits(sign: Sign, new: str) -> bool:
    """Whether a thing of this kind may be called so; what points tells its kind by its first letters."""
    prefix = sign.id.split("-")[0] if sign.kind == POINTED else ""
    return bool(ID.fullmatch(new)) and (prefix not in POINTERS or new.startswith(f"{prefix}-"))


def renamed(texts: Mapping[str, Source], sign: Sign, new: str) -> dict[str, tuple[Edit, ...]]:
    """What to write where, by file; code is left alone."""
    found = {
        path: tuple(Edit(*place, new) for place in _places(source, sign)) for path, source in texts.items()
    }
    return {path: edits for path, edits in found.items() if edits}


def _places(source: Source, sign: Sign) -> Iterator[tuple[int, int]]:
    code = _code(source)
    found = _whole(source, sign.id) if sign.id.split("-")[0] in POINTERS else _keys(source, sign)
    for start, end in sorted(set(found)):
        if not any(first <= start < last for first, last in code):
            yield start, end


def _whole(source: Source, id: str) -> Iterator[tuple[int, int]]:
    """An id that is like no other word stands for itself anywhere, but in an address or a file's name."""
    for match in re.finditer(
        rf"(?<![\w/-]){re.escape(id)}(?![\w-]|\.(?:md|yaml|png|jpe?g|svg))", source.text
    ):
        yield match.span()


def _keys(source: Source, sign: Sign) -> Iterator[tuple[int, int]]:
    """A key that may be a word of the language: only where a name is said, and where it is given."""
    at, table = 0, source.path.endswith(".yaml")
    front = FRONT.match(source.text)
    for line in source.text.split("\n"):
        inside = table or (front is not None and at < front.end())
        for one in names(line, inside):
            if one.id == sign.id and sign.kind in one.kinds:
                yield at + one.start, at + one.end
        at += len(line) + 1
    if sign.span and sign.span.path == source.path:
        given = source.text.find(sign.id, sign.span.start, sign.span.end)
        if given >= 0:
            yield given, given + len(sign.id)


def _code(source: Source) -> list[tuple[int, int]]:
    if not source.path.endswith(".md"):
        return []
    front = FRONT.match(source.text)
    blocks = outline(source, front.end() if front else 0).value.blocks
    return [(one.span.start, one.span.end) for one in blocks if one.name == "code"]
