"""Which files the records name, and what is wrong with the way they name them."""

from collections.abc import Iterator, Mapping

from regesta.data import load
from regesta.diagnostics import Diagnostic
from regesta.model import Book, Document
from regesta.reader.parse import FRONT
from regesta.source import Source
from regesta.texts.address import is_path, refused, versioned

FOLDER, FIELD = "sources/", "witness:"


def needed(texts: Mapping[str, Source]) -> tuple[str, ...]:
    """The addresses of all witnesses, in order; asked of the front matter, before anything is parsed."""
    found: dict[str, None] = {}
    for path, source in texts.items():
        front = FRONT.match(source.text) if path.startswith(FOLDER) and FIELD in source.text else None
        fields = load(source, front.start("yaml"), front.end("yaml")).value.value if front else None
        witness = fields.get("witness") if isinstance(fields, dict) else None
        address = witness.get("tei") if isinstance(witness, dict) else None
        if isinstance(address, str) and not (is_path(address) and refused(address, ())):
            found[address] = None
    return tuple(sorted(found))


def witnessed(book: Book) -> tuple[Document, ...]:
    """The sources whose text lies elsewhere, by number."""
    held = sorted(book.documents.values(), key=lambda one: one.record.number)
    return tuple(one for one in held if one.record.witness)


def addresses(book: Book) -> Iterator[Diagnostic]:
    """WIT002 and WIT003: addresses that may not be used, or that may mean another text tomorrow."""
    for document in witnessed(book):
        assert document.record.witness
        address, span = document.record.witness.tei, document.data.span("witness", "tei")
        if reason := refused(address, book.settings.hosts):
            hint = "add it to hosts in book.yaml, if you trust it" if "book.yaml" in reason else ""
            yield Diagnostic("WIT002", f'"{address}" {reason}', span, hint)
        elif not versioned(address):
            hint = "take the address of a commit or of a release"
            yield Diagnostic("WIT003", f'"{address}" names no version of the file', span, hint)
