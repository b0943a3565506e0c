"""Each face once in a book, with the glyphs that are used anywhere in it.

The engine keeps the numbers of glyphs when it draws, so the pages of all sections agree; the joiner
embeds one subset of each face and writes its widths and its way back to text anew (ISO 32000-1, 9.7, 9.10).
"""

import io
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pikepdf
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream, String

from regesta.faces import FACES
from regesta.render.pdf.flate import flate, padded
from regesta.render.pdf.fragment import Glyphs

SIGNS = "0123456789ivxlcdm"
# Which of its figures a face shows in a slot: the first set of features that gives the glyph seen there.
FIGURES = [
    {**style, **width}
    for style, width in itertools.product(
        ({}, {"onum": True}, {"lnum": True}), ({}, {"tnum": True}, {"pnum": True})
    )
]
ASIDE = {"kern": False, "liga": False, "calt": False}
DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "meta", "name", "post", "cmap")
SYMBOLIC, ITALIC = 4, 64
STEM = 80


@dataclass(frozen=True, slots=True)
class Type:
    """The faces of the house by what the engine calls them."""

    files: Mapping[tuple[str, bool, int], str]
    data: Mapping[str, bytes]

    def file(self, used: Glyphs) -> str | None:
        """The file of the face whose glyphs these are; None where it is not of the house."""
        return self.files.get((used.family, used.italic, used.weight))


def type_of(faces: Mapping[str, bytes]) -> Type:
    """The faces as they lie in the cache, by family, slant and weight."""
    return Type({(one.family, one.italic, one.weight): one.file for one in FACES}, faces)


def union(parts: Iterable[Mapping[str, Glyphs]]) -> dict[str, Glyphs]:
    """All glyphs of all parts, by font; the shortest text of a glyph is the best."""
    book: dict[str, Glyphs] = {}
    for name, used in itertools.chain.from_iterable(part.items() for part in parts):
        mine = book.setdefault(name, replace(used, widths={}, texts={}))
        mine.widths.update(used.widths)
        for glyph, text in used.texts.items():
            mine.texts[glyph] = min(mine.texts.get(glyph, text), text, key=lambda one: (len(one), one))
    return book


@cache
def figures(face: bytes, sign: str, glyph: int) -> Mapping[str, tuple[int, int]]:
    """Glyph and width (1/1000 em) of each sign of a number, in those figures where `sign` has `glyph`."""
    font = hb.Font(hb.Face(face))
    for features in FIGURES:
        shaped = {one: _shape(font, one, features) for one in dict.fromkeys(SIGNS + sign)}
        if shaped[sign] == glyph:
            em = font.face.upem
            return {
                one: (number, round(font.get_glyph_h_advance(number) * 1000 / em))
                for one, number in shaped.items()
            }
    raise ValueError(f"no figures of the face have the glyph {glyph} for {sign}")


def _shape(font: Any, sign: str, features: Mapping[str, bool]) -> int:
    buffer = hb.Buffer()
    buffer.add_str(sign)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {**ASIDE, **features})
    return int(buffer.glyph_infos[0].codepoint)


def subset(face: bytes, glyphs: Iterable[int]) -> bytes:
    """A face with no glyphs but these, which keep their numbers."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode(), "big") for tag in DROPPED)
    return bytes(hb.subset(hb.Face(face), wanted).blob.data)


def embed(pdf: pikepdf.Pdf, book: Mapping[str, Glyphs], type: Type) -> dict[str, Any]:
    """The fonts of a book as objects of its PDF, by the names that its pages use.

    The engine has a name for each language in which a face is set; to a PDF they are one font.
    """
    files = {name: file for name, used in sorted(book.items()) if (file := type.file(used))}
    names = {file: name for name, file in reversed(files.items())}
    made = {
        file: _font(pdf, names[file], used, (file, type.data[file]))
        for file, used in union({file: book[name]} for name, file in files.items()).items()
    }
    return {name: made[file] for name, file in files.items()}


def _font(pdf: pikepdf.Pdf, name: str, used: Glyphs, face: tuple[str, bytes]) -> Any:
    file, whole = face
    base = Name(f"/{name}+{file.rpartition('.')[0]}")
    cid = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=base,
        CIDToGIDMap=Name.Identity,
        W=_widths(used.widths),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, base, used, whole)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=base,
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(cid)],
            ToUnicode=Stream(pdf, flate(_to_unicode(used.texts)), Filter=Name.FlateDecode),
        )
    )


def _descriptor(pdf: pikepdf.Pdf, base: Name, used: Glyphs, whole: bytes) -> Dictionary:
    font = TTFont(io.BytesIO(whole), lazy=True)
    head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
    em = 1000 / head.unitsPerEm
    count = font["maxp"].numGlyphs
    data = padded(subset(whole, (one for one in used.widths if one < count)))
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=SYMBOLIC + ITALIC * used.italic,
        FontBBox=[round(one * em) for one in (head.xMin, head.yMin, head.xMax, head.yMax)],
        ItalicAngle=round(font["post"].italicAngle),
        Ascent=round(hhea.ascent * em),
        Descent=round(hhea.descent * em),
        CapHeight=round(os2.sCapHeight * em),
        StemV=STEM,
        FontFile2=Stream(pdf, flate(data), Length1=len(data), Filter=Name.FlateDecode),
    )


def _widths(widths: Mapping[int, int]) -> Array:
    """The array W: runs of glyphs that follow one another."""
    made: list[Any] = []
    run: list[int] = []
    for glyph in sorted(widths):
        if run and glyph != run[-1] + 1:
            made += (run[0], Array([widths[one] for one in run]))
            run = []
        run.append(glyph)
    if run:
        made += (run[0], Array([widths[one] for one in run]))
    return Array(made)


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """The CMap from glyphs to text, in blocks of a hundred (9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        "<< /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def", "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def", "1 begincodespacerange", "<0000> <ffff>", "endcodespacerange",
    ]  # fmt: skip
    items = sorted(texts.items())
    for block in (items[at : at + 100] for at in range(0, len(items), 100)):
        lines.append(f"{len(block)} beginbfchar")
        lines += (f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in block)
        lines.append("endbfchar")
    return "\n".join(
        [*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    ).encode()
