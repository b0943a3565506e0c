"""`regesta init`: a new manuscript, and what editors' programs need beside one; nothing is written over."""

import shutil
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shlex import quote
from uuid import uuid4

import click

from regesta import __version__, outfit
from regesta.cli.setup import described
from regesta.drafts.names import slug
from regesta.drafts.rows import scalar
from regesta.model import Artifact
from regesta.workspace import write

FOLDER = "manuscript"  # where commands look for it
OWN = Path(".venv/bin/regesta")


@click.command()
@click.argument("folder", default=Path(), type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make FOLDER a place to work: a manuscript where there is none, and settings for editors and robots.

    The settings are tasks, snippets and schemas for VS Code, a hook for pre-commit, and a workflow for
    GitHub. A file that is there stays as it is.
    """
    new = not any((folder / name / "book.yaml").is_file() for name in ("", FOLDER))
    inside = "." if (folder / "book.yaml").is_file() else FOLDER
    made = _desk(folder, inside)
    if new:
        made = {f"{FOLDER}/{path}": text for path, text in _manuscript(folder).items()} | made
    there = {path for path in made if (folder / path).exists()}
    other = {path for path in there if (folder / path).read_bytes() != made[path].encode()}
    write(folder, tuple(Artifact(path, text.encode()) for path, text in made.items() if path not in there))
    for path in made:
        if path not in there:
            click.echo(str(folder / path))
    for path in sorted(other):
        click.echo(f"{folder / path}  is there already, and another: it stays as it is")
    if there - other:
        click.echo(f"{len(there - other)} there already")
    if other:
        click.echo("to have one of them anew, delete it and run this again", err=True)
    _advise(folder, new)


def _manuscript(folder: Path) -> dict[str, str]:
    name = folder.resolve().name
    facts = {
        "id": slug(name, "") or "book",
        "title": scalar(name.replace("-", " ").capitalize() or "A new book"),
        "uuid": str(uuid4()),
        "month": date.today().strftime("%Y-%m"),
    }
    return outfit.manuscript(_texts(files("regesta.outfit") / "manuscript"), facts)


def _desk(folder: Path, inside: str) -> dict[str, str]:
    command = OWN.as_posix() if (folder / OWN).is_file() else "regesta"
    place = outfit.Place(inside, command, __version__)
    schemas = {f"{outfit.SCHEMAS}/{name}": text for name, text in described().items()}
    return outfit.desk(_texts(files("regesta.outfit") / "desk"), place) | schemas


def _texts(folder: Traversable, above: str = "") -> Mapping[str, str]:
    """The texts of the package below a folder, by their paths in it."""
    found: dict[str, str] = {}
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            found |= _texts(one, f"{above}{one.name}/")
        else:
            found[f"{above}{one.name}"] = one.read_text("utf-8")
    return found


def _advise(folder: Path, new: bool) -> None:
    """What to do next, and what could not be done."""
    top = next(
        (one for one in (folder.resolve(), *folder.resolve().parents) if (one / ".git").exists()), None
    )
    if top and top != folder.resolve():
        click.echo(
            f"the hook and the workflow are only seen at the top of the repository, in {top}", err=True
        )
    if new:
        where = "" if folder.resolve() == Path.cwd() else f"cd {quote(str(folder))} && "
        click.echo(f"next: {where}regesta check", err=True)
    if not shutil.which("regesta") and not (folder / OWN).is_file():
        click.echo("the tasks and the hook look for regesta in your PATH, where it is not", err=True)
