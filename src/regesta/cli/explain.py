"""`regesta explain`: the page of a code, as the manual has it."""

import re
from importlib.resources import files
from pathlib import Path

import click

from regesta.diagnostics import CODES, did_you_mean

FRONT = re.compile(r"\A---\n.*?\n---\n\n?", re.DOTALL)
MARKS = re.compile(r"\{(?:ix|#)[^}]*\}")  # which a reader of plain text has no use for


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what CODE means, with an example that is wrong and one that is right."""
    name = code.upper()
    if name not in CODES:
        hint = did_you_mean(name, CODES).replace("did", "Did", 1)
        raise click.BadArgumentUsage(f'No fault has the code "{code}". {hint}'.strip())
    severity, meaning = CODES[name]
    click.echo(f"{name} ({severity}): {meaning}\n")
    page = FRONT.sub("", (_folder() / f"{name}.md").read_text("utf-8"))
    click.echo(MARKS.sub("", page).rstrip())


def _folder() -> Path:
    """Where the pages lie: in the installed package, else in the manual beside the sources."""
    packed = Path(str(files("regesta") / "codes"))
    return packed if packed.is_dir() else Path(__file__).parents[3] / "docs" / "chapters" / "codes"
