"""Stylesheets that name faces → the faces, with the letters that the book uses and no others.

TrueType and not WOFF2, which older Kobos, Adobe's engine and calibre do not read. Each family's licence
goes with it.
"""

import re
import string
from collections.abc import Iterator, Mapping

from regesta.faces import notices
from regesta.kept import Kept, digest
from regesta.render.epub.files import CSS, PLAIN, TTF, File

FACE = re.compile(r"face:([\w-]+)\.ttf")
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
HYPHENS = "\u00ad\u2010"  # which readers put in
DROPPED = ("DSIG", "STAT", "meta")


def fonts(
    sheets: Mapping[str, str], faces: Mapping[str, bytes], letters: frozenset[str], kept: Kept
) -> tuple[File, ...]:
    """The stylesheets by their names in the package, their faces, and the licences of these."""
    named = sorted({found for sheet in sheets.values() for found in FACE.findall(sheet)})
    used = wanted(letters)
    return (
        *(File(_id(name), name, CSS, FACE.sub(_address, text).encode()) for name, text in sheets.items()),
        *(File(_id(_name(one)), _name(one), TTF, cut(faces[f"{one}.ttf"], used, kept)) for one in named),
        *_licences(),
    )


def wanted(letters: frozenset[str]) -> frozenset[str]:
    """The letters of the documents in both cases: a style may set words in capitals."""
    capitals = {sign for one in letters for sign in one.upper()}
    return frozenset(letters | capitals | set(string.printable) | set(HYPHENS))


def cut(face: bytes, letters: frozenset[str], kept: Kept) -> bytes:
    """A subset that was kept, else made."""
    name = digest((b"subset", face, "".join(sorted(letters)).encode()))
    held = kept.get(name)
    if held is None:
        held = subset(face, letters)
        kept.put(name, held)
    return held


def subset(face: bytes, letters: frozenset[str]) -> bytes:
    """A face with no letters but these, with its kerning and ligatures."""
    import uharfbuzz as hb  # noqa: PLC0415 - what was kept needs none

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode(), "big") for tag in DROPPED)
    return bytes(hb.subset(hb.Face(face), wanted).blob.data)


def _licences() -> Iterator[File]:
    for name, text in notices().items():
        plain = f"fonts/{name.lower().replace('_', '-')}"
        yield File(_id(plain), plain, PLAIN, text.encode())


def _name(face: str) -> str:
    """RegestaText-BoldItalic → fonts/regesta-text-bold-italic.ttf."""
    return f"fonts/{CAPITAL.sub('-', face).lower()}.ttf"


def _address(found: re.Match[str]) -> str:
    return f"../{_name(found[1])}"


def _id(name: str) -> str:
    return name.replace("/", "-").replace(".", "-")
