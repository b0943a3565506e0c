"""A page of a PDF → a picture, for the cover of the e-book: readers and shops want one of dots."""

import io

import pypdfium2 as pdfium

WIDTH = 1600  # dots, as shops ask
QUALITY = 85


def jpeg(pdf: bytes) -> bytes:
    """The first page as JPEG."""
    (page, *_) = pdfium.PdfDocument(pdf)
    drawn = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def png(pdf: bytes, across: int) -> bytes:
    """The first page as a small PNG in shades of grey."""
    (page, *_) = pdfium.PdfDocument(pdf)
    drawn = page.render(scale=across / page.get_width()).to_pil().convert("L")
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
