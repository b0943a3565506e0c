"""`regesta template docx` and `regesta export docx`: for whoever writes and revises in Word."""

from collections.abc import Iterator
from pathlib import Path

import click

from regesta.cli.console import manuscript
from regesta.cli.exchange import export
from regesta.cli.intake import intake
from regesta.diagnostics import Diagnostic, did_you_mean, ordered
from regesta.model import Artifact, Book, Chapter, Inputs
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.word.export import document
from regesta.word.export import template as styled
from regesta.words import catalog
from regesta.workspace import read, write

__all__ = ["export", "intake", "template"]  # the groups, whole once this file is imported
FOLDER = "docx"  # below the folder of the output
LANGUAGE = "en"


@click.group()
def template() -> None:
    """Write a file in the style of the house for another program."""


@template.command("docx")
@click.argument("file", default=Path("build/template.docx"), type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lang", default=LANGUAGE, help="In which language the styles are named.  [en]")
def template_docx(file: Path, lang: str) -> None:
    """Write a document of Word's with the styles of the house into FILE."""
    words = catalog(lang)
    write(file.parent, (Artifact(file.name, styled(words, words["word.title"], lang)),))
    click.echo(str(file))


@export.command("docx")
@manuscript
@click.option("--chapter", "only", multiple=True, metavar="ID", help="This chapter alone; may be said again.")
@click.option(
    "--out",
    default=Path("build"),
    type=click.Path(file_okay=False, path_type=Path),
    help="Where files go.  [build]",
)
@click.pass_context
def export_docx(context: click.Context, /, manuscript: Path, only: tuple[str, ...], out: Path) -> None:
    """Write the chapters of MANUSCRIPT for Word, with changes tracked, comments and notes; and the whole."""
    inputs = read(manuscript)
    book = read_book(inputs.value)
    found = tuple(one for one in ordered((*inputs.diagnostics, *book.diagnostics)) if has_errors((one,)))
    if found:
        _say(found, inputs.value)
        context.exit(1)
    chapters = _chosen(book.value, only)
    for path in write(out / FOLDER, tuple(_documents(book.value, chapters, whole=not only))):
        click.echo(str(path))


def _chosen(book: Book, only: tuple[str, ...]) -> tuple[Chapter, ...]:
    chapters = {one.id: one for one in (*book.front, *book.chapters)}
    for id in only:
        if id not in chapters:
            raise click.UsageError(f'The book has no chapter "{id}". {did_you_mean(id, chapters)}'.strip())
    return tuple(chapters[id] for id in only) or tuple(chapters.values())


def _documents(book: Book, chapters: tuple[Chapter, ...], whole: bool) -> Iterator[Artifact]:
    for chapter in chapters:
        yield Artifact(f"{chapter.id}.docx", document(book, (chapter,)))
    if whole:
        yield Artifact(f"{book.settings.id}.docx", document(book, chapters))


def _say(found: tuple[Diagnostic, ...], inputs: Inputs) -> None:
    click.echo(FORMS["text"](found, inputs.texts), err=True, nl=False)
