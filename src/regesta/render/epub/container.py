"""Files and metadata → the bytes of an EPUB; the only module that imports `ebooklib`.

EbookLib lists the files, orders them and writes them. What it would make up itself is ours or is
mended here: metadata, the package's language, the prefix it declares in vain, and in the archive the
times, modes and order of the files (its faults are listed in tests/render/epub/test_container.py).
"""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
from zlib import DEFLATED, MAX_WBITS, compressobj, crc32

from ebooklib import epub
from lxml import etree

from regesta.kept import NOTHING, Kept, digest
from regesta.render.epub.files import Entry, File, is_plain

DC = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = "application/epub+zip"
MODE = 0o100644 << 16  # a plain file that all may read
UNIX = 3
EPOCH = (1980, 1, 1, 0, 0, 0)  # no zip knows an earlier day
LEVEL = 6


@dataclass(frozen=True, slots=True)
class Label:
    """What the package says of itself; `identifier` is the id of that entry, `moment` is in UTC."""

    identifier: str
    language: str
    entries: tuple[Entry, ...]
    moment: datetime


def pack(files: tuple[File, ...], label: Label, kept: Kept = NOTHING) -> bytes:
    """The whole EPUB; the same files and label give the same bytes."""
    assert all(is_plain(file.name) for file in files), "names are made plain before files come here"
    book = epub.EpubBook()
    book.IDENTIFIER_ID = label.identifier
    for file in files:
        item = epub.EpubItem(file.id, file.name, file.media, file.content)
        if file.properties:
            item.properties = list(file.properties)
        book.add_item(item)
        if file.read:
            book.spine.append(item)
    out = io.BytesIO()
    _Writer(out, book, label, kept).write()
    return out.getvalue()


class _Archive(ZipFile):
    """A zip in which each file has the same time, mode and maker wherever it is written."""

    moment: tuple[int, int, int, int, int, int]
    kept: Kept

    def writestr(self, name: Any, data: Any, compress_type: Any = None, compresslevel: Any = None) -> None:
        info = ZipInfo(name, self.moment)
        info.compress_type = ZIP_DEFLATED if compress_type is None else compress_type
        info.external_attr, info.create_system = MODE, UNIX
        if info.compress_type == ZIP_DEFLATED and compresslevel is None:
            self._put(info, data.encode() if isinstance(data, str) else data)
        else:
            super().writestr(info, data, compresslevel=compresslevel)

    def _put(self, info: ZipInfo, data: bytes) -> None:
        """As the library writes a file, but for the compression, which takes most of the time."""
        assert self.fp
        packed = _deflated(data, self.kept)
        info.CRC, info.file_size, info.compress_size = crc32(data), len(data), len(packed)
        info.header_offset = self.start_dir
        self.fp.write(info.FileHeader(zip64=False) + packed)
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
        self.start_dir, self._didModify = self.fp.tell(), True


def _deflated(data: bytes, kept: Kept) -> bytes:
    """As it stands in an archive; kept, since most files of a book are what they were."""
    name = digest((b"deflated", data))
    held = kept.get(name)
    if held is None:
        press = compressobj(LEVEL, DEFLATED, -MAX_WBITS)
        held = press.compress(data) + press.flush()
        kept.put(name, held)
    return held


class _Writer(epub.EpubWriter):  # type: ignore[misc] # EbookLib has no types
    """EbookLib's writer with our metadata and our archive."""

    def __init__(self, out: io.BytesIO, book: Any, label: Label, kept: Kept) -> None:
        super().__init__(out, book, {"raise_exceptions": True})
        self.label, self.kept = label, kept

    def write(self) -> None:
        """The type first and stored, as the format asks; then the package file, then all else in order."""
        with _Archive(self.file_name, "w") as self.out:
            self.out.kept = self.kept
            self.out.moment = max(self.label.moment.timetuple()[:6], EPOCH)
            self.out.writestr("mimetype", TYPE, ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_metadata(self, root: Any) -> None:
        """Ours in our order; EbookLib's has a random identifier, a wrong clock and no repeated creators."""
        metadata = etree.SubElement(root, "metadata", nsmap={"dc": DC})
        for entry in self.label.entries:
            name = f"{{{DC}}}{entry.name[3:]}" if entry.name.startswith("dc:") else entry.name
            etree.SubElement(metadata, name, dict(entry.attributes)).text = entry.text

    def _write_opf_file(self, root: Any) -> None:
        """The package names its language and declares no prefix that the format knows already."""
        root.set(XML_LANG, self.label.language)
        root.attrib.pop("prefix", None)
        super()._write_opf_file(root)
