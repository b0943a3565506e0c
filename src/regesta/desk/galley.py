"""A part of the book as it will print, in three steps: typeset, laid out, shown; each in a thread of its own.

A step that fails leaves the last good pages. What was typeset for a state that is old by now is not laid out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from regesta.desk.gallery import Form, Gallery, Shown, connected, failed, faults_of, written_at
from regesta.desk.printing import Printed, Printing, Wanted, imprint
from regesta.desk.reading import State
from regesta.diagnostics import Diagnostic
from regesta.editions.flow import Flow
from regesta.editions.order import named
from regesta.editions.whereabouts import Finder
from regesta.model import Audience, Section
from regesta.pages import typeset
from regesta.render.pdf.look import Line, Sheet
from regesta.source import Span

NEAR = 1.5  # heights of a line between two lines that may be of one passage
WIDTHS = (800, 1600)  # dots across, for screens of either kind


class Box(NamedTuple):
    """A passage on a page: where it is written, its words, and where it stands (in per cent)."""

    at: str
    words: str
    left: float
    top: float
    width: float
    height: float


class Leaf(NamedTuple):
    """A page with what stands on it."""

    name: str
    label: str
    width: float
    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A part on its way: of which state, and what is made of it so far."""

    state: State
    part: str
    audience: Audience
    wanted: Wanted | None = None
    flow: Flow | None = None
    printed: Printed | None = None
    faults: tuple[Diagnostic, ...] = ()
    empty: bool = False


@dataclass(slots=True)
class Galley:
    """Printed pages by part and audience, as they were last made."""

    gallery: Gallery
    printing: Printing
    newest: dict[tuple[str, Audience], int] = field(default_factory=dict)

    def typeset(self, state: State, part: str, audience: Audience) -> Job | None:
        """The part, ready to be laid out; None where there is no such part."""
        job = Job(state, part, audience, faults=faults_of(state, part))
        self.newest[(part, audience)] = state.version
        edition = named(state.book, audience)
        try:
            section = self.gallery.section(state, part, audience, self.printing.numbers(edition).pages)
            if section is None:
                return None
            if section.kind == "empty":
                return replace(job, empty=True)
            page = typeset(section, self.gallery.setting(state, "print", audience))
        except Exception as fault:  # see `Gallery.page`
            return replace(job, faults=(*job.faults, failed(fault)))
        wanted = Wanted(page, edition, imprint(state.book, section.title), state.inputs)
        made = section.content if isinstance(section.content, Flow) else None
        return replace(job, wanted=wanted, flow=made)

    def lay_out(self, job: Job) -> Job:
        """The part, laid out."""
        if job.wanted is None or self.newest[(job.part, job.audience)] > job.state.version:
            return job
        try:
            return replace(job, printed=self.printing.printed(job.wanted))
        except Exception as fault:  # a worker that was ended is started again with the next save
            self.printing.close()
            return replace(job, faults=(*job.faults, failed(fault)))

    def show(self, job: Job) -> Shown | None:
        """The part as a page for a browser, else as it was last good."""
        if job.empty:
            return self.gallery.page(job.state, job.part, "web", job.audience)
        key: tuple[str, Form, Audience] = (job.part, "print", job.audience)
        if job.printed is None or job.wanted is None:
            held = self.gallery.pages.get(key)
            return Shown(held.xhtml if held else "", job.state.version, job.faults)
        made = self.gallery.pages[key] = self._shown(job, job.wanted, job.printed)
        return made

    def _shown(self, job: Job, wanted: Wanted, printed: Printed) -> Shown:
        find = Finder(job.flow, job.state.book).find if job.flow else _nowhere
        leaves = tuple(_leaves(printed, find, written_at(job.state)))
        section = Section(job.part, "printed", wanted.page.title, leaves)
        setting = self.gallery.setting(job.state, "web", job.audience)
        page = typeset(section, setting, numbered=printed.numbered, widths=WIDTHS)
        xhtml = connected(page.xhtml, job.state.inputs.theme.styles)
        return Shown(xhtml, job.state.version, job.faults)


def _nowhere(_words: str) -> None:
    return None


def _leaves(
    printed: Printed, find: Callable[[str], Span | None], at: Callable[[Span], str]
) -> Iterator[Leaf]:
    for sheet, label in zip(printed.sheets, printed.labels, strict=True):
        yield Leaf(sheet.name, label, sheet.width, sheet.height, tuple(_boxes(sheet, find, at)))


def _boxes(sheet: Sheet, find: Callable[[str], Span | None], at: Callable[[Span], str]) -> Iterator[Box]:
    """Lines of one passage together; a line of which nobody knows the place goes with the one before."""
    placed: list[tuple[int, str, Line]] = []
    for line in sheet.lines:
        span = find(line.words)
        number, where = len(placed), at(span) if span else ""
        if placed and _close(placed[-1][2], line) and where in ("", placed[-1][1]):
            number, where = placed[-1][:2]
        placed.append((number, where, line))
    for (_, where), run in groupby(placed, key=lambda one: one[:2]):
        yield _box(where, [line for *_, line in run])


def _close(one: Line, other: Line) -> bool:
    height = max(one.bottom - one.top, other.bottom - other.top)
    beside = one.left < other.right and other.left < one.right
    return beside and -height < other.top - one.bottom < NEAR * height


def _box(where: str, lines: list[Line]) -> Box:
    left, top = min(one.left for one in lines), min(one.top for one in lines)
    right, bottom = max(one.right for one in lines), max(one.bottom for one in lines)
    words = " ".join(" ".join(one.words for one in lines).replace("\u2010 ", "").split())
    sizes = (round(100 * one, 2) for one in (left, top, right - left, bottom - top))
    return Box(where, words, *sizes)
