"""One source → a student's sheet and, always apart, a teacher's key.

The sheet is made from the book as students see it, so answers never reach it; the key from the book
as teachers see it. Both say the same numbers: of the source, of its sentences, of the questions and
of the book's page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as date_
from itertools import groupby

from regesta.apparatus import signs
from regesta.book import entries, printed
from regesta.chronicle.row import Row
from regesta.chronicle.rows import rows
from regesta.csl import Citer
from regesta.diagnostics import Checked
from regesta.docket import Docket, docket
from regesta.editions.audience import for_audience
from regesta.editions.changed import Changed, changed
from regesta.editions.flow import Flow, document_flow, on_sheet
from regesta.editions.notes import Note
from regesta.facts import Mention
from regesta.kinds import Unknown
from regesta.model import Audience, Book, Document, PageMap, Section
from regesta.numbers import Range
from regesta.provenance import held
from regesta.records import Record, Redaction
from regesta.registers import Term
from regesta.tree import Element, find
from regesta.words import Words, catalog

WORDS = 8  # a word box that a page has room for
TEXTS = ("transcript", "translation", "adapted", "retold", "own-notes", "verse")
TOLD = ("sentence", "line", "note", "letter")  # what a sheet shows without saying so
BEFORE, AFTER = 3, 1  # rows of the chronology around the document's own


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
    word_box: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
    second: Docket | None
    teacher: tuple[Element, ...]
    held: str
    redactions: tuple[Redaction, ...]
    marks: int
    changed: tuple[Changed, ...]


def handout(book: Book, key: str, audience: Audience, pages: PageMap, cite: Citer) -> Checked[Section]:
    """The sheet (for students) or the key (for teachers) of the source called `key`."""
    seen, words = for_audience(book, audience), catalog(book.settings.language)
    document = seen.documents[key]
    read = document_flow(seen, document, words, cite)
    flow = read.value
    questions = tuple(_questions(flow, words))
    texts = tuple(
        one for one in flow.body.children if isinstance(one, Element) and one.get("data-block") in TEXTS
    )
    content = Handout(
        _shortened(_told(flow.dockets[key], texts, words), on_sheet(document), words),
        document.record,
        pages.label(key),
        document.record.inquiry or document.record.title,
        texts,
        tuple(row for row in signs.key(texts, words) if row.name not in TOLD),
        flow.notes,
        tuple(_word_box(seen, document)),
        _rows(seen, document, pages, words),
        questions,
        _second(seen, document, words),
        tuple(find(flow.body, "data-block", "teacher")),
        held(document.record, words),
        document.record.redactions,
        sum(question.marks for question in questions),
        changed(flow.body),
    )
    return Checked(Section(key, audience, document.record.title, content), read.diagnostics)


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


def _word_box(book: Book, document: Document) -> Iterator[tuple[str, str]]:
    """The terms that the record names, then those its text marks, each once, as many as there is room for."""
    register = book.registers.get("term")
    named = [register.entries.get(key) for key in document.record.terms] if register else []
    mentions = (fact for fact in document.facts if isinstance(fact, Mention) and fact.kind == "term")
    marked = [entry for mention in mentions for entry in entries(book, mention)]
    terms = dict.fromkeys(entry for entry in (*named, *marked) if isinstance(entry, Term))
    for entry in list(terms)[:WORDS]:
        yield entry.name, entry.plain or entry.definition


def _rows(book: Book, document: Document, pages: PageMap, words: Words) -> tuple[Row, ...]:
    """The document's own row, what came before it on other days, and what came next; one row a day.

    Of several rows of a day the one that most sources report is taken.
    """
    date = document.record.date_document
    if isinstance(date, Unknown) or date.earliest is None:
        return ()
    mine, moment = document.id, date.earliest
    found = [row for row in rows(book, pages, words) if row.date.earliest and not _of_another(row, mine)]
    own = [row for row in found if row.source == mine][:1]
    days = [max(day, key=lambda row: len(row.reported)) for _, day in groupby(found, key=_day)]
    before = [row for row in days if _day(row) < moment.date()]
    after = [row for row in days if _day(row) > moment.date()]
    chosen = [*before[-BEFORE:], *own, *after[:AFTER]]
    return tuple(row for row in found if row in chosen)


def _of_another(row: Row, document: str) -> bool:
    """Whether the row is nothing but the date of another source."""
    return row.bare and row.source != document


def _day(row: Row) -> date_:
    assert row.date.earliest  # rows without a beginning were left out
    return row.date.earliest.date()


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
