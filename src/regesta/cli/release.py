"""`regesta release`: what a school gets, ready to be put on a stick."""

from pathlib import Path
from typing import Any

import click

from regesta.cli.build import ready, say_faults, say_files
from regesta.cli.console import Talk, jobs, progress, talking, texts, theme
from regesta.diagnostics import released
from regesta.pipeline import Wanted, build
from regesta.releases import replace_folder, replaceable
from regesta.render.pdf.crew import Means
from regesta.workspace import cores, kept, read_faces

WANTED = Wanted(("classroom",), release=True)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--manuscript", default=None, type=click.Path(path_type=Path), help="The manuscript.  [manuscript]"
)
@texts
@theme
@jobs
@talking
@click.pass_context
def release(context: click.Context, /, folder: Path, manuscript: Path | None, **said: Any) -> None:
    """Write all sheets with a page to choose from into DIR/classroom, the keys into DIR/teachers.

    DIR is written whole or not at all, and only where nothing is, or an earlier release.
    """
    held = manuscript or (Path("manuscript") if Path("manuscript").is_dir() else Path())
    talk = Talk(said["quiet"], said["verbose"])
    replaceable(folder)
    inputs, store = ready(held, said["texts"], said["theme"]), kept()
    with progress(talk) as tell:
        means = Means(read_faces(tell), said["jobs"] or cores(), store)
        made = build(inputs.value, WANTED, means, inputs.diagnostics, tell)
        if made.value:
            replace_folder(folder, made.value)
            store.prune()
    say_faults(released(made.diagnostics), inputs.value, talk)
    if not talk.quiet:
        say_files(tuple(folder / one.path for one in made.value), made.value)
    context.exit(0 if made.value else 1)
