"""A sheet in pieces, of which a page in a browser joins a lesson: the same objects, tags and all.

What depends on the place in a lesson stays open. In the words of an object a number stands for an object (of
the sheet from 1; below nought for what is around it), a number in a list for a key of the parent tree; a
page's own number is a stream of its own. `styles/templates/classroom/join.js.j2` fills them in.
"""

import io
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Stream, String

from regesta.render.pdf import fonts, slots
from regesta.render.pdf.assemble import Placed, assemble
from regesta.render.pdf.crew import Crew
from regesta.render.pdf.fragment import Fragment, Glyphs, Order
from regesta.render.pdf.metadata import Imprint, describe
from regesta.render.pdf.sides import page_map

EVERY = 1234567890  # a number of a page that needs all figures
PAGES, DOCUMENT = -1, -2  # around a sheet: the tree of pages, the root of what is read
KEYS = ("/StructParents", "/StructParent")
LATIN = "".join(
    map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x20AC, 0x2192, 0x2212))
)
SETS = {"D": ("Regesta Display", 500), "R": ("Regesta Sans", 400), "B": ("Regesta Sans", 600)}  # of a cover
TITLE, SAID = "@title@", "@description@"


@dataclass
class _Walk:
    """Objects in the order in which they were met, and what is around them."""

    met: dict[tuple[int, int], int] = field(default_factory=dict)
    held: list[Any] = field(default_factory=list)

    def at(self, thing: Any) -> int:
        """The number of an object, which is taken along."""
        if thing.objgen not in self.met:
            self.held.append(thing)
            self.met[thing.objgen] = len(self.held)
        return self.met[thing.objgen]

    def objects(self) -> Iterator[list[Any]]:
        """All objects: their words and, of a stream, its bytes; more are met on the way."""
        at = 0
        while at < len(self.held):
            thing, at = self.held[at], at + 1
            data = thing.read_raw_bytes() if isinstance(thing, Stream) else None
            more = f"/Length {len(data)}" if data is not None else ""
            words = _closed(self.told(thing, own=True, more=more))
            yield [words] if data is None else [words, b64encode(data).decode()]

    def told(self, thing: Any, own: bool = False, more: str = "") -> Iterator[Any]:
        """The words of a value; of an object that is not its own, where it is."""
        if getattr(thing, "is_indirect", False) and not own:
            yield self.at(thing)
        elif isinstance(thing, Array):
            yield "["
            for one in thing:
                yield from (*self.told(one), " ")
            yield "]"
        elif isinstance(thing, Dictionary | Stream):
            yield f"<<{more}"
            for key in thing.keys() - {"/Length"} if more else thing.keys():
                yield f"{key} "
                yield from [[int(thing[key])]] if key in KEYS else self.told(thing[key])
            yield ">>"
        else:
            yield _plain(thing)


def _plain(thing: Any) -> str:
    if isinstance(thing, String):
        return f"<{bytes(thing).hex()}>"
    if isinstance(thing, Name):
        return f"{thing} "
    return f"{str(thing).lower() if isinstance(thing, bool) else 'null' if thing is None else thing} "


def _closed(words: Iterator[Any]) -> list[Any]:
    """Words that follow one another as one."""
    made: list[Any] = []
    for one in words:
        if isinstance(one, str) and made and isinstance(made[-1], str):
            made[-1] += one
        else:
            made.append(one)
    return made


def pieces(order: Order, imprint: Imprint, crew: Crew) -> dict[str, Any]:
    """A sheet as plain data for JSON."""
    (fragment,) = crew.lay_out([order])
    placed, faces = [Placed(fragment, EVERY, "arabic")], crew.materials.faces
    with pikepdf.open(io.BytesIO(assemble(placed, page_map(placed), imprint, faces))) as pdf:
        root, walk = pdf.Root, _Walk()
        whole = root.StructTreeRoot.K[0]
        walk.met |= {root.Pages.objgen: PAGES, whole.objgen: DOCUMENT}
        pages = [walk.at(page.obj) for page in pdf.pages]
        keys = [one for leaf in root.StructTreeRoot.ParentTree.Kids for one in list(leaf.Nums)[1::2]]
        made = {
            "pages": pages,
            "tree": walk.at(whole.K[0]),
            "keys": [_closed(walk.told(one)) for one in keys],
            "folios": list(_folios(pdf, fragment, walk, fonts.type_of(faces))),
        }
        return made | {"objects": list(walk.objects())}


def _folios(pdf: Any, fragment: Fragment, walk: _Walk, type: fonts.Type) -> Iterator[dict[str, Any]]:
    """The numbers of the pages: which stream each is, where it stands, its figures with their widths."""
    for slot in fragment.facts.slots:
        figures = fonts.figures(
            type.data[type.file(fragment.facts.fonts[slot.font]) or ""], slot.sign, slot.zero
        )
        yield {
            "object": walk.at(pdf.pages[slot.page].obj.Contents[slot.part]),
            "page": slot.page,
            "text": slot.text,
            "from": slot.first,
            "to": slot.last,
            "edge": slots.EDGES[slot.align],
            "size": slot.size,
            "figures": {sign: [f"{figures[sign][0]:04x}", figures[sign][1]] for sign in "0123456789"},
        }


def frame(imprint: Imprint, faces: Mapping[str, bytes]) -> dict[str, Any]:
    """What is around sheets: the faces of a cover, what the file says of itself, what its colours mean."""
    pdf, walk = pikepdf.new(), _Walk()
    describe(pdf, replace(imprint, title=TITLE, description=SAID))
    type = fonts.type_of(faces)
    glyphs = {name: _latin(type, *one) for name, one in SETS.items()}
    embedded = fonts.embed(pdf, glyphs, type)
    made = {
        "fonts": {name: walk.at(embedded[name]) for name in SETS},
        "glyphs": {name: dict(_told(one)) for name, one in glyphs.items()},
        "intents": _closed(walk.told(pdf.Root.OutputIntents)),
        "metadata": bytes(pdf.Root.Metadata.read_bytes()).decode(),
        "info": {key.removeprefix("/"): str(value) for key, value in pdf.trailer.Info.items()},
        "language": imprint.language,
    }
    return made | {"objects": list(walk.objects())}


def _latin(type: fonts.Type, family: str, weight: int) -> Glyphs:
    """A face with all letters in which somebody might type a question."""
    used = Glyphs(family, False, weight, {}, {})
    font = hb.Font(hb.Face(type.data[type.file(used) or ""]))
    for sign in LATIN:
        if glyph := font.get_nominal_glyph(ord(sign)):
            used.widths[glyph] = round(font.get_glyph_h_advance(glyph) * 1000 / font.face.upem)
            used.texts.setdefault(glyph, sign)
    return used


def _told(used: Glyphs) -> Iterator[tuple[str, Sequence[Any]]]:
    yield from ((sign, [f"{glyph:04x}", used.widths[glyph]]) for glyph, sign in used.texts.items())
