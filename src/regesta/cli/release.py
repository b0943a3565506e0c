"""`regesta release`: what a school gets, ready to be put on a stick."""

from pathlib import Path
from typing import Any

import click

from regesta.cli.build import run
from regesta.cli.console import Talk, jobs, talking, texts, theme
from regesta.pipeline import Wanted


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
    """Write all sheets with a page to choose from into DIR/classroom, the keys into DIR/teachers."""
    held = manuscript or (Path("manuscript") if Path("manuscript").is_dir() else Path())
    talk = Talk(said["quiet"], said["verbose"])
    wanted = Wanted(("classroom",), release=True)
    context.exit(run(held, folder, wanted, talk, (said["texts"], said["jobs"], said["theme"])))
