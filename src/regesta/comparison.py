"""Two states of a manuscript → a redline of what editors wrote, marks and all; no I/O.

A state with errors is shown as far as it can be read, with its errors; pages are compared only where both
states can be laid out.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from regesta.citeproc import Citeproc
from regesta.diagnostics import Checked, Diagnostic, ordered, severity
from regesta.editions.order import plan
from regesta.formats import imprint, pages
from regesta.model import Artifact, Book, Inputs, Page, Section
from regesta.pages import Setting, TemplateFault, environment, typeset
from regesta.pipeline import has_errors, read
from regesta.redline.compare import Redline, redline
from regesta.redline.moved import Laid, Moved, moved
from regesta.render.pdf.assemble import assemble
from regesta.render.pdf.book import complaints
from regesta.render.pdf.crew import Crew, Means
from regesta.render.pdf.sheets import materials
from regesta.render.pdf.sides import page_map, settled
from regesta.texts.copy import for_copy
from regesta.words import catalog

STYLES = "redline"
WEB = "css/redline/web.css"
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0


@dataclass(frozen=True, slots=True)
class State:
    """A state of the manuscript: how editors call it (nothing is the one at hand), and what the disk held."""

    name: str
    inputs: Inputs
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """An error in one of the states, with its place."""

    state: str
    place: str
    said: Diagnostic


@dataclass(frozen=True, slots=True)
class Report:
    """All that a redline says; `moved` is None where pages are not compared."""

    before: str
    after: str
    redline: Redline
    faults: tuple[Fault, ...]
    moved: Moved | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A state, read."""

    state: State
    book: Book
    errors: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The files, and the errors of both states."""

    files: tuple[Artifact, ...]
    errors: tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]


def compare(
    states: tuple[State, State], formats: Iterable[str], means: Means, tell: Callable[[str], None]
) -> Checked[Made]:
    """What changed from the first state to the second; what is found is wrong with the redline itself."""
    tell("reading both states")
    wanted = tuple(formats)
    before, after = (_read(one, means) for one in states)
    found = redline(before.book, after.book, (states[0].inputs, states[1].inputs))
    errors = before.errors, after.errors
    pages = _moved(before, after, means, tell) if "pdf" in wanted and found and not any(errors) else None
    faults = tuple(one for each in (before, after) for one in _faults(each))
    report = Report(states[0].name, states[1].name, found, faults, pages)
    tell("laying out the redline")
    try:
        made = _files(report, after, wanted, means)
    except TemplateFault as fault:
        said = Diagnostic("STY001", str(fault), None, "mend the template")
        return Checked(Made((), errors), (said,))
    return Checked(Made(made.value, errors), made.diagnostics)


def _read(state: State, means: Means) -> _Read:
    book = read(state.inputs, kept=means.kept)
    errors = (one for one in (*state.found, *book.diagnostics) if severity(one) == "error")
    return _Read(state, book.value, ordered(errors))


def _faults(one: _Read) -> list[Fault]:
    return [Fault(one.state.name, _place(each, one.state.inputs), each) for each in one.errors]


def _place(one: Diagnostic, inputs: Inputs) -> str:
    source = inputs.texts.get(one.span.path) if one.span else None
    if not source or not one.span:
        return one.span.path if one.span else ""
    at = source.place(one.span.start)
    return f"{source.path}:{at.line}:{at.column}"


# Pages -------------------------------------------------------------------------------------------


def _moved(before: _Read, after: _Read, means: Means, tell: Callable[[str], None]) -> Moved | None:
    """What lies on other pages, where both states can be laid out."""
    old = _laid(before, means, tell)
    new = _laid(after, means, tell) if old else None
    return moved(old, new) if old and new else None


def _laid(one: _Read, means: Means, tell: Callable[[str], None]) -> Laid | None:
    held = for_copy(one.book)
    edition = plan(held, "student", Citeproc())
    if has_errors(edition.diagnostics):
        return None
    setting = Setting(
        environment(one.state.inputs.theme, "print", edition.value.words),
        held.settings,
        edition.value.words,
        "student",
        draft=True,
    )
    where = pages(edition.value, setting, one.state.inputs, means, tell)
    return Laid(edition.value.book, where, edition.value.words)


# Files -------------------------------------------------------------------------------------------


def _files(
    report: Report, after: _Read, wanted: tuple[str, ...], means: Means
) -> Checked[tuple[Artifact, ...]]:
    book, theme = after.book, after.state.inputs.theme
    words = catalog(book.settings.language)
    setting = Setting(environment(theme, "redline", words), book.settings, words, "teacher", draft=True)
    made: list[Artifact] = []
    found: tuple[Diagnostic, ...] = ()
    if "pdf" in wanted:
        pdf = _pdf(report, after, setting, means)
        made, found = [pdf.value], pdf.diagnostics
    if "web" in wanted:
        section = Section("redline", "whole", words["redline.title"], report)
        page = _clean(typeset(section, setting, css=theme.styles[WEB]))
        made.append(Artifact(f"{book.settings.id}-redline.html", page.xhtml.encode()))
    return Checked(tuple(made), found)


def _pdf(report: Report, after: _Read, setting: Setting, means: Means) -> Checked[Artifact]:
    book, words = after.book, setting.words
    typed = [_clean(typeset(one, setting)) for one in _sections(report, setting)]
    named = imprint(book, f"{book.settings.title} – {words['redline.title']}")
    with Crew(materials(after.state.inputs, means.faces), means, len(typed)) as crew:
        placed = settled(typed, crew, {}, styles=STYLES)
        where = page_map(placed)
        pdf = assemble(placed, where, named, crew.materials.faces)
    return Checked(Artifact(f"{book.settings.id}-redline.pdf", pdf, where.count), complaints(placed))


def _sections(report: Report, setting: Setting) -> list[Section]:
    """The parts of the PDF, each laid out alone."""
    words, found = setting.words, report.redline
    made = [Section("redline", "summary", words["redline.title"], report)]
    made += (Section(f"text-{one.id}", "text", one.title, one) for one in found.texts)
    if found.tables or found.files:
        made.append(Section("tables", "tables", words["redline.tables"], found))
    if report.moved:
        made.append(Section("pages", "pages", words["redline.pages"], report.moved))
    return made


def _clean(page: Page) -> Page:
    """A page description without characters that no XML may hold; a manuscript with errors may have them."""
    return replace(page, xhtml=ILLEGAL.sub("\ufffd", page.xhtml))
