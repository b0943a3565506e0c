"""`regesta handout`: sheets, keys and lessons for the classroom."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import click

from regesta.classroom.asked import BOTH, Asked, Look, Paper
from regesta.cli.build import run
from regesta.cli.console import Talk, jobs, talking, texts, theme
from regesta.model import Audience
from regesta.pipeline import Wanted

EXAMPLES = """\b
Examples:
  regesta handout src-nsc-notes                    a student's sheet and a teacher's key
  regesta handout --chapter ch-night --for student --paper Letter
  regesta handout --all --large-print --easy-read
  regesta handout src-tass src-proclamation --pack "Who came, and who had called?"
"""


def _flag(name: str, help: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(f"--{name}", name.replace("-", "_"), is_flag=True, help=help)


@click.command(epilog=EXAMPLES)
@click.argument("sources", nargs=-1)
@click.option("--chapter", default="", metavar="ID", help="All sources that this chapter prints.")
@_flag("all", "All sources that have questions.")
@click.option(
    "--for",
    "readers",
    default="both",
    type=click.Choice(["student", "teacher", "both"]),
    help="Whose files.  [both]",
)
@click.option(
    "--paper",
    "papers",
    multiple=True,
    type=click.Choice(["A4", "Letter", "A3"], case_sensitive=False),
    help="Of a folded sheet of A3, two sides are one.  [A4]",
)
@_flag("large-print", "18 pt, one column.")
@_flag("easy-read", "The plainer text, spaced, in Atkinson Hyperlegible.")
@_flag("split", "A text to give back, and a sheet of questions to keep.")
@_flag("booklet", "Two sides on each side of A4, to be folded.")
@_flag("html", "Also one file for a browser, in which answers can be typed.")
@_flag("docx", "Also a document for Word of each sheet and key.")
@click.option("--pack", default="", metavar="QUESTION", help="One lesson of all these sources, with a cover.")
@_flag("zip", "All files of one kind of readers in one file.")
@click.option(
    "--manuscript", default=None, type=click.Path(path_type=Path), help="The manuscript.  [manuscript]"
)
@click.option(
    "--out", default=Path("build"), type=click.Path(path_type=Path), help="Where files go.  [build]"
)
@texts
@theme
@jobs
@talking
@click.pass_context
def handout(
    context: click.Context, /, sources: tuple[str, ...], manuscript: Path | None, **said: Any
) -> None:
    """Make a student's sheet and a teacher's key for each of SOURCES."""
    if sum(map(bool, (sources, said["chapter"], said["all"]))) != 1:
        raise click.UsageError("Name sources, or a chapter with --chapter, or take them with --all.")
    folder = manuscript or (Path("manuscript") if Path("manuscript").is_dir() else Path())
    talk = Talk(said["quiet"], said["verbose"])
    wanted = Wanted(("handouts",), handouts=_asked(sources, said))
    context.exit(run(folder, said["out"], wanted, talk, (said["texts"], said["jobs"], said["theme"])))


def _asked(sources: tuple[str, ...], said: dict[str, Any]) -> Asked:
    looks = [look for look, option in (("large", "large_print"), ("easy", "easy_read")) if said[option]]
    readers = said["readers"]
    return Asked(
        sources=tuple(dict.fromkeys(sources)),
        chapter=said["chapter"],
        audiences=BOTH if readers == "both" else (cast(Audience, readers),),
        papers=tuple(cast(Paper, one.lower()) for one in dict.fromkeys(said["papers"])) or ("a4",),
        looks=tuple(cast(Look, one) for one in looks) or ("plain",),
        split=said["split"],
        booklet=said["booklet"],
        html=said["html"],
        docx=said["docx"],
        zip=said["zip"],
        pack=said["pack"].strip(),
    )
