"""The parts of the book as pages for a browser; the last good form of each stays until there is a better."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from zlib import crc32

from regesta.apparatus import APPENDIX
from regesta.citeproc import Citeproc
from regesta.desk.reading import State
from regesta.diagnostics import Diagnostic
from regesta.editions.audience import for_audience
from regesta.editions.flow import flow
from regesta.editions.order import Edition, opened, plan
from regesta.editions.places import places
from regesta.model import Audience, Book, Chapter, Document, Medium, PageMap, Section
from regesta.pages import Setting, TemplateFault, environment, typeset
from regesta.source import Span
from regesta.tree import find, walk
from regesta.words import Words, catalog

Form = Literal["web", "epub", "print"]
LINKED = re.compile(r'href="styles/(book|faces|easy)\.css"')
OURS = re.compile(r'href="/css/([\w-]+\.css)"')
SHEETS = {"book": "epub", "faces": "epub-faces", "easy": "epub-easy"}
FRAME = '<link rel="stylesheet" type="text/css" href="/css/desk-frame.css"/>\n</head>'
MANY = 200  # requests for citations that are remembered


class Part(NamedTuple):
    """A part of the book in the list of parts: `late` is what is made of all others."""

    id: str
    title: str
    number: int | None = None
    path: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its XHTML, of which state it is, and why it is no younger."""

    xhtml: str
    version: int
    faults: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Gallery:
    """Pages by part, form and audience, as they were last made."""

    cite: Citeproc = field(default_factory=Citeproc)
    pages: dict[tuple[str, Form, Audience], Shown] = field(default_factory=dict)
    seen: dict[Audience, tuple[int, Book]] = field(default_factory=dict)
    plans: dict[Audience, tuple[int, Edition]] = field(default_factory=dict)
    environments: dict[Medium, tuple[object, Setting]] = field(default_factory=dict)

    def page(self, state: State, part: str, form: Form, audience: Audience) -> Shown | None:
        """A part of the book as it is now, else as it was last good, with the faults; None for no part."""
        key = (part, form, audience)
        held = self.pages.get(key)
        if held and held.version == state.version:
            return held
        faults = faults_of(state, part)
        try:
            section = self.section(state, part, audience)
            if section is None:
                return None
            xhtml = connected(
                typeset(section, self.setting(state, form, audience)).xhtml, state.inputs.theme.styles
            )
        except Exception as fault:  # a book that is half written may break any pass; the last good page stays
            xhtml = held.xhtml if held else ""
            faults = (*faults, failed(fault))
        made = Shown(xhtml, state.version, faults)
        self.pages[key] = made
        return made

    def setting(self, state: State, form: Medium, audience: Audience) -> Setting:
        """What the templates of a form are given; they are compiled once for each state of the styles."""
        theme, words = state.inputs.theme, words_of(state)
        held = self.environments.get(form)
        env = (
            held[1].environment
            if held and held[0] == (theme.templates, words)
            else environment(theme, form, words)
        )
        at = None if form == "print" else written_at(state)  # what is printed is the same in a build
        setting = Setting(env, state.book.settings, words, audience, draft=True, places=at)
        self.environments[form] = ((theme.templates, words), setting)
        return setting

    def section(
        self, state: State, part: str, audience: Audience, pages: PageMap | None = None
    ) -> Section | None:
        """A part of the book; one that is made of all others names pages, if they are known, else places."""
        book = self._seen(state, audience)
        chapter = next((one for one in (*book.front, *book.chapters) if one.id == part), None)
        if chapter is None:
            return self._late(state, part, audience, pages)
        if len(self.cite.memory) > MANY:
            self.cite = Citeproc()
        return opened(book, chapter, flow(book, chapter, words_of(state), self.cite).value)

    def _seen(self, state: State, audience: Audience) -> Book:
        held = self.seen.get(audience)
        if held is None or held[0] != state.version:
            held = self.seen[audience] = (state.version, for_audience(state.book, audience))
        return held[1]

    def _late(self, state: State, part: str, audience: Audience, pages: PageMap | None) -> Section | None:
        if part not in APPENDIX:
            return None
        held = self.plans.get(audience)
        if held is None or held[0] != state.version:
            held = self.plans[audience] = (state.version, plan(state.book, audience, self.cite).value)
        edition = held[1]
        pages = places(edition.book, edition.words) if pages is None else pages
        made = APPENDIX[part](edition.book, pages, edition.words)
        return made if made.content else Section(part, "empty", made.title)


def written_at(state: State) -> Callable[[Span], str]:
    """What says of a place in which file and line it is."""
    sources = {one.source.path: one.source for one in state.book.texts}  # as they were when last good

    def at(span: Span) -> str:
        source = sources.get(span.path)
        return f"{span.path}:{source.place(span.start).line}" if source else span.path

    return at


def words_of(state: State) -> Words:
    """The words of the house in the language of the book."""
    return catalog(state.book.settings.language)


def parts(state: State) -> tuple[Part, ...]:
    """All parts in the order of the book."""
    book, words = state.book, words_of(state)
    texts = (
        Part(one.id, one.meta.title, one.number, one.source.path) for one in (*book.front, *book.chapters)
    )
    wanted = book.settings.apparatus
    names = tuple(APPENDIX) if wanted is None else tuple(one for one in wanted if one in APPENDIX)
    if not any(one.record.corrections for one in book.documents.values()):
        names = tuple(one for one in names if one != "errata")  # of a book as it should be there are none
    late = (Part(name, APPENDIX[name](_bare(book), PageMap(), words).title, late=True) for name in names)
    return (*texts, *late)


def _bare(book: Book) -> Book:
    """The book without its texts: enough for what a part is called."""
    return Book(book.settings, (), (), {}, book.registers, (), book.index)


def home(state: State, path: str) -> str:
    """The part in which a text is printed; empty where none prints it."""
    book = state.book
    for one in (*book.front, *book.chapters):
        printed = (
            book.documents.get(use.get("data-ref") or "") for use in find(one.body, "data-block", "source")
        )
        if path in (one.source.path, *(document.source.path for document in printed if document)):
            return one.id
    return ""


def where(state: State, anchor: str) -> str:
    """The part in which an anchor lies."""
    names = {part.id for part in parts(state)}
    if anchor in names:
        return anchor
    texts: tuple[Chapter | Document, ...] = (*state.book.front, *state.book.chapters)
    for text in (*texts, *state.book.documents.values()):
        if text.id == anchor or any(one.get("id") == anchor for one in walk(text.body)):
            return home(state, text.source.path)
    guessed = {"term": "glossary", "person": "persons", "work": "bibliography", "index": "index"}
    return guessed.get(anchor.partition("-")[0], "")


def faults_of(state: State, part: str) -> tuple[Diagnostic, ...]:
    """What keeps a part in an older form: faults of its own text, of the sources in it, of `book.yaml`."""
    paths = set(_paths(state.book, part))
    return tuple(one for path, found in state.broken.items() if path in paths for one in found)


def _paths(book: Book, part: str) -> Iterator[str]:
    yield "book.yaml"
    texts: dict[str, Chapter | Document] = {one.id: one for one in (*book.front, *book.chapters)}
    chapter = texts.get(part)
    if chapter:
        yield chapter.source.path
        for use in find(chapter.body, "data-block", "source"):
            document = book.documents.get(use.get("data-ref") or "")
            yield from [document.source.path] if document else []


def failed(fault: Exception) -> Diagnostic:
    """A page that cannot be made of what is there."""
    if isinstance(fault, TemplateFault):
        return Diagnostic("STY001", str(fault), None, "mend the template")
    return Diagnostic("STY001", f"the page cannot be made: {type(fault).__name__}: {fault}", None)


def connected(xhtml: str, styles: Mapping[str, str]) -> str:
    """The page with the addresses that the preview serves; a stylesheet that changes gets another one."""
    made = LINKED.sub(lambda found: f'href="/css/{SHEETS[found[1]]}.css"', xhtml)
    made = made.replace('src="picture:', 'src="/picture/').replace("</head>", FRAME, 1)

    def signed(found: re.Match[str]) -> str:
        return f'href="/css/{found[1]}?{crc32(styles.get(f"css/{found[1]}", "").encode()):08x}"'

    return OURS.sub(signed, made)
