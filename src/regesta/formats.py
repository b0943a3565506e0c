"""An edition → artifacts, format by format; a new format is a folder in `render/` and a line in `FORMATS`.

The printed book is laid out before any format is made, since all of them name its pages: bytes
never depend on what was built before.
"""

import json
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from regesta.classroom.asked import Asked
from regesta.csl import Citer
from regesta.diagnostics import Checked, Diagnostic
from regesta.editions import order, wrapper
from regesta.editions.order import Edition
from regesta.editions.places import places
from regesta.editions.whereabouts import place
from regesta.kept import digest
from regesta.model import Artifact, Book, Inputs, Medium, PageMap, Section
from regesta.pages import Setting, environment, kept_page, page_name, typeset
from regesta.render.epub.files import COVER
from regesta.render.epub.leaves import Draft
from regesta.render.epub.package import Info, package
from regesta.render.pdf.assemble import Imprint
from regesta.render.pdf.book import Laid, Printed, Sections, lay_out, print_book, print_sheet, text_pages
from regesta.render.pdf.crew import Crew, Means
from regesta.render.pdf.fragment import Order
from regesta.render.pdf.glyphs import missing
from regesta.render.pdf.sheets import REPRINTS, materials
from regesta.tree import text

if TYPE_CHECKING:
    from regesta.classroom.sheets import Desk

GENERATOR = "Regesta"
MM = 25.4 / 72  # of a point
DATA = (".json", ".csl")  # of these only what a citation takes is printed


@dataclass(frozen=True)
class Stage:
    """What every format is made from: the edition, where its pages lie, the house style."""

    book: Book
    edition: Edition
    inputs: Inputs
    crew: Crew
    draft: bool
    asked: Asked
    tell: Callable[[str], None]
    cite: Citer
    page_list: bool = True

    @cached_property
    def laid(self) -> Checked[Laid]:
        """The printed book, laid out once: whoever names its pages needs no more."""
        return lay_out(self.sections, self.edition.name, self.crew, self.tell)

    @cached_property
    def printed(self) -> Printed:
        """The printed book, joined once."""
        laid = self.laid.value
        self.tell("joining the pages")
        return print_book(laid, self.imprint, self.crew)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page of the printed book, in mm."""
        width, height = next(one.fragment.facts.size for one in self.laid.value.placed if one.fragment)
        return width * MM, height * MM

    @property
    def imprint(self) -> Imprint:
        """What every PDF of the whole book says of itself."""
        return imprint(self.edition.book, self.edition.book.settings.title)

    @cached_property
    def sections(self) -> Sections:
        """The parts of the printed book."""
        return sections(self.edition, self.setting("print"), self.crew)

    @property
    def desk(self) -> "Desk":
        """What sheets for the classroom are made with."""
        from regesta.classroom.sheets import Desk  # noqa: PLC0415 - a book alone need not wait

        named, setting, styles = (
            partial(imprint, self.book),
            self.setting("handout"),
            self.inputs.theme.styles,
        )
        return Desk(self.book, self.edition.words, self.text, self.crew, self.cite, setting, named, styles)

    @property
    def text(self) -> PageMap:
        """Where the text lies in the printed book; if nobody has laid that out, without its apparatus."""
        if "laid" in self.__dict__:
            return self.laid.value.pages
        return text_pages(self.sections, self.edition.name, self.crew, self.tell)

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What the layout met, and what it would have left out without a word."""
        texts = {path: one for path, one in self.inputs.texts.items() if not path.endswith(DATA)}
        book = self.edition.book
        works = book.works
        cited = [("".join(map(text, said)), works[key].span) for key, said in book.listed if key in works]
        brought = [(text(one.body), one.place) for one in book.documents.values() if one.held == "here"]
        laid = self.laid.diagnostics if "laid" in self.__dict__ else ()
        return (*laid, *missing(texts, self.crew.materials.faces, (*cited, *brought)))

    def setting(self, medium: Medium) -> Setting:
        """What the templates of a medium need."""
        words, book = self.edition.words, self.edition.book
        env = environment(self.inputs.theme, medium, words, self.crew.kept)
        return Setting(env, book.settings, words, self.edition.audience, self.draft)


def sections(edition: Edition, setting: Setting, crew: Crew) -> Sections:
    """The parts of an edition as print has them, each typeset once as long as nothing in it changes."""
    return Sections(
        lambda pages: order.sections(edition, pages),
        lambda section: kept_page(section, setting, crew.kept),
        partial(place, (*edition.front, *edition.body)),
    )


def pages(
    edition: Edition, setting: Setting, inputs: Inputs, means: Means, tell: Callable[[str], None]
) -> PageMap:
    """On which pages of the book everything lies, for whoever compares two states of it."""
    with Crew(materials(inputs, means.faces), means, len(edition.body)) as crew:
        return lay_out(sections(edition, setting, crew), edition.name, crew, tell).value.pages


def imprint(book: Book, title: str) -> Imprint:
    """What a PDF of this book says of itself."""
    settings = book.settings
    authors = tuple(creator.name for creator in settings.creators)
    return Imprint(
        title,
        authors,
        settings.description,
        settings.language,
        settings.moment.strftime("%Y-%m-%d"),
        GENERATOR,
    )


def revision(inputs: Inputs) -> str:
    """The manuscript as it is, in ten signs: two e-books that name one were made of the same words."""
    texts = ((one.path, one.text) for one in inputs.texts.values())
    return digest(part.encode("utf-8", "surrogatepass") for one in texts for part in one)[:10]


def _pdf(stage: Stage) -> Checked[tuple[Artifact, ...]]:
    printed, name = stage.printed, stage.edition.name
    where = {anchor: [printed.pages.labels[anchor], page] for anchor, page in printed.pages.physical.items()}
    listed = json.dumps(
        {"pages": printed.pages.count, "anchors": where}, ensure_ascii=False, indent=1, sort_keys=True
    )
    made = (
        Artifact(f"{name}.pdf", printed.pdf, printed.pages.count),
        Artifact(f"{name}.pages.json", f"{listed}\n".encode()),
    )
    return Checked(made)


def _epub(stage: Stage) -> Checked[tuple[Artifact, ...]]:
    book, words = stage.edition.book, stage.edition.words
    printed = stage.laid.value.pages if stage.page_list else places(book, words)
    setting = replace(stage.setting("epub"), paged=bool(printed.breaks))
    art = _cover(stage)
    name = COVER + posixpath.splitext(book.settings.cover or "cover.jpg")[1]
    labels = tuple(one.label for one in printed.breaks)
    told: Mapping[str, Mapping[str, object]] = {
        "cover": {"cover": name},
        "nav": {"cover": name, "printed": labels},
        "ncx": {"printed": labels},
        "colophon": {"revision": revision(stage.inputs)},
    }
    sections = (Section("cover", "cover", words["epub.cover"]), *order.reflowed(stage.edition, printed))
    drafts = tuple(_draft(section, setting, told.get(section.kind, {})) for section in sections)
    given = (book.settings, words, book.settings.moment, stage.edition.audience, printed)
    info = Info(*given, stage.crew.materials.faces, stage.crew.kept)
    packed = package(drafts, stage.inputs.theme.styles, {**stage.inputs.pictures, name: art.value}, info)
    found = (*art.diagnostics, *packed.diagnostics)
    return Checked((Artifact(f"{stage.edition.name}.epub", packed.value),), found)


def _draft(section: Section, setting: Setting, more: Mapping[str, object]) -> Draft:
    """A section that is typeset if its page was not kept."""
    name = page_name(section, setting, **more)
    return Draft(section.id, section.kind, name, partial(typeset, section, setting, **more))


def _cover(stage: Stage) -> Checked[bytes]:
    """The picture that the book names, else one drawn from a page of the styles."""
    from regesta.render.pdf.picture import jpeg  # noqa: PLC0415 - what was kept needs none

    settings = stage.edition.book.settings
    if settings.cover:
        return Checked(stage.inputs.pictures[settings.cover])
    page = typeset(Section("cover", "cover", settings.title), stage.setting("print"))
    order = Order(page.id, page.xhtml, "cover")
    name = digest((b"cover", stage.crew.key(order).encode()))
    if held := stage.crew.kept.get(name):
        return Checked(held)
    printed = print_sheet(order, stage.imprint, stage.crew)
    made = jpeg(printed.value.pdf)
    if not printed.diagnostics:  # what was wrong must be said each time
        stage.crew.kept.put(name, made)
    return Checked(made, printed.diagnostics)


def _print(stage: Stage) -> Checked[tuple[Artifact, ...]]:
    from regesta.render.pdf.printer import printers  # noqa: PLC0415 - few ask for it, and pictures take a library

    printed, settings = stage.printed, stage.edition.book.settings
    profile = stage.inputs.profiles.get(settings.print_profile)
    made = printers(printed.pdf, stage.imprint, profile)
    sheet = wrapper.wrapper(settings, printed.pages.count, stage.size)
    page = typeset(wrapper.section(settings, sheet), stage.setting("print"))
    cover = print_sheet(Order(page.id, page.xhtml, "wrapper"), stage.imprint, stage.crew)
    wrapped = printers(cover.value.pdf, stage.imprint, profile, sheet.folds)
    files = (
        Artifact(f"{stage.edition.name}-print.pdf", made, printed.pages.count),
        Artifact(f"{stage.edition.name}-print-cover.pdf", wrapped, 1),
    )
    return Checked(files, cover.diagnostics)


def _booklet(stage: Stage) -> Checked[tuple[Artifact, ...]]:
    from regesta.render.pdf.impose import booklet  # noqa: PLC0415 - few ask for it

    printed = stage.printed
    made = booklet(printed.pdf, stage.imprint)
    return Checked((Artifact(f"{stage.edition.name}-booklet.pdf", made, printed.pages.count),))


def _proof(stage: Stage) -> Checked[tuple[Artifact, ...]]:
    from regesta.render.pdf.impose import contact  # noqa: PLC0415 - few ask for it

    printed = stage.printed
    made = contact(printed.pdf, stage.imprint, stage.laid.value.marked)
    return Checked((Artifact(f"{stage.edition.name}-proof.pdf", made, printed.pages.count),))


def _screen(stage: Stage) -> Checked[tuple[Artifact, ...]]:
    from regesta.render.pdf.screen import screened  # noqa: PLC0415 - few ask for it

    made = screened(stage.sections, stage.laid.value.pages, stage.imprint, stage.crew)
    file = Artifact(f"{stage.edition.name}-screen.pdf", made.value.pdf, made.value.pages.count)
    return Checked((file,), made.diagnostics)


def _reprint(styles: str, stage: Stage) -> Checked[tuple[Artifact, ...]]:
    from regesta.render.pdf.reprint import reprint  # noqa: PLC0415 - few ask for it

    made = reprint(stage.sections, stage.laid.value.pages, stage.imprint, stage.crew, styles)
    file = Artifact(f"{stage.edition.name}-{styles}.pdf", made.value.pdf, made.value.pages.count)
    return Checked((file,), made.diagnostics)


def _handouts(stage: Stage) -> Checked[tuple[Artifact, ...]]:
    from regesta.classroom.handouts import handouts  # noqa: PLC0415 - a book alone need not wait

    return handouts(stage.desk, stage.asked)


def _classroom(stage: Stage) -> Checked[tuple[Artifact, ...]]:
    from regesta.classroom.release import release  # noqa: PLC0415 - few ask for it

    return release(stage.desk, stage.setting("classroom"))


FORMATS: Mapping[str, Callable[[Stage], Checked[tuple[Artifact, ...]]]] = {
    "pdf": _pdf,
    "epub": _epub,
    "handouts": _handouts,
    "classroom": _classroom,
    "screen": _screen,
    "print": _print,
    "booklet": _booklet,
    "proof": _proof,
    **{styles: partial(_reprint, styles) for styles in REPRINTS},
}
