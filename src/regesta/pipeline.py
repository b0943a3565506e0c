"""The whole story, from what the disk holds to finished files; no I/O.

    Inputs → parse → assemble → bring texts → check → plan
           → typeset → lay out → map → apparatus → assemble → package

Everything flows one way but for one loop, in `render.pdf.book`: what prints page numbers is typeset
again once they are known. A book with an error makes no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from regesta.book import assemble
from regesta.checks import check, profiles
from regesta.checks.spelling import Shelf
from regesta.citeproc import Citeproc
from regesta.classroom.asked import Asked
from regesta.diagnostics import Checked, Diagnostic, judged, ordered, severity
from regesta.editions.order import plan
from regesta.heirs import redirected
from regesta.kept import NOTHING, Kept
from regesta.model import Artifact, Audience, Book, Inputs
from regesta.pages import TemplateFault
from regesta.parse import ID, parse_all
from regesta.render.pdf.crew import Crew, Means
from regesta.render.pdf.sheets import materials
from regesta.texts.copy import for_copy
from regesta.texts.needed import witnessed

if TYPE_CHECKING:
    from regesta.formats import Stage

Tell = Callable[[str], None]
SETTINGS = "book.yaml"


def silently(step: str) -> None:
    """Tell nobody."""


ALL = Asked()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to build: formats, for whom, whether it is a release, and which handouts of which kinds.

    An EPUB without `page_list` names no printed pages, and nothing is laid out for it.
    """

    formats: tuple[str, ...] = ("pdf", "epub", "handouts")
    audience: Audience = "student"
    release: bool = False
    handouts: Asked = ALL
    page_list: bool = True


def read(
    inputs: Inputs, hints: bool = False, shelf: Shelf | None = None, kept: Kept = NOTHING
) -> Checked[Book]:
    """Parse, put together and check; where there are errors, the book is only what could be read of it.

    Hints are given where they are asked for; `shelf` has dictionaries, if the spelling is to be checked.
    """
    parts = parse_all(inputs, kept)
    book = assemble(parts.value)
    led = redirected(book.value)
    whole = _brought(led.value, inputs)
    found = (*parts.diagnostics, *book.diagnostics, *led.diagnostics, *whole.diagnostics)
    found += check(whole.value, frozenset(inputs.pictures), hints, shelf)
    found += tuple(profiles.check(whole.value, inputs.profiles))
    return Checked(whole.value, ordered(judged(found, whole.value.settings.rulings, hints)))


def _name(inputs: Inputs) -> str:
    """What the book will be called, before anything is read."""
    found = ID.search(inputs.texts[SETTINGS].text) if SETTINGS in inputs.texts else None
    return found[1] if found else ""


def _brought(book: Book, inputs: Inputs) -> Checked[Book]:
    if not witnessed(book):
        return Checked(book)
    from regesta.texts.bring import bring  # noqa: PLC0415 - a book that asks for no text need not wait

    return bring(book, inputs)


def build(
    inputs: Inputs,
    wanted: Wanted,
    means: Means,
    found: tuple[Diagnostic, ...] = (),
    tell: Tell = silently,
) -> Checked[tuple[Artifact, ...]]:
    """Everything from a manuscript to its artifacts; none where something is wrong, `found` included.

    `tell` is told the step at hand, for whoever waits. Raises `Ended` where a worker is ended from outside.
    """
    chapters = sum(path.startswith("chapters/") for path in inputs.texts)
    sections = chapters if wanted.page_list else 1  # else only the cover is laid out
    with Crew(materials(inputs, means.faces), means, sections) as crew:
        if wanted.page_list:  # else nothing is laid out
            crew.begin(_name(inputs))
        book = read(inputs, kept=means.kept)
        found = ordered((*found, *book.diagnostics))
        if has_errors(found, wanted.release):
            return Checked((), found)
        if book.value.copy.waiting:
            tell(f"{book.value.copy.waiting} anchors wait for texts")
        held, cite = for_copy(book.value), Citeproc(means.kept)
        edition = plan(held, wanted.audience, cite)
        found = ordered((*found, *judged(edition.diagnostics, book.value.settings.rulings)))
        if has_errors(found, wanted.release):
            return Checked((), found)
        from regesta.formats import Stage  # noqa: PLC0415 - reading must not wait for what packs and joins

        stage = Stage(held, edition.value, inputs, crew, not wanted.release, wanted.handouts, tell, cite)
        stage = replace(stage, page_list=wanted.page_list)
        means.held[:] = [stage]
        return _made(stage, wanted, found)


def _made(stage: Stage, wanted: Wanted, found: tuple[Diagnostic, ...]) -> Checked[tuple[Artifact, ...]]:
    from regesta.formats import FORMATS  # noqa: PLC0415 - see above

    try:
        made = [FORMATS[name](stage) for name in wanted.formats]
    except TemplateFault as fault:
        return Checked((), (*found, Diagnostic("STY001", str(fault), None, "mend the template")))
    met = (*found, *stage.found, *(one for each in made for one in each.diagnostics))
    met = ordered(judged(met, stage.book.settings.rulings))
    whole = tuple(artifact for each in made for artifact in each.value)
    return Checked(() if has_errors(met, wanted.release) else whole, met)


def has_errors(found: Iterable[Diagnostic], release: bool = False) -> bool:
    """Whether any finding forbids to go on."""
    return any(severity(one, release) == "error" for one in found)
