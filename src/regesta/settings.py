"""`book.yaml`: what the book is, in what order, and how it is cut."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field

from regesta.data import Data, Model
from regesta.diagnostics import CODES, Diagnostic, Ruling, did_you_mean, yields
from regesta.kinds import ChapterId, Edtf, EventId, Id, Text, Zone

Role = Literal[
    "author",
    "editor",
    "translator",
    "contributor",
    "compiler",
    "introduction",
    "reviewer",
    "proofreader",
    "illustrator",
    "photographer",
    "cartographer",
    "designer",
]


class Trim(NamedTuple):
    """A page size in millimetres."""

    width: float
    height: float


HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
ISBN = re.compile(r"97[89][0-9]{10}", re.ASCII)
TRIMS = {"170x240": Trim(170, 240)}


def _trim(value: object) -> object:
    if value not in TRIMS:
        raise ValueError(f"{value} is no trim size of the house; it has {', '.join(TRIMS)}")
    return value


def _host(value: str) -> str:
    if not HOST.fullmatch(value):
        raise ValueError(f'"{value}" is no name of a host; write it without https:// and path')
    return value


def _isbn(value: str) -> str:
    """Thirteen figures, the last of which is right (ISO 2108, Annex C)."""
    figures = value.replace("-", "").replace(" ", "")
    weighed = sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(figures) if one.isdecimal())
    if not ISBN.fullmatch(figures) or weighed % 10:
        raise ValueError(f'"{value}" is no ISBN; it has thirteen figures, and the last confirms the others')
    return value


def _cover(value: str) -> str:
    if value and not value.endswith((".jpg", ".jpeg", ".png")):
        raise ValueError(f'"{value}" is no JPEG or PNG, which every shop and reader can show')
    return value


Host = Annotated[Text, AfterValidator(_host)]
Isbn = Annotated[Text, AfterValidator(_isbn)]


class Creator(Model):
    """Someone who made the book, with the name as printed and as sorted."""

    name: Text
    role: Role = "editor"
    sort: str = ""


class Isbns(Model):
    """The numbers under which the trade knows the e-book and the printed book; each is another product."""

    epub: Isbn | None = None
    print: Isbn | None = None


class Series(Model):
    """The series to which the book belongs, and its number in it."""

    title: Text
    number: Text | None = None


class Accessibility(Model):
    """Who found that the e-book is accessible, by which credential, and where the report can be read.

    Without a report of its own the colophon is it.
    """

    certifier: Text
    credential: Text | None = None
    report: str = ""


Numbers = Literal["full", "chicago", "two-digit"]


class IndexRules(Model):
    """How the index is made, and with it every list of pages.

    `runs: keep` leaves 14, 15, 16 apart; a see to fewer passages than `double_post` is printed with their
    pages; `file_as` says how the beginning of a word is read where headings are put in order.
    """

    order: Literal["letter", "word"] = "letter"
    entries: Literal["indented", "run-in"] = "indented"
    runs: Literal["join", "keep"] = "join"
    numbers: Numbers = "full"
    notes: Literal["number", "plain"] = "number"
    sources: Literal["page", "document", "sentence"] = "page"
    double_post: Annotated[int, Field(ge=0, le=9)] = 3
    mentions: Literal["drop", "index"] = "drop"
    records: Literal["propose", "index"] = "propose"
    glosses: bool = False
    file_as: Mapping[Text, Text] = Field(default_factory=dict)


class CodeRule(Model):
    """What the book makes of a code of `check`, and why: the next editor wants to know."""

    severity: Ruling
    reason: Annotated[Text, Field(min_length=10)]


class Part(Model):
    """A part of the book: its title stands on a page of its own before the chapter `first`."""

    id: Id
    title: Text
    first: ChapterId


class Settings(Model):
    """The whole of `book.yaml`."""

    id: Id
    title: Text
    subtitle: str = ""
    creators: Annotated[tuple[Creator, ...], Field(min_length=1)]
    publisher: Text
    language: Text = "en-GB"
    identifier: Text
    licence: Text
    licence_url: str = ""
    rights: Text
    description: Text
    subjects: tuple[Text, ...] = ()
    edition: Text
    date: Edtf
    theme: Text = "house"  # a folder of styles
    trim: Annotated[str, BeforeValidator(_trim)] = "170x240"
    front: tuple[ChapterId, ...] = ()
    chapters: Annotated[tuple[ChapterId, ...], Field(min_length=1)]
    parts: tuple[Part, ...] = ()
    apparatus: tuple[Text, ...] | None = None  # what is generated behind the text; all where nothing is said
    index: IndexRules = IndexRules()
    isbn: Isbns = Isbns()
    series: Series | None = None
    accessibility: Accessibility | None = None
    fonts: Literal["house", "none"] = "house"  # of the e-book
    cover: Annotated[str, AfterValidator(_cover)] = ""  # a picture; else one is made
    csl: str = ""
    span: Edtf | None = None
    zone: Zone | None = None  # of the place where the book is at home, in minutes
    codes: Mapping[str, CodeRule] = Field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        """The edition's date as the one moment that files may carry; no clock is ever asked."""
        return (self.date.earliest or self.date.latest or datetime(1980, 1, 1)).replace(tzinfo=UTC)

    retired: Mapping[Text, Text] = Field(default_factory=dict)  # ids that are no more → what to point at
    dictionaries: str = ""
    hosts: tuple[Host, ...] = ()
    largest_text: Annotated[int, Field(ge=1, le=1000)] = 64  # megabytes
    print_profile: str = ""
    print_leaf: Annotated[float, Field(ge=0.03, le=0.5)] = 0.11  # millimetres; two pages
    chapters_open: Literal["recto", "page"] = "recto"

    def prints(self, apparatus: str) -> bool:
        """Whether the book has this part behind its text, if there is anything to put into it."""
        return self.apparatus is None or apparatus in self.apparatus

    @property
    def rulings(self) -> Mapping[str, Ruling]:
        """The severity of each code for which the book has a rule that may be."""
        rules = self.codes.items()
        return {code: one.severity for code, one in rules if one.severity == "error" or yields(code)}


class ChapterMeta(Model):
    """Front matter of a chapter; `dates` is the span it tells of, shown under its title.

    `milestones` are events, each in a few words, that a small timeline there names.

    One that is not `numbered` is passed over in counting, as an introduction is.
    """

    id: ChapterId
    title: Text
    short: str = ""
    dates: Edtf | None = None
    milestones: Mapping[EventId, Text] = Field(default_factory=dict)
    lang: str = ""
    numbered: bool = True


def misruled(data: Data) -> Iterator[Diagnostic]:
    """Rules for codes that there are not, or that no book may lower; asked of the plain values."""
    rules = data.value.get("codes") if isinstance(data.value, dict) else None
    for code, rule in rules.items() if isinstance(rules, dict) else ():
        severity = rule.get("severity") if isinstance(rule, dict) else None
        if code not in CODES:
            place, hint = data.keys["codes", code], did_you_mean(code, CODES)
            yield Diagnostic("YML004", f'"codes": no code is called "{code}"', place, hint)
        elif severity in ("warning", "off") and not yields(code):
            message = f'"codes": {code} cannot be lowered; without it the book would not be what was written'
            yield Diagnostic("YML004", message, data.span("codes", code, "severity"), "mend the fault itself")
