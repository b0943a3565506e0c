"""A TEI file at hand: its documents by xml:id, the names in its lists, and digests of its words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from regesta.exchange.xml import ID, Fault, Raw, name, parse

LISTED = ("persName", "term", "orgName", "placeName", "name")
RUNNING = frozenset(  # elements that stand in a line: no word ends where they begin or end
    "hi emph persName placeName orgName name rs gloss term date time num measure foreign title q soCalled "
    "mentioned abbr expan ex am choice sic corr orig reg supplied unclear del add subst seg w c g pc s ref "
    "anchor pb cb milestone gap roleName forename surname idno".split()
)


@dataclass(frozen=True, slots=True)
class Tei:
    """An opened file; `named` are the names that its lists give to an id, as they are written there."""

    name: str
    root: Raw
    ids: Mapping[str, tuple[Raw, ...]]
    named: Mapping[str, str]

    def document(self, id: str) -> Raw | Fault:
        """The one element of that id."""
        found = self.ids.get(id, ())
        if len(found) == 1:
            return found[0]
        documents = (key for key, (one, *_) in self.ids.items() if one.get("type") == "document")
        known = sorted(documents, key=natural)
        hint = f"its documents run from {known[0]} to {known[-1]}" if known and not found else ""
        message = f'no document is called "{id}"' if not found else f'two elements are called "{id}"'
        at = int(found[1].sourceline or 1) if found else 1
        return Fault("TEI005", message, at, hint)


def opened(raw: bytes, called: str, largest: int) -> Tei | Fault:
    """The file, read safely."""
    root = parse(raw, largest)
    if isinstance(root, Fault):
        return root
    if name(root) not in ("TEI", "teiCorpus", "text", "div"):
        return Fault("TEI001", f'the root is "{name(root)}": this is no TEI', 1)
    ids: dict[str, list[Raw]] = {}
    named: dict[str, str] = {}
    for element in root.iter():
        id = element.get(ID)
        if id is not None:
            ids.setdefault(id, []).append(element)
            if name(element) in LISTED:
                named.setdefault(id, " ".join("".join(element.itertext()).split()))
    return Tei(called, root, {id: tuple(found) for id, found in ids.items()}, named)


def digest(document: Raw) -> str:
    """SHA-256 of the words of a document: NFC, one space between words, the same however lines are broken."""
    said = " ".join("".join(_words(document)).split())
    return sha256(unicodedata.normalize("NFC", said).encode("utf-8")).hexdigest()


def _words(element: Raw) -> Iterator[str]:
    apart = "" if name(element) in RUNNING else " "
    yield apart + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _words(child)
        yield child.tail or ""
    yield apart


def natural(id: str) -> tuple[tuple[int, str], ...]:
    """Sorts d9 before d10."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", id) if part)
