"""Typeset pages → files: each gets its name, links find the file they lead to, pictures are asked for.

Templates write `href="#anchor"` as if the book were one page; which file holds an anchor is known here
alone. Pages are read by an XML parser, so one that is not well-formed stops the build as a fault of ours.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from regesta.diagnostics import Checked, Diagnostic, did_you_mean
from regesta.model import Page, PageMap
from regesta.render.epub.files import NCX, XHTML, File, is_plain
from regesta.render.epub.pagination import mark
from regesta.render.epub.parting import parted
from regesta.render.epub.pictures import picture_file

HTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FOREIGN = {"{http://www.w3.org/2000/svg}svg": "svg", "{http://www.w3.org/1998/Math/MathML}math": "mathml"}
NCX_CONTENT = "{http://www.daisy.org/z3986/2005/ncx/}content"
VOID = frozenset(HTML + name for name in ("br", "col", "hr", "img", "link", "meta"))
OUTSIDE = ("http://", "https://", "mailto:")
PICTURE = "picture:"


@dataclass(slots=True)
class _Sheet:
    """A page while it is worked on."""

    page: Page
    name: str
    root: Any


@dataclass(slots=True)
class _Work:
    """What is known of all pages together, and what was found wrong with them."""

    pictures: Mapping[str, bytes]
    sheets: list[_Sheet] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)  # id of a page → the name of its file
    homes: dict[str, str] = field(default_factory=dict)  # anchor → the name of the file that it lies in
    asked: dict[str, File] = field(default_factory=dict)  # path in the manuscript → file of the package
    found: list[Diagnostic] = field(default_factory=list)


def documents(
    pages: tuple[Page, ...], pictures: Mapping[str, bytes], printed: PageMap
) -> Checked[tuple[File, ...]]:
    """The files of all pages in their order, then those of the pictures that they show.

    Marks stand where the printed pages begin.
    """
    work = _Work(pictures)
    for number, page in enumerate(pages, 1):
        sheet = _Sheet(page, _name(page, number, work), _parsed(page))
        work.sheets.append(sheet)
        work.heads.setdefault(page.id, sheet.name)
    mark([(sheet.page.kind, sheet.root) for sheet in work.sheets], printed)
    work.sheets = [part for sheet in work.sheets for part in _parts(sheet)]
    for sheet in work.sheets:
        _settle(sheet, work)
    for sheet in work.sheets:
        _connect(sheet, work)
    return Checked((*map(_file, work.sheets), *work.asked.values()), tuple(work.found))


def _name(page: Page, number: int, work: _Work) -> str:
    """The file of a page is called after it; one that cannot be gets a number for a name."""
    if page.kind == "ncx":
        return "toc.ncx"
    name = f"{page.id}.xhtml"
    if is_plain(name) and name not in (sheet.name for sheet in work.sheets):
        return name
    reason = "twice" if is_plain(name) else "in an EPUB"
    work.found.append(Diagnostic("LAY002", f'no file can be called "{name}" {reason}', None))
    return f"page-{number}.xhtml"


def _parts(sheet: _Sheet) -> Iterator[_Sheet]:
    """A page as one document or, if it is a long index, as several."""
    for number, root in enumerate(parted(sheet.root) if sheet.page.kind == "index" else [sheet.root], 1):
        name = sheet.name if number == 1 else sheet.name.replace(".xhtml", f"-{number}.xhtml")
        yield _Sheet(sheet.page, name, root)


def _parsed(page: Page) -> Any:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        return etree.fromstring(page.xhtml.encode(), parser)
    except etree.XMLSyntaxError as fault:
        fault.add_note(f'in the page "{page.id}" of the EPUB')
        raise


def _settle(sheet: _Sheet, work: _Work) -> None:
    """Note where each anchor lies; say the language to old readers too; leave no element self-closed.

    A reader that takes XHTML for HTML never closes `<span/>`.
    """
    for element in sheet.root.iter(etree.Element):
        anchor = element.get("id")
        if anchor and sheet.page.kind != "ncx" and work.homes.setdefault(anchor, sheet.name) != sheet.name:
            work.found.append(Diagnostic("LAY002", f'"{anchor}" is an anchor in two pages of the EPUB', None))
        if element.get("lang"):
            element.set(XML_LANG, element.get("lang"))
        if element.tag.startswith(HTML) and element.tag not in VOID and not element.text and not len(element):
            element.text = ""


def _connect(sheet: _Sheet, work: _Work) -> None:
    """Links lead to files, and pictures to theirs."""
    for element in sheet.root.iter(HTML + "a", NCX_CONTENT):
        key = "src" if element.tag == NCX_CONTENT else "href"
        address = element.get(key)
        if address is not None and not address.startswith(OUTSIDE):
            _lead(element, key, sheet, work)
    for element in sheet.root.iter(HTML + "img"):
        _show(element, work)


def _lead(element: Any, key: str, sheet: _Sheet, work: _Work) -> None:
    """A link that leads nowhere is reported and loses its address, so that the file stays sound."""
    address = element.get(key)
    anchor = address[1:] if address.startswith("#") else ""
    if anchor in work.heads:
        element.set(key, work.heads[anchor])  # a chapter begins where its file does
    elif anchor in work.homes:
        home, near = work.homes[anchor], sheet.page.kind != "nav"  # there Ace wants the file named
        element.set(key, address if near and home == sheet.name else f"{home}{address}")
    else:
        message = f'the page "{sheet.page.id}" links to "{address}", which is not in the EPUB'
        work.found.append(Diagnostic("LAY002", message, None, did_you_mean(anchor, work.homes)))
        del element.attrib[key]


def _show(element: Any, work: _Work) -> None:
    path = (element.get("src") or "").removeprefix(PICTURE)
    if path in work.pictures and path not in work.asked:
        made = picture_file(path, len(work.asked) + 1, work.pictures[path])
        if made:
            work.asked[path] = made
    if path in work.asked:
        element.set("src", work.asked[path].name)
    else:
        work.found.append(Diagnostic("LAY001", f'the page asks for the picture "{path}"', None))


def _file(sheet: _Sheet) -> File:
    ncx = sheet.page.kind == "ncx"
    content = etree.tostring(sheet.root.getroottree(), encoding="utf-8", xml_declaration=True)
    id = "ncx" if ncx else sheet.name.removesuffix(".xhtml")
    return File(id, sheet.name, NCX if ncx else XHTML, content, tuple(_properties(sheet)), not ncx)


def _properties(sheet: _Sheet) -> Iterator[str]:
    """What the manifest must say of a document."""
    if sheet.page.kind == "nav":
        yield "nav"
    yield from (name for tag, name in FOREIGN.items() if next(sheet.root.iter(tag), None) is not None)
