"""What a person sees while a command works: findings, progress, and what was made."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from regesta.pipeline import silently

EXAMPLES = """\b
Examples:
  regesta check                     what is wrong with ./manuscript, with line and column
  regesta build                     PDF, EPUB and handouts into ./build
  regesta build --format pdf -q     only the PDF, and not a word
  regesta build --edition teacher   the book with all answers
  regesta build --edition screen    for a tablet or a projector; large-print, booklet, print and others too
  regesta proof                     all pages at a glance, faults of layout marked
  regesta handout src-nsc-notes     a student's sheet and a teacher's key for one source
  regesta handout src-tass src-proclamation --pack "Who came?"   a lesson of two sources
"""


class Talk(NamedTuple):
    """How much a command says."""

    quiet: bool
    verbose: bool


def talking(function: Callable[..., None]) -> Callable[..., None]:
    """The options `-q` and `-v`, which every command that works for long has."""
    function = click.option("-q", "--quiet", is_flag=True, help="Say nothing but faults.")(function)
    return click.option("-v", "--verbose", is_flag=True, help="Say each step, and where it fails.")(function)


def manuscript(function: Callable[..., None]) -> Callable[..., None]:
    """The argument MANUSCRIPT; without it the folder `manuscript`, else the one where you are."""
    return click.argument("manuscript", required=False, type=click.Path(path_type=Path), callback=_found)(
        function
    )


def texts(function: Callable[..., None]) -> Callable[..., None]:
    """The option `--texts`: a folder with files of texts, by their names or by their paths on the web."""
    kind = click.Path(path_type=Path, exists=True, file_okay=False)
    return click.option("--texts", default=None, type=kind, help="A folder with texts of archives.")(function)


def theme(function: Callable[..., None]) -> Callable[..., None]:
    """The option `--theme`: how pages look, where that is not as the book says."""
    return click.option("--theme", default="", help="How pages look.  [as book.yaml says, else house]")(
        function
    )


def jobs(function: Callable[..., None]) -> Callable[..., None]:
    """The option `--jobs`: in how many processes pages are laid out; it changes no byte."""
    kind = click.IntRange(min=1)
    return click.option("--jobs", default=None, type=kind, help="How many processes lay out.  [one a core]")(
        function
    )


def _found(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    return value or (Path("manuscript") if Path("manuscript").is_dir() else Path())


@contextmanager
def progress(talk: Talk) -> Iterator[Callable[[str], None]]:
    """Something to tell the step at hand: a moving line in a terminal; elsewhere nothing, lines with -v."""
    if talk.verbose:
        yield lambda step: click.echo(step, err=True)
    elif talk.quiet or not sys.stderr.isatty():
        yield silently
    else:
        from rich.console import Console  # noqa: PLC0415 - only somebody at a terminal waits for it
        from rich.status import Status  # noqa: PLC0415

        console = Console(stderr=True)
        with Status("reading", console=console) as status:
            yield status.update
