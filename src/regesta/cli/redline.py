"""`regesta redline`: what changed from one state of a manuscript to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from regesta.cli.build import EPOCH
from regesta.cli.console import Talk, jobs, manuscript, progress, talking
from regesta.cli.revisions import at
from regesta.comparison import State, compare
from regesta.diagnostics import Diagnostic
from regesta.render.pdf.crew import Means
from regesta.report import FORMS as REPORTS
from regesta.workspace import Missing, cores, face_folder, kept, locked, prepare, read, read_faces, write

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
    store, formats = kept(), said["formats"] or FORMS
    with progress(Talk(said["quiet"], said["verbose"])) as tell, locked(out):
        states = _states(before, manuscript)
        means = Means(read_faces(tell), said["jobs"] or cores(), store)
        made = compare(states, formats, means, tell)
        _say(made.value.errors, states)
        if made.diagnostics:
            click.echo(REPORTS["text"](made.diagnostics, {}), err=True, nl=False)
        files = made.value.files
        paths = write(out, files)
    if not said["quiet"]:
        for path, one in zip(paths, files, strict=True):
            click.echo(f"{path}{f'  {one.pages} pages' if one.pages else ''}")
    context.exit(1 if any(made.value.errors) or not files else 0)


def _say(errors: tuple[tuple[Diagnostic, ...], ...], states: tuple[State, State]) -> None:
    """The errors of each state, which is shown all the same."""
    for one, found in zip(states, errors, strict=True):
        if found:
            click.echo(REPORTS["text"](found, one.inputs.texts), err=True, nl=False)
            click.echo(f"regesta: {one.name} has errors, and is shown as far as it can be read", err=True)


def _states(before: str, manuscript: Path) -> tuple[State, State]:
    """The older state and the newer one."""
    first, parted, second = before.partition("..")
    if second.startswith("."):
        raise click.UsageError("Three dots name no two states: write REV..REV.")
    with _state(first or "HEAD", manuscript) as (folder, name):
        old = _read(folder, name, manuscript)
    if not parted or (Path(before) / "book.yaml").is_file():
        return old, _read(manuscript, manuscript.resolve().name, manuscript)
    with _state(second or "HEAD", manuscript) as (folder, name):
        return old, _read(folder, name, manuscript)


@contextmanager
def _state(said: str, manuscript: Path) -> Iterator[tuple[Path, str]]:
    """A folder that is a manuscript, else what git has of a revision."""
    if (Path(said) / "book.yaml").is_file():
        yield Path(said), Path(said).resolve().name
        return
    with at(manuscript, said) as folder:
        yield folder, said


def _read(folder: Path, name: str, manuscript: Path) -> State:
    """What a folder holds, with the texts of archives that are at hand."""
    if not (folder / "book.yaml").is_file():
        raise Missing(f"{name} holds no book.yaml")
    texts = manuscript / "texts"
    inputs = read(folder, texts=texts if texts.is_dir() else None)
    return State(name, inputs.value, inputs.diagnostics)
