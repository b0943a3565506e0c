"""What tests of the EPUB need: a manuscript packed without laying out its PDF, and the file taken apart."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree

from regesta.citeproc import Citeproc
from regesta.diagnostics import Checked
from regesta.editions.order import Edition, plan, reflowed
from regesta.model import Audience, Inputs, Page, PageMap, Section
from regesta.pages import Setting, environment, typeset
from regesta.pipeline import read as understood
from regesta.pipeline import silently
from regesta.render.epub.leaves import Draft
from regesta.render.epub.package import Info, package
from regesta.tree import walk
from regesta.workspace import read, read_faces

TESTS = Path(__file__).parents[2]
MINI, MANUSCRIPT = TESTS / "mini", TESTS.parent / "manuscript"
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
TYPE = f"{{{NAMES['epub']}}}type"


@dataclass(frozen=True)
class Made:
    """An edition, the sections and pages that were packed, and the outcome."""

    inputs: Inputs
    edition: Edition
    sections: tuple[Section, ...]
    pages: tuple[Page, ...]
    packed: Checked[bytes]

    @property
    def info(self) -> Info:
        """What the package was told of the book."""
        given = (self.edition.book.settings, self.edition.words, MOMENT, self.edition.audience)
        return Info(*given, faces=read_faces(silently))


@cache
def made(manuscript: Path = MINI, audience: Audience = "student") -> Made:
    """A manuscript as an EPUB whose page numbers are made up."""
    inputs = read(manuscript).value
    book = understood(inputs)
    assert book.value, book.diagnostics
    edition = plan(book.value, audience, Citeproc()).value
    settings = edition.book.settings
    setting = Setting(environment(inputs.theme, "epub", edition.words), settings, edition.words, audience)
    sections = reflowed(edition, page_map(edition))
    more = {"revision": "0123456789", "cover": "", "printed": ()}
    pages = tuple(typeset(section, setting, **more) for section in sections)
    info = Info(settings, edition.words, MOMENT, audience, faces=read_faces(silently))
    return Made(
        inputs, edition, sections, pages, package(drafts(pages), inputs.theme.styles, inputs.pictures, info)
    )


def drafts(pages: tuple[Page, ...]) -> tuple[Draft, ...]:
    """Pages that are typeset already."""
    return tuple(Draft(one.id, one.kind, one.xhtml, partial(replace, one)) for one in pages)


def page_map(edition: Edition) -> PageMap:
    """A dozen anchors on every page."""
    numbers = count(12)
    physical: dict[str, int] = {}
    for section in (*edition.front, *edition.body):
        physical.setdefault(section.id, next(numbers) // 12)
        for element in walk(section.content.body):  # type: ignore[attr-defined]
            if element.get("id"):
                physical.setdefault(str(element.get("id")), next(numbers) // 12)
    return PageMap({anchor: str(page) for anchor, page in physical.items()}, physical, next(numbers) // 12)


class Opened:
    """An EPUB taken apart: its files by name, its package, navigation and documents parsed."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.files = {
            name.removeprefix("EPUB/"): self.archive.read(name)
            for name in self.archive.namelist()
            if name.startswith("EPUB/")
        }
        self.opf = etree.fromstring(self.files["content.opf"])
        self.documents = {
            name: etree.fromstring(data) for name, data in self.files.items() if name.endswith(".xhtml")
        }
        self.nav, self.ncx = self.documents["nav.xhtml"], etree.fromstring(self.files["toc.ncx"])

    def find(self, path: str, tree: Any = None) -> list[Any]:
        """XPath with the prefixes of NAMES, in one document or in all."""
        trees = self.documents.values() if tree is None else [tree]
        return [found for one in trees for found in one.xpath(path, namespaces=NAMES)]

    def lands(self, address: str, name: str) -> bool:
        """Whether a relative address in the document called `name` leads to a file and an element in it."""
        file, _, anchor = address.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
        if target not in self.files:
            return False
        return not anchor or bool(self.documents[target].xpath("//*[@id=$id]", id=anchor))


def opened(content: bytes) -> Opened:
    """The parts of an EPUB."""
    return Opened(content)


def words(element: Any) -> str:
    """The words of an element, spaces made plain."""
    return " ".join("".join(element.itertext()).split())
