"""Leaves → files: each gets its name, links find the file they lead to, pictures are asked for.

Templates write `href="#anchor"` as if the book were one page; which file holds an anchor is known here
alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from regesta.diagnostics import Checked, Diagnostic, did_you_mean
from regesta.kept import Kept
from regesta.model import PageMap
from regesta.render.epub.files import NCX, XHTML, File, is_plain
from regesta.render.epub.leaves import Draft, Leaf, closed, leaves
from regesta.render.epub.pictures import picture_file

PICTURE = "picture:"


@dataclass(frozen=True, slots=True)
class Documents:
    """The files of all pages in their order, then those of the pictures that they show; their letters."""

    files: tuple[File, ...]
    letters: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A leaf and the file that it becomes."""

    page: Draft
    name: str
    leaf: Leaf


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
    drafts: Sequence[Draft], pictures: Mapping[str, bytes], printed: PageMap, kept: Kept
) -> Checked[Documents]:
    """All pages as files. Marks stand where the printed pages begin."""
    work = _Work(pictures)
    for number, (draft, parts) in enumerate(zip(drafts, leaves(drafts, printed, kept), strict=True), 1):
        name = _name(draft, number, work)
        work.heads.setdefault(draft.id, name)
        for part, leaf in enumerate(parts, 1):
            own = name if part == 1 else name.replace(".xhtml", f"-{part}.xhtml")
            work.sheets.append(_Sheet(draft, own, leaf))
    for sheet in work.sheets:
        _settle(sheet, work)
    files = [_file(sheet, work) for sheet in work.sheets]
    letters = {sign for one in work.sheets if one.page.kind != "ncx" for sign in one.leaf.letters}
    return Checked(Documents((*files, *work.asked.values()), frozenset(letters)), tuple(work.found))


def _name(page: Draft, number: int, work: _Work) -> str:
    """The file of a page is called after it; one that cannot be gets a number for a name."""
    if page.kind == "ncx":
        return "toc.ncx"
    name = f"{page.id}.xhtml"
    if is_plain(name) and name not in (sheet.name for sheet in work.sheets):
        return name
    reason = "twice" if is_plain(name) else "in an EPUB"
    work.found.append(Diagnostic("LAY002", f'no file can be called "{name}" {reason}', None))
    return f"page-{number}.xhtml"


def _settle(sheet: _Sheet, work: _Work) -> None:
    """Note where each anchor lies."""
    for anchor in sheet.leaf.anchors:
        if work.homes.setdefault(anchor, sheet.name) != sheet.name:
            work.found.append(Diagnostic("LAY002", f'"{anchor}" is an anchor in two pages of the EPUB', None))


def _file(sheet: _Sheet, work: _Work) -> File:
    """A document whose links lead to files, and its pictures to theirs."""
    ncx = sheet.page.kind == "ncx"
    found = {link: _found(link, sheet, work) for link in dict.fromkeys(sheet.leaf.links)}
    id = "ncx" if ncx else sheet.name.removesuffix(".xhtml")
    content = closed(sheet.leaf, found)
    return File(id, sheet.name, NCX if ncx else XHTML, content, tuple(_properties(sheet)), not ncx)


def _found(link: tuple[str, str], sheet: _Sheet, work: _Work) -> str | None:
    name, address = link
    shown = name == "src" and sheet.page.kind != "ncx"
    return _shown(address.removeprefix(PICTURE), work) if shown else _led(address, sheet, work)


def _led(address: str, sheet: _Sheet, work: _Work) -> str | None:
    """A link that leads nowhere is reported and loses its address, so that the file stays sound."""
    anchor = address[1:] if address.startswith("#") else ""
    if anchor in work.heads:
        return work.heads[anchor]  # a chapter begins where its file does
    if anchor in work.homes:
        home, near = work.homes[anchor], sheet.page.kind != "nav"  # there Ace wants the file named
        return address if near and home == sheet.name else f"{home}{address}"
    message = f'the page "{sheet.page.id}" links to "{address}", which is not in the EPUB'
    work.found.append(Diagnostic("LAY002", message, None, did_you_mean(anchor, work.homes)))
    return None


def _shown(path: str, work: _Work) -> str | None:
    if path in work.pictures and path not in work.asked:
        made = picture_file(path, len(work.asked) + 1, work.pictures[path])
        if made:
            work.asked[path] = made
    if path in work.asked:
        return work.asked[path].name
    work.found.append(Diagnostic("LAY001", f'the page asks for the picture "{path}"', None))
    return None


def _properties(sheet: _Sheet) -> Iterator[str]:
    """What the manifest must say of a document."""
    if sheet.page.kind == "nav":
        yield "nav"
    yield from sheet.leaf.foreign
