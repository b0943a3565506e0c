"""`regesta import`: what other programs wrote, taken into a manuscript."""

from pathlib import Path
from typing import NoReturn

import click

from regesta import workspace
from regesta.citeproc import FORMS as READ
from regesta.citeproc import Failure
from regesta.citeproc import references as read_references
from regesta.diagnostics import Diagnostic
from regesta.exchange.references import Merged, merged
from regesta.model import Artifact
from regesta.report import FORMS
from regesta.source import Source
from regesta.works import FILE, read


@click.group("import")
def intake() -> None:
    """Take in what other programs wrote."""


@intake.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    default=None,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The list of works.  [references.json]",
)
@click.pass_context
def references(context: click.Context, /, file: Path, into: Path | None) -> None:
    """Add the works of FILE (BibTeX or RIS) to the list that the manuscript cites from."""
    form = READ.get(file.suffix.lower())
    if form is None:
        raise click.UsageError(f"References are read from .bib (BibTeX) and .ris (RIS); {file} is neither.")
    target = into or (Path("manuscript") if Path("manuscript").is_dir() else Path()) / FILE
    typed, before = _typed(file), _typed(target) if target.is_file() else ""
    listed = read(Source.of(target.name, before))
    if listed.value is None:
        _refuse(_report(listed.diagnostics, target.name, before))
    try:
        found = read_references(typed, form)
    except Failure as failure:
        _refuse(f"regesta: {file} cannot be read: {failure}\n")
    made = merged(before, listed.value, found, typed)
    if not found:
        _refuse(f"regesta: {file} holds no reference\n")
    if made.added:
        _write(target, before, made.text)
    _say(target, made)
    faults = read(Source.of(target.name, made.text)).diagnostics
    click.echo(_report(faults, target.name, made.text), err=True, nl=False)
    context.exit(1 if faults else 0)


def _typed(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is no UTF-8; save it as UTF-8 first.") from None


def _write(target: Path, before: str, after: str) -> None:
    if target.is_file():
        workspace.rewrite(target.parent, target.name, before, after)
    else:
        workspace.write(target.parent, (Artifact(target.name, after.encode()),))


def _say(target: Path, made: Merged) -> None:
    for id in made.kept:
        click.echo(f"{id} is in the list already, and stays as it is")
    for id in made.added:
        click.echo(f"@{id}")
    click.echo(f"{target}  {len(made.added)} added")


def _report(found: tuple[Diagnostic, ...], name: str, text: str) -> str:
    return FORMS["text"](found, {name: Source.of(name, text)}) if found else ""


def _refuse(said: str) -> NoReturn:
    click.echo(said, err=True, nl=False)
    raise click.exceptions.Exit(1)
