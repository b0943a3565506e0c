"""A file that came → its row for the lock, if it is XML that is safe to read and holds the right texts."""

from collections.abc import Iterable
from hashlib import sha256

from regesta.diagnostics import Checked, Diagnostic
from regesta.exchange.tei.file import digest, opened
from regesta.exchange.xml import Fault
from regesta.model import Document
from regesta.texts.address import file_name
from regesta.texts.bring import changed
from regesta.texts.lock import FILE, Lock, Locked


def verified(
    address: str, raw: bytes, asking: Iterable[Document], lock: Lock, largest: int
) -> Checked[Locked | None]:
    """The row, where nothing is wrong; each fault stands at a record that asks for the file."""
    documents = [(one, one.record.witness) for one in asking]
    first = documents[0][0].data.span("witness", "tei")
    tei = opened(raw, file_name(address), largest)
    if isinstance(tei, Fault):
        return Checked(None, (Diagnostic(tei.code, tei.said(file_name(address)), first, tei.hint),))
    found: list[Diagnostic] = []
    digests: dict[str, str] = {}
    for one, witness in documents:
        assert witness
        element = tei.document(witness.document)
        if isinstance(element, Fault):
            span = one.data.span("witness", "document")
            found.append(Diagnostic(element.code, element.said(tei.name), span, element.hint))
            continue
        met, known = digest(element), lock.document(address, witness.document)
        digests[witness.document] = met
        if known and known != met:
            found.append(changed(witness, known, met, one))
    row = Locked(tei=address, length=len(raw), sha256=sha256(raw).hexdigest(), documents=digests)
    return Checked(None if found else row, tuple(found))


def same_file(row: Locked, lock: Lock, document: Document) -> Diagnostic | None:
    """WIT001 for a whole file that is not the one that was fetched before."""
    known = lock.rows.get(row.tei)
    if known is None or known.sha256 in (None, row.sha256):
        return None
    message = f"the file is not the one in {FILE}: SHA-256 {row.sha256} instead of {known.sha256}"
    hint = "an address that names a version may not change; compare both files before you trust the new one"
    return Diagnostic("WIT001", message, document.data.span("witness", "tei"), hint)


def of_documents(row: Locked, lock: Lock) -> Locked:
    """The row of a file from an archive: only its documents tell; of the file what was known before."""
    known = lock.rows.get(row.tei)
    length, digest_ = (known.length, known.sha256) if known else (None, None)
    return row.model_copy(update={"length": length, "sha256": digest_})


def kept(lock: Lock, rows: Iterable[Locked], named: Iterable[str]) -> tuple[Locked, ...]:
    """The rows of the lock with the new ones in place; those that no record names are gone."""
    wanted = frozenset(named)
    held = {**lock.rows, **{row.tei: row for row in rows}}
    return tuple(row for address, row in held.items() if address in wanted)
