"""Commands for setting up a place to work: schemas for an editor, shell completion, the faces."""

import json
from collections.abc import Mapping
from pathlib import Path

import click
from click.shell_completion import get_completion_class
from pydantic import BaseModel

from regesta.records import Record
from regesta.registers import FILES, EventsFile, IndexFile
from regesta.settings import ChapterMeta, Settings
from regesta.workspace import read_faces

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "book": Settings,
    "chapter": ChapterMeta,
    "source": Record,
    "events": EventsFile,
    "index": IndexFile,
}


@click.command()
@click.argument("folder", default=Path("build/schemas"), type=click.Path(path_type=Path))
def schemas(folder: Path) -> None:
    """Write JSON Schemas of all tables into FOLDER, for an editor's completion."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in described().items():
        (folder / name).write_text(text, "utf-8")
        click.echo(str(folder / name))


def described() -> dict[str, str]:
    """The schemas, by the names of their files."""
    models = dict(SCHEMAS) | {Path(path).stem: model for path, (model, _, _) in FILES.items()}
    return {
        f"{name}.schema.json": json.dumps(model.model_json_schema(), ensure_ascii=False, indent=1) + "\n"
        for name, model in models.items()
    }


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete commands; put it where the shell reads such files."""
    made = get_completion_class(shell)
    assert made is not None  # the three are click's own
    from regesta.cli import regesta  # noqa: PLC0415 - the group that this command is in

    click.echo(made(regesta, {}, "regesta", "_REGESTA_COMPLETE").source())


@click.command(hidden=True)
def fonts() -> None:
    """Cut the faces of the house from the variable fonts, once for each machine."""
    read_faces(click.echo)
