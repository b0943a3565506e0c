"""A book, and the files of texts that this copy has → the book with their transcripts in place.

Nothing is taken out here: checks see what the manuscript holds and what came. What an edition leaves out is
cut by `copy`. Where a text is away, what is anchored in it waits; that is no fault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from regesta.diagnostics import Checked, Diagnostic
from regesta.exchange.tei.document import Transcription, transcribe
from regesta.exchange.tei.file import Tei, digest, opened
from regesta.exchange.tei.names import Names
from regesta.exchange.xml import Fault
from regesta.facts import AnchoredNote
from regesta.model import Book, Copy, Document, Inputs, Paragraphs
from regesta.reader.anchored import call
from regesta.reader.numbering import number
from regesta.records import Witness
from regesta.texts.address import file_name
from regesta.texts.copy import astray
from regesta.texts.excerpt import excerpt, paragraphs
from regesta.texts.lock import FILE, Lock, read
from regesta.texts.needed import addresses, witnessed
from regesta.texts.waiting import waiting
from regesta.tree import Children, Element, Node, walk

MEGABYTE = 1_000_000
SHOWN = 12  # signs of a digest that a reader is shown


def bring(book: Book, inputs: Inputs) -> Checked[Book]:
    """The book with the texts that are there; WIT001 to WIT003, and what is wrong with a file (TEI…)."""
    asked = witnessed(book)
    if not asked:
        return Checked(book)
    lock = read(inputs.texts.get(FILE))
    desk = _Desk(book, inputs.witnesses, lock.value)
    documents = dict(book.documents) | {one.id: desk.document(one) for one in asked}
    brought = replace(book, documents=documents)
    found = (*lock.diagnostics, *addresses(book), *desk.found, *astray(brought))
    here = [one for one in documents.values() if one.held == "here"]
    copy = Copy(len(asked), len(here), waiting(brought), desk.digest())
    return Checked(replace(brought, copy=copy), found)


@dataclass(slots=True)
class _Desk:
    """The files, each opened once, and what is found in them."""

    book: Book
    files: Mapping[str, bytes]
    lock: Lock
    found: list[Diagnostic] = field(default_factory=list)
    open: dict[str, Tei | Fault] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)

    def document(self, one: Document) -> Document:
        """The source with its text, if that is there."""
        witness = one.record.witness
        assert witness
        made = self._transcription(one, witness) if witness.tei in self.files else None
        if made is None:
            return replace(one, held="away", body=number(one.body, one.id, one.source).body)
        self.found += (self._said(fault, witness, one) for fault in made.met)
        wanted = paragraphs(made.transcript, witness.first, witness.last, made.paragraphs)
        if isinstance(wanted, str):
            self.found.append(Diagnostic("TEI005", wanted, one.data.span("witness")))
            wanted = Paragraphs(1, made.paragraphs, made.paragraphs)
        self.used.append(f"{witness.tei} {witness.document} {wanted.first}-{wanted.last}")
        numbered = number(placed(one, made), one.id, one.source)
        body = shortened(numbered.body, wanted)
        calls = call(body, [fact for fact in one.facts if isinstance(fact, AnchoredNote)], one.id)
        self.found += (*numbered.found, *calls.found)
        ids = frozenset(element.get("id") for element in walk(body))
        facts = (fact for fact in made.facts if getattr(fact, "anchor", None) in ids)
        return replace(
            one,
            held="here",
            body=calls.body,
            facts=(*one.facts, *facts),
            printed=wanted,
            sentences=numbered.sentences,
        )

    def digest(self) -> str:
        """What the texts of this copy are known by; nothing where there are none."""
        return sha256("\n".join(sorted(self.used)).encode()).hexdigest()[:SHOWN] if self.used else ""

    def _transcription(self, one: Document, witness: Witness) -> Transcription | None:
        tei = self._opened(witness.tei)
        raw = tei if isinstance(tei, Fault) else tei.document(witness.document)
        if isinstance(tei, Fault) or isinstance(raw, Fault):
            self.found.append(self._said(raw, witness, one))
            return None
        known, met = self.lock.document(witness.tei, witness.document), digest(raw)
        if known and known != met:
            self.found.append(changed(witness, known, met, one))
        self.used.append(f"{witness.tei} {witness.document} {met}")
        taken = frozenset(filter(None, (element.get("id") for element in walk(one.body))))
        names = Names(self.book.registers)
        made = transcribe(tei, witness.document, names, one.id, taken)
        if isinstance(made, Fault):
            self.found.append(self._said(made, witness, one))
            return None
        return made

    def _opened(self, address: str) -> Tei | Fault:
        if address not in self.open:
            most = self.book.settings.largest_text * MEGABYTE
            self.open[address] = opened(self.files[address], file_name(address), most)
        return self.open[address]

    @staticmethod
    def _said(fault: Fault, witness: Witness, one: Document) -> Diagnostic:
        span = one.data.span("witness", "document")
        return Diagnostic(fault.code, fault.said(file_name(witness.tei)), span, fault.hint)


def changed(witness: Witness, known: str, met: str, one: Document) -> Diagnostic:
    """WIT001, with both digests."""
    message = f'"{witness.document}" is not the text in {FILE}: SHA-256 {met} instead of {known}'
    hint = "compare both texts; if the new one is right, take its row out of the lock and fetch again"
    return Diagnostic("WIT001", message, one.data.span("witness", "tei"), hint)


# In the tree ---------------------------------------------------------------------------------------


def placed(one: Document, made: Transcription) -> Element:
    """The source's body with the transcript, its notes and its source note where the retelling stands."""
    language = one.record.languages[0]
    transcript = made.transcript.given(data_witness="")
    if transcript.get("lang") is None:
        transcript = transcript.given(data_lang=language, lang=language)
    given = (("data-block", "edition-note"), ("id", f"{one.id}-edition-note"), ("data-witness", ""))
    said = tuple(Element("p", (), children) for children in made.source_notes)
    blocks: list[Node] = [transcript, *(notes.given(data_witness="") for notes in made.notes)]
    blocks += [Element("div", given, said)] if said else []
    names = [child.get("data-block") if isinstance(child, Element) else None for child in one.body.children]
    at = names.index("retold") if "retold" in names else 0
    return replace(one.body, children=(*one.body.children[:at], *blocks, *one.body.children[at:]))


def shortened(body: Element, wanted: Paragraphs) -> Element:
    """The body with the wanted paragraphs, and of the document's notes those that are called in them."""
    children = [_cut(child, wanted) for child in body.children]
    calls = {one.get("data-key"): n for child in children for one, n in _calls(child)}
    return replace(body, children=tuple(_called(child, calls) for child in children))


def _cut(node: Node, wanted: Paragraphs) -> Node:
    if isinstance(node, str) or node.get("data-block") != "transcript" or node.get("data-witness") is None:
        return node
    return excerpt(node, wanted)


def _calls(node: Node) -> Iterator[tuple[Element, str]]:
    """Each call of a note of the document's own, with the number of the sentence in which it stands."""
    within = ""
    for one in walk(node) if isinstance(node, Element) and node.get("data-witness") is not None else ():
        if one.get("class") == "s":
            within = one.get("data-n") or ""
        elif one.name in ("p", "li", "td", "th", "div"):
            within = ""
        elif one.get("data-mark") == "anchored":
            yield one, within


def _called(node: Node, calls: Mapping[str | None, str]) -> Node:
    """The notes of the document that are called, each with the sentence that it belongs to."""
    if isinstance(node, str) or node.get("data-block") != "notes" or node.get("data-witness") is None:
        return node
    kept: Children = tuple(
        _at(one, calls[one.get("id")])
        for one in node.children
        if isinstance(one, Element) and one.get("id") in calls
    )
    return replace(node, children=kept)


def _at(note: Element, sentence: str) -> Element:
    if not sentence:
        return note
    said = tuple(pair for pair in note.attributes if pair[0] != "data-words")
    return replace(note, attributes=said).given(
        data_anchored="sentence", data_first=sentence, data_last=sentence
    )
