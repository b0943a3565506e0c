"""What an EPUB is made of, as data: its files, the entries of its metadata, and the names of files.

Names are plain on purpose: readers on phones and e-ink lose files whose names hold spaces, capitals
or letters beyond ASCII.
"""

import re
from dataclasses import dataclass

SLUG = re.compile(r"[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*")
XHTML, NCX, CSS, TTF, PLAIN = (
    "application/xhtml+xml",
    "application/x-dtbncx+xml",
    "text/css",
    "font/ttf",
    "text/plain",
)
COVER, COVER_ID = "images/cover", "cover-image"
PICTURES = {  # the picture types that every EPUB 3.3 reader must show; never guessed from the system's table
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file as the manifest lists it; `read` says that it has a place in the reading order."""

    id: str
    name: str
    media: str
    content: bytes
    properties: tuple[str, ...] = ()
    read: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One element of the metadata: its qualified name (`dc:title`, `meta`), its text, its attributes."""

    name: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()


def is_plain(name: str) -> bool:
    """Whether every part of a file's name is a slug."""
    return all(SLUG.fullmatch(part) for part in name.split("/"))
