"""`regesta check`: reads, renders nothing, and says all that is wrong."""

from pathlib import Path
from typing import Any

import click

from regesta.cli.console import manuscript, texts
from regesta.diagnostics import ordered, released
from regesta.dictionaries import shelf
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.workspace import kept, read

WHOLE = ("json", "sarif")  # forms for programs, which choose for themselves what to show
FROM_HERE = ("sarif", "github")  # forms whose readers stand where the command was given
NO_SPELLING = 'regesta: the spelling was not checked; for that, pip install "regesta[spell]"'


@click.command()
@manuscript
@click.option(
    "--format", "form", type=click.Choice(tuple(FORMS)), default="text", help="How to say it.  [text]"
)
@click.option("--release", is_flag=True, help="Undecided changes and numbers that moved are errors.")
@click.option("--hints", is_flag=True, help="Say also what is no fault, but may be worth a look.")
@click.option("--spelling", is_flag=True, help="Look up every word; say what no dictionary knows, as hints.")
@click.option("-v", "--verbose", is_flag=True, help="Say also how much waits for texts of archives.")
@texts
@click.pass_context
def check(context: click.Context, /, manuscript: Path, form: str, **said: Any) -> None:
    """Say what is wrong with MANUSCRIPT, each fault with its file, line and column."""
    inputs = read(manuscript, texts=said["texts"])
    words = shelf(manuscript) if said["spelling"] else None
    if said["spelling"] and not words:
        click.echo(NO_SPELLING, err=True)
    hints = said["hints"] or words is not None or form in WHOLE
    book = read_book(inputs.value, hints, words, kept())
    if said["verbose"] and book.value.copy.waiting:
        click.echo(f"{book.value.copy.waiting} anchors wait for texts", err=True)
    found = ordered((*inputs.diagnostics, *book.diagnostics))
    found = released(found) if said["release"] else found
    click.echo(FORMS[form](found, inputs.value.texts, _folder(manuscript, form)), nl=False)
    context.exit(1 if has_errors(found, said["release"]) else 0)


def _folder(manuscript: Path, form: str) -> str:
    """Where the manuscript lies, seen from here, for the forms that need it."""
    if form not in FROM_HERE:
        return ""
    whole, here = manuscript.resolve(), Path.cwd()
    folder = whole.relative_to(here) if whole.is_relative_to(here) else whole
    return "" if folder == Path() else folder.as_posix()
