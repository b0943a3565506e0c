"""What the layout hands to the joiner: plain data that crosses processes and lies in the cache.

A fragment is a PDF of its own (without fonts, heads marked as artifacts) and the facts that the joiner
needs of it. Lengths are in pt, from the lower left corner of the page; pages of a fragment count from 0.
"""

from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from regesta.render.pdf.proof.sheet import Fault
from regesta.running import Place

Align = Literal["start", "middle", "end"]
SEAM = b"\n%PDF"


@dataclass(frozen=True, slots=True)
class Order:
    """A section to be laid out alone; on which side of a sheet it begins is all it knows of the book.

    `styles` names a set of stylesheets in the materials; `dense` is a section that is nearly all links;
    `fits` are the loosest and the tightest step by which a sheet may be fitted to its paper (see `fit`).
    """

    id: str
    xhtml: str
    styles: str
    verso: bool = False
    dense: bool = False
    fits: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Materials:
    """What all sections are laid out with: sets of stylesheets, faces and pictures, by name."""

    styles: dict[str, tuple[str, ...]]
    faces: dict[str, bytes]
    pictures: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Slot:
    """A page number that is written at the end, in a content stream of its own.

    `part` counts the page's content streams; `anchor` is where the number leads, empty for the page's
    own. `first` to `last` is where the stand-in stands, in px of the page; `text` are the operators, with
    @X@ for the place and @TJ@ for the glyphs; `zero` is one glyph of the stand-in, to know the figures by.
    """

    page: int
    part: int
    anchor: str
    align: Align
    font: str
    size: float
    zero: int
    sign: str
    first: float
    last: float
    text: str


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of one font that are used: which face it is, width (1/1000 em) and text of each glyph."""

    family: str
    italic: bool
    weight: int
    widths: dict[int, int]
    texts: dict[int, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of the outline: its rank, its words, and its place."""

    rank: int
    title: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a fragment without opening it; `links` are the anchors to which it leads."""

    id: str
    count: int
    size: tuple[float, float]
    anchors: dict[str, tuple[int, float, float]]
    marks: tuple[Mark, ...]
    slots: tuple[Slot, ...]
    links: tuple[str, ...]
    fonts: dict[str, Glyphs]
    breaks: tuple[Place, ...] = ()  # where each page begins
    refused: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()  # of its pages, by the rules of `proof`
    filled: float = 1.0  # how much of its last page, from 0 to 1


@dataclass(frozen=True, slots=True)
class Fragment:
    """A section, laid out."""

    facts: Facts
    pdf: bytes


_FACTS = TypeAdapter(Facts)


def packed(fragment: Fragment) -> bytes:
    """A fragment as the bytes of one plain file: a line of JSON, then the PDF."""
    return _FACTS.dump_json(fragment.facts) + SEAM[:1] + fragment.pdf


def unpacked(data: bytes) -> Fragment | None:
    """The fragment in such a file; None where it holds none."""
    head, seam, rest = data.partition(SEAM)
    try:
        return Fragment(_FACTS.validate_json(head), SEAM[1:] + rest) if seam else None
    except ValidationError:
        return None
