"""One source → sheets and a key, typeset and laid out: for whom, in which look, on which paper.

A sheet says of itself how many sides and sheets of paper it takes; the key says it of the sheet, and so
is typeset when that is laid out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from regesta.classroom.asked import Look
from regesta.csl import Citer
from regesta.diagnostics import Checked, Diagnostic
from regesta.editions.handout import Handout, handout
from regesta.kept import digest
from regesta.model import Artifact, Audience, Book, PageMap, Section
from regesta.pages import Setting, typeset
from regesta.render.pdf.book import Printed, print_sheets
from regesta.render.pdf.crew import Crew
from regesta.render.pdf.fit import SIDES, spilt
from regesta.render.pdf.fragment import Order
from regesta.render.pdf.metadata import Imprint
from regesta.words import Words

Kind = Literal["student", "text", "questions", "cover", "teacher"]
BUILD = "@build@"  # in a template: by what the words of a sheet are told from those of another
FITS: dict[str, tuple[int, int]] = {
    "teacher": (5, 9)
}  # a key has nothing to write on, and is not made looser
LOOSE_TO_TIGHT = (1, 9)
NAMES = {"text": "-text", "questions": "-questions", "teacher": "-key"}


@dataclass(frozen=True)
class Desk:
    """What sheets are made with; `made` holds what was put together of a source, by audience, and `typeset`
    the sheets of it.
    """

    book: Book
    words: Words
    pages: PageMap
    crew: Crew
    cite: Citer
    setting: Setting
    imprint: Callable[[str], Imprint]
    styles: Mapping[str, str] = field(default_factory=dict)
    made: dict[tuple[str, Audience], Checked[Section]] = field(default_factory=dict)
    typeset: dict[tuple[object, ...], Checked["Sheet"]] = field(default_factory=dict)

    @property
    def leaf_style(self) -> str:
        """How a sheet looks in a browser."""
        return self.styles["css/handout/leaf.css"]

    def source(self, key: str, audience: Audience) -> Checked[Section]:
        """All that a sheet or a key of a source is set from."""
        if (key, audience) not in self.made:
            self.made[key, audience] = handout(self.book, key, audience, self.pages, self.cite)
        return self.made[key, audience]

    def content(self, key: str, audience: Audience = "student") -> Handout:
        """What a sheet is set from, or a key."""
        content = self.source(key, audience).value.content
        assert isinstance(content, Handout)
        return content


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, typeset: whose, of which kind, in which look, and what is to be laid out."""

    key: str
    kind: Kind
    look: Look
    section: Section
    xhtml: str

    @property
    def audience(self) -> Audience:
        """For whom it is."""
        return "teacher" if self.kind == "teacher" else "student"

    def order(self, paper: str) -> Order:
        """The sheet, to be laid out on this paper."""
        fits = FITS.get(self.kind, LOOSE_TO_TIGHT)
        return Order(
            f"{self.key}-{self.kind}".strip("-"), self.xhtml, f"sheet-{self.look}-{paper}", fits=fits
        )

    def path(self, paper: str) -> str:
        """Where its file goes."""
        look = "" if self.look == "plain" else f"-{self.look}"
        return f"handouts/{self.audience}/{self.key}{look}{NAMES.get(self.kind, '')}-{paper}.pdf"


def sheet(desk: Desk, key: str, kind: Kind, look: Look = "plain", **more: Any) -> Checked[Sheet]:
    """One sheet, typeset once; `more` is what its template wants to know besides."""
    given = {"look": look, "packed": False} | more
    named = (key, kind, *sorted(given.items()))
    if named not in desk.typeset:
        desk.typeset[named] = _sheet(desk, key, kind, given)
    return desk.typeset[named]


def _sheet(desk: Desk, key: str, kind: Kind, given: dict[str, Any]) -> Checked[Sheet]:
    audience: Audience = "teacher" if kind == "teacher" else "student"
    made = desk.source(key, audience)
    section = replace(made.value, kind=kind)
    xhtml = typeset(section, replace(desk.setting, audience=audience), **given).xhtml
    named = xhtml.replace(BUILD, digest([xhtml.encode()])[:8])
    return Checked(Sheet(key, kind, given["look"], section, named), made.diagnostics)


def locked(desk: Desk, key: str, paper: str, **more: Any) -> Checked[Sheet]:
    """The key of a source, which says what its sheet takes; that is laid out before."""
    return sheet(desk, key, "teacher", sides=sides(desk, sheet(desk, key, "student").value, paper), **more)


def sides(desk: Desk, one: Sheet, paper: str) -> int:
    """On how many sides a sheet comes to lie."""
    return desk.crew.lay_out([one.order(paper)])[0].facts.count


def said(desk: Desk, keys: Sequence[str], count: int) -> str:
    """What a file says of itself: sides, sheets of paper, minutes, level."""
    words, records = desk.words, [desk.book.documents[key].record for key in keys]
    minutes = sum(record.minutes or 0 for record in records)
    parts = [words.count("handout.sides", count), words.count("handout.paper", -(-count // SIDES))]
    if minutes:
        parts.append(words.say("handout.minutes", minutes=minutes))
    if len(records) == 1 and records[0].level:
        parts.append(words.say("handout.level-of", level=records[0].level))
    return ", ".join(parts)


def printed(desk: Desk, sheets: Sequence[Sheet], paper: str, title: str) -> Checked[Printed]:
    """Sheets as one PDF, which says of itself what it takes."""
    orders = [one.order(paper) for one in sheets]
    count = sum(one.facts.count for one in desk.crew.lay_out(orders))
    keys = tuple(dict.fromkeys(one.key for one in sheets if one.key in desk.book.documents))
    imprint = replace(desk.imprint(title), description=said(desk, keys, count))
    made = print_sheets(orders, imprint, desk.crew)
    found = (one for each in sheets for one in spills(desk, each, paper))
    return Checked(made.value, (*made.diagnostics, *found))


def file(desk: Desk, one: Sheet, paper: str) -> Checked[Artifact]:
    """A sheet as a file of its own."""
    title = f"{one.section.title} – {desk.words[f'handout.{one.kind}']}"
    made = printed(desk, [one], paper, title)
    return Checked(Artifact(one.path(paper), made.value.pdf, made.value.pages.count), made.diagnostics)


def spills(desk: Desk, one: Sheet, paper: str) -> tuple[Diagnostic, ...]:
    """A finding where a few lines of a sheet stand alone on another side, and no step takes them back."""
    facts = desk.crew.lay_out([one.order(paper)])[0].facts
    if one.kind == "cover" or not spilt(facts.count, facts.filled):
        return ()
    document = desk.book.documents[one.key]
    place = document.data.span("sheet") or document.data.span("headnote") or document.place
    told = desk.words[f"handout.{one.kind}"].lower()
    look = {"plain": "", "large": ", in large print,", "easy": ", in easy read,"}[one.look]
    message = f"the {told} of {one.key}{look} spills a few lines over onto side {facts.count} of {paper}"
    return (
        Diagnostic("SHT001", message, place, 'shorten the headnote, or choose a shorter part with "sheet"'),
    )
