"""`regesta template`, `export` and `import docx`: for whoever writes and revises in Word."""

from collections.abc import Iterator
from pathlib import Path

import click

from regesta.cli.console import manuscript
from regesta.cli.exchange import export
from regesta.cli.intake import intake
from regesta.cli.review import changed
from regesta.diagnostics import Diagnostic, did_you_mean, ordered
from regesta.model import Artifact, Book, Chapter, Inputs
from regesta.pipeline import has_errors
from regesta.pipeline import read as read_book
from regesta.report import FORMS
from regesta.source import Source
from regesta.word.export import document
from regesta.word.export import template as styled
from regesta.word.takein import TakenIn, take_in
from regesta.word.weave import put_in
from regesta.words import catalog
from regesta.workspace import original, read, rewrite, write

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


@intake.command("docx")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--as-changes", is_flag=True, help="As changes and comments that somebody must decide.")
@click.option("--manuscript", "folder", default=None, type=click.Path(path_type=Path), help="The manuscript.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@click.pass_context
def import_docx(
    context: click.Context, /, files: tuple[Path, ...], as_changes: bool, folder: Path | None, dry_run: bool
) -> None:
    """Bring what was changed and said in FILES from Word back into the texts they were exported from."""
    if not as_changes:
        raise click.UsageError("Say --as-changes: nothing is ever taken from Word but as a proposal.")
    root = folder or (Path("manuscript") if Path("manuscript").is_dir() else Path())
    inputs = read(root).value
    taken = take_in(read_book(inputs).value, {str(file): file.read_bytes() for file in files})
    shown = {str(file): Source.of(str(file), "") for file in files}
    if taken.diagnostics:
        click.echo(FORMS["text"](ordered(taken.diagnostics), {**inputs.texts, **shown}), err=True, nl=False)
    if has_errors(taken.diagnostics):
        context.exit(1)
    texts = {path: original(root, inputs.texts[path]) for path in taken.value.insertions}
    made = {
        path: put_in(raw, inputs.texts[path], taken.value.insertions[path]) for path, raw in texts.items()
    }
    for path, after in made.items():  # only when all are made
        if dry_run:
            click.echo("".join(changed(path, texts[path], after)).encode(), nl=False)
        else:
            rewrite(root, path, texts[path], after)
    for line in _told(taken.value, dry_run):
        click.echo(line, err=dry_run)


def _told(taken: TakenIn, dry_run: bool) -> Iterator[str]:
    """How much came, and from whom."""
    for author, short in taken.initials.items():
        if author != short:
            yield f"{short}  {author}"
    for path in taken.insertions:
        yield f"{path}{'  would change' if dry_run else ''}"
    counts = {"change": taken.changes, "comment": taken.comments}
    yield ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items())


def _say(found: tuple[Diagnostic, ...], inputs: Inputs) -> None:
    click.echo(FORMS["text"](found, inputs.texts), err=True, nl=False)
