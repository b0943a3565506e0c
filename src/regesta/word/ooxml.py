"""The names of OOXML, elements made and read by them, and files that come from strangers as trees."""

from typing import Any

from lxml import etree

from regesta.exchange.xml import too_deep

Raw = Any  # an element of lxml's, which carries no types

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMES = {"w": W, "r": R, "mc": MC, "w14": W14, "w15": W15}
DEEPEST = 120  # levels of elements; what a person writes has a third of it


def w(name: str, /, *inside: Raw | str | None, **attributes: str | int) -> Raw:
    """An element of WordprocessingML; what is None is left out."""
    given = {f"{{{W}}}{key}": str(value) for key, value in attributes.items()}
    made = etree.Element(f"{{{W}}}{name}", given, nsmap={"w": W})
    for one in inside:
        if isinstance(one, str):
            made.text = one
            made.set(SPACE, "preserve")
        elif one is not None:
            made.append(one)
    return made


def root(name: str, *inside: Raw) -> Raw:
    """The root of a part, with the namespaces that newer Words may be asked to know."""
    made = etree.Element(f"{{{W}}}{name}", nsmap=NAMES)
    made.set(f"{{{MC}}}Ignorable", "w14 w15")
    made.extend(inside)
    return made


def written(made: Raw) -> bytes:
    """A part as bytes."""
    data: bytes = etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def parsed(data: bytes) -> Raw | None:
    """The root of a part, or None where it is no XML that can be read safely."""
    if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        made = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return made if too_deep(made, DEEPEST) is None else None


def name(raw: Raw) -> str:
    """The name of an element of WordprocessingML; nothing for any other."""
    tag = raw.tag
    return tag[len(W) + 2 :] if isinstance(tag, str) and tag.startswith(f"{{{W}}}") else ""


def get(raw: Raw, key: str) -> str:
    """An attribute of WordprocessingML."""
    return str(raw.get(f"{{{W}}}{key}", ""))


def first(raw: Raw, *path: str) -> Raw | None:
    """The first element at the end of a path of names, if it is there."""
    for step in path:
        raw = raw.find(f"{{{W}}}{step}") if raw is not None else None
    return raw
