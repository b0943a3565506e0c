"""`regesta redline`: what changed from one state of a manuscript to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from regesta.cli.build import EPOCH
from regesta.cli.console import Talk, jobs, manuscript, progress, talking
from regesta.cli.revisions import at
from regesta.comparison import Side, compare, side
from regesta.render.pdf.crew import Means
from regesta.report import FORMS as REPORTS
from regesta.workspace import cores, face_folder, kept, locked, prepare, read, read_faces, write

FORMS = ("web", "pdf")


@click.command()
@click.argument("before", metavar="REV[..REV]|FOLDER")
@manuscript
@click.option(
    "--out", default=Path("build"), type=click.Path(path_type=Path), help="Where files go.  [build]"
)
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMS), help="Only this.")
@jobs
@talking
@click.pass_context
def redline(context: click.Context, /, before: str, manuscript: Path, out: Path, **said: Any) -> None:
    """Show what changed in MANUSCRIPT since a revision (git), between two, or from another FOLDER."""
    prepare(face_folder().parent, EPOCH)
    store = kept()
    with progress(Talk(said["quiet"], said["verbose"])) as tell, locked(out):
        old, new = _sides(before, manuscript)
        means = Means(read_faces(tell), said["jobs"] or cores(), store)
        made = compare(old, new, said["formats"] or FORMS, means, tell)
        files = write(out, made.value)
    if not said["quiet"]:
        for file, one in zip(files, made.value, strict=True):
            click.echo(f"{file}{f'  {one.pages} pages' if one.pages else ''}")
    context.exit(0)


def _sides(before: str, manuscript: Path) -> tuple[Side, Side]:
    """The older state and the newer one."""
    first, parted, second = before.partition("..")
    with _state(first or "HEAD", manuscript) as (folder, name):
        old = _side(folder, name, manuscript)
    if not parted or (Path(before) / "book.yaml").is_file():
        return old, _side(manuscript, manuscript.resolve().name, manuscript)
    with _state(second or "HEAD", manuscript) as (folder, name):
        return old, _side(folder, name, manuscript)


@contextmanager
def _state(said: str, manuscript: Path) -> Iterator[tuple[Path, str]]:
    """A folder that is a manuscript, else what git has of a revision."""
    if (Path(said) / "book.yaml").is_file():
        yield Path(said), Path(said).resolve().name
        return
    with at(manuscript, said) as folder:
        yield folder, said


def _side(folder: Path, name: str, manuscript: Path) -> Side:
    """A state that can be shown; its faults where it cannot."""
    texts = manuscript / "texts"
    inputs = read(folder, texts=texts if texts.is_dir() else None)
    made = side(inputs, name)
    if made.value is None:
        click.echo(REPORTS["text"](made.diagnostics, inputs.value.texts), err=True, nl=False)
        click.echo(f"regesta: {name} cannot be shown before these are mended", err=True)
        raise click.exceptions.Exit(1)
    return made.value
