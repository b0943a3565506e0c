"""`regesta preview`: the book in a browser, while it is written."""

import atexit
import gc
import os
import webbrowser
from pathlib import Path

import click

from regesta.cli.build import EPOCH
from regesta.cli.console import manuscript, texts
from regesta.workspace import face_folder, prepare

EPILOG = """\b
The editor is what --editor or REGESTA_EDITOR says, such as "code --goto {file}:{line}".
"""


@click.command(epilog=EPILOG)
@manuscript
@click.option("--port", default=None, type=click.IntRange(0, 65535), help="Where it listens.  [8168]")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@click.option("--editor", default="", metavar="COMMAND", help="What opens a line, with {file} and {line}.")
@texts
def preview(manuscript: Path, port: int | None, open_: bool, editor: str, texts: Path | None) -> None:
    """Show the book of MANUSCRIPT in a browser on this machine, and every change as it is saved."""
    from regesta.desk.run import Wish, run  # noqa: PLC0415 - no other command waits for a server
    from regesta.desk.surroundings import Taken  # noqa: PLC0415

    def ready(address: str) -> None:
        click.echo(f"{address}  (Ctrl-C stops)")
        if open_:
            webbrowser.open(address)

    prepare(face_folder().parent, EPOCH)
    gc.enable()  # unlike other commands it lives for hours
    try:
        run(Wish(manuscript, texts, port, editor), lambda step: click.echo(step, err=True), ready)
    except Taken as fault:
        raise click.UsageError(f"{fault}.") from None
    click.echo("regesta: stopped", err=True)
    # What a thread still reads or checks is for nobody now, and Python would wait for it before these.
    atexit._run_exitfuncs()
    os._exit(0)
