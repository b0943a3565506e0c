"""Compressed streams whose last byte is no carriage return.

ISO 32000-1, 7.3.8.1 lets an end-of-line marker stand before `endstream`; page-validation 0.11 takes the
carriage return that is the last byte of the data for a part of it and finds the length wrong. One stream
in 256 ends so, whatever the level: the last byte is of a sum over the data. A picture that came compressed
may hold nothing more, and stays as it is.
"""

import base64
import hashlib
import re
import zlib
from typing import Final

RETURN = 13
LEVELS: Final = (4, 3, 5, 2, 1)  # for what qpdf packs: the first leaves room to pack it again, and is fast
PADDING = b"\n%" + base64.b64encode(b"".join(hashlib.sha512(bytes([n])).digest() for n in range(200)))


def flate(data: bytes) -> bytes:
    """A stream, compressed; white space at its end says nothing."""
    packed = zlib.compress(data)
    while packed[-1] == RETURN:
        data += b"\n"
        packed = zlib.compress(data)
    return packed


def padded(data: bytes) -> bytes:
    """The data, with as many line feeds at its end as it takes not to end so when it is compressed."""
    while zlib.compress(data)[-1] == RETURN:
        data += b"\n"
    return data


def mended(pdf: bytes) -> bytes:
    """The same file where no object stream ends so: each is packed again to the same length.

    qpdf packs object streams itself; a comment at the end of one (7.5.7, 7.2.4) fills what is missing. One
    for which no packing has that length is left as it is.
    """
    patches = []
    for found in re.finditer(rb"\r\nendstream", pdf):
        start = pdf.rfind(b"\nstream\n", 0, found.start()) + 8
        old = pdf[start : found.start() + 1]
        if b"/ObjStm" in pdf[pdf.rfind(b" obj\n", 0, start) : start] and (new := _same_length(old)):
            patches.append((start, new))
    data = bytearray(pdf)
    for start, new in patches:
        data[start : start + len(new)] = new
    return bytes(data)


def ends_badly(pdf: bytes) -> bool:
    """Whether the last stream of a file ends so: the table of its objects, to which nothing can be added."""
    return b"\r\nendstream" in pdf[-60:]


def _same_length(old: bytes) -> bytes | None:
    text, length = zlib.decompress(old), len(old)
    for memory, strategy in ((9, 0), (8, 0), (9, 1), (7, 0)):
        packer = zlib.compressobj(9, zlib.DEFLATED, 15, memory, strategy)
        begun = packer.compress(text)
        gap = length - len(begun + packer.copy().flush())
        for count in range(2, gap * 2 + 40) if gap >= 0 else ():
            ending = packer.copy()  # what stands before the padding is packed once
            new = begun + ending.compress(PADDING[:count]) + ending.flush()
            if len(new) == length and new[-1] != RETURN:
                return new
            if len(new) > length + 3:
                break
    return None
