"""The container: parts ↔ the bytes of a DOCX; what comes from outside is measured before it is unpacked."""

import zlib
from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from regesta.zips import packed

NEVER = b"1970-01-01T00:00:00Z"  # as pandoc has it that is asked for no date
LARGEST = 200_000_000  # bytes of all parts together
LARGEST_PART = 60_000_000
MANY = 5_000  # parts
MAIN = "word/document.xml"
WANTED = (
    *("word/document.xml", "word/comments.xml", "word/footnotes.xml", "word/commentsExtended.xml"),
    *("docProps/core.xml", "docProps/custom.xml"),
)


class Fault(NamedTuple):
    """Why a file cannot be read."""

    code: str
    message: str
    hint: str = ""


def titled(data: bytes, title: str, moment: str) -> bytes:
    """A document of pandoc's that says its title and date, and prints neither."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    said = f"<dc:title>{escape(title, quote=False)}</dc:title>".encode()
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = core.replace(b"<dc:title></dc:title>", said).replace(NEVER, moment.encode())
    return packed(parts.items())


def unpacked(data: bytes) -> Mapping[str, bytes] | Fault:
    """The parts that are read of a DOCX."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _parts(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        hint = "save it anew in Word as .docx; an older .doc or a page saved as .docx is none"
        return Fault("WRD001", "this is no DOCX, or a damaged one", hint)


def _parts(archive: ZipFile) -> Mapping[str, bytes] | Fault:
    infos = archive.infolist()
    if len(infos) > MANY or sum(one.file_size for one in infos) > LARGEST:
        return Fault("WRD001", "this file unpacks to more than a text can need", "it is not read")
    known = {one.filename: one for one in infos}
    if MAIN not in known:
        return Fault("WRD001", f'this file holds no "{MAIN}"', "save it anew in Word as .docx")
    parts = {}
    for path in WANTED:
        if path in known:
            with archive.open(known[path]) as part:
                parts[path] = part.read(LARGEST_PART + 1)
            if len(parts[path]) > LARGEST_PART:
                return Fault("WRD001", f'"{path}" unpacks to more than a text can need', "it is not read")
    return parts
