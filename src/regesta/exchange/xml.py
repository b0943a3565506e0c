"""XML as strangers write it → a tree: no DTD, no entity, no network, no bomb (one of two homes of lxml).

Whoever reads XML from outside reads it here. What is wrong is a `Fault` with its line, never an exception;
each kind has a code of its own (TEI001 to TEI006), for `regesta fetch` gives each its own advice.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Raw = Any  # an element of lxml's, which carries no types
LARGEST = 64_000_000  # bytes of one file; the longest volume of FRUS has a quarter of it
DEEPEST = 60  # levels of elements; a walk through a tree goes no deeper
DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
PROLOG = re.compile(r"(?:\s|<\?[^>]*\?>|<!--.*?-->)*+", re.DOTALL)
WHERE = re.compile(r", line \d+, column \d+.*$", re.DOTALL)
INVALID, DEEP, UNFINISHED = 9, 114, 77  # what libxml2 calls them: a character, too deep, a tag never closed


class Fault(NamedTuple):
    """What is wrong with a file, and in which line of it (from 1)."""

    code: str
    message: str
    line: int
    hint: str = ""

    def said(self, name: str) -> str:
        """The message, for whoever has not the file before him."""
        return f"{name}, line {self.line}: {self.message}"


def parse(raw: bytes, largest: int = LARGEST) -> Raw | Fault:
    """The root of a file; what cannot be read safely is not read at all."""
    if len(raw) > largest:
        return Fault("TEI006", f"the file has {len(raw)} bytes, and more than {largest} are not read", 1)
    text = decoded(raw)
    if isinstance(text, Fault):
        return text
    if refused := _refused(text):
        return refused
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), _parser())
    except etree.XMLSyntaxError as error:
        return _unreadable(error)
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        message, hint = f'the entity "{entity.text}" is not known here', "write the character itself"
        return Fault("TEI002", message, line(entity.getparent()), hint)
    deep = too_deep(root)
    return root if deep is None else Fault("TEI006", f"elements nest more than {DEEPEST} deep", line(deep))


def decoded(raw: bytes) -> str | Fault:
    """The text by its mark, by what it declares, else as UTF-8."""
    declared = DECLARED.match(raw)
    name = next((name for mark, name in MARKS if raw.startswith(mark)), "")
    name = name or (declared[1].decode() if declared else "utf-8")
    try:
        return raw.decode(name)
    except LookupError:
        return Fault("TEI003", f'no encoding is called "{name}"', 1, "save the file as UTF-8")
    except UnicodeDecodeError as error:
        at = raw.count(b"\n", 0, error.start) + 1
        message = f"the byte {raw[error.start]:#04x} is no {name.upper()}"
        return Fault("TEI003", message, at, "declare the true encoding, or save the file as UTF-8")


def _parser() -> Any:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # an id that is there twice is said by whoever asks for it
    )


def _refused(text: str) -> Fault | None:
    """What is no XML of a kind that we read, seen before any parser sees it."""
    prolog = PROLOG.match(text)
    at = prolog.end() if prolog else 0
    number, begins = text.count("\n", 0, at) + 1, text[at : at + 200].lower()
    if begins.startswith(("<!doctype html", "<html")):
        hint = "open the address in a browser: a page to log in or to consent may stand before the file"
        return Fault("TEI004", "this is a web page and no TEI", number, hint)
    if not begins.startswith("<"):
        return Fault("TEI001", "this is no XML", number)
    if begins.startswith("<!doctype"):
        end = text.find(">", at)
        if text.find("[", at, end if end > 0 else len(text)) > 0:
            hint = "take the declarations out; entities are not read"
            return Fault("TEI002", "the file declares a grammar of its own", number, hint)
    return None


def _unreadable(error: Any) -> Fault:
    message = WHERE.sub("", error.msg or "this cannot be read").replace("'", '"').rstrip(". \n")
    if error.code == DEEP:
        return Fault("TEI006", f"elements nest more than {DEEPEST} deep", error.lineno or 1)
    if error.code == UNFINISHED:
        hint = "a part of it may have come only: have it brought again"
        return Fault("TEI001", "the file breaks off", error.lineno or 1, hint)
    if error.code == INVALID:
        return Fault("TEI003", "a character that XML cannot hold", error.lineno or 1)
    return Fault("TEI001", message[:1].lower() + message[1:], error.lineno or 1)


def too_deep(root: Raw, deepest: int = DEEPEST) -> Raw | None:
    """The first element that lies deeper than so many levels, if there is one."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest:
            return element
    return None


def name(raw: Raw) -> str:
    """The name of an element without its namespace."""
    tag: str = raw.tag
    return tag.rpartition("}")[2]


def line(raw: Raw) -> int:
    """The line of an element's tag."""
    return int(raw.sourceline or 1)


def content(raw: Raw) -> Iterator[Any]:
    """Texts and elements in their order."""
    if raw.text:
        yield raw.text
    for child in raw:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail
