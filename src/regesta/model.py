"""What travels between the passes, in the order of the story: texts, book, edition, page, artifact.

All frozen. A pass takes one of these and returns the next; none keeps anything for later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from regesta.csl import UNSTYLED, Style
from regesta.data import Data
from regesta.facts import Fact
from regesta.reader.numbering import Sentence
from regesta.records import Record
from regesta.registers import EventEntry, IndexFile, Register
from regesta.running import Place
from regesta.settings import ChapterMeta, Settings
from regesta.source import Source, Span
from regesta.tree import Children, Element
from regesta.works import Work

Audience = Literal["student", "teacher"]
Medium = Literal["print", "epub", "handout", "web", "classroom", "redline"]
Numbering = Literal["roman", "arabic"]
Opening = Literal["recto", "verso", "page"]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the disk holds: texts by path, pictures, the house style, and what went wrong in reading."""

    texts: Mapping[str, Source]
    pictures: Mapping[str, bytes]
    theme: "Theme"
    witnesses: Mapping[str, bytes] = field(default_factory=dict)  # files of texts, by the address in a record
    profiles: Mapping[str, bytes] = field(default_factory=dict)  # of colours, by path


@dataclass(frozen=True, slots=True)
class Theme:
    """`styles/`: templates and stylesheets by path below it, faces by file name, citation styles by name."""

    templates: Mapping[str, str]
    styles: Mapping[str, str]
    faces: Mapping[str, bytes]
    csl: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the book and the places of its front matter; the book's front matter has no numbers."""

    source: Source
    meta: ChapterMeta
    data: Data
    body: Element
    facts: tuple[Fact, ...]
    number: int | None = None

    @property
    def id(self) -> str:
        """The chapter's id, which is also its anchor."""
        return self.meta.id


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of a document that are printed, both ends counted in, and how many it has."""

    first: int
    last: int
    total: int

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self.first == 1 and self.last == self.total


@dataclass(frozen=True, slots=True)
class Document:
    """A historical source: its record, where its fields are written, and the texts that stand for it.

    `held` says where its own words are: in the manuscript, brought from an archive, or away.
    """

    source: Source
    record: Record
    data: Data
    body: Element
    facts: tuple[Fact, ...]
    held: Literal["own", "here", "away"] = "own"
    printed: Paragraphs | None = None  # of a text that was brought
    sentences: tuple[Sentence, ...] = ()  # and lines, all that is numbered of a text that is there

    @property
    def id(self) -> str:
        """The source's id, which is also its anchor."""
        return self.record.id

    @property
    def place(self) -> Span:
        """Where the record names its witness, else where it begins: the place of what came from outside."""
        return self.data.span("witness") or self.source.span(0)


@dataclass(frozen=True, slots=True)
class Lost:
    """A text that is not in the book, or whose front matter cannot be read: its words are still checked."""

    id: str
    source: Source
    data: Data
    body: Element
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Which texts from archives this copy of the book has: how many it asks for, how many are there.

    `waiting` counts the notes, questions and pointers that need a text that is away.
    """

    asked: int = 0
    here: int = 0
    waiting: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Locked:
    """The numbers of a source that readers have in print, and where they are written.

    By `s` and `l`, for sentences and lines, a digest of the first, of the second, and so on; and a digest
    of its own words, to the sign.
    """

    rows: Mapping[str, tuple[str, ...]]
    place: Span | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that was read, numbered and in order; nothing is left out for anybody yet.

    `unread` names the tables that could not be read, `lost` the texts: a check must not blame others
    for what it cannot see.
    """

    settings: Settings
    front: tuple[Chapter, ...]
    chapters: tuple[Chapter, ...]
    documents: Mapping[str, Document]
    registers: Mapping[str, Register]
    events: tuple[EventEntry, ...]
    index: IndexFile
    places: Mapping[str, Span] = field(default_factory=dict)  # of ids in events.yaml, of keys in index.yaml
    lost: tuple[Lost, ...] = ()
    unread: frozenset[str] = frozenset()
    tables: Mapping[str, Data] = field(default_factory=dict)  # book.yaml and events.yaml, for their places
    works: Mapping[str, Work] = field(default_factory=dict)  # those that can be cited, by key
    style: Style = UNSTYLED  # how they are cited
    listed: tuple[tuple[str, Children], ...] = ()  # an edition's bibliography, as the style sets it
    noted: Mapping[str, str] = field(default_factory=dict)  # an edition's numbers of notes, by key or anchor
    copy: Copy = Copy()
    numbers: Mapping[str, Locked] = field(default_factory=dict)  # of sources, as they were locked
    # Look-ups that `book` makes once for each book; they are no part of what it is.
    memory: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def texts(self) -> tuple[Chapter | Document | Lost, ...]:
        """All chapters in order, then all sources by number, then what could be read only in part."""
        documents = sorted(self.documents.values(), key=lambda one: one.record.number)
        return (*self.front, *self.chapters, *documents, *self.lost)


@dataclass(frozen=True, slots=True)
class Break:
    """Where a printed page begins: its number, and its first word; one that goes on from before is not."""

    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class PageMap:
    """Anchor → printed page; the only thing that anybody but the layout knows about pages."""

    labels: Mapping[str, str] = field(default_factory=dict)
    physical: Mapping[str, int] = field(default_factory=dict)  # from 1
    count: int = 0
    breaks: tuple[Break, ...] = ()  # in the order of the pages; blank ones have none

    def label(self, anchor: str) -> str:
        """The printed number of the page where the anchor lies, or nothing."""
        return self.labels.get(anchor, "")

    def stand_in(self, anchor: str) -> str:
        """What keeps the room for a number until it is written: figures of middle width, or its letters."""
        label = self.label(anchor)
        return "5" * len(label) if label.isdigit() else label


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an edition that opens a page: what its template is called and what it is given.

    One that is `late` is made of page numbers, and is laid out when those are known.
    """

    id: str
    kind: str
    title: str
    content: object = None
    numbering: Numbering = "arabic"
    opens: Opening = "page"
    late: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A section as XHTML of one medium, ready for a renderer."""

    id: str
    title: str
    xhtml: str
    kind: str = ""
    numbering: Numbering = "arabic"
    opens: Opening = "page"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: where it goes below the output folder, and what a user may be told of it."""

    path: str
    content: bytes
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Locator:
    """Where an entry of an apparatus leads: the printed words, the anchor, and how it is set.

    Its `kind` says what its words name: pages, a note, a source or sentences of one.
    """

    label: str
    anchor: str
    strong: bool = False
    italic: bool = False
    kind: Literal["page", "note", "source", "sentence"] = "page"
