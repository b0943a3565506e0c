"""A body and what it numbered → all parts of a DOCX: styles, settings, notes, comments, properties."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from regesta.word import styles
from regesta.word.ooxml import PACKAGE, R, Raw, W, get, root, w, written
from regesta.word.runs import Ledger, comments, threads
from regesta.words import Words
from regesta.zips import packed

A4 = (11906, 16838)  # twentieths of a point
MARGIN = 1417
WIDTH = A4[0] - 2 * MARGIN
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE = f"{PACKAGE}/metadata/core-properties"
DC, TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
PROPERTY = "Regesta"  # under which a file says whose export it is
USER = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of properties that users give
PARTS = ("styles", "settings", "fontTable", "numbering", "footnotes", "comments")


class Told(NamedTuple):
    """What a document says of itself."""

    title: str
    language: str
    creators: tuple[str, ...] = ()
    book: str = ""  # the id of the book that it was exported from
    date: str = ""  # as the edition has it


def docx(body: Sequence[Raw], notes: Sequence[Raw], ledger: Ledger, told: Told, words: Words) -> bytes:
    """The bytes of a document; `notes` are its footnotes, in the order of their numbers."""
    page = w(
        "sectPr",
        w("pgSz", w=A4[0], h=A4[1]),
        w("pgMar", top=MARGIN, right=MARGIN, bottom=MARGIN, left=MARGIN, header=709, footer=709, gutter=0),
    )
    lists = {get(number, "val") for one in body for number in one.iter(f"{{{W}}}numId")}
    made = {
        "document": root("document", w("body", *body, page)),
        "styles": styles.styles(words, told.language),
        "settings": _settings(),
        "fontTable": styles.fonts(),
        "numbering": styles.numbering(len(lists)),
        "footnotes": root("footnotes", *_separators(), *notes),
        "comments": comments(ledger),
        "commentsExtended": threads(ledger),
    }
    parts = {"[Content_Types].xml": _types(made), "_rels/.rels": _relations(_package())}
    parts["word/_rels/document.xml.rels"] = _relations(_document())
    parts |= {f"word/{name}.xml": written(part) for name, part in made.items()}
    parts = parts | {"docProps/core.xml": _core(told), "docProps/custom.xml": _custom(told)}
    return packed(parts.items())


def _settings() -> Raw:
    """Revision is tracked from the first letter on."""
    compat = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    notes = w("footnotePr", w("footnote", id=-1), w("footnote", id=0))
    return root("settings", w("trackRevisions"), w("defaultTabStop", val=397), notes, w("compat", compat))


def _separators() -> Iterator[Raw]:
    for number, kind, line in (
        (-1, "separator", "separator"),
        (0, "continuationSeparator", "continuationSeparator"),
    ):
        yield w("footnote", w("p", w("r", w(line))), type=kind, id=number)


def _types(made: dict[str, Raw]) -> bytes:
    space = f"{PACKAGE}/content-types"
    types = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(types, f"{{{space}}}Default", Extension=extension, ContentType=kind)
    kinds = {
        f"/word/{name}.xml": f"{KIND}.{'document.main' if name == 'document' else name}+xml" for name in made
    }
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    kinds["/docProps/custom.xml"] = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    for path, kind in kinds.items():
        etree.SubElement(types, f"{{{space}}}Override", PartName=path, ContentType=kind)
    return written(types)


def _package() -> Iterator[tuple[str, str]]:
    yield f"{R}/officeDocument", "word/document.xml"
    yield f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"
    yield f"{R}/custom-properties", "docProps/custom.xml"


def _document() -> Iterator[tuple[str, str]]:
    yield from ((f"{R}/{name}", f"{name}.xml") for name in PARTS)
    yield EXTENDED, "commentsExtended.xml"


def _relations(targets: Iterator[tuple[str, str]]) -> bytes:
    space = f"{PACKAGE}/relationships"
    made = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    for number, (kind, target) in enumerate(targets, 1):
        etree.SubElement(made, f"{{{space}}}Relationship", Id=f"rId{number}", Type=kind, Target=target)
    return written(made)


def _core(told: Told) -> bytes:
    made = etree.Element(
        f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC, "dcterms": TERMS, "xsi": INSTANCE}
    )
    said = (
        (f"{{{DC}}}title", told.title),
        (f"{{{DC}}}creator", "; ".join(told.creators)),
        (f"{{{DC}}}language", told.language),
    )
    for tag, words in said:
        if words:
            etree.SubElement(made, tag).text = words
    if told.date:
        created = etree.SubElement(made, f"{{{TERMS}}}created")
        created.set(f"{{{INSTANCE}}}type", "dcterms:W3CDTF")
        created.text = told.date
    return written(made)


def _custom(told: Told) -> bytes:
    made = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={None: CUSTOM, "vt": VALUES})
    if told.book:
        row = etree.SubElement(made, f"{{{CUSTOM}}}property", fmtid=USER, pid="2", name=PROPERTY)
        etree.SubElement(row, f"{{{VALUES}}}lpwstr").text = told.book
    return written(made)
