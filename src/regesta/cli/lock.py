"""`regesta lock`: keeps the numbers of sentences and lines as readers get them in print."""

from pathlib import Path

import click

from regesta.cli.console import texts as texts_option
from regesta.diagnostics import did_you_mean, ordered, released
from regesta.model import Artifact, Book
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.texts.numbers import FILE, Numbers, known, written
from regesta.workspace import read, write


@click.command()
@click.argument("sources", nargs=-1)
@click.option(
    "--manuscript", default=None, type=click.Path(path_type=Path), help="The manuscript.  [manuscript]"
)
@texts_option
@click.pass_context
def lock(
    context: click.Context, /, sources: tuple[str, ...], manuscript: Path | None, texts: Path | None
) -> None:
    """Lock the numbers of sentences and lines of SOURCES, or of all, as an edition is published with them."""
    folder = manuscript or (Path("manuscript") if Path("manuscript").is_dir() else Path())
    inputs = read(folder, texts=texts)
    book = read_book(inputs.value)
    found = released(one for one in (*inputs.diagnostics, *book.diagnostics) if one.code != "NUM001")
    if faults := tuple(one for one in ordered(found) if has_errors([one])):
        click.echo(FORMS["text"](faults, inputs.value.texts), err=True, nl=False)
        click.echo("regesta: nothing was locked; only what can be released has numbers to keep", err=True)
        context.exit(1)
    before = {id: one.rows for id, one in book.value.numbers.items()}
    after = _locked(book.value, before, _meant(book.value, sources))
    if after != before:
        write(folder, (Artifact(FILE, written(after).encode()),))
    _say(folder, before, after)


def _meant(book: Book, sources: tuple[str, ...]) -> tuple[str, ...]:
    """The sources that are named, or all; one that is misspelt, or whose text is away, is wrong usage."""
    for key in sources:
        document = book.documents.get(key)
        if document is None and key not in book.numbers:
            hint = did_you_mean(key, book.documents).capitalize()
            raise click.BadArgumentUsage(f'No source is called "{key}". {hint}'.strip())
        if document and document.held == "away":
            raise click.BadArgumentUsage(f'The text of "{key}" is not here; fetch it, or say --texts.')
    return sources or tuple({**book.documents, **book.numbers})


def _locked(book: Book, before: dict[str, Numbers], meant: tuple[str, ...]) -> dict[str, Numbers]:
    """What is locked now; a text that is away keeps the numbers that it had."""
    after = dict(before)
    for key in meant:
        document = book.documents.get(key)
        if document is None or document.held != "away":
            after[key] = known(document.sentences) if document else {}
    return {key: numbers for key, numbers in after.items() if numbers}


def _say(folder: Path, before: dict[str, Numbers], after: dict[str, Numbers]) -> None:
    """Each source whose row has become another, then the file."""
    for key in sorted({*before, *after}):
        old, new = before.get(key, {}), after.get(key, {})
        if old != new:
            was = f", {_count(old)} before" if old else ""
            click.echo(f"{key}  {_many(_count(new), 'number')}{was}")
    many = _many(sum(map(_count, after.values())), "number")
    said = f"{folder / FILE}  {_many(len(after), 'source')}, {many}{', as before' if before == after else ''}"
    click.echo(said if after else "no source has numbers")


def _count(numbers: Numbers) -> int:
    return sum(map(len, numbers.values()))


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
