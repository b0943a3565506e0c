"""A chapter → its text as it is read: sources in place, languages paired, notes numbered, pointers in words.

Numbers of notes and questions restart in each chapter and source, so that a change in one renames
nothing in another. What a template meets besides what the reader of the manuscript made:

    own-notes      the document's own notes, `own-note` each: id, data-n (a letter), data-call
    facing, pair   see `voices`; a source's `translation=stacked` makes it `stacked`
    sides          after a paragraph with side notes: the same notes again, for media without a margin
    figure         data-n: its number in the book, as has a timeline that is drawn
    map            its number; its drawing, by its id, is in `maps` of the flow
    ranges         its number; its drawing is in `ranges`; a span `said` instead of its table
    timeline       its rows and its drawing, by its id, are in `timelines` of the flow
    question       data-n; data-place, data-unit, data-first, data-last: what it is about, see `pointers`
    source         data-facsimile: the id of its first picture, where it has one
    retold         data-owner: the source, as have the other blocks of OWNED
    [^x], anchored data-mark="note", data-n, href, data-again; data-mark="letter" for the document's own
    data-slot      see `pointers`; data-shown: see `voices`; one element a sign: see `signs`
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from regesta.apparatus.strip import Strip, strip
from regesta.book import entries, target
from regesta.chronicle.own import own
from regesta.csl import Citer
from regesta.dates import iso, parse
from regesta.diagnostics import Checked
from regesta.docket import Docket, docket
from regesta.editions.asides import with_sides
from regesta.editions.citing import Said, anchor, ask, ended, finished, in_notes, joined, places, runs
from regesta.editions.maps import Atlas, maps
from regesta.editions.notes import Note, numbered, texts_of, uncommented
from regesta.editions.pointers import asked_about, enclosed, home, place, pointer, stands
from regesta.editions.ranges import Ranges, ranges, with_places
from regesta.editions.remarks import remarked
from regesta.editions.signs import corrections, unrolled
from regesta.editions.timelines import Timeline, timelines
from regesta.editions.voices import in_one_language, paired, with_numbers
from regesta.facts import Citation, Cited, Fact, Mention
from regesta.kinds import Edtf
from regesta.model import Book, Chapter, Document
from regesta.numbers import Range, chosen, named, part
from regesta.reader.grammar import FIGURES
from regesta.tree import Children, Element, Node, find, rewrite
from regesta.words import Words
from regesta.words.phrases import phrase

PICTURE = "picture:"
OWNED = ("retold", "adapted", "transcript", "translation")  # blocks that say whose words they stand for


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
    remarks: tuple[Element, ...] = ()  # of editors, for a draft
    timelines: Mapping[str, Timeline] = field(default_factory=dict)
    maps: Mapping[str, Atlas] = field(default_factory=dict)
    ranges: Mapping[str, Ranges] = field(default_factory=dict)
    strip: Strip | None = None  # of a chapter that names milestones


def flow(book: Book, chapter: Chapter, words: Words, cite: Citer) -> Checked[Flow]:
    """One chapter with the sources that it prints."""
    texts: list[Chapter | Document] = [chapter, *_sources(book, chapter)]
    body = rewrite(_owned(chapter), lambda element: _spliced(element, book))
    meta, lang = chapter.meta, chapter.meta.lang or book.settings.language
    short, dates = meta.short or meta.title, _dates(meta.dates, words)
    made = Flow(chapter.id, chapter.number, meta.title, short, dates, lang, body)
    told, named = own(book, chapter, words)
    made = replace(made, strip=strip(told, named, meta.dates, words, book.settings.zone or 0))
    return _read(made, book, texts, words, cite)


def document_flow(book: Book, document: Document, words: Words, cite: Citer) -> Checked[Flow]:
    """One source alone, as a handout prints it: the same part as the book, translated where it can be."""
    uses = (use for one in (*book.front, *book.chapters) for use in find(one.body, "data-ref", document.id))
    use = next(uses, Element("div"))
    record, lang = document.record, book.settings.language
    body = in_one_language(part(_printed(document, use), on_sheet(document)), lang)
    made = Flow(document.id, record.number, record.title, record.short or record.title, "", lang, body)
    return _read(made, book, [document], words, cite)


def on_sheet(document: Document) -> Range | None:
    """The part of its text that the record wants on a sheet; None for all, and where the text is away."""
    return None if document.held == "away" else named(document.record.sheet or "")


def _read(
    flow: Flow, book: Book, texts: list[Chapter | Document], words: Words, cite: Citer
) -> Checked[Flow]:
    """The flow with all that its body and its notes need in place."""
    body, corrected = corrections(unrolled(with_numbers(flow.body), words), words)
    facts = _pointing(texts)
    body, citing = in_notes(body, facts, book)
    body, notes = numbered(with_places(body), texts_of(texts) | corrected | citing)
    said = ask(places(body, notes, facts, book), book, flow.lang, cite)
    numbers = {key: one.record.number for key, one in book.documents.items()}
    body, remarks = remarked(_Resolver(book, words, facts, said.value).read(enclosed(body)))
    made = replace(
        flow,
        body=with_sides(body),
        notes={
            key: replace(
                note,
                body=_Resolver(book, words, facts, said.value).read(
                    enclosed(ended(unrolled(note.body, words), book))
                ),
            )
            for key, note in notes.items()
        },
        dockets={one.id: docket(one.record, words, numbers) for one in texts if isinstance(one, Document)},
        remarks=remarks,
        timelines=timelines(book, flow.body, words),
        maps=maps(book, flow.body, words),
        ranges=ranges(book, flow.body, words),
    )
    return Checked(made, said.diagnostics)


def _dates(dates: Edtf | None, words: Words) -> str:
    return phrase(dates, words) if dates else ""


def _pointing(texts: list[Chapter | Document]) -> dict[str, Fact]:
    """The facts that say what a pointer means, by anchor; an index mark in the same words says nothing."""
    facts = (fact for one in texts for fact in one.facts)
    return {fact.anchor: fact for fact in facts if isinstance(fact, Citation | Mention)}


def _sources(book: Book, chapter: Chapter) -> Iterator[Document]:
    for use in find(chapter.body, "data-block", "source"):
        document = book.documents.get(use.get("data-ref") or "")
        if document:
            yield document


def _spliced(element: Element, book: Book) -> Node | None:
    """A source block takes in the source's own text, or a part of it; its anchor becomes the source's id."""
    if element.get("data-block") != "source":
        return element
    document = book.documents.get(element.get("data-ref") or "")
    if document is None:
        return None
    layout = element.get("data-translation") or "facing"
    body = paired(_printed(document, element), book.settings.language, layout)
    picture = next((one.get("id") or "" for one in find(body, "data-block", "facsimile")), "")
    named = {"id": document.id} | ({"data_facsimile": picture} if picture else {})
    return replace(element.given(**named), children=body.children)


def _printed(document: Document, use: Element) -> Element:
    """What the block that prints a source says is printed of it."""
    wanted = chosen(use.get("data-lines") or "", use.get("data-sentences") or "")
    return uncommented(part(_owned(document), wanted), use)


def _owned(text: Chapter | Document) -> Element:
    """The body without its notes, with labels that are unique in the whole book and questions numbered."""
    questions = iter(range(1, 1000))
    there = text.id if isinstance(text, Document) and text.held != "away" else ""

    def change(element: Element) -> Node | None:
        if element.get("data-mark") == "note":
            return element.given(data_key=f"{text.id}:{element.get('data-key')}")
        if element.get("data-block") == "question":
            return element.given(data_n=str(next(questions)), **asked_about(element, there))
        if element.get("data-block") in OWNED and isinstance(text, Document):
            return element.given(data_owner=text.id)
        return None if element.get("class") == "notes" else element

    return rewrite(text.body, change)


def _addressed(element: Element) -> Element:
    """A date as programs want it, and where a picture comes from."""
    if element.name == "time":
        when = iso(parse(element.get("data-date") or ""))
        return element.given(datetime=when) if when else replace(element, name="span")
    return element.given(src=f"{PICTURE}{element.get('src')}") if element.name == "img" else element


class _Resolver:
    """Puts words and addresses where the text has keys; one for a flow, for "first use" is its memory."""

    def __init__(self, book: Book, words: Words, facts: Mapping[str, Fact], said: Said) -> None:
        self.book, self.words, self.facts, self.said = book, words, facts, said
        self.terms: set[str] = set()

    def read(self, body: Element) -> Element:
        return rewrite(body, self._change)

    def _change(self, element: Element) -> Node | None:
        marks = (element.get("data-mark") or "").split()
        if "ref" in marks:
            return self._ref(element)
        if "cite" in marks:
            return self._cited(element)
        if "term" in marks:
            return self._term(element)
        if element.get("data-block") in FIGURES or element.get("data-drawn") is not None:
            found = target(self.book, element.get("id") or "")
            return element.given(data_n=str(found.number if found else ""))
        return self._link(element) if element.name == "a" and not marks else _addressed(element)

    def _ref(self, element: Element) -> Node:
        within = element.get("data-within") is not None
        return replace(element, name="span", children=self._pointer(element.get("data-key") or "", within))

    def _pointer(self, key: str, within: bool, item: Cited | None = None) -> Children:
        found = target(self.book, key)
        return pointer(self.book, self.words, found, place(item) if item else None, within) if found else ()

    def _link(self, element: Element) -> Node:
        """A link inside the book; events of the table stand in the chronology alone."""
        address = element.get("href") or ""
        found = target(self.book, address[1:]) if address.startswith("#") else None
        if found and not stands(self.book, found):
            return Element("span", (), element.children)
        return element.given(href=f"#{home(found)}") if found else element

    def _cited(self, element: Element) -> Node:
        fact = self.facts.get(anchor(element))
        within = element.get("data-within") is not None
        if not isinstance(fact, Citation):
            return replace(element, name="span")
        works = iter(self.said.get(fact.anchor, ()))
        parts = [
            next(works, ()) if are_works else self._pointers(items, within)
            for are_works, items in runs(fact, self.book)
        ]
        nodes = joined(parts)
        named = fact.anchor in self.said
        return replace(element, name="span", children=finished(element, nodes) if named else nodes)

    def _pointers(self, items: tuple[Cited, ...], within: bool) -> Children:
        return joined([self._item(item, within) for item in items])

    def _item(self, item: Cited, within: bool) -> Children:
        before = (f"{item.prefix} ",) if item.prefix else ()
        said = item.suffix if place(item) else item.locator
        after = (f", {said}",) if said else ()
        return (*before, *self._pointer(item.key, within, item), *after)

    def _term(self, element: Element) -> Node:
        fact = self.facts.get(element.get("id") or "")
        found = entries(self.book, fact) if isinstance(fact, Mention) else ()
        listed = self.book.settings.prints("glossary")
        if not listed or len(found) != 1 or found[0].id in self.terms:
            return element
        self.terms.add(found[0].id)
        return replace(element.given(href=f"#term-{found[0].id}", class_="term"), name="a")
