"""Everything that a file says anywhere, for whoever looks for words that must not be in it."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

import pikepdf
import pypdfium2 as pdfium

from regesta.model import Artifact

WORD = re.compile(r"\w+")
RUN = 5  # words that nobody writes twice by chance
PACKED = (".epub", ".zip", ".docx")


def words(artifact: Artifact) -> Iterator[str]:
    """All that a file says: its text, names, and every string and stream in it."""
    yield from said(artifact.path, artifact.content)


def said(path: str, content: bytes) -> Iterator[str]:
    """What a file of this name says; of one that holds others, what they say."""
    ending = PurePosixPath(path).suffix
    if ending == ".pdf":
        yield from pdf_words(content)
    elif ending in PACKED:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from said(name, archive.read(name))
    else:
        text = content.decode("utf-8", "replace")
        yield text
        yield re.sub(r"<[^>]*>", " ", text)


def pdf_words(content: bytes) -> Iterator[str]:
    """Text, hyphens at line ends healed; every string, attachment and unpacked stream."""
    for page in pdfium.PdfDocument(content):
        text = page.get_textpage().get_text_range()
        yield text
        yield re.sub(r"[-\u2010\u00ad\ufffe]?\s*\n\s*", "", text)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for name, held in pdf.attachments.items():
            yield name
            yield from said(name, held.get_file().read_bytes())
        for thing in pdf.objects:
            yield from strings(thing)


def strings(thing: object) -> Iterator[str]:
    """Strings in a PDF object, and the bytes of a stream."""
    if isinstance(thing, pikepdf.Stream) and "/Length1" not in thing:  # which only fonts have
        yield bytes(thing.read_bytes()).decode("latin-1")
    if isinstance(thing, pikepdf.String):
        yield str(thing)
        return
    held = list(thing) if isinstance(thing, pikepdf.Array) else []
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from thing.keys()
        held = list(thing.values())
    for one in held:
        if not getattr(one, "is_indirect", False):  # those have their turn in pdf.objects
            yield from strings(one)


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    found = WORD.findall(text.lower())
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}
