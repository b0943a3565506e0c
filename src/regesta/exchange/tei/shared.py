"""What the texts of a volume know of each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from regesta.exchange.tei.file import Tei
from regesta.exchange.xml import ID, Fault, Raw, line
from regesta.tree import Element


@dataclass(slots=True)
class Shared:
    """Look-ups made before any text is turned, and what the texts report back."""

    tei: Tei
    homes: Mapping[str, str]  # xml:id → the id in the manuscript, of all that is pointed at
    known: Mapping[str, tuple[str, str]]  # xml:id → the verb and key of an entry of a register
    marks: Mapping[str, tuple[Element, ...]]  # xml:id → marks of the index that belong there
    sources: Mapping[str, str]  # xml:id of a document → the id of the source
    pictures: Mapping[str, str] = field(default_factory=dict)  # address → path in the manuscript
    reached: set[str] = field(default_factory=set)  # every xml:id whose place was found
    met: list[Fault] = field(default_factory=list)  # what was not carried


def key(raw: Raw) -> str:
    """By what a document is known: its xml:id, else where it stands."""
    return raw.get(ID) or f"line {line(raw)}"


def called(note: str) -> str:
    """The key in `marks` of what belongs to the call of a note."""
    return f"call of {note}"
