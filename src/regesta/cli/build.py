"""`regesta build` and `regesta proof`, and how any command builds."""

from pathlib import Path
from typing import Any

import click

from regesta import themes
from regesta.cli.console import EXAMPLES, Talk, jobs, manuscript, progress, talking, texts, theme
from regesta.cli.sources import known
from regesta.diagnostics import Checked, Diagnostic, released
from regesta.model import Artifact, Audience, Inputs
from regesta.pipeline import Wanted
from regesta.pipeline import build as make
from regesta.receipt import key, receipt, receipted
from regesta.render.pdf.crew import Means
from regesta.render.pdf.sheets import REPRINTS
from regesta.report import FORMS
from regesta.workspace import (
    cores,
    face_folder,
    kept,
    locked,
    prepare,
    read,
    read_faces,
    write,
    written,
)

HELD: list[Any] = []  # the last book, which goes when the process does
EPOCH = 315_532_800  # 1 January 1980: what embedded fonts may say of the time
ROOMS = ("handouts", "classroom", "teachers")  # folders of many files, which are not named one by one
FORMATS = ("pdf", "epub", "handouts")  # without being asked for
AUDIENCES: tuple[Audience, ...] = ("student", "teacher")
ONE_PDF = ("screen", *REPRINTS, "booklet", "print")  # editions that are one more PDF of the same book


class Kind(click.Choice[str]):
    """A kind of file; who asks for an edition by this option is told of the other."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The kind, if it is one."""
        if value in (*AUDIENCES, *ONE_PDF):
            self.fail(f'"{value}" is an edition: --edition {value}', param, ctx)
        return super().convert(value, param, ctx)


@click.command(epilog=EXAMPLES)
@manuscript
@click.option(
    "--out", default=Path("build"), type=click.Path(path_type=Path), help="Where files go.  [build]"
)
@click.option("--format", "formats", multiple=True, type=Kind(FORMATS), help="Only this; may be given again.")
@click.option(
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice((*AUDIENCES, *ONE_PDF)),
    help="For whom, or in which form; may be given again.  [student]",
)
@jobs
@click.option(
    "--draft/--release", "draft", default=True, help="Show what is undecided, or refuse it.  [draft]"
)
@click.option("--no-page-list", is_flag=True, help="An EPUB that names no printed pages; lays out nothing.")
@texts
@theme
@talking
@click.pass_context
def build(
    context: click.Context,
    /,
    manuscript: Path,
    out: Path,
    formats: tuple[str, ...],
    editions: tuple[str, ...],
    **said: Any,
) -> None:
    """Build the book of MANUSCRIPT: PDF, EPUB and handouts."""
    audience = _audience(editions)
    if audience != "student" and "handouts" in formats:
        raise click.UsageError("Handouts name the pages of the students' book; build them without --edition.")
    asked = (*formats, *(one for one in ONE_PDF if one in editions))
    if said["no_page_list"] and asked != ("epub",):
        raise click.UsageError("--no-page-list is for an EPUB alone: add --format epub.")
    every = FORMATS if audience == "student" else FORMATS[:2]
    wanted = Wanted(asked or every, audience, not said["draft"], page_list=not said["no_page_list"])
    talk = Talk(said["quiet"], said["verbose"])
    context.exit(run(manuscript, out, wanted, talk, (said["texts"], said["jobs"], said["theme"])))


@click.command()
@manuscript
@click.option(
    "--out", default=Path("build"), type=click.Path(path_type=Path), help="Where the file goes.  [build]"
)
@texts
@theme
@jobs
@talking
@click.pass_context
def proof(context: click.Context, /, manuscript: Path, out: Path, **said: Any) -> None:
    """Show all pages of MANUSCRIPT at a glance, with every fault of layout marked and told."""
    talk = Talk(said["quiet"], said["verbose"])
    context.exit(run(manuscript, out, Wanted(("proof",)), talk, (said["texts"], said["jobs"], said["theme"])))


def run(
    manuscript: Path,
    out: Path,
    wanted: Wanted,
    talk: Talk,
    means: tuple[Path | None, int | None, str] = (None, None, ""),
) -> int:
    """Read, build, write, say; the exit status.

    `means` are a folder of texts, the number of processes, and a theme that takes the place of the book's.
    Where nothing has changed since these files were made, they are not made again.
    """
    folder, processes, look = means
    inputs = ready(manuscript, folder, look)
    known(inputs.value, wanted.handouts)
    store, name = kept(), key(inputs, wanted)
    with progress(talk) as tell, locked(out):
        old = receipted(store.get(name), lambda path: written(out, path))
        if old:
            made = tuple(Artifact(one.path, b"", one.pages) for one in old.files)
            found, files = old.found, tuple(out / one.path for one in old.files)
        else:
            with_what = Means(read_faces(tell), processes or cores(), store, HELD)
            built = make(inputs.value, wanted, with_what, inputs.diagnostics, tell)
            found, made, files = built.diagnostics, built.value, write(out, built.value)
            if made:
                store.put(name, receipt(built))
                store.prune()
    say_faults(released(found) if wanted.release else found, inputs.value, talk)
    if not talk.quiet:
        say_files(files, made)
    return 0 if made else 1


def ready(manuscript: Path, texts: Path | None = None, theme: str = "") -> Checked[Inputs]:
    """What is to be built, in surroundings that are the same everywhere; an unknown theme is wrong usage."""
    prepare(face_folder().parent, EPOCH)
    if theme and theme not in (names := themes.known(manuscript)):
        fault = themes.unknown(theme, names, None)
        raise click.BadParameter(f"{fault.message}; {fault.hint}", param_hint="--theme")
    return read(manuscript, texts, theme)


def _audience(editions: tuple[str, ...]) -> Audience:
    """For whom the book is; of two readers each has a book of his own."""
    asked = [one for one in AUDIENCES if one in editions]
    if len(asked) > 1:
        raise click.UsageError("A book is for students or for teachers: build it twice.")
    return asked[0] if asked else "student"


def say_faults(found: tuple[Diagnostic, ...], inputs: Inputs, talk: Talk) -> None:
    """All that was found, in as many words as somebody wants."""
    if found:
        click.echo(FORMS["text" if not talk.quiet else "short"](found, inputs.texts), err=True, nl=False)


def say_files(files: tuple[Path, ...], made: tuple[Artifact, ...]) -> None:
    """What was written, each file or, where they are many, their folder."""
    rooms: dict[Path, list[Artifact]] = {}
    for file, artifact in zip(files, made, strict=True):
        folder = artifact.path.split("/")[0]
        if folder in ROOMS:
            root = file.parents[artifact.path.count("/")]
            rooms.setdefault(root / folder, []).append(artifact)
        elif not artifact.path.endswith(".json"):
            click.echo(f"{file}{_pages(artifact)}")
    for room, held in rooms.items():
        sheets = [one for one in held if one.pages]
        click.echo(f"{room}/  {len(sheets)} sheets, {sum(one.pages for one in sheets)} pages")


def _pages(artifact: Artifact) -> str:
    return f"  {artifact.pages} pages" if artifact.pages else ""
