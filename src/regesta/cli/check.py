"""`regesta check`: reads, renders nothing, and says all that is wrong."""

from pathlib import Path

import click

from regesta.cli.console import manuscript
from regesta.diagnostics import ordered
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.workspace import read


@click.command()
@manuscript
@click.option(
    "--format", "form", type=click.Choice(tuple(FORMS)), default="text", help="How to say it.  [text]"
)
@click.option("--release", is_flag=True, help="Undecided changes are errors.")
@click.pass_context
def check(context: click.Context, /, manuscript: Path, form: str, release: bool) -> None:
    """Say what is wrong with MANUSCRIPT, each fault with its file, line and column."""
    inputs = read(manuscript)
    found = ordered((*inputs.diagnostics, *read_book(inputs.value).diagnostics))
    click.echo(FORMS[form](found, inputs.value.texts), nl=False)
    context.exit(1 if has_errors(found, release) else 0)
