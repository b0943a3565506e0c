"""Two states of a manuscript → a redline as a web page and a PDF: the story of a book, told of two."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace

from regesta.citeproc import Citeproc
from regesta.diagnostics import Checked, Diagnostic, ordered
from regesta.editions.order import Edition, plan
from regesta.formats import imprint, pages
from regesta.model import Artifact, Inputs, Medium, PageMap, Section
from regesta.pages import Setting, environment, typeset
from regesta.pipeline import Tell, has_errors, read
from regesta.redline.whole import Redline, elsewhere, redline
from regesta.render.pdf.assemble import assemble
from regesta.render.pdf.book import roomed
from regesta.render.pdf.crew import Crew, Means
from regesta.render.pdf.sheets import materials
from regesta.render.pdf.sides import page_map, settled
from regesta.texts.copy import for_copy

MAIN = re.compile(r"<main>\n?(.*?)</main>", re.DOTALL)
PICTURE = re.compile(r'src="picture:([^"]*)"')
KINDS = {"svg": "svg+xml", "jpg": "jpeg"}
SHEETS = ("epub", "web", "redline")
STYLES = "redline"  # the set of stylesheets of its printed pages


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states: what the disk held, the edition that it makes, what it is called."""

    inputs: Inputs
    edition: Edition
    name: str

    def setting(self, medium: Medium) -> Setting:
        """What the templates of a medium are given."""
        words, book = self.edition.words, self.edition.book
        env = environment(self.inputs.theme, medium, words)
        return Setting(env, book.settings, words, self.edition.audience, draft=True)


def side(inputs: Checked[Inputs], name: str) -> Checked[Side | None]:
    """A state of the manuscript, with all that teachers see; none where it has an error."""
    book = read(inputs.value)
    found = ordered((*inputs.diagnostics, *book.diagnostics))
    if has_errors(found):
        return Checked(None, tuple(one for one in found if has_errors([one])))
    made = plan(for_copy(book.value), "teacher", Citeproc())
    return Checked(Side(inputs.value, made.value, name), ())


def compare(
    old: Side, new: Side, formats: Iterable[str], means: Means, tell: Tell
) -> Checked[tuple[Artifact, ...]]:
    """The redline in these formats; one with a PDF also says what stands on other pages."""
    made = redline(old.edition, new.edition, (old.name, new.name))
    name, wanted = new.edition.name.removesuffix("-teacher"), tuple(formats)
    artifacts: list[Artifact] = []
    found: tuple[Diagnostic, ...] = ()
    if "pdf" in wanted:
        tell(f"laying out {old.name}")
        before = pages(old.edition, old.setting("print"), old.inputs, means, tell)
        tell(f"laying out {new.name}")
        after = pages(new.edition, new.setting("print"), new.inputs, means, tell)
        places, headings = elsewhere((old.edition, before), (new.edition, after))
        made = replace(made, places=places, headings=headings)
        pdf = _pdf(made, new, after, means)
        artifacts.append(pdf.value)
        found = pdf.diagnostics
        artifacts[0] = replace(pdf.value, path=f"{name}-redline.pdf")
    if "web" in wanted:
        artifacts.append(Artifact(f"{name}-redline.html", _web(made, new).encode()))
    return Checked(tuple(artifacts), found)


def _pdf(made: Redline, new: Side, known: PageMap, means: Means) -> Checked[Artifact]:
    """The summary, then each part that changed; pointers name the pages of the new book."""
    setting = new.setting("print")
    title = new.edition.words["redline.title"]
    sections = (Section("redline", "redline", title, made, "roman"), *made.sections)
    typed = tuple(roomed(typeset(one, setting), known) for one in sections)
    with Crew(materials(new.inputs, means.faces), means, len(typed)) as crew:
        placed = settled(typed, crew, {}, styles=STYLES)
        own = page_map(placed)
        labels = PageMap({**own.labels, **known.labels}, own.physical, own.count)
        said = imprint(new.edition.book, f"{new.edition.book.settings.title}: {title}")
        pdf = assemble(placed, labels, said, means.faces)
    return Checked(Artifact("", pdf, own.count))


def _web(made: Redline, new: Side) -> str:
    """One page that needs no other file."""
    setting, theme = new.setting("web"), new.inputs.theme
    parts = [MAIN.search(typeset(one, setting).xhtml) for one in made.sections]
    looks = "\n".join(theme.styles[f"css/{name}.css"] for name in SHEETS)
    section = Section("redline", "redline", new.edition.words["redline.title"], made)
    page = typeset(section, setting, parts=[one[1] if one else "" for one in parts], looks=looks).xhtml

    def shown(found: re.Match[str]) -> str:
        data, ending = new.inputs.pictures.get(found[1], b""), found[1].rpartition(".")[2]
        return f'src="data:image/{KINDS.get(ending, ending)};base64,{b64encode(data).decode()}"'

    return PICTURE.sub(shown, page)
