"""One document of a TEI file → what the passes of the book know: a transcript, notes, facts.

Numbers are not given here: the whole text of a source is numbered at once (`regesta.reader`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regesta.exchange.tei.blocks import Blocks
from regesta.exchange.tei.file import Tei
from regesta.exchange.tei.marks import SPACE
from regesta.exchange.tei.names import Names
from regesta.exchange.xml import LANG, Fault, Raw, content, name
from regesta.facts import Fact
from regesta.tree import Children, Element, walk


@dataclass(frozen=True, slots=True)
class Transcription:
    """A document as a `transcript` block, its notes as a `notes` block by=document, its source notes apart.

    `title` is the words of its own head, `paragraphs` how many it has, `met` what was not carried.
    """

    title: str
    transcript: Element
    notes: tuple[Element, ...]
    source_notes: tuple[Children, ...]
    facts: tuple[Fact, ...]
    paragraphs: int
    met: tuple[Fault, ...]


def transcribe(
    tei: Tei, id: str, names: Names, owner: str, taken: Iterable[str] = ()
) -> Transcription | Fault:
    """The document called `id`; its anchors begin with `owner` and are none of those that are `taken`."""
    raw = tei.document(id)
    if isinstance(raw, Fault):
        return raw
    made = Blocks(tei, names, owner, taken)
    head = next((child for child in raw if name(child) == "head"), None)
    title = _title(made, head) if head is not None else ""
    blocks = made.blocks(raw, skipped=head)
    if made.waiting:
        blocks.append(Element("p", (), tuple(made.waiting)))
    language = raw.get(LANG) or tei.root.get(LANG) or ""
    said = (("data-lang", language), ("lang", language)) if language else ()
    transcript = Element(
        "div", (("data-block", "transcript"), ("id", made.anchor("transcript")), *said), tuple(blocks)
    )
    if not any(one.get("data-par") for one in walk(transcript)):
        return Fault("TEI005", f'"{id}" holds no paragraph', int(raw.sourceline or 1))
    given = (("data-block", "notes"), ("id", made.anchor("notes")), ("data-by", "document"))
    notes = (Element("div", given, tuple(made.notes)),) if made.notes else ()
    facts, sources = tuple(made.facts), tuple(made.source_notes)
    return Transcription(title, transcript, notes, sources, facts, made.paragraphs, tuple(made.met))


def _title(made: Blocks, head: Raw) -> str:
    """The words of the head; its notes say where the paper lies."""
    for note in head.iter("{*}note"):
        made.source_notes.append(made.said(note))
    return SPACE.sub(" ", "".join(_without_notes(head))).strip()


def _without_notes(raw: Raw) -> Iterator[str]:
    for child in content(raw):
        if isinstance(child, str):
            yield child
        elif name(child) != "note":
            yield from _without_notes(child)
