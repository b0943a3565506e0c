"""The NCX as old readers want it: which book it belongs to, how deep it is, in which order it is read.

The template writes the entries; numbers that depend on all of them are put in here.
"""

from dataclasses import replace

from lxml import etree

from regesta.render.epub.files import NCX, File

SPACE = "{http://www.daisy.org/z3986/2005/ncx/}"


def finished(file: File, identifier: str) -> File:
    """An NCX with all that its template cannot count; any other file as it is."""
    if file.media != NCX:
        return file
    root = etree.fromstring(file.content)
    points = list(root.iter(SPACE + "navPoint"))
    depths = [1 + sum(1 for _ in point.iterancestors(SPACE + "navPoint")) for point in points]
    pages = [target.get("value") for target in root.iter(SPACE + "pageTarget")]
    said = {
        "dtb:uid": identifier,
        "dtb:depth": str(max(depths, default=0)),
        "dtb:totalPageCount": str(len(pages)),
        "dtb:maxPageNumber": str(max((int(page) for page in pages if page), default=0)),
    }
    for meta in root.iter(SPACE + "meta"):
        if meta.get("name") in said:
            meta.set("content", said[meta.get("name")])
    for number, point in enumerate(points, 1):
        point.set("id", f"point-{number}")
        point.set("playOrder", str(number))
    return replace(file, content=etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True))
