"""Records: what stands for a text is what is there, and abstracts keep their length."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.facts import BlockUse
from regesta.model import Book, Document
from regesta.records import HEADNOTE_WORDS, SUMMARY_WORDS

HOLDS = {"transcript": "transcript", "excerpt": "transcript", "retold": "retold", "abstract": ""}


def check(book: Book) -> Iterator[Diagnostic]:
    """REC001 and REC002."""
    for document in book.documents.values():
        yield from _stands(document)
        yield from _length(document, "summary", SUMMARY_WORDS)
        yield from _length(document, "headnote", HEADNOTE_WORDS)


def _stands(document: Document) -> Iterator[Diagnostic]:
    wanted, brought = HOLDS[document.record.text], document.record.witness is not None
    blocks = {fact.name: fact for fact in document.facts if isinstance(fact, BlockUse)}
    span = document.data.span("text")
    if brought and "transcript" in blocks:
        message = "the record names a witness, and there is a ::: transcript"
        yield Diagnostic("REC001", message, blocks["transcript"].span, "keep one of the two")
        return
    if brought and wanted == "transcript":
        return
    if wanted and wanted not in blocks:
        message = f'the record says "{document.record.text}", and there is no ::: {wanted}'
        yield Diagnostic("REC001", message, span, "write the block, or say abstract")
    for name in {"transcript", "retold"} - {wanted}:
        if name in blocks:
            message = f'the record says "{document.record.text}", and there is a ::: {name}'
            yield Diagnostic("REC001", message, blocks[name].span, "change the field text")


def _length(document: Document, field: str, most: int) -> Iterator[Diagnostic]:
    count = len(getattr(document.record, field).split())
    if count > most:
        message = f"the {field} has {count} words; the edition's rule is {most}"
        yield Diagnostic("REC002", message, document.data.span(field), "shorten it")
