"""The finished book → the printer's file: the same pages on a larger sheet, with bleed and crop marks.

Nothing is laid out anew, so its pages are the book's. It is for a machine: links, tags and destinations
stay behind in the book's own PDF. It says what its colours mean and claims no conformance, PDF/X neither.
Boxes: ISO 32000-1, 14.11.2; output intents: 14.11.5.
"""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from regesta.profiles import components, name
from regesta.render.pdf.edges import Box, bled
from regesta.render.pdf.flate import flate
from regesta.render.pdf.grey import grey_book, greyed
from regesta.render.pdf.metadata import Imprint, describe, intend, srgb

MM = 72 / 25.4
BLEED, OFF, MARK = 3 * MM, 4 * MM, 5 * MM  # beyond the trim: of colour; where a mark begins; how long it is
SHEET = OFF + MARK + MM
HAIRLINE = 0.25
# In all inks at once, so that the plates of a press can be laid on one another (ISO 32000-1, 8.6.6.4).
EVERY_INK = "/All"


def printers(pdf: bytes, imprint: Imprint, profile: bytes | None, folds: tuple[float, ...] = ()) -> bytes:
    """The printer's file of what was joined; `profile` is the book's own, if it names one.

    A sheet that is folded has marks for this too, so many millimetres from its left edge.
    """
    meant = profile or srgb()
    grey = components(meant) == 1
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as book:
        marks: dict[Box, Stream] = {}
        for page in book.pages:
            _page(book, page, marks, (grey, folds))
        if grey:
            grey_book(book)
        for key in ("/StructTreeRoot", "/MarkInfo", "/Names"):
            if key in book.Root:
                del book.Root[key]
        describe(book, imprint, claims=False)
        intend(book, Name.GTS_PDFX, meant, name(meant) or "a profile of the book")
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _page(
    pdf: pikepdf.Pdf, page: pikepdf.Page, marks: dict[Box, Stream], how: tuple[bool, tuple[float, ...]]
) -> None:
    """One page on its sheet: the trim stays where it was, so that all else does."""
    grey, folds = how
    left, low, right, high = map(float, page.trimbox)
    trim = (left, low, right, high)
    for key in ("/Annots", "/StructParents", "/Tabs"):
        if key in page.obj:
            del page.obj[key]
    page.obj.MediaBox = Array([left - SHEET, low - SHEET, right + SHEET, high + SHEET])
    page.obj.BleedBox = Array([left - BLEED, low - BLEED, right + BLEED, high + BLEED])
    page.contents_coalesce()
    drawn = bled(page.obj.Contents.read_bytes(), trim, BLEED) if "/Contents" in page.obj else b""
    drawn = greyed(drawn) if grey else drawn
    if trim not in marks:
        marks[trim] = _marks(pdf, trim, folds)
    name = page.add_resource(marks[trim], Name.XObject, Name.CropMarks)
    drawn = b"q\n%s\nQ\n/Artifact <</Type /Page>> BDC\n%s Do\nEMC" % (drawn, str(name).encode())
    page.obj.Contents = Stream(pdf, flate(drawn), Filter=Name.FlateDecode)


def _marks(pdf: pikepdf.Pdf, trim: Box, folds: tuple[float, ...]) -> Stream:
    """Eight lines that show where the sheet is cut, and two for each fold, all outside the bleed."""
    left, low, right, high = trim
    lines = [
        *(
            (x, y + side * OFF, x, y + side * (OFF + MARK))
            for x in (left, *(left + one * MM for one in folds), right)
            for y, side in ((low, -1), (high, 1))
        ),
        *(
            (x + side * OFF, y, x + side * (OFF + MARK), y)
            for y in (low, high)
            for x, side in ((left, -1), (right, 1))
        ),
    ]
    drawn = "\n".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l" for a, b, c, d in lines)
    ink = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
    return Stream(
        pdf,
        f"/Registration CS 1 SCN {HAIRLINE} w\n{drawn} S".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[left - SHEET, low - SHEET, right + SHEET, high + SHEET],
        Resources=Dictionary(
            ColorSpace=Dictionary(
                Registration=Array([Name.Separation, Name(EVERY_INK), Name.DeviceGray, ink])
            )
        ),
    )
