"""ICC profiles: what the colours of a page mean, as far as the head of a profile tells (ICC.1:2010, 7.2)."""

from collections.abc import Iterator
from typing import Final

HEAD: Final = 128
SPACES = {b"GRAY": 1, b"RGB ": 3}
OTHERS = {b"CMYK": "CMYK", b"Lab ": "Lab", b"XYZ ": "XYZ"}
DEVICES = (b"prtr", b"mntr", b"scnr", b"spac")
NEWEST = 4  # what PDF 1.7 reads


def fault(data: bytes) -> str:
    """Why these bytes are not the profile of a grey or an RGB page; nothing where they are."""
    if len(data) < HEAD or data[36:40] != b"acsp":
        return "is no ICC profile"
    said = int.from_bytes(data[:4])
    if said > len(data) or any(end > len(data) for _, _, end in _tags(data)):
        return f"is cut off: its head promises {said} bytes, and it has {len(data)}"
    if data[8] > NEWEST:
        return f"is an ICC profile of version {data[8]}, which a PDF cannot hold"
    if data[12:16] not in DEVICES:
        return f'is an ICC profile of the kind "{_plain(data[12:16])}", not of a printer or a screen'
    space = data[16:20]
    return "" if space in SPACES else f"is an ICC profile for {OTHERS.get(space, _plain(space))} colours"


def components(data: bytes) -> int:
    """How many numbers make a colour: 1 for grey, 3 for RGB."""
    return SPACES[data[16:20]]


def name(data: bytes) -> str:
    """What the profile is called in its own words (ICC.1:2010, 10.13; ICC.1:2001, 6.5.17), or nothing."""
    for tag, start, end in _tags(data):
        held = data[start:end]
        if tag == b"desc" and held[:4] == b"mluc":
            length, at = int.from_bytes(held[20:24]), int.from_bytes(held[24:28])
            return held[at : at + length].decode("utf-16-be", "replace")
        if tag == b"desc" and held[:4] == b"desc":
            return _plain(held[12 : 12 + int.from_bytes(held[8:12])].rstrip(b"\0"))
    return ""


def _tags(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The name of each tag, where it begins, where it ends."""
    count = int.from_bytes(data[HEAD : HEAD + 4])
    for at in range(HEAD + 4, min(HEAD + 4 + 12 * count, len(data) - 11), 12):
        start, length = int.from_bytes(data[at + 4 : at + 8]), int.from_bytes(data[at + 8 : at + 12])
        yield data[at : at + 4], start, start + length


def _plain(data: bytes) -> str:
    return data.decode("ascii", "replace").strip()
