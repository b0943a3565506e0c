"""The words of a finished PDF as a reader meets them: the text of its pages, and apart from it small print.

What a page has besides is left: running heads and folios by where they stand, raised numbers of notes by
their size, hyphens that the lines made, dashes before items of lists. Letters are told without spaces, since
a page says where a line ends and not where a word does.
"""

import copy
import ctypes
import re
import unicodedata
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from lxml import etree
from pypdfium2 import raw

from tests.exchange.words import TEI, Words, first_difference, tei_words

FOOT, HEAD = 80, 625  # points from the lower edge; folios stand below, running heads above
RAISED, SMALL = 8.0, 11.5  # pixels: up to the first are numbers of notes, up to the second notes and tables
SPACE = 1.0  # what the reader gives signs that it makes up itself
OWN_HYPHEN, LINE_HYPHEN = "\x02", re.compile("\u2010[\r\n ]*")
ITEMS = re.compile(r"[\r\n]\s*(?:–\s*)+$")


class Printed(NamedTuple):
    """Letters of all pages in their order."""

    text: str
    small: str


def letters(words: str) -> str:
    """Letters and signs without spaces, ligatures undone; hyphens of one kind."""
    plain = unicodedata.normalize("NFKC", LINE_HYPHEN.sub("", words).replace(OWN_HYPHEN, "-"))
    return "".join(plain.split()).replace("\u2060", "").replace("\u00ad", "")


def printed(content: bytes) -> Printed:
    """What a PDF prints."""
    document = pypdfium2.PdfDocument(content)
    pages = [_page(document[n].get_textpage()) for n in range(len(document))]
    return Printed(*(letters("".join(part)) for part in zip(*pages, strict=True)))


def _page(page: Any) -> tuple[str, str]:
    x, y = ctypes.c_double(), ctypes.c_double()
    text, small = list[str](), list[str]()
    for n in range(page.count_chars()):
        raw.FPDFText_GetCharOrigin(page.raw, n, ctypes.byref(x), ctypes.byref(y))
        size, sign = raw.FPDFText_GetFontSize(page.raw, n), chr(raw.FPDFText_GetUnicode(page.raw, n))
        if size == SPACE:
            text.append(sign)
            small.append(sign)
        elif FOOT < y.value < HEAD and size > RAISED:
            (small if size < SMALL else text).append(sign)
    return ITEMS.sub("", "".join(text)), "".join(small)


def every_word_is_printed(root: Any, words: Words, made: Printed) -> None:
    """The text letter for letter; each note in its turn, after its number and what cells of tables say."""
    bare = copy.deepcopy(root)
    for table in list(bare.iter(f"{TEI}table")):
        table.getparent().remove(table)
    text = letters(" ".join(tei_words(bare).text))
    begins = made.text.find(text[:40])
    assert first_difference(list(text), list(made.text[begins : begins + len(text)])) == ""
    said = {letters(word) for cell in root.iter(f"{TEI}cell") for word in cell_words(cell)}
    between = re.compile(
        rf"(?:\d{{1,3}}|\*|{'|'.join(map(re.escape, sorted(said, key=len, reverse=True)))})*"
    )
    at = made.small.find(letters(" ".join(next(iter(words.notes.values())))))
    for id, theirs in words.notes.items():
        note = letters(" ".join(theirs))
        found = made.small.find(note, at)
        assert found >= at, id
        assert between.fullmatch(made.small[at:found]), (id, made.small[at:found])
        at = found + len(note)


def cell_words(cell: Any) -> list[str]:
    """The words of a cell without its notes."""
    holder = etree.Element(f"{TEI}TEI")
    etree.SubElement(holder, f"{TEI}text").append(copy.deepcopy(cell))
    return tei_words(holder).text


def links_that_lead(content: bytes) -> int:
    """How many links of the PDF lead to a page of it; each does, or leads out."""
    with pikepdf.open(BytesIO(content)) as pdf:
        known = (
            {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)} if "/Names" in pdf.Root else set()
        )
        leads = [
            one for page in pdf.pages for one in page.get("/Annots", ()) if one.get("/Subtype") == "/Link"
        ]
        inner = [
            one.get("/Dest", one.get("/A", {}).get("/D")) for one in leads if "/URI" not in one.get("/A", {})
        ]
        pages = {page.objgen for page in pdf.pages}
        for dest in inner:
            assert str(dest) in known or dest[0].objgen in pages, dest
    return len(inner)
