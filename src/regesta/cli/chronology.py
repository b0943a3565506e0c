"""`regesta chronology`: the chronology of a manuscript, for other programs."""

from pathlib import Path

import click

from regesta.almanac import FORMS, almanac
from regesta.cli.console import manuscript
from regesta.diagnostics import ordered
from regesta.editions.audience import for_audience
from regesta.model import Artifact
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS as REPORTS
from regesta.workspace import read, write


@click.command()
@manuscript
@click.option("--format", "form", type=click.Choice(tuple(FORMS)), default="csv", help="For what.  [csv]")
@click.option("--out", default=None, type=click.Path(dir_okay=False, path_type=Path), help="The file.  [-]")
@click.pass_context
def chronology(context: click.Context, /, manuscript: Path, form: str, out: Path | None) -> None:
    """Write the chronology of MANUSCRIPT, as students see it, for a spreadsheet, a calendar or TimelineJS."""
    inputs = read(manuscript)
    book = read_book(inputs.value)
    found = tuple(one for one in ordered((*inputs.diagnostics, *book.diagnostics)) if has_errors((one,)))
    if found:
        click.echo(REPORTS["text"](found, inputs.value.texts), err=True, nl=False)
        context.exit(1)
    made, left = almanac(for_audience(book.value, "student"), form)
    if left:
        dates = "date" if left == 1 else "dates"
        click.echo(f"{left} {dates} with an open end left out, which a calendar cannot hold", err=True)
    if out is None:
        click.echo(made.encode(), nl=False)
        return
    write(out.parent, (Artifact(out.name, made.encode()),))
    click.echo(f"{out}  {form}")
