"""A chapter → its text as it is read: sources in place, notes numbered, pointers in words.

Numbers of notes and questions restart in each chapter and source, so that a change in one renames
nothing in another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from regesta.book import Target, entries, target
from regesta.dates import HistoricalDate, iso, parse
from regesta.docket import Docket, docket
from regesta.facts import Citation, Cited, Event, Fact, Mention
from regesta.kinds import Edtf
from regesta.model import Book, Chapter, Document
from regesta.registers import EventEntry
from regesta.tree import Children, Element, Node, find, rewrite
from regesta.words import Words
from regesta.words.phrases import phrase


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: its anchor, the anchor of its call, and its text."""

    number: int
    anchor: str
    call: str
    body: Element


@dataclass(frozen=True, slots=True)
class Flow:
    """A text ready for a template: what stands at its head, its tree, and what the tree refers to."""

    id: str
    number: int | None
    title: str
    short: str
    dates: str
    lang: str
    body: Element
    notes: Mapping[str, Note] = field(default_factory=dict)
    dockets: Mapping[str, Docket] = field(default_factory=dict)


def flow(book: Book, chapter: Chapter, words: Words) -> Flow:
    """One chapter with the sources that it prints."""
    texts: list[Chapter | Document] = [chapter, *_sources(book, chapter)]
    body = rewrite(_owned(chapter), lambda element: _spliced(element, book))
    numbered, notes = _numbered(body, _note_texts(texts))
    facts = _pointing(texts)
    body = _Resolver(book, words, facts).read(numbered)
    notes = {
        key: replace(note, body=_Resolver(book, words, facts).read(note.body)) for key, note in notes.items()
    }
    meta = chapter.meta
    return Flow(
        chapter.id,
        chapter.number,
        meta.title,
        meta.short or meta.title,
        _dates(meta.dates, words),
        meta.lang or book.settings.language,
        body,
        notes,
        {one.id: docket(one.record, words) for one in texts if isinstance(one, Document)},
    )


def document_flow(book: Book, document: Document, words: Words) -> Flow:
    """One source alone, as a handout prints it."""
    numbered, notes = _numbered(_owned(document), _note_texts([document]))
    resolver = _Resolver(book, words, _pointing([document]))
    notes = {key: replace(note, body=resolver.read(note.body)) for key, note in notes.items()}
    made = docket(document.record, words)
    body, lang = resolver.read(numbered), book.settings.language
    return Flow(document.id, made.number, made.title, made.short, "", lang, body, notes, {document.id: made})


def _pointing(texts: list[Chapter | Document]) -> dict[str, Fact]:
    """The facts that a resolver asks for, by their anchors."""
    return {
        fact.anchor: fact for text in texts for fact in text.facts if isinstance(fact, Citation | Mention)
    }


def _dates(dates: Edtf | None, words: Words) -> str:
    return phrase(dates, words) if dates else ""


def _sources(book: Book, chapter: Chapter) -> Iterator[Document]:
    for block in find(chapter.body, "data-block", "source"):
        document = book.documents.get(block.get("data-ref") or "")
        if document:
            yield document


def _spliced(element: Element, book: Book) -> Node | None:
    """A source block takes in the source's own text; its anchor becomes the source's id."""
    if element.get("data-block") != "source":
        return element
    document = book.documents.get(element.get("data-ref") or "")
    if document is None:
        return None
    return replace(element.given(id=document.id), children=_owned(document).children)


# Notes -------------------------------------------------------------------------------------------


def _owned(text: Chapter | Document) -> Element:
    """The body without its notes, with labels that are unique in the whole book and questions numbered."""
    questions = iter(range(1, 1000))

    def change(element: Element) -> Node | None:
        if element.get("data-mark") == "note":
            return element.given(data_key=f"{text.id}:{element.get('data-key')}")
        if element.get("data-block") == "question":
            return element.given(data_n=str(next(questions)))
        return None if element.get("class") == "notes" else element

    return rewrite(text.body, change)


def _note_texts(texts: list[Chapter | Document]) -> dict[str, Element]:
    return {
        f"{text.id}:{aside.get('data-note')}": aside
        for text in texts
        for aside in find(text.body, "data-note")
    }


def _numbered(body: Element, texts: Mapping[str, Element]) -> tuple[Element, dict[str, Note]]:
    """Number the calls in the order in which they are read; a second call of a note repeats its number."""
    notes: dict[str, Note] = {}

    def change(element: Element) -> Node | None:
        key = element.get("data-key") or ""
        if element.get("data-mark") != "note" or key not in texts:
            return element
        again = key in notes
        call = element.get("id") or ""
        note = notes.setdefault(key, Note(len(notes) + 1, f"{call}-text", call, texts[key]))
        return element.given(
            data_n=str(note.number), href=f"#{note.anchor}", **({"data_again": ""} if again else {})
        )

    return rewrite(body, change), notes


# Pointers ----------------------------------------------------------------------------------------


class _Resolver:
    """Puts words and addresses where the text has keys; one for a flow, for "first use" is its memory."""

    def __init__(self, book: Book, words: Words, facts: Mapping[str, Fact]) -> None:
        self.book, self.words, self.facts = book, words, facts
        self.terms: set[str] = set()

    def read(self, body: Element) -> Element:
        return rewrite(body, self._change)

    def _change(self, element: Element) -> Node | None:
        marks = (element.get("data-mark") or "").split()
        if "ref" in marks:
            return self._pointer(element, element.get("data-key") or "")
        if "cite" in marks:
            return self._cited(element)
        if "term" in marks:
            return self._term(element)
        if element.name == "time":
            when = iso(parse(element.get("data-date") or ""))
            return element.given(datetime=when) if when else replace(element, name="span")
        return element

    def _pointer(self, element: Element, key: str) -> Node:
        found = target(self.book, key)
        if found is None:
            return element
        listed = isinstance(found.event, EventEntry)  # such an event stands nowhere but in the chronology
        where = f"#chron-{found.anchor}" if listed else f"#{found.anchor}"
        return replace(element.given(href=where, class_="ref"), children=(self._label(found),))

    def _label(self, found: Target) -> str:
        if isinstance(found.event, EventEntry):
            return self._event(found.event.date, found.event.label)
        if isinstance(found.event, Event):
            return self._event(parse(found.event.when), found.event.title)
        if found.kind == "chapter" and found.number is None:
            chapter = next(one for one in self.book.front if one.id == found.anchor)
            return f"“{chapter.meta.title}”"
        return self.words.say(f"ref.{found.kind}", number=found.number)

    def _event(self, date: HistoricalDate, label: str) -> str:
        return self.words.say("ref.event", date=phrase(date, self.words), label=label.rstrip("."))

    def _cited(self, element: Element) -> Node:
        fact = self.facts.get(element.get("id") or "")
        items = fact.items if isinstance(fact, Citation) else ()
        children: list[Node] = []
        for item in items:
            children += ["; "] if children else []
            children += self._item(item)
        return replace(element, name="span", children=tuple(children))

    def _item(self, item: Cited) -> Children:
        before = (f"{item.prefix} ",) if item.prefix else ()
        after = (f", {item.locator}",) if item.locator else ()
        return (*before, self._pointer(Element("a"), item.key), *after)

    def _term(self, element: Element) -> Node:
        fact = self.facts.get(element.get("id") or "")
        found = entries(self.book, fact) if isinstance(fact, Mention) else ()
        if len(found) != 1 or found[0].id in self.terms:
            return element
        self.terms.add(found[0].id)
        return replace(element.given(href=f"#term-{found[0].id}", class_="term"), name="a")
