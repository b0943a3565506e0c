"""Rights and credit: fields and attributes that say something, and addresses that can be opened."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from regesta.diagnostics import Diagnostic
from regesta.facts import BlockUse
from regesta.kinds import Unknown
from regesta.model import Book, Document
from regesta.source import Span

FIELDS = ("licence", "credit_line", "reproduction_rights")
ATTRIBUTES = frozenset({"credit", "licence"})  # of blocks with a picture
NOTHING = frozenset(
    "unknown|not known|unclear|tbd|tba|tbc|todo|to do|to be decided|to be done|to be checked|n/a|na|x|xx|xxx"
    "|fixme|missing|later|".split("|")
)


def check(book: Book) -> Iterator[Diagnostic]:
    """RGT001 to RGT003."""
    for document in book.documents.values():
        for field in FIELDS:
            yield from _empty(field, getattr(document.record, field), document.data.span(field))
        yield from _address(document)
    for text in book.texts:
        for fact in text.facts:
            if isinstance(fact, BlockUse):
                for name, value in fact.attributes:
                    if name in ATTRIBUTES:
                        yield from _empty(name, value, fact.span)


def _empty(name: str, said: str, span: Span | None) -> Iterator[Diagnostic]:
    if said.strip(" .?!-–—…[]()").lower() in NOTHING:
        message = f'"{name}" says nothing: "{said}"'
        yield Diagnostic("RGT001", message, span, "say what is known, and what is not and why")


def _address(document: Document) -> Iterator[Diagnostic]:
    address = document.record.source_url
    if isinstance(address, Unknown):
        return
    span = document.data.span("source_url")
    if not _is_web(address):
        hint = "write https://…, or {unknown: why}"
        yield Diagnostic("RGT002", f'"{address}" is no web address', span, hint)
    elif isinstance(document.record.retrieved, Unknown):
        message = "nobody noted on which day this address was read"
        yield Diagnostic("RGT003", message, span, "open it again and write the day into retrieved")


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and not any(map(str.isspace, address))
