"""A printed index → marks for the places that it names, and what `index.yaml` says.

A range whose one end lies in a note and whose other does not is moved to the call of the note: marks are
read in the order of the text, and a note stands behind it. Ranges of one heading that overlap are joined.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from regesta.exchange.tei.file import Tei
from regesta.exchange.tei.printed_index import Locator, Path, Printed
from regesta.exchange.tei.shared import called
from regesta.exchange.xml import ID, Fault, name
from regesta.tree import Element


@dataclass(slots=True)
class Marks:
    """Marks by the xml:id at which they belong, the tables of `index.yaml`, and what went wrong."""

    at: dict[str, tuple[Element, ...]] = field(default_factory=dict)
    see: dict[str, str] = field(default_factory=dict)
    also: dict[str, list[str]] = field(default_factory=dict)
    met: list[Fault] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)  # xml:id → where the index names it

    def put(self, id: str, role: str, path: Path) -> None:
        """One mark at a place."""
        body = (("data-mark", f"ix{role}"), ("data-body", " > ".join(path)), ("data-silent", ""))
        self.at[id] = (*self.at.get(id, ()), Element("span", body))


def marks(printed: Printed, tei: Tei) -> Marks:
    """What belongs where."""
    made, texts = Marks(met=list(printed.met)), _Places(tei)
    for path, heading in printed.headings.items():
        known = [one for one in heading.locators if _known(one, texts, made)]
        for one in known:
            if one.first == one.last:
                made.put(one.first, "", path)
        for one in _joined((one for one in known if one.first != one.last), path, texts, made):
            made.put(one.first, "+", path)
            made.put(one.last, "-", path)
        if heading.see:
            made.see[" > ".join(path)] = "; ".join(map(" > ".join, heading.see))
        if heading.also:
            made.also[" > ".join(path)] = list(map(" > ".join, heading.also))
    return made


class _Places:
    """The order of a file's ids, and in which note each lies."""

    def __init__(self, tei: Tei) -> None:
        self.order: Mapping[str, int] = {
            id: n for n, one in enumerate(tei.root.iter()) if (id := one.get(ID)) is not None
        }
        self.ids = tei.ids

    def note(self, id: str) -> str:
        """The xml:id of the note in which an element stands, or nothing."""
        up = next((one for one in self.ids[id][0].iterancestors() if name(one) == "note"), None)
        return "" if up is None else up.get(ID) or ""

    def range(self, one: Locator) -> Locator:
        """The range from its earlier end, both of its ends in the text or both in notes."""
        first, last = sorted((one.first, one.last), key=self.order.__getitem__)
        notes = self.note(first), self.note(last)
        if bool(notes[0]) != bool(notes[1]):
            ends = zip(notes, (first, last), strict=True)
            first, last = (called(note) if note else id for note, id in ends)
        return Locator(first, last, one.line)


def _known(one: Locator, texts: _Places, made: Marks) -> bool:
    for id in (one.first, one.last):
        made.lines.setdefault(id, one.line)
        if id not in texts.order:
            made.met.append(Fault("TEI101", f'the pointer to "{id}" leads nowhere', one.line))
            return False
    return True


def _joined(ranges: Iterable[Locator], path: Path, texts: _Places, made: Marks) -> Iterator[Locator]:
    """The ranges of one heading, none of which touches another."""
    held: Locator | None = None
    for one in sorted(ranges, key=lambda one: min(texts.order[one.first], texts.order[one.last])):
        first, last = sorted((one.first, one.last), key=texts.order.__getitem__)
        if held is None or texts.order[first] > texts.order[held.last]:
            yield from [texts.range(held)] if held else []
            held = Locator(first, last, one.line)
            continue
        made.met.append(Fault("TEI103", f'ranges of "{" > ".join(path)}" overlap and are joined', one.line))
        held = Locator(held.first, max(held.last, last, key=texts.order.__getitem__), held.line)
    if held:
        yield texts.range(held)
