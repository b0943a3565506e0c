"""`regesta import tei` and `regesta export tei`: whole books from and for other programs."""

from collections import Counter
from pathlib import Path

import click

from regesta.cli.console import manuscript
from regesta.cli.intake import intake
from regesta.diagnostics import Diagnostic, ordered
from regesta.exchange.tei.export import export as to_tei
from regesta.exchange.tei.findings import findings, source
from regesta.exchange.tei.volume import Volume, volume
from regesta.exchange.xml import LARGEST, Fault
from regesta.model import Artifact, Inputs
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.workspace import beside, read, write, write_folder

KINDS = {"chapters": "chapter", "sources": "source", "registers": "register", "images": "picture"}


@intake.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the new manuscript.",
)
@click.option("--force", is_flag=True, help="Write into a folder that holds files.")
@click.option(
    "--format", "form", type=click.Choice(tuple(FORMS)), default="text", help="How to say it.  [text]"
)
@click.pass_context
def tei(context: click.Context, /, file: Path, into: Path, force: bool, form: str) -> None:
    """Make a manuscript of FILE, a book or a document in TEI P5."""
    if into.is_dir() and any(into.iterdir()) and not force:
        raise click.UsageError(f"{into} is not empty; name another folder, or say --force.")
    if file.stat().st_size > LARGEST:
        raise click.UsageError(f"{file} has more than {LARGEST} bytes.")
    raw = file.read_bytes()
    made = volume(raw, file.name, beside(file))
    shown = source(file.name, raw)
    faults = (made,) if isinstance(made, Fault) else made.met
    found = findings(faults, shown)
    if found:
        click.echo(FORMS[form](found, {shown.path: shown}), err=True, nl=False)
    if isinstance(made, Fault):
        context.exit(1)
    paths = write_folder(into, _artifacts(made, file))
    click.echo(f"{into}  {_counted(paths)}")
    context.exit(_checked(into, form))


def _artifacts(made: Volume, file: Path) -> tuple[Artifact, ...]:
    texts = (Artifact(path, text.encode()) for path, text in made.texts.items())
    pictures = (Artifact(path, (file.parent / name).read_bytes()) for path, name in made.pictures.items())
    return (*texts, *pictures)


def _counted(paths: tuple[str, ...]) -> str:
    """How many files of each kind there are."""
    counts = Counter(KINDS.get(path.split("/")[0], "") for path in paths)
    named = [(kind, counts[kind]) for kind in KINDS.values() if counts[kind]]
    return ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in named)


def _checked(folder: Path, form: str) -> int:
    """What `regesta check` finds so wrong that nothing could be built; the exit status."""
    inputs = read(folder)
    found = tuple(one for one in read_book(inputs.value).diagnostics if has_errors((one,)))
    if found:
        _say(found, inputs.value, form)
    return 1 if found else 0


def _say(found: tuple[Diagnostic, ...], inputs: Inputs, form: str) -> None:
    click.echo(FORMS[form](found, inputs.texts), err=True, nl=False)


@click.group()
def export() -> None:
    """Write for other programs what a manuscript holds."""


@export.command("tei")
@manuscript
@click.option(
    "--out",
    default=None,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file.  [build/ID.tei.xml]",
)
@click.pass_context
def export_tei(context: click.Context, /, manuscript: Path, out: Path | None) -> None:
    """Write the sources of MANUSCRIPT as TEI P5: records, texts, notes and signs."""
    inputs = read(manuscript)
    book = read_book(inputs.value)
    found = ordered((*inputs.diagnostics, *book.diagnostics))
    if has_errors(found):
        _say(tuple(one for one in found if has_errors((one,))), inputs.value, "text")
        context.exit(1)
    target = out or Path("build") / f"{book.value.settings.id}.tei.xml"
    write(target.parent, (Artifact(target.name, to_tei(book.value)),))
    sources = len(book.value.documents)
    click.echo(f"{target}  {sources} source{'' if sources == 1 else 's'}")
