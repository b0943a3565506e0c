"""A long index in several documents: older readers, Adobe's among them, open none of more than 260 kB.

It is parted between two letters, after the printed pages were marked in it: marks count from its beginning.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from lxml import etree

LARGEST: Final = 230_000  # bytes; links grow when they get the names of their files
TYPE = "{http://www.idpf.org/2007/ops}type"
XHTML = "{http://www.w3.org/1999/xhtml}"


def parted(root: Any, largest: int = LARGEST) -> Iterator[Any]:
    """The document, and where it is too large those that go on from it."""
    section = root.find(f"{XHTML}body/{XHTML}section")
    groups = [] if section is None else [one for one in section if one.get(TYPE) == "index-group"]
    size, later = len(etree.tostring(root)), list[list[Any]]()
    if size > largest and len(groups) > 1:
        room = 0
        for group in groups:
            room += len(etree.tostring(group))
            if room > largest or (not later and group is groups[0]):
                later.append([])
                room = len(etree.tostring(group))
            later[-1].append(group)
    yield root
    for part in later[1:]:
        yield _going_on(root, part)


def _going_on(root: Any, groups: list[Any]) -> Any:
    """A document with the same head, and these groups with the marks of pages before them."""
    shell = deepcopy(root)
    section = shell.find(f"{XHTML}body/{XHTML}section")
    title = "".join(section.find(f"{XHTML}h1").itertext())
    for child in list(section):
        section.remove(child)
    letters = dict.fromkeys("".join(one.find(f"{XHTML}h2").itertext()) for one in (groups[0], groups[-1]))
    heading = etree.SubElement(section, f"{XHTML}h1")
    heading.text = f"{title}: {'–'.join(letters)}"
    for key in ("id", "aria-labelledby"):
        section.attrib.pop(key, None)
    section.set("aria-label", heading.text)
    for group in groups:
        before: list[Any] = []
        sibling = group.getprevious()
        while sibling is not None and sibling.get(TYPE) == "pagebreak":
            before.insert(0, sibling)
            sibling = sibling.getprevious()
        section.extend((*before, group))
    return shell
