"""One source → a student's sheet and, always apart, a teacher's key.

The sheet is made from the book as students see it, so answers never reach it; the key from the book
as teachers see it. Both say the same numbers: of the source, of its sentences, of the questions and
of the book's page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from regesta.apparatus import signs
from regesta.book import printed
from regesta.chronicle.row import Row
from regesta.csl import Citer
from regesta.diagnostics import Checked
from regesta.docket import Docket, docket
from regesta.editions.audience import for_audience
from regesta.editions.changed import Changed, changed
from regesta.editions.flow import Flow, document_flow, on_sheet
from regesta.editions.lesson import Remark, Step, mixed, plan, remarks
from regesta.editions.nearby import nearby
from regesta.editions.notes import Note
from regesta.editions.wordbox import Word, marked, word_box
from regesta.model import Audience, Book, Document, PageMap, Section
from regesta.numbers import Range
from regesta.provenance import held
from regesta.qr import Code, code
from regesta.records import Record, Redaction
from regesta.tree import Element, find, text
from regesta.words import Words, catalog

TEXTS = ("transcript", "translation", "adapted", "retold", "own-notes", "verse")
TOLD = ("sentence", "line", "note", "letter")  # what a sheet shows without saying so


@dataclass(frozen=True, slots=True)
class Question:
    """One question: number, skill, words, lines to write on, marks, answers (for teachers), its place."""

    number: int
    skill: str
    words: Element
    lines: int
    marks: int
    answers: tuple[Element, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """All that a sheet or a key is set from."""

    docket: Docket
    record: Record
    page: str
    inquiry: str
    texts: tuple[Element, ...]
    signs: tuple[signs.Row, ...]
    notes: Mapping[str, Note]
    word_box: tuple[Word, ...]
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
    second: Docket | None
    remarks: tuple[Remark, ...]
    plan: tuple[Step, ...]
    mixed: tuple[str, ...]
    held: str
    redactions: tuple[Redaction, ...]
    marks: int
    changed: tuple[Changed, ...]
    code: Code | None

    @property
    def plainer(self) -> tuple[Element, ...]:
        """The texts for those who read with trouble: the adapted one where there is one, else all.

        Behind a shorter one stands the document, whose sentences the questions name.
        """
        adapted = tuple(one for one in self.texts if one.get("data-block") == "adapted")
        whole = any("shorter" not in (one.get("class") or "") for one in adapted)
        return adapted if whole else (*adapted, *self.rest)

    @property
    def rest(self) -> tuple[Element, ...]:
        """The texts that are no adaptation."""
        return tuple(one for one in self.texts if one.get("data-block") != "adapted")


def handout(book: Book, key: str, audience: Audience, pages: PageMap, cite: Citer) -> Checked[Section]:
    """The sheet (for students) or the key (for teachers) of the source called `key`."""
    seen, words = _seen(book, audience), catalog(book.settings.language)
    document = seen.documents[key]
    read = document_flow(seen, document, words, cite)
    flow = read.value
    questions = tuple(_questions(flow, words))
    second, numbers = _second(seen, document, words), tuple(one.number for one in questions)
    near = nearby(seen, document, pages, words)
    more = (second.regest if second else "", *(row.label for row in near))
    box = word_box(seen, document, (*_said(flow, questions), *more))
    texts = marked(tuple(_texts(flow)), box)
    shown = _shortened(_told(flow.dockets[key], texts, words), on_sheet(document), words)
    adapted = any(one.get("data-block") == "adapted" for one in texts)
    content = Handout(
        docket=shown,
        record=document.record,
        page=pages.label(key),
        inquiry=document.record.inquiry or document.record.title,
        texts=texts,
        signs=tuple(row for row in signs.key(texts, words) if row.name not in TOLD),
        notes=flow.notes,
        word_box=box,
        rows=near,
        questions=questions,
        second=second,
        remarks=remarks(tuple(find(flow.body, "data-block", "teacher")), words),
        plan=plan(document.record.minutes, numbers, words),
        mixed=tuple(mixed(numbers, adapted, second, words)),
        held=held(document.record, words),
        redactions=document.record.redactions,
        marks=sum(question.marks for question in questions),
        changed=changed(flow.body),
        code=code(shown.url),
    )
    return Checked(Section(key, audience, document.record.title, content), read.diagnostics)


def _seen(book: Book, audience: Audience) -> Book:
    """The book as these readers see it; made once for all sheets."""
    held = book.memory.setdefault("seen", {})
    if audience not in held:
        held[audience] = for_audience(book, audience)
    made: Book = held[audience]
    return made


def _said(flow: Flow, questions: tuple[Question, ...]) -> Iterator[str]:
    """All running words of a sheet besides its title."""
    docket = flow.dockets[flow.id]
    yield from (docket.headnote, docket.regest)
    yield from map(text, _texts(flow))
    yield from (text(question.words) for question in questions)


def _texts(flow: Flow) -> Iterator[Element]:
    for one in flow.body.children:
        if isinstance(one, Element) and one.get("data-block") in TEXTS:
            yield one


def _told(docket: Docket, texts: tuple[Element, ...], words: Words) -> Docket:
    """The docket of a sheet: where it prints the document in translation alone, it says so."""
    kinds = {one.get("data-block") for one in texts}
    if "transcript" in kinds or "translation" not in kinds:
        return docket
    sign = docket.text.strong[-1:] if docket.text.text else ""
    return replace(docket, text=replace(docket.text, strong=f"{words['docket.translation']}{sign}"))


def _shortened(docket: Docket, part: Range | None, words: Words) -> Docket:
    """The docket of a sheet that prints a part of what the book prints."""
    if part is None:
        return docket
    said = words.say(f"handout.part-{part.sign}", first=part.first, last=part.last)
    return replace(docket, text=replace(docket.text, strong=f"{words['stands.excerpt']}.", text=said))


def sheets(book: Book) -> tuple[str, ...]:
    """The ids of all sources that the book prints and that have something to ask."""
    return tuple(
        one.id
        for one in printed(book)
        if isinstance(one, Document) and any(find(one.body, "data-block", "question"))
    )


def _questions(flow: Flow, words: Words) -> Iterator[Question]:
    for block in find(flow.body, "data-block", "question"):
        answers = tuple(find(block, "data-block", "answer"))
        asked = Element(
            "div", (), tuple(child for child in block.children if child not in answers), block.span
        )
        lines, marks = block.get("data-lines") or "3", block.get("data-marks") or "0"
        number = int(block.get("data-n") or 0)
        skill, place = block.get("data-skill") or "", _place(block, words)
        yield Question(number, skill, asked, int(lines), int(marks), answers, place)


def _place(question: Element, words: Words) -> str:
    """The sentences or lines that a question is about, in words."""
    unit, first, last = (question.get(f"data-{name}") or "" for name in ("unit", "first", "last"))
    return words.say(f"questions.{unit}", first=first, last=last) if unit else ""


def _second(book: Book, document: Document, words: Words) -> Docket | None:
    """A source to hold against this one: that of its question on corroboration, else as its record says."""
    record = document.record
    for key in (*_named(document), *record.contradicts, *record.corroborates, *record.related):
        other = book.documents.get(key)
        if other and key != document.id:
            return docket(other.record, words)
    return None


def _named(document: Document) -> Iterator[str]:
    for question in find(document.body, "data-skill", "corroboration"):
        for pointer in find(question, "data-mark", "ref"):
            yield pointer.get("data-key") or ""
