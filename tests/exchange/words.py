"""The words of a TEI file as its own markup says them: read with nothing of ours, to hold ours against it."""

import unicodedata
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
# Elements at whose edges a word ends.
APART = frozenset(
    """p head item label list row cell table div quote byline bibl listBibl lb figure closer signed opener
    dateline""".split()
)
LEFT = ("titlePage", "graphic")  # the house sets a title page of its own


class Words(NamedTuple):
    """The running text, each note by its xml:id, and how many there are of each."""

    text: list[str]
    notes: dict[str, list[str]]


def tei_words(root: Any, index: str = "index") -> Words:
    """Words of front, body and back without the printed index and the heads for running titles."""
    text = next(root.iter(f"{TEI}text"))
    notes = {
        note.get(ID) or f"note {n}": split("".join(_said(note, True)))
        for n, note in enumerate(text.iter(f"{TEI}note"), 1)
    }
    return Words(split("".join(_said(text, False, index))), notes)


def _said(element: Any, in_note: bool = False, index: str = "") -> Iterator[str]:
    name = etree.QName(element).localname
    apart = " " if name in APART else ""
    yield apart + (element.text or "")
    for child in element:
        if isinstance(child.tag, str) and not _is_left(child, in_note, index):
            yield from _said(child, in_note, index)
        yield child.tail or ""
    yield apart


def _is_left(child: Any, in_note: bool, index: str) -> bool:
    name = etree.QName(child).localname
    running = name == "head" and (child.get("type") or "").startswith("short")
    return (
        (name == "note" and not in_note)
        or name in LEFT
        or running
        or (name == "div" and child.get(ID) == index)
    )


def split(words: str) -> list[str]:
    """Words parted by spaces, in one form of Unicode."""
    return unicodedata.normalize("NFC", words).split()


def first_difference(wanted: list[str], got: list[str]) -> str:
    """Where two texts part, with what stands before; nothing where they are the same."""
    for at, (one, other) in enumerate(zip_longest(wanted, got)):
        if one != other:
            before = " ".join(wanted[max(0, at - 8) : at])
            there, here = " ".join(wanted[at : at + 8]), " ".join(got[at : at + 8])
            place = f'word {at + 1} of {len(wanted)} ({len(got)} here), after "{before}"'
            return f'{place}: "{there}" became "{here}"'
    return ""
